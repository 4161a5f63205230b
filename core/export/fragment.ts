/** Links that scroll to a quote: https://wicg.github.io/scroll-to-text-fragment/ */
import type { Anchor } from '../model';

/** A quote shorter than this may stand in several places: what stands around it is sent along. */
const SHORT = 48;
/** A quote longer than this is named by its first and last words. */
const LONG = 200;
const RANGE_WORDS = 6;

const wordSegmenter = new Intl.Segmenter(undefined, { granularity: 'word' });

/** Percent-encoded so that "-", "&" and "," mean themselves; halves of surrogate pairs, which have no encoding, are left out. */
const encode = (text: string): string => encodeURIComponent(text.replace(/\p{Surrogate}/gu, '')).replaceAll('-', '%2D');

/** A browser matches whole words only: an anchor's context may be cut in the middle of one. */
function wholeWordsAtEnd(prefix: string): string {
  const starts = Array.from(wordSegmenter.segment(prefix), (word) => word.index);
  return prefix.length < 32 ? prefix.trim() : prefix.slice(starts[1] ?? 0).trim();
}

function wholeWordsAtStart(suffix: string): string {
  const starts = Array.from(wordSegmenter.segment(suffix), (word) => word.index);
  return suffix.length < 32 ? suffix.trim() : suffix.slice(0, starts.at(-1)).trim();
}

/** The first and the last words of a long quote. */
function ends(text: string): { start: string; end: string } {
  const words = Array.from(wordSegmenter.segment(text)).filter((segment) => segment.isWordLike);
  const last = words[RANGE_WORDS - 1];
  const first = words.at(-RANGE_WORDS);
  return words.length < 3 * RANGE_WORDS
    ? { start: text, end: '' }
    : { start: text.slice(0, last!.index + last!.segment.length), end: text.slice(first!.index) };
}

function directive({ exact, prefix, suffix }: Anchor): string {
  const text = exact.trim();
  if (text.length > LONG) {
    const { start, end } = ends(text);
    return end === '' ? encode(start) : `${encode(start)},${encode(end)}`;
  }
  if (text.length >= SHORT) return encode(text);
  const before = encode(wholeWordsAtEnd(prefix));
  const after = encode(wholeWordsAtStart(suffix));
  return `${before === '' ? '' : `${before}-,`}${encode(text)}${after === '' ? '' : `,-${after}`}`;
}

/** `url` with a text directive for the anchor's quote; a fragment that the URL has is kept, an older directive is replaced. */
export function textFragment(url: string, anchor: Anchor): string {
  const base = url.replace(/:~:.*$/s, '');
  return `${base}${base.includes('#') ? '' : '#'}:~:text=${directive(anchor)}`;
}
