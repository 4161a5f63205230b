/** An anchor on a reading as the product finds it: by the page itself, and where that fails by a search of the texts. */
import type { Anchor } from '../../core/model';
import { type AnchorFinder, anchorFinder } from '../../core/quote';
import { type Found, seek } from '../../core/seek';
import { rangeOfAnchor } from '../../page/anchor';
import type { Reading } from '../../page/blocks';

/** What is prepared of a page's texts serves every anchor that is looked for in them. */
const finders = new WeakMap<Reading, AnchorFinder>();

const finderOf = (reading: Reading): AnchorFinder => {
  const finder = finders.get(reading) ?? anchorFinder(reading.page.blocks);
  finders.set(reading, finder);
  return finder;
};

export async function locate(anchor: Anchor, reading: Reading): Promise<{ readonly how: Found; readonly range: Range | null }> {
  let range = rangeOfAnchor(anchor, reading);
  if (range !== null) return { how: 'exact', range };
  const how = await seek(anchor, {
    finder: async () => finderOf(reading),
    reveal: async (now) => {
      range = rangeOfAnchor(now, reading);
      return range !== null;
    },
  });
  return { how, range };
}
