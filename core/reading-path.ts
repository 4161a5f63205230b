/** The fewest words to read so that they and the claims together carry so much of the article. */
import type { BlockId } from './model';

/** A paragraph that could be read. */
export interface Reading {
  readonly block: BlockId;
  readonly words: number;
  /** Share of the article's length that is known once it is read and was not before. */
  readonly adds: number;
}

/** Cells of the table below: its memory and its time. */
const CELLS = 4_000_000;
/** Shares are sums of many parts. */
const NEARLY = 1e-9;

const sumOf = (readings: readonly Reading[], of: (reading: Reading) => number): number => readings.reduce((sum, one) => sum + of(one), 0);

/** Among all sets of readings that add at least `missing`, one with the fewest words: a knapsack by dynamic programming. */
function fewestWords(readings: readonly Reading[], missing: number): Reading[] {
  const whole = sumOf(readings, ({ words }) => words);
  // most[w]: the most that w words can add; taken: whether the nth reading is among those.
  const most = new Float64Array(whole + 1);
  const taken = readings.map(({ words, adds }) => {
    const takes = new Uint8Array(whole + 1);
    for (let w = whole; w >= words; w--) {
      const more = most[w - words]! + adds;
      if (more <= most[w]!) continue;
      most[w] = more;
      takes[w] = 1;
    }
    return takes;
  });
  let left = most.findIndex((adds) => adds >= missing - NEARLY);
  return readings
    .toReversed()
    .filter(({ words }, at) => {
      const takes = taken[readings.length - 1 - at]![left] === 1;
      if (takes) left -= words;
      return takes;
    })
    .toReversed();
}

/** How many of the readings, by falling worth, add `missing`; more than there are where all do not. */
function enough(worth: readonly Reading[], missing: number): number {
  let added = 0;
  let count = 0;
  while (count <= worth.length && added < missing - NEARLY) added += worth[count++]?.adds ?? 0;
  return count;
}

/** Round the last that is needed, as many as the table has room for. */
function between(worth: readonly Reading[], needed: number): { from: number; to: number } {
  let [from, to] = [needed - 1, needed];
  let words = worth[from]!.words;
  for (let grows = true; grows; ) {
    grows = false;
    for (const [at, ahead] of [
      [from - 1, 0],
      [to, 1],
    ] as const) {
      const more = worth[at]?.words;
      if (more === undefined || (to - from + 1) * (words + more) > CELLS) continue;
      words += more;
      if (ahead) to++;
      else from--;
      grows = true;
    }
  }
  return { from, to };
}

/**
 * Among all sets of paragraphs that add at least `missing`, one with the fewest words. Where paragraphs × words pass four millions, what
 * adds most a word is taken without asking, what adds least is left, and only what lies between is weighed exactly (Balas and Zemel 1980,
 * "An algorithm for large zero-one knapsack problems").
 * @param missing share of the article, 0..1
 * @returns in the order given; all that add anything where all do not add as much
 */
export function readingPath(readings: readonly Reading[], missing: number): Reading[] {
  if (missing <= NEARLY) return [];
  const worth = readings.filter(({ adds }) => adds > 0).sort((a, b) => b.adds / b.words - a.adds / a.words);
  const needed = enough(worth, missing);
  const path = new Set(worth);
  if (needed <= worth.length) {
    const { from, to } = between(worth, needed);
    const sure = worth.slice(0, from);
    path.clear();
    for (const one of sure) path.add(one);
    for (const one of fewestWords(worth.slice(from, to), missing - sumOf(sure, ({ adds }) => adds))) path.add(one);
  }
  return readings.filter((one) => path.has(one));
}
