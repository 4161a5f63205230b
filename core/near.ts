/** Finding a quote of which some characters are others now: edit distance, only where the words of the quote say that it may stand. */
import search from 'approx-string-match';
import { sameAssertion } from './assertion';
import { fold } from './fold';
import { blockAt, type Haystack, type Place } from './haystack';
import { agreementAt, cuts, distance, familiar, type Hint } from './places';
import type { Stretch } from './text';

/** Edits per character of the quote up to which a place may be the quoted one. */
const EDIT_SHARE = 0.2;
/** Below this length a changed word is a changed meaning: only exact and normalised finds count. */
const FUZZY_LENGTH = 20;
/** A rival this close in edits per character leaves doubt which place was meant. */
const DOUBT = 0.03;
/** By how much the text around must agree better for it to decide. */
const CLEARLY = 0.2;

export interface Near extends Place {
  readonly errors: number;
}

/** Widens a folded stretch to whole words, so that a cut number or negation is seen. */
function wholeWords(text: string, span: Stretch): Stretch {
  let { start, end } = span;
  while (cuts(text, start)) start -= 1;
  while (cuts(text, end)) end += 1;
  while (end > start && text[end - 1] === ' ') end -= 1;
  while (start < end && text[start] === ' ') start += 1;
  return { start, end };
}

function nearIn(quote: string, text: string, from: number, to: number, most: number): (Stretch & { errors: number })[] {
  const places: (Stretch & { errors: number })[] = [];
  for (const match of search(text.slice(from, to), quote, most)) {
    const span = wholeWords(text, { start: from + match.start, end: from + match.end });
    const overlapping = places.find((place) => span.start < place.end && place.start < span.end);
    if (!overlapping) places.push({ ...span, errors: match.errors });
    else if (Math.abs(span.end - span.start - quote.length) < Math.abs(overlapping.end - overlapping.start - quote.length))
      Object.assign(overlapping, span);
  }
  return places;
}

const overlap = (a: Place, b: Place): boolean => a.index === b.index && a.start < b.end && b.start < a.end;

/** Places whose words are nearly the quote's and say the same. Once one is found, others count only as rivals of it. */
function nearPlaces(quote: string, hay: Haystack, { context }: Hint): Near[] {
  const { starts } = hay.joined();
  const width = 8 + (quote.length >> 3);
  const before = context ? fold(context.prefix).text : '';
  const pattern = context ? `${before}${quote}${fold(context.suffix).text}` : quote;
  const places: Near[] = [];
  let most = Math.floor(quote.length * EDIT_SHARE);
  const slack = width + (most >> 1);
  for (const begin of hay.seeds().likelyStarts(pattern, width)) {
    const voted = begin + before.length;
    // the middle of the quote says which block it is in, even where the window reaches over a border
    const index = blockAt(starts, Math.max(0, voted + (quote.length >> 1)));
    const from = Math.max(0, voted - starts[index]! - slack);
    for (const found of nearIn(quote, hay.folded(index).text, from, voted - starts[index]! + quote.length + slack, most)) {
      const place = { ...hay.original(index, found.start, found.end), errors: found.errors };
      if (places.some((other) => overlap(place, other))) continue;
      if (!sameAssertion(quote, hay.folded(index).text.slice(found.start, found.end))) continue;
      places.push(place);
      most = Math.min(most, Math.ceil(found.errors + DOUBT * quote.length));
    }
  }
  return places;
}

/** @param quote folded */
export function findNear(quote: string, hay: Haystack, hint: Hint): Near | null {
  if (quote.length < FUZZY_LENGTH) return null;
  const places = familiar(nearPlaces(quote, hay, hint), hay, hint);
  const least = Math.min(...places.map((place) => place.errors));
  const close = places.filter((place) => place.errors <= least + DOUBT * quote.length);
  return (close.length < 2 ? close[0] : settle(close, hay, hint)) ?? null;
}

/** Chooses between places with as good as the same number of edits, or undefined where nothing tells them apart. */
function settle(places: readonly Near[], hay: Haystack, hint: Hint): Near | undefined {
  const { context } = hint;
  if (context) {
    const scored = places.map((place) => ({ place, score: agreementAt(place, hay, context) }));
    scored.sort((a, b) => b.score - a.score);
    if (scored[0]!.score > scored[1]!.score + CLEARLY) return scored[0]!.place;
  }
  if (hint.index === null && hint.near === undefined) return undefined;
  const byDistance = [...places].sort((a, b) => distance(a, hint) - distance(b, hint));
  return distance(byDistance[0]!, hint) < distance(byDistance[1]!, hint) ? byDistance[0] : undefined;
}
