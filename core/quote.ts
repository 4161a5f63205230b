/**
 * Finding a quote in the page: exactly, then with case, quotation marks, dashes and spaces made alike, then within an edit distance.
 * Where there is doubt the answer is null: a claim shown as grounded has its quote in the page.
 */
import search from 'approx-string-match';
import { sameAssertion } from './assertion';
import { fold } from './fold';
import { BORDER, blockAt, Haystack, type Place, type TextBlock } from './haystack';
import type { Anchor, BlockId, Grounding } from './model';
import { likelyStarts } from './seeds';
import type { Stretch } from './text';

export interface Found extends Stretch {
  grounding: Exclude<Grounding, { by: 'none' }>;
}

export interface FoundInBlock extends Found {
  block: BlockId;
}

/** The text that stood before and after a quote when it was last seen; decides between several places. */
export interface Context {
  prefix: string;
  suffix: string;
}

/** Where to look first and how to choose: the index of a block, an offset in it, the text around. */
interface Hint {
  readonly index: number | null;
  readonly near: number | undefined;
  readonly context: Context | undefined;
}

/** Characters kept on each side of a quote in an anchor. */
const CONTEXT_LENGTH = 32;
/** Edits per character of the quote up to which a place may be the quoted one. */
const EDIT_SHARE = 0.2;
/** Below this length a changed word is a changed meaning: only exact and normalised finds count. */
const FUZZY_LENGTH = 20;
/** A rival this close in edits per character leaves doubt which place was meant. */
const DOUBT = 0.03;
const OCCURRENCES = 2000;

/** Places looked at closely. */
const WINDOWS = 6;

function eachOccurrence(needle: string, text: string, visit: (at: number) => void): void {
  let count = 0;
  for (let at = text.indexOf(needle); at >= 0 && count < OCCURRENCES; at = text.indexOf(needle, at + 1)) {
    visit(at);
    count += 1;
  }
}

const isWordPart = (char: string): boolean => /[\p{L}\p{N}\p{M}]/u.test(char);
/** Han, Kana, Thai and their like are written without spaces: a quote may start and end anywhere. */
const isUnspaced = (char: string): boolean =>
  /[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{scx=Thai}\p{scx=Lao}\p{scx=Khmer}]/u.test(char);
const cutsWord = (text: string, at: number): boolean =>
  at > 0 && at < text.length && isWordPart(text[at - 1]!) && isWordPart(text[at]!) && !isUnspaced(text[at - 1]!) && !isUnspaced(text[at]!);
/** "30" is not quoted from "300", "1,300" or "30.5". */
const cutsNumber = (text: string, at: number): boolean =>
  at > 0 && at < text.length && /\d[.,]?$/.test(text.slice(Math.max(0, at - 2), at)) && /^\d|^[.,]\d/.test(text.slice(at, at + 2));

/**
 * How much of the remembered text stands around a span, 0..1, counted from the span outwards, folded. 1 where nothing was remembered.
 */
export function contextAgreement(text: string, span: Stretch, context: Context): number {
  const wanted = { prefix: fold(context.prefix).text, suffix: fold(context.suffix).text };
  const before = fold(text.slice(Math.max(0, span.start - 2 * CONTEXT_LENGTH), span.start)).text;
  const after = fold(text.slice(span.end, span.end + 2 * CONTEXT_LENGTH)).text;
  const length = wanted.prefix.length + wanted.suffix.length;
  if (length === 0) return 1;
  let same = 0;
  while (same < wanted.prefix.length && same < before.length && wanted.prefix.at(-1 - same) === before.at(-1 - same)) same += 1;
  let sameAfter = 0;
  while (sameAfter < wanted.suffix.length && sameAfter < after.length && wanted.suffix[sameAfter] === after[sameAfter]) sameAfter += 1;
  return (same + sameAfter) / length;
}

/** Share of the remembered text on one side, at least, where words in another block are taken for the ones that were meant. */
const FAMILIAR = 0.5;

