/**
 * Finding a quote in the page: exactly, then with case, quotation marks, dashes and spaces made alike, then within an edit distance.
 * Where there is doubt the answer is null: a claim shown as grounded has its quote in the page.
 */
import { anchorOf, type Context, standsAt } from './anchor';
import { fold } from './fold';
import { BORDER, blockAt, Haystack, type Place, type TextBlock } from './haystack';
import type { Anchor, BlockId, Grounding } from './model';
import { findNear } from './near';
import { longerPart } from './parted';
import { choose, type Hint } from './places';
import type { Stretch } from './text';

export interface Found extends Stretch {
  grounding: Exclude<Grounding, { by: 'none' }>;
}

export interface FoundInBlock extends Found {
  block: BlockId;
}

const OCCURRENCES = 2000;

function eachOccurrence(needle: string, text: string, visit: (at: number) => void): void {
  let count = 0;
  for (let at = text.indexOf(needle); at >= 0 && count < OCCURRENCES; at = text.indexOf(needle, at + 1)) {
    visit(at);
    count += 1;
  }
}

function findExact(quote: string, hay: Haystack, hint: Hint): Place | null {
  if (quote.includes(BORDER)) return null;
  const { text, starts } = hay.joinedAsIs();
  const first = hint.index === null && hint.context === undefined;
  const places: Place[] = [];
  for (let at = text.indexOf(quote); at >= 0 && places.length < OCCURRENCES; at = text.indexOf(quote, at + 1)) {
    const index = blockAt(starts, at);
    places.push({ index, start: at - starts[index]!, end: at - starts[index]! + quote.length });
    // with nothing to choose by, the first whole place is the one
    const chosen = first ? choose(places, hay, hint) : null;
    if (chosen) return chosen;
  }
  return choose(places, hay, hint);
}

function findFolded(quote: string, hay: Haystack, hint: Hint): Place | null {
  const { text, starts } = hay.joined();
  const places: Place[] = [];
  eachOccurrence(quote, text, (at) => {
    const index = blockAt(starts, at);
    places.push(hay.original(index, at - starts[index]!, at - starts[index]! + quote.length));
  });
  return choose(places, hay, hint);
}

/** Folded, without the quotation marks and ellipses that a decomposer may have put around it. */
const bare = (folded: string): string => folded.replace(/^(?:['\s[\]]|\.\.\.)+|(?:['\s[\]]|\.\.\.)+$/g, '');

/** A place of the bare words, widened to the marks around them where those stand there too. */
function dressed({ index, start, end }: Place, folded: string, stripped: string, hay: Haystack): Place {
  const { text } = hay.blocks[index]!;
  const lead = folded.slice(0, folded.indexOf(stripped));
  const tail = folded.slice(lead.length + stripped.length);
  // folded marks may be longer than the marks themselves: an ellipsis is three dots
  const sizes = (marks: string): number[] => Array.from(marks, (_, at) => at + 1);
  const before = sizes(lead).find((size) => size <= start && fold(text.slice(start - size, start)).text === lead);
  const after = sizes(tail).find((size) => fold(text.slice(end, end + size)).text === tail);
  return { index, start: start - (before ?? 0), end: end + (after ?? 0) };
}

function find(quote: string, hay: Haystack, hint: Hint): FoundInBlock | null {
  if (quote.trim() === '') return null;
  const as = (place: Place, grounding: Found['grounding']): FoundInBlock => ({
    block: hay.blocks[place.index]!.id,
    start: place.start,
    end: place.end,
    grounding,
  });
  const exact = findExact(quote, hay, hint);
  if (exact) return as(exact, { by: 'exact' });
  if (!/[\p{L}\p{N}]/u.test(quote)) return null;
  const folded = fold(quote.replaceAll(BORDER, ' ')).text.trim();
  const stripped = bare(folded);
  for (const form of stripped === folded || stripped === '' ? [folded] : [folded, stripped]) {
    const normalised = findFolded(form, hay, hint);
    if (normalised) return as(normalised, { by: 'normalised' });
  }
  const near = findNear(stripped, hay, hint);
  return (
    near && as(dressed(near, folded, stripped, hay), { by: 'fuzzy', distance: Math.round((near.errors / stripped.length) * 1000) / 1000 })
  );
}

/** Edits per character up to which a fuzzy find in the hinted block is taken without looking at the other blocks. */
const HINTED_SHARE = 0.1;

/** The hinted block alone: exactly, normalised, or nearly. Anything further off is left to the search of all blocks. */
function findInHinted(quote: string, hinted: TextBlock, near: number | undefined): FoundInBlock | null {
  const found = find(quote, new Haystack([hinted]), { index: 0, near, context: undefined });
  return found?.grounding.by === 'fuzzy' && found.grounding.distance > HINTED_SHARE ? null : found;
}

/**
 * A finder over a fixed list of blocks: what is prepared once (folding) serves every quote. Without `context` the hinted block is asked
 * before the others; with it the place whose surroundings agree best wins. `near` is an offset in the hinted block.
 */
export function quoteFinder(
  blocks: readonly TextBlock[],
  hay: Haystack = new Haystack(blocks),
): (quote: string, hint: BlockId | null, near?: number, context?: Context) => FoundInBlock | null {
  return (quote, hintedId, near, context) => {
    const index = hay.index(hintedId);
    const hinted = index === null ? null : blocks[index]!;
    if (hinted && near !== undefined && standsAt(quote, hinted.text, near, context)) {
      return { block: hinted.id, start: near, end: near + quote.length, grounding: { by: 'exact' } };
    }
    const there = hinted && !context ? findInHinted(quote, hinted, near) : null;
    return there ?? find(quote, hay, { index, near: index === null ? undefined : near, context });
  };
}

/** Where an anchor stands now, as an anchor of that place; `exact`: the same words in the same block. */
export interface AnchorPlace {
  readonly anchor: Anchor;
  readonly how: 'exact' | 'moved';
}

export type AnchorFinder = (anchor: Anchor) => AnchorPlace | null;

/** Finds an anchor by its block, offset, words and the text around; of a sentence that something was put into, the longer part. */
export function anchorFinder(blocks: readonly TextBlock[]): AnchorFinder {
  const hay = new Haystack(blocks);
  const find = quoteFinder(blocks, hay);
  return (anchor) => {
    const found = find(anchor.exact, anchor.block, anchor.start, anchor);
    if (found !== null) {
      const block = blocks[hay.index(found.block)!]!;
      return { anchor: anchorOf(block, found), how: found.block === anchor.block && found.grounding.by === 'exact' ? 'exact' : 'moved' };
    }
    const part = longerPart(anchor.exact, hay);
    return part && { anchor: anchorOf(blocks[part.index]!, part), how: 'moved' };
  };
}

/** @param near offset in `text` at which the quote is expected; decides between several places */
export function findQuote(quote: string, text: string, near?: number, context?: Context): Found | null {
  const found = quoteFinder([{ id: 0, text }])(quote, near === undefined ? null : 0, near, context);
  return found && { start: found.start, end: found.end, grounding: found.grounding };
}
