/** Finds the runs that only say again what stands in a longer run of the article: pull quotes, teasers of its own text. */
import type { Block } from './model';

/** So few words may be said twice for their own sake. */
const LEAST_WORDS = 6;
const MOST_LENGTH = 600;

/** The words alone: a pull quote has its own quotation marks, stops and dots. */
const wordsOf = (text: string): string[] => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];

const keyAt = (words: readonly string[], at: number): string => words.slice(at, at + LEAST_WORDS).join(' ');

/**
 * @param text for every block whether it is text of the article: only this can be repeated
 * @returns the ids of the blocks of `among` whose words all stand in a row in a longer block of the article
 */
export function repeating(blocks: readonly Block[], text: readonly boolean[], among: (block: Block) => boolean): ReadonlySet<number> {
  const wanted = new Map<string, { readonly id: number; readonly words: string }[]>();
  for (const block of blocks) {
    if (block.text.length > MOST_LENGTH || !among(block)) continue;
    const words = wordsOf(block.text);
    if (words.length < LEAST_WORDS) continue;
    const key = keyAt(words, 0);
    const others = wanted.get(key);
    const one = { id: block.id, words: ` ${words.join(' ')} ` };
    if (others === undefined) wanted.set(key, [one]);
    else others.push(one);
  }
  const found = new Set<number>();
  if (wanted.size === 0) return found;
  for (const [index, block] of blocks.entries()) {
    if (!text[index] || block.kind === 'heading') continue;
    const words = wordsOf(block.text);
    const whole = ` ${words.join(' ')} `;
    for (let at = 0; at + LEAST_WORDS <= words.length; at++) {
      for (const one of wanted.get(keyAt(words, at)) ?? []) {
        if (one.id !== block.id && whole.length > one.words.length && whole.includes(one.words)) found.add(one.id);
      }
    }
  }
  return found;
}
