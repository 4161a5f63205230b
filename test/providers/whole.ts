/** A long article with a menu and a footer, a server that speaks for Claude and for Voyage, and a whole run against it. */
import { memoOf } from '../../core/memo';
import type { BlockKind, Page } from '../../core/model';
import { type Finished, type Run, runPipeline } from '../../core/pipeline';
import type { Asking, MemoStore, SimilarityProvider } from '../../core/ports';
import { THRESHOLDS } from '../../core/thresholds';
import { embeddingSimilarity } from '../../providers/embeddings';
import { voyage } from '../../providers/voyage';
import { message } from '../fault-server/claude';
import type { Answer, Asked } from '../fault-server/server';
import { claude, clock, digest, HEAD, hearing, KEY, Store, said } from './world';

export const MENU = 'Subscribe to the Quagmire Gazette';
export const FOOTER = 'Printed by the Zanzibar Press. All rights reserved.';

export const SECTIONS = [
  [
    'For ninety years nobody saw an otter on this river, and then, one morning in April, two of them crossed the lock in plain sight of the ferry.',
    'The mill had closed the winter before. Its weir, which had held the water back since 1764, was opened in stages, and the gravel came back.',
  ],
  [
    'Trout followed, then the insects that feed on clean gravel, and the angling club counted 412 fish in one season, more than in the ten before it.',
    'Not everyone was pleased: the houses below the bridge were flooded twice, and the council had to pay for a wall that nobody had planned for.',
  ],
  [
    'Still, when the town was asked last year whether the weir should be rebuilt, three out of four voters said no, and the gravel stays.',
    'The otters have not been counted. Whether they breed here or only pass through is not known, says Marta Lindqvist, who keeps the lock.',
  ],
] as const;
const TITLES = ['The lock', 'The fish', 'The vote'];

export function pageOf(sections: readonly (readonly string[])[] = SECTIONS): Page {
  const containers = ['body', 'nav', 'article', 'footer'].map((tag, at) => ({ parent: at === 0 ? -1 : 0, tag, words: '' }));
  const blocks: Page['blocks'] = [];
  let section: number | null = null;
  const add = (text: string, container: number, kind: BlockKind, linkDensity = 0): void => {
    if (kind === 'heading') section = null;
    const features = { container, linkDensity, bold: false, visible: true };
    blocks.push({ id: blocks.length, kind, text, section: container === 2 ? section : null, features });
    if (kind === 'heading') section = blocks.length - 1;
  };
  for (const text of ['Home', MENU, 'Weather']) add(text, 1, 'list-item', 1);
  for (const [at, paragraphs] of sections.entries()) {
    add(TITLES[at] ?? `Part ${at}`, 2, 'heading');
    for (const text of paragraphs) add(text, 2, 'paragraph');
  }
  add(FOOTER, 3, 'paragraph');
  const info = { url: 'https://example.org/otters', title: 'The otters are back', byline: null, site: null, published: null };
  return { ...info, lang: 'en', source: 'url', part: null, containers, blocks };
}

/** Words hashed into a few dimensions. */
const vectorOf = (text: string): number[] => {
  const vector = new Array<number>(24).fill(0.05);
  for (const word of text.toLowerCase().match(/\p{L}+|\d+/gu) ?? []) {
    vector[[...word].reduce((sum, letter) => sum * 31 + letter.charCodeAt(0), 7) % 24]! += 1;
  }
  return vector;
};

const JSON_HEADERS = { 'content-type': 'application/json' };

export function embeddings({ body }: Asked): Answer {
  const { input } = body as { input: string[] };
  const data = input.map((text, index) => ({ index, embedding: vectorOf(text) }));
  return { headers: JSON_HEADERS, bytes: JSON.stringify({ data, usage: { total_tokens: 3 * input.length } }) };
}

export const isEmbedding = ({ url }: Asked): boolean => url === '/v1/embeddings';
const textOf = ({ body }: Asked): string => JSON.stringify(body);

/** Claims of each chunk, a digest of the whole, vectors. */
export function answers(asked: Asked): Answer {
  if (isEmbedding(asked)) return embeddings(asked);
  const at = SECTIONS.findIndex(([first]) => textOf(asked).includes(first));
  // numbers count from 1 in the request, where the heading is the first
  const reply = at < 0 ? HEAD : { ...HEAD, headline: 'a part', candidates: said(['', ...SECTIONS[at]!]).slice(1) };
  return { bytes: message(JSON.stringify(reply), { piece: 400 }) };
}

const similarityAt = (url: string, store: MemoStore, key: string): SimilarityProvider => {
  const service = { ...voyage(url, 'voyage-3.5', key), limits: { texts: 12, tokens: 100_000 } };
  return embeddingSimilarity(service, THRESHOLDS.voyage, { clock, memo: memoOf(store, digest) });
};

export const OPTIONS = { edits: [], before: [], k: 3, rule: 'facts', threshold: null } as const;

interface Setting {
  readonly store?: Store;
  readonly page?: Page;
  readonly asking?: Partial<Asking>;
  readonly chunk?: number;
  /** By which the server can tell one run's requests from another's. */
  readonly key?: string;
}

/** @returns what was yielded, and what was left at the end */
export async function run(url: string, setting: Setting = {}): Promise<{ runs: Run[]; finished: Finished }> {
  const { store = new Store(), page = pageOf(), asking = {}, chunk = 320, key = KEY } = setting;
  const ports = { decomposer: claude(url, store, { chunk, key }), similarity: similarityAt(url, store, key), ...hearing(asking).asking };
  const running = runPipeline(page, ports, OPTIONS);
  const runs: Run[] = [];
  for (;;) {
    const step = await running.next();
    if (step.done) return { runs, finished: step.value };
    runs.push(step.value);
  }
}
