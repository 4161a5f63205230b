/** A page in parts: a long one that is sent whole holds up the thread that sends it. */
import type { Page } from './model';

export type Part = Pick<Page, 'blocks' | 'containers'>;

/** How many of each the receiver has. */
export type Have = { readonly [K in keyof Part]: number };

/** Characters in a part, and what a thing weighs besides its text: a few milliseconds of the thread. */
const MOST = 200_000;
const OVERHEAD = 150;

/** What comes next of a page; a thing longer than a part is a part by itself. Empty once the receiver has all. */
export function partFrom(page: Page, have: Have): Part {
  let left = MOST;
  const fits = (length: number): boolean => {
    const first = left === MOST;
    left -= length + OVERHEAD;
    return first || left >= 0;
  };
  const containers = upTo(page.containers, have.containers, ({ words }) => fits(words.length));
  const blocks =
    containers.length + have.containers < page.containers.length ? [] : upTo(page.blocks, have.blocks, (one) => fits(one.text.length));
  return { containers, blocks };
}

function upTo<T>(list: readonly T[], from: number, fits: (one: T) => boolean): T[] {
  let end = from;
  while (end < list.length && fits(list[end]!)) end++;
  return list.slice(from, end);
}
