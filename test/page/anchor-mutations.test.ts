import { afterEach, describe, expect, it } from 'vitest';
import { commands } from 'vitest/browser';
import { anchorOf } from '../../core/anchor';
import type { Anchor } from '../../core/model';
import { sentences, words } from '../../core/text';
import { readPage } from '../../page/blocks';
import { rangeOf } from '../../page/text';
import { MUTATIONS, type Mutation, type Outcome, type Target } from './anchor-mutations';
import { locate } from './locating';

const TOPICS = 'harbour lantern meadow copper violin glacier orchard thunder pepper marble saddle ribbon walnut engine canvas timber'.split(
  ' ',
);

/** Forty paragraphs, no sentence of which stands twice. */
function generated(): string {
  const word = (n: number): string => TOPICS[n % TOPICS.length]!;
  return Array.from({ length: 40 }, (_, n) => {
    const own = `The ${word(n)} committee of ${1900 + n} wrote “a long report” on the ${word(n * 7 + 3)} that nobody had asked it for.`;
    const more = `Its ${n + 12} members - some of them new - went home by way of the ${word(n * 5 + 1)} market, and the ${word(n + 9)} stayed.`;
    return `<p>${own} ${more}</p>`;
  }).join('');
}

const QUOTES = 24;
const LENGTH = { least: 40, most: 300 };
/** Without what a range's own text has otherwise than the page's: line breaks are none, soft hyphens are there. */
const squeeze = (text: string): string => text.replace(/[\s\u00ad\u200b\u2060\ufeff]+/g, '');

interface Row {
  there: number;
  exact: number;
  moved: number;
  lost: number;
  wrong: number;
  gone: number;
  falselyFound: number;
}
const emptyRow = (): Row => ({ there: 0, exact: 0, moved: 0, lost: 0, wrong: 0, gone: 0, falselyFound: 0 });

/** A quote and the path to its ends in a page that is copied for every change. */
interface Chosen {
  readonly anchor: Anchor;
  readonly ends: readonly [node: number, offset: number][];
}

const BLOCK = 'p,li,div,blockquote,td,dd,section,article,body';

/** The element of the paragraph; null of text that has none but the page's own. */
function blockOf({ commonAncestorContainer: common }: Range): Element | null {
  const block = (common instanceof Element ? common : common.parentElement)?.closest(BLOCK);
  return block && !block.matches('section,article,body') ? block : null;
}

const textsOf = (root: Node): Text[] => {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  const nodes: Text[] = [];
  for (let node = walker.nextNode(); node instanceof Text; node = walker.nextNode()) nodes.push(node);
  return nodes;
};

const pairsOf = (text: string): string[] => {
  const all = words(text);
  return all.slice(1).map((word, at) => `${all[at]} ${word}`);
};

/** Whether a text is the page's only one of its kind: of one that nearly stands twice nobody can say that it is gone. */
function standsOnce(texts: readonly string[]): (quote: string) => boolean {
  const counts = new Map<string, number>();
  for (const pair of texts.flatMap(pairsOf)) counts.set(pair, (counts.get(pair) ?? 0) + 1);
  return (quote) => {
    const pairs = pairsOf(quote);
    return pairs.filter((pair) => counts.get(pair)! > 1).length < pairs.length * 0.6;
  };
}

/** Sentences of paragraphs and list items that stand once, spread over the page. */
function chosen(alone: typeof standsOnce): Chosen[] {
  const { page, runs } = readPage(document);
  const isAlone = alone(page.blocks.map(({ text }) => text));
  const numbers = new Map(textsOf(document.body).map((node, index) => [node, index]));
  const open = page.blocks.flatMap((block) => {
    if (block.kind !== 'paragraph' && block.kind !== 'list-item') return [];
    return sentences(block.text).flatMap(({ start, end }): Chosen[] => {
      const anchor = anchorOf(block, { start, end });
      const { length } = anchor.exact;
      if (length < LENGTH.least || length > LENGTH.most || !isAlone(anchor.exact)) return [];
      const range = rangeOf(runs.get(block.id)!, start, end);
      const first = range && numbers.get(range.startContainer as Text);
      const last = range && numbers.get(range.endContainer as Text);
      if (!range || blockOf(range) === null || first == null || last == null) return [];
      return [
        {
          anchor,
          ends: [
            [first, range.startOffset],
            [last, range.endOffset],
          ],
        },
      ];
    });
  });
  return open.filter((_, at) => Math.floor((at * QUOTES) / open.length) !== Math.floor(((at - 1) * QUOTES) / open.length));
}

