/** Finds the place of an anchor in a reading: where it was, elsewhere in its block, elsewhere on the page, or not at all. */
import type { Anchor } from '../core/model';
import { anchorFinder } from '../core/quote';
import type { Reading } from './blocks';
import { rangeOf } from './text';

/** `exact`: the same words in the same block. `moved`: in another block, with changes, or in part. */
export type Location = { readonly range: Range; readonly how: 'exact' | 'moved' } | { readonly how: 'lost' };

const LOST: Location = { how: 'lost' };

/** Folding a page's text is most of the work of a search: it is done once a reading. */
const finders = new WeakMap<Reading, ReturnType<typeof anchorFinder>>();

const finderOf = (reading: Reading): ReturnType<typeof anchorFinder> => {
  const known = finders.get(reading);
  if (known !== undefined) return known;
  const made = anchorFinder(reading.page.blocks);
  finders.set(reading, made);
  return made;
};

/** Where the words of an anchor stand now. Words that could be at two places are lost rather than guessed. */
export function locate(anchor: Anchor, reading: Reading): Location {
  if (anchor.exact.trim() === '') return LOST;
  const found = finderOf(reading)(anchor);
  const run = found === null ? undefined : reading.runs.get(found.block);
  const range = found === null || run === undefined ? null : rangeOf(run, found.start, found.end);
  if (found === null || range === null) return LOST;
  return { range, how: found.block === anchor.block && found.grounding.by === 'exact' ? 'exact' : 'moved' };
}
