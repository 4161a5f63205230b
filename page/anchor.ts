/** The page's own half of finding an anchor: where it was read. Elsewhere it is searched for where the texts are (`core/seek`). */
import { standsAt } from '../core/anchor';
import type { Anchor } from '../core/model';
import type { Reading } from './blocks';
import { rangeOf, textOf } from './text';

/** The range under an anchor that still stands where it says, with the same text around; null where it does not. */
export function rangeOfAnchor(anchor: Anchor, { runs }: Reading): Range | null {
  const run = runs.get(anchor.block);
  // the run's own nodes are asked, not the text that was read: the page may have changed since
  if (run === undefined || !standsAt(anchor.exact, textOf(run), anchor.start, anchor)) return null;
  return rangeOf(run, anchor.start, anchor.start + anchor.exact.length);
}