function targets(quotes: readonly Chosen[]): Target[] {
  const nodes = textsOf(document.body);
  return quotes.map(({ anchor, ends: [from, to] }, at) => {
    const range = document.createRange();
    range.setStart(nodes[from![0]]!, from![1]);
    range.setEnd(nodes[to![0]]!, to![1]);
    return { quote: anchor.exact, range, block: blockOf(range)!, other: quotes[(at + 7) % quotes.length]!.anchor.exact };
  });
}

function count(row: Row, how: 'exact' | 'moved' | 'lost', text: string | null, now: Outcome): boolean {
  if (now === null) {
    row.gone += 1;
    if (text !== null) row.falselyFound += 1;
    return text === null;
  }
  row.there += 1;
  const parts = typeof now === 'string' ? [now] : now;
  if (text === null) row.lost += 1;
  // of a sentence that was parted a part, or all of it with what stands in it
  else if (
    parts.some((part) => squeeze(part) === text) ||
    (parts.length > 1 && text.startsWith(squeeze(parts[0]!)) && text.endsWith(squeeze(parts[1]!)))
  )
    row[how === 'exact' ? 'exact' : 'moved'] += 1;
  else {
    row.wrong += 1;
    return false;
  }
  return text !== null;
}

/** One change of the page under `source`: all quotes changed, the page read again, each looked for. */
async function outcome(
  source: Element,
  quotes: readonly Chosen[],
  mutation: Mutation,
  row: Row,
  note: (line: string) => void,
): Promise<void> {
  document.body.replaceChildren(...source.cloneNode(true).childNodes);
  const all = targets(quotes);
  mutation.page?.(all);
  const now = all.map((target, index) => ({ target, index })).reverse();
  const outcomes = new Map(now.map(({ target, index }) => [index, mutation.apply(target, index)]));
  const after = readPage(document);
  for (const [index, { anchor }] of quotes.entries()) {
    const place = await locate(anchor, after);
    const text = place.range && squeeze(place.range.toString());
    const truth = mutation.name === 'paragraphs removed' && !all[index]!.block.isConnected ? null : outcomes.get(index)!;
    if (!count(row, place.how, text, truth))
      note(`${mutation.name}: ${place.how}\n    was ${anchor.exact}\n    is  ${truth}\n    got ${text}`);
  }
}

afterEach(() => {
  document.body.innerHTML = '';
});

describe('24 anchors of a page that changes between two readings', () => {
  it.each(MUTATIONS.map((mutation) => [mutation.name, mutation] as const))('%s', async (_, mutation) => {
    document.body.innerHTML = generated();
    const source = document.body.cloneNode(true) as Element;
    const quotes = chosen((texts) => (quote) => texts.join('\n').split(quote).length === 2);
    const row = emptyRow();
    const notes: string[] = [];
    await outcome(source, quotes, mutation, row, (line) => notes.push(line));
    expect(row.there + row.gone).toBe(QUOTES);
    expect([row.wrong + row.falselyFound, notes]).toEqual([0, expect.anything()]);
    if (!mutation.mayLose) expect(row.exact + row.moved, notes.join('\n')).toBeGreaterThanOrEqual(0.97 * row.there);
  });
});

// ---------------------------------------------------------------- pages of the corpus

