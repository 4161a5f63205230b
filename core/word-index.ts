/** Where each word of a folded text stands: votes for the places where a changed quote may be, without a scan for every quote. */

/** A word that stands in more places than this says nothing about where a quote is. */
const COMMON = 400;
/** Words of a quote that vote: the rarest, at least and at most so many, fewer where their places are many. */
const VOTERS = { least: 4, most: 10, places: 300 };

const isDigitOrLetter = (code: number): boolean =>
  (code >= 0x61 && code <= 0x7a) || (code >= 0x30 && code <= 0x39) || (code >= 0xaa && code < 0x2000);
/** Scripts without spaces, and everything else beyond general punctuation: every two units are a word. */
const isUnspaced = (code: number): boolean => code >= 0x2e80;

/** Calls `visit` with every word of a folded text and its offset; in scripts without spaces with every pair of characters. */
function eachWord(text: string, visit: (word: string, at: number) => void): void {
  let start = -1;
  for (let at = 0; at <= text.length; at += 1) {
    const code = at < text.length ? text.charCodeAt(at) : 0;
    if (isDigitOrLetter(code)) {
      if (start < 0) start = at;
      continue;
    }
    if (start >= 0) visit(text.slice(start, at), start);
    start = -1;
    if (isUnspaced(code) && at + 1 < text.length) visit(text.slice(at, at + 2), at);
  }
}

export class WordIndex {
  private readonly places = new Map<string, number[]>();

  constructor(text: string) {
    eachWord(text, (word, at) => {
      const places = this.places.get(word);
      if (!places) this.places.set(word, [at]);
      else if (places.length <= COMMON) places.push(at);
    });
  }

  /**
   * Offsets at which the quote would start, at most `count`, by falling number of its rarer words that say so.
   * @param slack how far two words' votes may lie apart and still mean the same place
   */
  starts(quote: string, slack: number, count: number): number[] {
    const votes = new Map<number, number>();
    for (const { places, offset, length } of this.rarest(quote)) {
      for (const place of places) {
        const bucket = Math.round((place - offset) / slack);
        votes.set(bucket, (votes.get(bucket) ?? 0) + length);
      }
    }
    const weight = (bucket: number): number => (votes.get(bucket) ?? 0) + ((votes.get(bucket - 1) ?? 0) + (votes.get(bucket + 1) ?? 0)) / 2;
    let most = 0;
    for (const vote of votes.values()) most = Math.max(most, vote);
    const ranked = Array.from(votes)
      .filter(([, vote]) => vote >= most / 4)
      .map(([bucket]) => ({ bucket, weight: weight(bucket) }))
      .sort((x, y) => y.weight - x.weight || x.bucket - y.bucket);
    const apart: number[] = [];
    for (const { bucket } of ranked) {
      if (apart.length >= count) break;
      if (!apart.some((other) => Math.abs(other - bucket) < 2)) apart.push(bucket);
    }
    return apart.map((bucket) => bucket * slack);
  }

  private rarest(quote: string): { places: readonly number[]; offset: number; length: number }[] {
    const known: { places: readonly number[]; offset: number; length: number }[] = [];
    eachWord(quote, (word, offset) => {
      const places = this.places.get(word);
      if (places && places.length <= COMMON) known.push({ places, offset, length: word.length });
    });
    known.sort((a, b) => a.places.length - b.places.length);
    let places = 0;
    const enough = known.findIndex((word, at) => {
      places += word.places.length;
      return at >= VOTERS.most || (at >= VOTERS.least && places > VOTERS.places);
    });
    return enough < 0 ? known : known.slice(0, enough);
  }
}
