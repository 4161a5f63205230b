/** What tags mean where no computed style says otherwise. */
import type { BlockKind } from '../core/model';

const set = (names: string): ReadonlySet<string> => new Set(names.split(' '));

/** Elements whose text is no text of the page. `rt` and `rp` repeat in another script the characters that they stand over. */
export const UNREAD = set(
  'script style template noscript head title link meta base svg iframe object embed video audio canvas map select textarea input datalist meter progress param source track rt rp frameset',
);

/** Elements that begin and end a block where the page has no layout. */
export const BLOCK_TAGS = set(
  'html body address article aside blockquote center dd details dialog dir div dl dt fieldset figcaption figure footer form frame h1 h2 h3 h4 h5 h6 header hgroup hr legend li listing main menu nav ol optgroup option p plaintext pre search section summary table caption tbody td tfoot th thead tr ul xmp button',
);

export const BOLD_TAGS = set('b strong');

/** Inside these a heading heads what is inside, not what follows. */
export const SECTION_SCOPES = set('aside nav footer figure blockquote td li');

export const KIND_OF_TAG: ReadonlyMap<string, BlockKind> = new Map<string, BlockKind>([
  ['p', 'paragraph'],
  ['li', 'list-item'],
  ['dt', 'list-item'],
  ['dd', 'list-item'],
  ['blockquote', 'quote'],
  ['figcaption', 'caption'],
  ['caption', 'caption'],
  ['pre', 'code'],
  ['h1', 'heading'],
  ['h2', 'heading'],
  ['h3', 'heading'],
  ['h4', 'heading'],
  ['h5', 'heading'],
  ['h6', 'heading'],
]);

/** The same name whether the document is HTML (upper case) or XHTML (as written). */
export const tagOf = (element: Element): string => element.localName.toLowerCase();