const PAGES = 40;
/** Pages whose article is long enough for as many quotes. */
const LONG = 6000;
const MANIFEST = import.meta.glob<string>('../../../shared/corpus/articles/manifest.json', { query: '?raw', import: 'default' });
const FILES = import.meta.glob<string>('../../../shared/corpus/articles/*.html.gz', { query: '?url', import: 'default' });
const [manifest] = Object.values(MANIFEST);

/** Every n-th by name. */
async function entries(): Promise<string[]> {
  const all: { id: string; file: string; truthParagraphs: string[] }[] = JSON.parse(await manifest!());
  const long = all.filter(({ truthParagraphs }) => truthParagraphs.join('').length >= LONG).sort((a, b) => (a.id < b.id ? -1 : 1));
  return Array.from({ length: PAGES }, (_, at) => long[Math.floor((at * long.length) / PAGES)]!.file);
}

const REMOTE = ['src', 'srcset', 'poster', 'data', 'background', 'style', 'autofocus', 'http-equiv'];

/** The page without what runs or is fetched. */
async function pageOf(file: string): Promise<Element> {
  const address = await Object.entries(FILES).find(([name]) => name.endsWith(`/${file}`))![1]();
  const bytes = new Uint8Array(await (await fetch(address)).arrayBuffer());
  const zipped = bytes[0] === 0x1f && bytes[1] === 0x8b;
  const html = await new Response(zipped ? new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip')) : bytes).text();
  const parsed = new DOMParser().parseFromString(html, 'text/html');
  for (const one of parsed.querySelectorAll(
    'script,noscript,style,link,iframe,frame,object,embed,meta,base,img,picture,video,audio,source,image,use',
  ))
    one.remove();
  for (const one of parsed.querySelectorAll('*'))
    for (const { name } of [...one.attributes]) if (REMOTE.includes(name) || name.startsWith('on')) one.removeAttribute(name);
  return parsed.body;
}

const table = (rows: ReadonlyMap<string, Row>): string => {
  const names = Object.keys(emptyRow()) as (keyof Row)[];
  const line = (cells: readonly (string | number)[]): string => `| ${cells.join(' | ')} |`;
  const total = emptyRow();
  for (const row of rows.values()) for (const name of names) total[name] += row[name];
  const body = [...rows, ['all', total] as const].map(([name, row]) => line([name, ...names.map((key) => row[key])]));
  return [
    line(['change', 'still there', 'found exact', 'moved', 'lost', 'WRONG', 'gone', 'falsely found']),
    line(['---', ...names.map(() => '---:')]),
    ...body,
  ].join('\n');
};

describe.skipIf(manifest === undefined)('24 quotes of 40 pages of the corpus (skipped where ../shared is absent)', () => {
  it('finds what is still there and nothing that is not', { timeout: 240_000 }, async () => {
    const rows = new Map(MUTATIONS.map(({ name }) => [name, emptyRow()]));
    const notes: string[] = [];
    let quoted = 0;
    for (const file of await entries()) {
      const source = await pageOf(file);
      document.body.replaceChildren(...source.cloneNode(true).childNodes);
      const quotes = chosen(standsOnce);
      quoted += quotes.length;
      for (const mutation of MUTATIONS)
        await outcome(source, quotes, mutation, rows.get(mutation.name)!, (line) => notes.push(`${file} ${line}`));
    }
    const report = `${quoted} quotes of ${PAGES} pages\n\n${table(rows)}\n`;
    console.log(report);
    await commands.writeFile('out/anchors.md', `${report}\n## Not as they should be\n\n${notes.map((note) => `- ${note}`).join('\n')}\n`);
    const sum = (key: keyof Row, all = MUTATIONS): number => all.reduce((whole, { name }) => whole + rows.get(name)![key], 0);
    const kept = MUTATIONS.filter(({ mayLose }) => !mayLose);
    expect(sum('wrong') + sum('falselyFound')).toBe(0);
    expect(sum('exact', kept) + sum('moved', kept)).toBeGreaterThanOrEqual(0.97 * sum('there', kept));
  });
});
