import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Reading, readingPath } from '../../core/reading-path';

const reading = (block: number, words: number, adds: number): Reading => ({ block, words, adds });
const wordsOf = (path: readonly Reading[]): number => path.reduce((sum, { words }) => sum + words, 0);
const addsOf = (path: readonly Reading[]): number => path.reduce((sum, { adds }) => sum + adds, 0);
const blocksOf = (path: readonly Reading[]): number[] => path.map(({ block }) => block);

/** Every subset. */
function fewest(readings: readonly Reading[], missing: number): number {
  let best = Number.POSITIVE_INFINITY;
  for (let set = 0; set < 2 ** readings.length; set++) {
    const path = readings.filter((_, at) => (set >> at) & 1);
    if (addsOf(path) >= missing - 1e-9) best = Math.min(best, wordsOf(path));
  }
  return best;
}

const readings = fc
  .array(fc.tuple(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 0, max: 20 })), { maxLength: 9 })
  .map((pairs) => pairs.map(([words, adds], block) => reading(block, words, adds / 100)));

describe('the reading path', () => {
  it('is empty where nothing is missing, and everything useful where all of it is not enough', () => {
    const all = [reading(0, 10, 0.1), reading(1, 10, 0), reading(2, 5, 0.2)];
    expect(readingPath(all, 0)).toEqual([]);
    expect(readingPath(all, -1)).toEqual([]);
    expect(blocksOf(readingPath(all, 0.9))).toEqual([0, 2]);
  });

  it('passes over what adds most a word where something else ends the path sooner', () => {
    expect(blocksOf(readingPath([reading(0, 10, 0.3), reading(1, 100, 0.9), reading(2, 90, 0.5)], 0.5))).toEqual([2]);
  });

  it('has the fewest words of all that add as much, in the order given', () => {
    fc.assert(
      fc.property(readings, fc.integer({ min: 1, max: 100 }), (all, per) => {
        const missing = per / 100;
        const path = readingPath(all, missing);
        expect(blocksOf(path)).toEqual(blocksOf(path).toSorted((a, b) => a - b));
        if (addsOf(all) < missing - 1e-9) return;
        expect(addsOf(path)).toBeGreaterThanOrEqual(missing - 1e-9);
        expect(wordsOf(path)).toBe(fewest(all, missing));
      }),
    );
  });

  it('is found in a book of ten thousand paragraphs, no longer than by falling worth of a word', () => {
    const book = Array.from({ length: 10_000 }, (_, block) => reading(block, 20 + ((block * 37) % 60), (1 + (block % 5)) / 30_000));
    const path = readingPath(book, 0.5);
    expect(addsOf(path)).toBeGreaterThanOrEqual(0.5 - 1e-9);
    const byWorth = book.toSorted((a, b) => b.adds / b.words - a.adds / a.words);
    let [adds, words] = [0, 0];
    for (const one of byWorth) {
      if (adds >= 0.5) break;
      adds += one.adds;
      words += one.words;
    }
    expect(wordsOf(path) / words).toBeLessThanOrEqual(1);
  });
});
