/** What every written form of a Decomposition says in the same words. */
import type { Apart, Claim, Label, RejectionReason } from '../model';

export const REASONS: Readonly<Record<RejectionReason, string>> = {
  'below-top-k': 'Below top-k',
  redundant: 'Redundant with selected',
  ungrounded: 'Ungrounded: no quote found in the page',
  dismissed: 'Dismissed by hand',
};

export const KEPT: Readonly<Record<Apart, string>> = {
  'numbers-differ': 'their numbers differ',
  'polarity-differs': 'one denies what the other says',
  'actors-differ': 'they say it of different people or things',
  'scope-differs': 'one says it more broadly or more surely than the other',
  caveat: 'one of them is a caveat',
};

export const LABELS: readonly Label[] = ['content', 'header', 'footnote', 'reference', 'acknowledgement', 'boilerplate'];

/** Whole per cent; never 0% of something or 100% of not everything. */
export function percent(share: number): string {
  if (share > 0 && share < 0.005) return '<1%';
  if (share < 1 && share >= 0.995) return '>99%';
  return `${Math.round(share * 100)}%`;
}

export const isFound = (claim: Claim): boolean => claim.quotes.some((quote) => quote.anchor !== null);

/** Only an address that a browser opens as a page. */
export const isOpenable = (url: string): boolean => /^(?:https?|file):\/\//i.test(url);

/** Site, author and date, as far as the page says them. */
export const sourceOf = ({ site, byline, published }: { site: string | null; byline: string | null; published: string | null }): string[] =>
  [site, byline, published].filter((part): part is string => part !== null && part.trim() !== '');
