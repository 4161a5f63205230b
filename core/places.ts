/** Choosing between several places of the same words: by whole words, by the text that stood around, by nearness. */
import { CONTEXT_LENGTH, type Context } from './anchor';
import { fold } from './fold';
import type { Haystack, Place } from './haystack';
import type { Stretch } from './text';

/** Where to look first and how to choose: the index of a block, an offset in it, the text around. */
export interface Hint {
  readonly index: number | null;
  readonly near: number | undefined;
  readonly context: Context | undefined;
}

/** Share of the remembered text on one side, at least, where words are taken for the ones that were meant. */
const FAMILIAR = 0.5;
/** Words this long that stand once are the ones that were meant, whatever stands around them. */
const TELLING = 40;

const isWordPart = (char: string): boolean => /[\p{L}\p{N}\p{M}]/u.test(char);
/** Han, Kana, Thai and their like are written without spaces: a quote may start and end anywhere. */
const isUnspaced = (char: string): boolean =>
  /[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{scx=Thai}\p{scx=Lao}\p{scx=Khmer}]/u.test(char);
const cutsWord = (text: string, at: number): boolean =>
  at > 0 && at < text.length && isWordPart(text[at - 1]!) && isWordPart(text[at]!) && !isUnspaced(text[at - 1]!) && !isUnspaced(text[at]!);
/** "30" is not quoted from "300", "1,300" or "30.5". */
const cutsNumber = (text: string, at: number): boolean =>
  at > 0 && at < text.length && /\d[.,]?$/.test(text.slice(Math.max(0, at - 2), at)) && /^\d|^[.,]\d/.test(text.slice(at, at + 2));
/** Whether an end of a quote there would be within a word or a number. */
export const cuts = (text: string, at: number): boolean => cutsWord(text, at) || cutsNumber(text, at);

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

/** The same for a place in a block; a paragraph that was parted has its words in the blocks around. */
export function agreementAt(place: Place, hay: Haystack, context: Context): number {
  const { text, span } = hay.among(place);
  return contextAgreement(text, span, context);
}

/** Other text than the remembered on both sides: these words may be another's. */
function isStrange(place: Place, hay: Haystack, { context }: Hint): boolean {
  if (context === undefined) return false;
  // an end of the block is remembered by an empty side
  const before = context.prefix === '' ? place.start === 0 : agreementAt(place, hay, { prefix: context.prefix, suffix: '' }) >= FAMILIAR;
  const after =
    context.suffix === ''
      ? place.end === hay.blocks[place.index]!.text.length
      : agreementAt(place, hay, { prefix: '', suffix: context.suffix }) >= FAMILIAR;
  return !before && !after;
}

/** The places with what was remembered on a side of them; where there are none, the only one of many words. */
export function familiar<P extends Place>(places: readonly P[], hay: Haystack, hint: Hint): readonly P[] {
  const known = places.filter((place) => !isStrange(place, hay, hint));
  const [only] = places;
  return known.length === 0 && places.length === 1 && only!.end - only!.start >= TELLING ? places : known;
}

/** Distance of a place from the hint: blocks first, then characters. Zero everywhere where nothing was hinted. */
export function distance(place: Place, hint: Hint): number {
  const blocks = hint.index === null ? 0 : Math.abs(place.index - hint.index);
  const within = hint.near === undefined || blocks > 0 ? 0 : Math.abs(place.start - hint.near);
  return blocks * 1e6 + Math.min(within, 1e6 - 1);
}

/** The best of several places by context, then by nearness, then the first; whole words before parts of words. */
export function choose(places: readonly Place[], hay: Haystack, hint: Hint): Place | null {
  const whole = places.filter(({ index, start, end }) => {
    const { text } = hay.blocks[index]!;
    return !cuts(text, start) && !cuts(text, end);
  });
  // a part of a word is taken only where the hint says it was: "art" is not quoted from "party"
  const hinted = (place: Place): boolean => place.index === (hint.index ?? 0) && place.start === hint.near;
  const open = whole.length > 0 ? familiar(whole, hay, hint) : places.filter(hinted);
  if (open.length < 2) return open[0] ?? null;
  const { context } = hint;
  const scored = open.map((place) => ({
    place,
    context: context ? agreementAt(place, hay, context) : 0,
    distance: distance(place, hint),
  }));
  scored.sort((a, b) => b.context - a.context || a.distance - b.distance);
  const [best, next] = [scored[0]!, scored[1]!];
  // two places that the text around does not tell apart: none is meant rather than another
  const doubtful = context !== undefined && best.context === next.context && best.place.index !== hint.index;
  return doubtful ? null : best.place;
}
