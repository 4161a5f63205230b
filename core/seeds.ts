/**
 * Where a changed quote may stand: every word of a text is kept by its hash, and each word of the quote votes for the places where the quote
 * would begin. One pass over the text, made when the first changed quote is looked for, serves all others.
 */

/** Hashes of words; two words of one hash only cost a look. A power of two. */
const HASHES = 1 << 16;
/** Places of words that vote, for one quote: its rarest words come first. */
const VOTES = 40_000;
/** Words that vote however common they are. */
const VOTERS = 4;
/** Places given at most: where the votes leave little to choose between them, and where they fall off. */
const GIVEN = { alike: 32, falling: 6 };
/** Share of the most votes down to which a place is like the best, and down to which it is worth a look. */
const SHARE = { alike: 0.75, looked: 0.5 };

/** Thai to Burmese, Khmer, Han, Kana and surrogate pairs: no spaces between words, so every pair of units is one. */
const isUnspaced = (code: number): boolean => code >= 0x2e80 || (code >= 0x0e00 && code <= 0x109f) || (code >= 0x1780 && code <= 0x17ff);
const isLetter = (code: number): boolean =>
  (code >= 0x61 && code <= 0x7a) || (code >= 0x30 && code <= 0x39) || (code > 0xa0 && (code < 0x2000 || code > 0x206f));

/** The words of a folded text, each as its hash and where it starts. */
function eachWord(text: string, visit: (hash: number, start: number) => void): void {
  let start = -1;
  let hash = 0;
  for (let at = 0; at <= text.length; at += 1) {
    const code = at < text.length ? text.charCodeAt(at) : 0;
    const unspaced = isUnspaced(code);
    if (!unspaced && isLetter(code)) {
      hash = start < 0 ? code : Math.imul(hash, 31) + code;
      if (start < 0) start = at;
      continue;
    }
    if (start >= 0) visit((hash ^ (hash >>> 15)) & (HASHES - 1), start);
    start = -1;
    if (unspaced && at + 1 < text.length) visit((Math.imul(code, 31) + text.charCodeAt(at + 1)) & (HASHES - 1), at);
  }
}

export class Seeds {
  /** By hash: the last word of it, counted from one, and how many there are. */
  private readonly last = new Int32Array(HASHES);
  private readonly counts = new Int32Array(HASHES);
  /** By word: where it starts, and the word of the same hash before it. */
  private readonly starts: Int32Array;
  private readonly before: Int32Array;

  /** @param text folded */
  constructor(private readonly text: string) {
    this.starts = new Int32Array(text.length + 1);
    this.before = new Int32Array(text.length + 1);
    const { last, counts, starts, before } = this;
    let word = 0;
    eachWord(text, (hash, start) => {
      word += 1;
      starts[word] = start;
      before[word] = last[hash]!;
      last[hash] = word;
      counts[hash] = counts[hash]! + 1;
    });
  }

  /**
   * Offsets in the text, by falling number of votes, at which `quote` would start.
   * @param width how far two words' votes may lie apart and still mean the same place; an offset is right within as much
   */
  likelyStarts(quote: string, width: number): number[] {
    const voters: { hash: number; offset: number }[] = [];
    eachWord(quote, (hash, offset) => {
      if (this.counts[hash]! > 0) voters.push({ hash, offset });
    });
    voters.sort((a, b) => this.counts[a.hash]! - this.counts[b.hash]!);
    const votes = new Uint16Array(Math.ceil((this.text.length + quote.length) / width) + 2);
    let left = VOTES;
    for (const [index, { hash, offset }] of voters.entries()) {
      left -= this.counts[hash]!;
      if (left < 0 && index >= VOTERS) break;
      // a quote may begin before the text does
      const shift = quote.length - offset;
      for (let word = this.last[hash]!; word > 0; word = this.before[word]!) {
        const bucket = Math.floor((this.starts[word]! + shift) / width);
        votes[bucket] = votes[bucket]! + 1;
      }
    }
    return best(votes).map((bucket) => (bucket + 1) * width - quote.length);
  }
}

/** Buckets that with the next one hold the most votes, no two of them neighbours. */
function best(votes: Uint16Array): number[] {
  let most = 1;
  for (let at = 1; at < votes.length; at += 1) most = Math.max(most, votes[at - 1]! + votes[at]!);
  const open: { bucket: number; weight: number }[] = [];
  for (let bucket = 0; bucket + 1 < votes.length; bucket += 1) {
    const weight = votes[bucket]! + votes[bucket + 1]!;
    if (weight >= most * SHARE.looked) open.push({ bucket, weight });
  }
  open.sort((a, b) => b.weight - a.weight || a.bucket - b.bucket);
  const apart: number[] = [];
  for (const { bucket, weight } of open) {
    if (apart.length >= (weight >= most * SHARE.alike ? GIVEN.alike : GIVEN.falling)) break;
    if (!apart.some((other) => Math.abs(other - bucket) < 2)) apart.push(bucket);
  }
  return apart;
}
