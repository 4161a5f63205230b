/** What the anchor bench runs inside a page: the product's own search, the peer and the floor, on the same quotes. */
import search from 'approx-string-match';
import { anchorOf } from '../../core/anchor';
import type { Anchor } from '../../core/model';
import { quoteFinder } from '../../core/quote';
import { sentences } from '../../core/text';
import { type Reading, readPage } from '../../page/blocks';
import { locate } from '../page/locating';

/** Edits per character that the peer is allowed: as many as ours allows. */
const EDIT_SHARE = 0.2;
const LENGTH = { least: 60, most: 200 };

export interface Sample {
  readonly anchor: Anchor;
  /** The quote as it is looked for. */
  readonly quote: string;
  readonly verbatim: string;
}

export interface Outcome {
  readonly ms: number;
  readonly found: number;
  readonly wrong: number;
}

/** Sentences that stand once, one of each of as many paragraphs spread over the page. */
function chosen(reading: Reading, count: number): Anchor[] {
  const all = reading.page.blocks.map(({ text }) => text).join('\n');
  const paragraphs = reading.page.blocks.filter(({ kind }) => kind === 'paragraph');
  const anchors: Anchor[] = [];
  for (let at = 0; anchors.length < count && at < paragraphs.length; at += 1) {
    const block = paragraphs[Math.floor(((anchors.length + 0.5) * paragraphs.length) / count + at) % paragraphs.length]!;
    const own = sentences(block.text).find(({ start, end }) => {
      const text = block.text.slice(start, end);
      return text.length >= LENGTH.least && text.length <= LENGTH.most && all.indexOf(text) === all.lastIndexOf(text);
    });
    if (own) anchors.push(anchorOf(block, own));
  }
  return anchors;
}

/** A letter doubled, one left out, two exchanged, each in a long word of another part of the quote. */
export function mistyped(quote: string): string {
  const long = Array.from(quote.matchAll(/\p{L}{5,}/gu), ({ index }) => index);
  const places = [0.15, 0.5, 0.85].map((part) => long[Math.floor(part * long.length)]! + 2);
  const edits: ((at: number) => [string, number])[] = [
    (at) => [quote[at]! + quote[at]!, 1],
    (at) => ['', Math.min(1, quote.length - at)],
    (at) => [quote[at + 1]! + quote[at]!, 2],
  ];
  let text = quote;
  for (const [index, place] of [...places.entries()].reverse()) {
    const [put, taken] = edits[index]!(place);
    text = text.slice(0, place) + put + text.slice(place + taken);
  }
  return text;
}

export const sample = (count: number, change: (quote: string) => string): Sample[] =>
  chosen(readPage(document), count).map((anchor) => ({ anchor, verbatim: anchor.exact, quote: change(anchor.exact) }));

/** Every text node's data in one string, with where each begins. */
function walked(): { text: string; nodes: Text[]; starts: number[] } {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const nodes: Text[] = [];
  const starts: number[] = [];
  let text = '';
  for (let node = walker.nextNode() as Text | null; node !== null; node = walker.nextNode() as Text | null) {
    nodes.push(node);
    starts.push(text.length);
    text += node.data;
  }
  return { text, nodes, starts };
}

function rangeIn({ nodes, starts }: ReturnType<typeof walked>, from: number, to: number): Range {
  const nodeAt = (offset: number): number => {
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (starts[middle]! <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  };
  const [first, last] = [nodeAt(from), nodeAt(to - 1)];
  const range = document.createRange();
  range.setStart(nodes[first]!, from - starts[first]!);
  range.setEnd(nodes[last]!, to - starts[last]!);
  return range;
}

async function measured(samples: readonly Sample[], begin: () => (one: Sample) => Range | null | Promise<Range | null>): Promise<Outcome> {
  const begun = performance.now();
  const find = begin();
  const ranges: (Range | null)[] = [];
  for (const one of samples) ranges.push(await find(one));
  const ms = performance.now() - begun;
  // a typo at an edge of the quote may leave an end some characters off
  const right = (range: Range, { verbatim }: Sample): boolean => {
    const text = range.toString();
    return text.length > verbatim.length * 0.9 && text.length < verbatim.length * 1.1 && text.includes(verbatim.slice(8, -8));
  };
  const found = samples.filter((one, index) => ranges[index] != null && right(ranges[index]!, one)).length;
  return { ms, found, wrong: ranges.filter((range) => range !== null).length - found };
}

/** TreeWalker and indexOf: only what stands there word for word. */
export const floor = (samples: readonly Sample[]): Promise<Outcome> =>
  measured(samples, () => {
    const page = walked();
    return ({ quote }) => {
      const at = page.text.indexOf(quote);
      return at < 0 ? null : rangeIn(page, at, at + quote.length);
    };
  });

/** approx-string-match over the whole text of the page, the best of its matches. */
export const peer = (samples: readonly Sample[]): Promise<Outcome> =>
  measured(samples, () => {
    const page = walked();
    return ({ quote }) => {
      const matches = search(page.text, quote, Math.floor(quote.length * EDIT_SHARE));
      const best = matches.reduce<(typeof matches)[number] | null>(
        (least, one) => (one.errors < (least?.errors ?? Infinity) ? one : least),
        null,
      );
      return best === null ? null : rangeIn(page, best.start, best.end);
    };
  });

let read: Reading | null = null;
/** The product has the reading already when it looks for an anchor; how long that takes is said apart. */
export function reading(): number {
  const begun = performance.now();
  read = readPage(document);
  return performance.now() - begun;
}

/** As after a reload: the anchor's block and offset are those of a reading that had other paragraphs before it. */
export const elsewhere = (samples: readonly Sample[]): Promise<Outcome> =>
  measured(samples, () => {
    const fresh = { ...read! };
    return async ({ anchor, quote }) =>
      (await locate({ ...anchor, exact: quote, block: anchor.block + 3, start: anchor.start + 5 }, fresh)).range;
  });

/** Block and offset are right. */
export const inPlace = (samples: readonly Sample[]): Promise<Outcome> =>
  measured(samples, () => {
    const fresh = { ...read! };
    return async ({ anchor, quote }) => (await locate({ ...anchor, exact: quote }, fresh)).range;
  });

/** Nothing is known but the words: what grounds a decomposer's quote. No range is made. */
export const wordsOnly = (samples: readonly Sample[]): Outcome => {
  const begun = performance.now();
  const find = quoteFinder(read!.page.blocks);
  const places = samples.map(({ quote }) => find(quote, null));
  const ms = performance.now() - begun;
  const found = samples.filter(({ anchor }, index) => places[index]?.block === anchor.block).length;
  return { ms, found, wrong: places.filter((place) => place !== null).length - found };
};

export const verbatim = (quote: string): string => quote;
