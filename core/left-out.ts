/** What the claims leave to read: how long it takes, the shortest way through it, and what each paragraph would say. */
import { columnsByBlock } from './columns';
import { LEFT_OUT } from './cover';
import type { BlockId, ClaimId, Decomposition } from './model';
import { type Reading, readingPath } from './reading-path';
import { isGrounded } from './reading-rules';
import { type Pace, paceOf, wordCount } from './reading-time';
import type { Basis } from './shade';

/** The share of the article that the way through the gaps leads to. */
export const PATH_TO = 0.9;

/** A paragraph of the way, in the order of the article. */
export interface Step extends Reading {
  /** Captured share of the article once it and all before it are read. */
  readonly after: number;
}

export interface LeftToRead {
  readonly pace: Pace;
  /** Of all paragraphs that count, and of those that are left out. */
  readonly words: number;
  readonly wordsLeft: number;
  /** The paragraph that is left out with the most words; null where none is. */
  readonly biggest: BlockId | null;
  readonly path: readonly Step[];
}

// Counting words asks the browser's dictionary; the text of a page stays while a slider moves.
const counts = new WeakMap<object, ReadonlyMap<BlockId, number>>();
function wordsByBlock({ blocks, page }: Pick<Decomposition, 'blocks' | 'page'>): ReadonlyMap<BlockId, number> {
  const known = counts.get(blocks);
  if (known) return known;
  const words = new Map(blocks.map(({ id, text }) => [id, wordCount(text, page.lang)]));
  counts.set(blocks, words);
  return words;
}

/** A paragraph that was read is known whole; so is one that was not sent, once it is read. */
export function leftToRead(d: Decomposition, by: Basis): LeftToRead {
  const words = wordsByBlock(d);
  const lengths = new Map(d.blocks.map(({ id, text }) => [id, text.length]));
  const counted = d.coverage.blocks.filter(({ state }) => state !== 'dropped');
  const whole = counted.reduce((sum, { block }) => sum + lengths.get(block)!, 0) || 1;
  const readings = counted.map((one) => ({
    block: one.block,
    words: words.get(one.block)!,
    adds: ((1 - one[by]) * lengths.get(one.block)!) / whole,
  }));
  let after = d.coverage.figures[by];
  const path = readingPath(readings, PATH_TO - after).map((one): Step => {
    after = Math.min(1, after + one.adds);
    return { ...one, after };
  });
  const leftOut = readings.filter((_, at) => counted[at]![by] < LEFT_OUT);
  return {
    pace: paceOf(d.page.lang),
    words: readings.reduce((sum, one) => sum + one.words, 0),
    wordsLeft: leftOut.reduce((sum, one) => sum + one.words, 0),
    biggest: leftOut.toSorted((a, b) => b.words - a.words)[0]?.block ?? null,
    path,
  };
}

/** The step after the current paragraph, or the one before it, wherever in the article that stands; null past the ends. */
export function stepFrom(path: readonly Step[], current: BlockId | null, direction: 1 | -1): BlockId | null {
  if (current === null) return path.at(direction === 1 ? 0 : -1)?.block ?? null;
  const found = direction === 1 ? path.find(({ block }) => block > current) : path.findLast(({ block }) => block < current);
  return found?.block ?? null;
}

/** The claims whose coverage a basis is. */
export const claimsOf = ({ claims, selection }: Pick<Decomposition, 'claims' | 'selection'>, by: Basis): ReadonlySet<ClaimId> =>
  new Set(by === 'shown' ? selection.selected : claims.filter(isGrounded).map(({ id }) => id));

/**
 * The sentence of a block of which most is missing: the longest, after what the claim most similar to it says of it. A block that was never
 * compared has none.
 */
export function missingSentence(d: Decomposition, by: Basis): (block: BlockId) => string | null {
  const { spans, sentences } = d.similarities;
  const among = claimsOf(d, by);
  const rows = d.claims.flatMap(({ id }, row) => (among.has(id) ? [sentences[row] ?? []] : []));
  const columns = columnsByBlock(spans);
  const texts = new Map(d.blocks.map(({ id, text }) => [id, text]));
  const missing = (column: number): number => {
    const { start, end } = spans[column]!;
    return (end - start) * (1 - rows.reduce((most, row) => Math.max(most, row[column] ?? 0), 0));
  };
  return (block) => {
    const most = columns
      .get(block)
      ?.map((column) => ({ column, missing: missing(column) }))
      .reduce((best, one) => (one.missing > best.missing ? one : best));
    if (most === undefined) return null;
    const { start, end } = spans[most.column]!;
    return (texts.get(block) ?? '').slice(start, end);
  };
}
