/** Anchors of a stretch of text, and the cheap half of finding one again: what the page itself can tell without a search. */
import type { TextBlock } from './haystack';
import type { Anchor } from './model';
import type { Stretch } from './text';

/** The text that stood before and after a quote when it was last seen; decides between several places. */
export interface Context {
  prefix: string;
  suffix: string;
}

/** Characters kept on each side of a quote in an anchor. */
export const CONTEXT_LENGTH = 32;

export function anchorOf(block: TextBlock, span: Stretch): Anchor {
  return {
    block: block.id,
    start: span.start,
    exact: block.text.slice(span.start, span.end),
    prefix: block.text.slice(Math.max(0, span.start - CONTEXT_LENGTH), span.start),
    suffix: block.text.slice(span.end, span.end + CONTEXT_LENGTH),
  };
}

/** With nothing else around than what was remembered: after a reload other words may bear the same number and offset. */
export function standsAt(quote: string, text: string, at: number, context: Context | undefined): boolean {
  if (quote.trim() === '' || !text.startsWith(quote, at)) return false;
  if (context === undefined) return true;
  const { prefix, suffix } = context;
  const end = at + quote.length;
  return text.endsWith(prefix, at) && (prefix !== '' || at === 0) && text.startsWith(suffix, end) && (suffix !== '' || end === text.length);
}
