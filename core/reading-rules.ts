/** What the vocabulary implies, apart from its schemas: the panel computes with these and parses nothing. */
import type { BlockKind, Claim, LabelledBlock } from './model';

/** Kinds that count in every percentage; headings and code are kept but never scored. */
export const SCORED_KINDS: ReadonlySet<BlockKind> = new Set(['paragraph', 'list-item', 'quote', 'table-row', 'caption']);

/** What the reader and every similarity reads of a claim. */
export const claimText = (claim: Pick<Claim, 'title' | 'body'>): string => `${claim.title}. ${claim.body}`;

/** In every percentage: content of a scored kind. */
export const isScored = (block: Pick<LabelledBlock, 'label' | 'kind'>): boolean =>
  block.label === 'content' && SCORED_KINDS.has(block.kind);

/** At least one of its quotes was found in the page. */
export const isGrounded = (claim: Pick<Claim, 'quotes'>): boolean => claim.quotes.some((quote) => quote.grounding.by !== 'none');
