/** From candidates, which are untrusted, to claims whose quotes were looked for in the page. */

import { anchorOf } from './anchor';
import type { Candidate, Claim, LabelledBlock, Quote } from './model';
import { quoteFinder } from './quote';

/** Gives candidates their ids and looks for their quotes; the blocks are prepared once. */
export function grounder(blocks: readonly LabelledBlock[]): (candidate: Candidate, id: number) => Claim {
  const find = quoteFinder(blocks);
  const byId = new Map(blocks.map((block) => [block.id, block]));
  const quoteOf = ({ block, text }: Candidate['quotes'][number]): Quote => {
    const found = find(text, block);
    return found
      ? { text, anchor: anchorOf(byId.get(found.block)!, found), grounding: found.grounding }
      : { text, anchor: null, grounding: { by: 'none' } };
  };
  return ({ kind, title, body, confidence, quotes }, id) => ({ id, kind, title, body, confidence, quotes: quotes.map(quoteOf) });
}

/**
 * One claim a candidate, ids by order. A quote that is not found stays in its claim without an anchor; a claim without any found quote is
 * for `select` to reject as ungrounded.
 */
export const ground = (candidates: readonly Candidate[], blocks: readonly LabelledBlock[]): Claim[] => candidates.map(grounder(blocks));
