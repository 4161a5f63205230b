/** Finds an anchor that is no longer where it was read, in a page that may go on changing meanwhile. */
import type { Anchor } from './model';
import type { AnchorFinder } from './quote';

/** `exact`: the same words in the same block. `moved`: in another block, with changes, or in part. `lost`: nowhere for certain. */
export type Found = 'exact' | 'moved' | 'lost';

/** A page, from where its texts are searched. */
export interface Searched {
  /** Over its texts as they are now. */
  finder(): Promise<AnchorFinder>;
  /** Shows an anchor that stands exactly where it says; false where it does not. */
  reveal(anchor: Anchor): Promise<boolean>;
}

/** A page that has changed again when it is to show what was found is searched anew so many times in all. */
const MOST_SEARCHES = 3;

/** Reveals the words of an anchor where they stand now. Words that could be at two places are lost rather than guessed. */
export async function seek(anchor: Anchor, page: Searched): Promise<Found> {
  for (let search = 0; search < MOST_SEARCHES; search++) {
    const find = await page.finder();
    const place = find(anchor);
    if (place === null) return 'lost';
    if (await page.reveal(place.anchor)) return place.how;
  }
  return 'lost';
}