/** Elsewhere than in the hinted block, with other text than the remembered on both sides: these words may be another's. */
function isStrange(place: Place, hay: Haystack, { index, context }: Hint): boolean {
  if (context === undefined || place.index === index) return false;
  const { text } = hay.blocks[place.index]!;
  // an end of the block is remembered by an empty side
  const before =
    context.prefix === '' ? place.start === 0 : contextAgreement(text, place, { prefix: context.prefix, suffix: '' }) >= FAMILIAR;
  const after =
    context.suffix === '' ? place.end === text.length : contextAgreement(text, place, { prefix: '', suffix: context.suffix }) >= FAMILIAR;
  return !before && !after;
}

/** Distance of a place from the hint: blocks first, then characters. Zero everywhere where nothing was hinted. */
function distance(place: Place, hint: Hint): number {
  const blocks = hint.index === null ? 0 : Math.abs(place.index - hint.index);
  const within = hint.near === undefined || blocks > 0 ? 0 : Math.abs(place.start - hint.near);
  return blocks * 1e6 + Math.min(within, 1e6 - 1);
}

/** The best of several places by context, then by nearness, then the first; whole words before parts of words. */
function choose(places: readonly Place[], hay: Haystack, hint: Hint): Place | null {
  const { blocks } = hay;
  const whole = places.filter((place) => {
    const text = blocks[place.index]!.text;
    if (isStrange(place, hay, hint)) return false;
    return !cutsWord(text, place.start) && !cutsWord(text, place.end) && !cutsNumber(text, place.start) && !cutsNumber(text, place.end);
  });
  // a part of a word is taken only where the hint says it was: "art" is not quoted from "party"
  const open = whole.length > 0 ? whole : places.filter((place) => place.index === (hint.index ?? 0) && place.start === hint.near);
  if (open.length < 2) return open[0] ?? null;
  const context = hint.context;
  const score = (place: Place): number => (context ? contextAgreement(blocks[place.index]!.text, place, context) : 0);
  const scored = open.map((place) => ({ place, context: score(place), distance: distance(place, hint) }));
  scored.sort((a, b) => b.context - a.context || a.distance - b.distance);
  const [best, next] = [scored[0]!, scored[1]!];
  // two places that the text around does not tell apart: none is meant rather than another
  const doubtful = context !== undefined && best.context === next.context && best.place.index !== hint.index;
  return doubtful ? null : best.place;
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

interface Near extends Place {
  readonly errors: number;
}

/** Widens a folded stretch to whole words, so that a cut number or negation is seen. */
function wholeWords(text: string, span: Stretch): Stretch {
  let { start, end } = span;
  while (cutsWord(text, start) || cutsNumber(text, start)) start -= 1;
  while (cutsWord(text, end) || cutsNumber(text, end)) end += 1;
  while (end > start && text[end - 1] === ' ') end -= 1;
  while (start < end && text[start] === ' ') start += 1;
  return { start, end };
}

function nearIn(quote: string, text: string, from: number, to: number): (Stretch & { errors: number })[] {
  const matches = search(text.slice(from, to), quote, Math.floor(quote.length * EDIT_SHARE));
  const places: (Stretch & { errors: number })[] = [];
  for (const match of matches) {
    const span = wholeWords(text, { start: from + match.start, end: from + match.end });
    const overlapping = places.find((place) => span.start < place.end && place.start < span.end);
    if (!overlapping) places.push({ ...span, errors: match.errors });
    else if (Math.abs(span.end - span.start - quote.length) < Math.abs(overlapping.end - overlapping.start - quote.length))
      Object.assign(overlapping, span);
  }
  return places;
}

/** Places whose words are nearly the quote's; null where pieces of the quote led nowhere. */
function nearPlaces(quote: string, hay: Haystack, thorough: boolean): Near[] | null {
  const { text, starts } = hay.joined();
  const slack = Math.ceil(quote.length * EDIT_SHARE) + 8;
  const places: Near[] = [];
  let seen = false;
  for (const voted of likelyStarts(quote, text, slack >> 1, WINDOWS, thorough)) {
    // the middle of the quote says which block it is in, even where the window reaches over a border
    const index = blockAt(starts, Math.max(0, voted + Math.floor(quote.length / 2)));
    const own = hay.folded(index).text;
    const from = Math.max(0, voted - starts[index]! - slack);
    const near = nearIn(quote, own, from, voted - starts[index]! + quote.length + slack);
    seen ||= near.length > 0;
    for (const found of near) {
      const place = hay.original(index, found.start, found.end);
      if (!places.some((other) => other.index === index && place.start < other.end && other.start < place.end)) {
        places.push({ ...place, errors: found.errors });
      }
    }
  }
  return seen ? places : null;
}

function findNear(quote: string, hay: Haystack, hint: Hint): (Place & { errors: number }) | null {
  if (quote.length < FUZZY_LENGTH) return null;
  const near = nearPlaces(quote, hay, false) ?? nearPlaces(quote, hay, true) ?? [];
  const places = near.filter((place) => {
    const { text } = hay.blocks[place.index]!;
    return sameAssertion(quote, fold(text.slice(place.start, place.end)).text) && !isStrange(place, hay, hint);
  });
  const least = Math.min(...places.map((place) => place.errors));
  const close = places.filter((place) => place.errors <= least + DOUBT * quote.length);
  return (close.length < 2 ? close[0] : settle(close, hay, hint)) ?? null;
}

/** Chooses between places with as good as the same number of edits, or undefined where nothing tells them apart. */
function settle(places: readonly Near[], hay: Haystack, hint: Hint): Near | undefined {
  const { context } = hint;
  if (context) {
    const scored = places.map((place) => ({ place, score: contextAgreement(hay.blocks[place.index]!.text, place, context) }));
    scored.sort((a, b) => b.score - a.score);
    if (scored[0]!.score > scored[1]!.score + 0.2) return scored[0]!.place;
  }
  if (hint.index === null && hint.near === undefined) return undefined;
  const byDistance = [...places].sort((a, b) => distance(a, hint) - distance(b, hint));
  return distance(byDistance[0]!, hint) < distance(byDistance[1]!, hint) ? byDistance[0] : undefined;
}

/** Folded, without the quotation marks and ellipses that a decomposer may have put around it. */
const bare = (folded: string): string => folded.replace(/^(?:['\s[\]]|\.\.\.)+|(?:['\s[\]]|\.\.\.)+$/g, '');

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
  return near && as(near, { by: 'fuzzy', distance: Math.round((near.errors / stripped.length) * 1000) / 1000 });
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
): (quote: string, hint: BlockId | null, near?: number, context?: Context) => FoundInBlock | null {
  const hay = new Haystack(blocks);
  return (quote, hintedId, near, context) => {
    const index = hay.index(hintedId);
    const hinted = index === null ? null : blocks[index]!;
    if (hinted && near !== undefined && quote.trim() !== '' && hinted.text.startsWith(quote, near)) {
      return { block: hinted.id, start: near, end: near + quote.length, grounding: { by: 'exact' } };
    }
    const there = hinted && !context ? findInHinted(quote, hinted, near) : null;
    return there ?? find(quote, hay, { index, near: index === null ? undefined : near, context });
  };
}

/** @param near offset in `text` at which the quote is expected; decides between several places */
export function findQuote(quote: string, text: string, near?: number, context?: Context): Found | null {
  const found = quoteFinder([{ id: 0, text }])(quote, near === undefined ? null : 0, near, context);
  return found && { start: found.start, end: found.end, grounding: found.grounding };
}

/** For many quotes over the same blocks use `quoteFinder`. */
export function findInBlocks(quote: string, blocks: readonly TextBlock[], hint: BlockId | null): FoundInBlock | null {
  return quoteFinder(blocks)(quote, hint);
}

export function anchorOf(block: TextBlock, span: Stretch): Anchor {
  return {
    block: block.id,
    start: span.start,
    exact: block.text.slice(span.start, span.end),
    prefix: block.text.slice(Math.max(0, span.start - CONTEXT_LENGTH), span.start),
    suffix: block.text.slice(span.end, span.end + CONTEXT_LENGTH),
  };
}
