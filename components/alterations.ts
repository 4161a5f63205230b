/** What the publisher changed under a claim, ready to be shown: which words of the sentences before and now differ. */
import type { Changes } from '../core/carry';
import type { Claim } from '../core/model';
import type { Claims } from './derive';

type Alteration = Changes['altered'][number];

export interface Altered {
  readonly claim: Claim;
  readonly quotes: readonly Alteration[];
}

/** The altered quotes by claim, in the order of the claims' first one. */
export function alteredClaims(changes: Changes, claims: Claims): Altered[] {
  const ids = new Set(changes.altered.map(({ claim }) => claim));
  return [...ids].flatMap((id) => {
    const claim = claims.get(id);
    return claim === undefined ? [] : [{ claim, quotes: changes.altered.filter((one) => one.claim === id) }];
  });
}

/** A stretch of a sentence; `differs` where the other sentence does not have it. */
export interface Piece {
  readonly text: string;
  readonly differs: boolean;
}

/** Numbers with their separators stay whole; scripts without spaces are parted too. */
const segmenter = new Intl.Segmenter(undefined, { granularity: 'word' });
const tokensOf = (text: string): string[] => Array.from(segmenter.segment(text), ({ segment }) => segment);

/** Past this many pairs of words, what stands between the common beginning and end counts as different. */
const PAIRS = 250_000;

/** Which tokens of `a` and `b` belong to their longest common subsequence. */
function common(a: readonly string[], b: readonly string[]): { a: boolean[]; b: boolean[] } {
  const inBoth = { a: a.map(() => false), b: b.map(() => false) };
  if (a.length * b.length > PAIRS) return inBoth;
  const width = b.length + 1;
  const longest = new Uint16Array((a.length + 1) * width);
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      const [right, below] = [longest[i * width + j + 1]!, longest[(i + 1) * width + j]!];
      longest[i * width + j] = a[i] === b[j] ? longest[(i + 1) * width + j + 1]! + 1 : Math.max(right, below);
    }
  }
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    if (a[i] === b[j]) inBoth.a[i++] = inBoth.b[j++] = true;
    else if (longest[(i + 1) * width + j]! >= longest[i * width + j + 1]!) i++;
    else j++;
  }
  return inBoth;
}

function piecesOf(tokens: readonly string[], same: (at: number) => boolean): Piece[] {
  const pieces: { text: string; differs: boolean }[] = [];
  tokens.forEach((text, at) => {
    const differs = !same(at);
    const last = pieces.at(-1);
    if (last?.differs === differs) last.text += text;
    else pieces.push({ text, differs });
  });
  return pieces;
}

/** A quote may be part of a sentence: what the sentence has around it is no change. */
function withoutSurroundings(now: readonly Piece[], before: readonly Piece[], quote: string): Piece[] {
  const startsInside = /^\p{Ll}/u.test(quote) && before[0]?.differs === false;
  const endsInside = !/\p{P}$/u.test(quote) && before.at(-1)?.differs === false;
  return now.map((piece, at) =>
    (startsInside && at === 0) || (endsInside && at === now.length - 1) ? { text: piece.text, differs: false } : piece,
  );
}

/** The quote as it was and the sentence that stands there now, word by word. */
export function compareWords(quote: string, sentence: string): { before: Piece[]; now: Piece[] } {
  const [a, b] = [tokensOf(quote), tokensOf(sentence)];
  const shorter = Math.min(a.length, b.length);
  let start = 0;
  while (start < shorter && a[start] === b[start]) start++;
  let end = 0;
  while (end < shorter - start && a.at(-1 - end) === b.at(-1 - end)) end++;
  const middle = common(a.slice(start, a.length - end), b.slice(start, b.length - end));
  const same = (length: number, inMiddle: readonly boolean[]) => (at: number) => at < start || at >= length - end || inMiddle[at - start]!;
  const before = piecesOf(a, same(a.length, middle.a));
  return { before, now: withoutSurroundings(piecesOf(b, same(b.length, middle.b)), before, quote) };
}
