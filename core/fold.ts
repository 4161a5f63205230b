/**
 * Text folded for comparison: compatibility forms, case, quotation marks, dashes, ellipses, white space and invisible characters made
 * alike, with a way back from every folded offset to the original one.
 */

export interface Folded {
  readonly text: string;
  /** Original offset at which the folded unit at `offset` starts. */
  startAt(offset: number): number;
  /** Original offset just past the folded unit before `offset`. */
  endAt(offset: number): number;
}

const INVISIBLE = '\\u00ad\\u200b-\\u200f\\u202a-\\u202e\\u2060-\\u2064\\u2066-\\u2069\\ufeff';
/** Where folding may change more than the case of an ASCII letter. */
const IRREGULAR = new RegExp(
  `[\\s${INVISIBLE}]{2,}|[^\\S ]|[${INVISIBLE}]|\\.(?:\\s?\\.){2,}|-{2,}|(?:[\\x21-\\x7e](?=\\p{M}))?[^\\x00-\\x7f\\s${INVISIBLE}]+|["\`]`,
  'gu',
);
const BLANK = new RegExp(`^[\\s${INVISIBLE}]+$`, 'u');
/** The byte-order mark counts as white space in JavaScript, but parts no words. */
const SPACE = /[^\S\ufeff]/;
const CLUSTER = /\P{M}\p{M}*|\p{M}+/gu;
const QUOTES = /["`´‘’‚‛“”„‟«»‹›′″「」『』]/g;
const DASHES = /[‐‑‒–—―−﹘]/g;

const plain = (text: string): string => text.replace(QUOTES, "'").replace(DASHES, '-').replace(/ς/g, 'σ');
const foldCluster = (cluster: string): string => plain(plain(cluster).normalize('NFKC').toLowerCase());

/** Folded pieces in order; a piece of the same length as its original maps unit by unit, another maps only at its ends. */
class Pieces {
  private readonly out: string[] = [];
  private readonly folded: number[] = [];
  private readonly original: number[] = [];
  private length = 0;
  private shift = Number.NaN;

  add(text: string, start: number, end: number): void {
    const even = text.length === end - start;
    if (!even || start - this.length !== this.shift) {
      this.folded.push(this.length);
      this.original.push(start);
    }
    // after an uneven piece the next one always opens an entry of its own
    this.shift = even ? start - this.length : Number.NaN;
    this.out.push(text);
    this.length += text.length;
  }

  finish(total: number): Folded {
    const { folded, original, length } = this;
    folded.push(length);
    original.push(total);
    const entry = (offset: number): number => {
      let low = 0;
      let high = folded.length - 1;
      while (low < high) {
        const middle = (low + high + 1) >> 1;
        if (folded[middle]! <= offset) low = middle;
        else high = middle - 1;
      }
      return low;
    };
    const even = (i: number): boolean => i + 1 < folded.length && folded[i + 1]! - folded[i]! === original[i + 1]! - original[i]!;
    return {
      text: this.out.join(''),
      startAt(offset) {
        const i = entry(Math.min(offset, length));
        return even(i) ? original[i]! + offset - folded[i]! : original[i]!;
      },
      endAt(offset) {
        if (offset <= 0) return original[0]!;
        const i = entry(Math.min(offset, length) - 1);
        return even(i) ? original[i]! + Math.min(offset, length) - folded[i]! : original[i + 1]!;
      },
    };
  }
}

function addIrregular(pieces: Pieces, run: string, at: number): void {
  const first = run.charCodeAt(0);
  if (BLANK.test(run)) {
    pieces.add(SPACE.test(run) ? ' ' : '', at, at + run.length);
  } else if (first === 0x2e) {
    pieces.add('...', at, at + run.length);
  } else if (first === 0x2d && run.length > 1 && run.charCodeAt(1) === 0x2d) {
    pieces.add('-', at, at + run.length);
  } else if (run.normalize('NFKC') === run && run.toLowerCase().length === run.length) {
    pieces.add(plain(run.toLowerCase()), at, at + run.length);
  } else {
    for (const cluster of run.matchAll(CLUSTER)) {
      pieces.add(foldCluster(cluster[0]), at + cluster.index, at + cluster.index + cluster[0].length);
    }
  }
}

/** Whatever folds to another number of units, or that takes more than a replacement: all but plain prose. */
const UNEVEN = /[^\x20-\x7e\u00a0À-ÖØ-öø-ÿ“”‘’–—]|\s\s|\.\s?\.\s?\.|--/;

/** Plain prose, unit by unit: most of a page. */
class Even implements Folded {
  constructor(readonly text: string) {}
  startAt(offset: number): number {
    return Math.min(offset, this.text.length);
  }
  endAt(offset: number): number {
    return Math.max(0, Math.min(offset, this.text.length));
  }
}

export function fold(text: string): Folded {
  if (!UNEVEN.test(text)) return new Even(plain(text.replaceAll('\u00a0', ' ')).toLowerCase());
  const pieces = new Pieces();
  let done = 0;
  for (const match of text.matchAll(IRREGULAR)) {
    if (match.index > done) pieces.add(text.slice(done, match.index).toLowerCase(), done, match.index);
    addIrregular(pieces, match[0], match.index);
    done = match.index + match[0].length;
  }
  if (done < text.length) pieces.add(text.slice(done).toLowerCase(), done, text.length);
  return pieces.finish(text.length);
}
