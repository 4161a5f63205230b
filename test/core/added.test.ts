import { beforeAll, describe, expect, it } from 'vitest';
import { addedBefore, withEdits } from '../../core/added';
import type { Uncovered } from '../../core/choose';
import { lexical } from '../../core/lexical';
import type { Candidate } from '../../core/model';
import { extendRun, type Finished, type PipelinePorts, type Run, runPipeline } from '../../core/pipeline';
import type { Article, Asking, Decomposer, Draft } from '../../core/ports';
import { noPause } from './claims';

const TEXTS = [
  'The old bridge over the river was built in 1931 and has carried every lorry to the harbour since, at no charge to anybody.',
  'In March an engineer found rust in the main cables, and said that the bridge would have to close within two years from then.',
  'A ferry would cost 40 million crowns, says the council, and nobody has said who would pay for it or for how long it would run.',
];

const PAGE = {
  url: 'https://example.org/bridge',
  title: 'The bridge',
  byline: null,
  site: null,
  published: null,
  lang: 'en',
  source: 'url' as const,
  part: null,
  containers: [
    { parent: -1, tag: 'body', words: '' },
    { parent: 0, tag: 'article', words: '' },
  ],
  blocks: TEXTS.map((text, id) => ({
    id,
    kind: 'paragraph' as const,
    text,
    section: null,
    features: { container: 1, linkDensity: 0, bold: false, visible: true },
  })),
};

const LINE = { provider: 'test', model: 'm', requests: 1, inputTokens: 10, cacheReadTokens: 0, cacheWriteTokens: 0, outputTokens: 5 };
const candidateOf = (block: number, text: string): Candidate => ({
  kind: 'claim',
  title: text.slice(0, 20),
  body: text,
  confidence: 0.9,
  quotes: [{ block, text }],
});

/** Says the first twelve words of every block, but for those that are not to be read. */
class Teller implements Decomposer {
  readonly recipe = { provider: 'test', model: 'm', version: '1' };
  readonly asked: Article[] = [];
  unsent: number[] = [];
  failed: number[] = [];

  async decompose(article: Article, asking: Asking): Promise<Draft> {
    this.asked.push(article);
    const read = article.blocks.filter(({ id }) => ![...this.unsent, ...this.failed].includes(id));
    const candidates = read.map(({ id, text }) => candidateOf(id, text.split(' ').slice(0, 12).join(' ')));
    for (const [at, candidate] of candidates.entries()) {
      asking.told(candidate);
      asking.progress(at + 1, candidates.length);
      await asking.pause();
    }
    asking.spent(LINE);
    const failed = this.failed.length > 0 ? [{ blocks: this.failed, failure: { code: 'overloaded' as const } }] : [];
    return { headline: 'H', summary: 'S', questions: ['Who pays?'], candidates, unsent: this.unsent, failed, usage: [LINE] };
  }
}

async function drive(running: AsyncGenerator<Run, Finished>): Promise<{ runs: Run[]; finished: Finished }> {
  const runs: Run[] = [];
  for (;;) {
    const step = await running.next();
    if (step.done) return { runs, finished: step.value };
    runs.push(step.value);
  }
}

const turn = () => new Promise<void>((resolve) => setTimeout(resolve));
const portsOf = (decomposer: Decomposer): PipelinePorts => ({ decomposer, similarity: lexical, pause: noPause });
const run = (decomposer: Decomposer, more: Partial<Parameters<typeof runPipeline>[2]> = {}, ports = portsOf(decomposer)) =>
  drive(runPipeline(PAGE, ports, { edits: [], before: [], k: 2, rule: 'facts', threshold: null, ...more }));
const statesOf = ({ finished }: { finished: Finished }): string[] =>
  finished.decomposition.coverage.blocks.map(({ block, state }) => `${block} ${state}`);

describe('a decomposer that could not read everything', () => {
  it('leaves its blocks unsent or failed, uncovered, and says which', async () => {
    const teller = new Teller();
    teller.unsent = [1];
    teller.failed = [2];
    const told = await run(teller);
    expect(statesOf(told)).toEqual(['0 scored', '1 unsent', '2 failed']);
    expect(told.finished.decomposition.failed).toEqual([{ blocks: [2], failure: { code: 'overloaded' } }]);
    expect(told.finished.decomposition.usage).toEqual([LINE]);
    expect(told.finished.decomposition.coverage.figures.paragraphs).toBe(3);

    teller.unsent = [];
    teller.failed = [];
    const [, one, two] = told.finished.uncovered.blocks;
    const further = await drive(extendRun(told.finished.uncovered, portsOf(teller), [two!]));
    expect(teller.asked.at(-1)!.blocks).toEqual([two]);
    expect(statesOf(further)).toEqual(['0 scored', '1 unsent', '2 scored']);
    expect(further.finished.decomposition.failed).toEqual([]);
    const all = await drive(extendRun(further.finished.uncovered, portsOf(teller)));
    expect(teller.asked.at(-1)!.blocks).toEqual([one]);
    expect(teller.asked.at(-1)!.known).toHaveLength(2);
    expect(statesOf(all)).toEqual(['0 scored', '1 scored', '2 scored']);
    expect(all.finished.decomposition.usage).toEqual([{ ...LINE, requests: 3, inputTokens: 30, outputTokens: 15 }]);
  });
});

describe('while it is told', () => {
  it('claims come one after the other, with their quotes found', async () => {
    const teller = new Teller();
    const { runs } = await run(teller, {}, { ...portsOf(teller), pause: turn });
    const claims = runs.filter(({ stage }) => stage === 'decompose').map(({ uncovered }) => uncovered.claims);
    expect(claims.map((list) => list.length)).toEqual([0, 1, 2, 3]);
    expect(claims.at(-1)!.map(({ quotes }) => quotes[0]!.anchor!.block)).toEqual([0, 1, 2]);
  });
});

describe('claims asked for besides', () => {
  let whole: Uncovered;
  let more: Uncovered;
  beforeAll(async () => {
    const teller = new Teller();
    teller.unsent = [2];
    whole = (await run(teller)).finished.uncovered;
    more = (await drive(extendRun(whole, portsOf(new Teller()), [whole.blocks[2]!]))).finished.uncovered;
  });

  it('are one edit, and are gone when it is taken back', () => {
    expect(more.edits).toEqual([{ do: 'add', claims: [2] }]);
    const back = withEdits({ ...more, edits: [...more.edits, { do: 'pin', claim: 2 }] }, [{ do: 'pin', claim: 2 }]);
    expect(back.claims).toEqual(whole.claims);
    expect(back.edits).toEqual([]);
    expect(back.similarities.claims).toEqual(more.similarities.claims.slice(0, 2).map((row) => row.slice(0, 2)));
    expect(back.similarities.sentences.map((row) => row.length)).toEqual(whole.claims.map(() => back.similarities.spans.length));
    expect(withEdits(more, [...more.edits, { do: 'pin', claim: 0 }]).claims).toBe(more.claims);
  });

  it('are there again when the article is run anew', async () => {
    expect(addedBefore({ edits: more.edits, before: more.claims }).map(({ title }) => title)).toEqual([more.claims[2]!.title]);
    const teller = new Teller();
    teller.unsent = [2];
    const again = (await run(teller, { edits: more.edits, before: more.claims })).finished.decomposition;
    expect(again.claims.map(({ title }) => title)).toEqual(more.claims.map(({ title }) => title));
    expect(again.edits).toEqual([{ do: 'add', claims: [2] }]);
  });
});
