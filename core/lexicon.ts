/** The texts of one question by number: every text is cut into words once, every word read once, however often either comes. */
import { termOf, words } from './text';

/** Character 3- to 5-grams of a word and the space around it, hashed (FNV-1a). */
function gramsOf(word: string): number[] {
  const out: number[] = [];
  const padded = ` ${word} `;
  for (let from = 0; from + 3 <= padded.length; from++) {
    let hash = 2166136261;
    for (let at = from; at < Math.min(padded.length, from + 5); at++) {
      hash = Math.imul(hash ^ padded.charCodeAt(at), 16777619);
      if (at - from >= 2) out.push(hash);
    }
  }
  return out;
}

/** One kind of feature of words: its features numbered as they are met, and how many texts of the corpus have each. */
export class Features<Key> {
  /** Texts of the corpus by feature. */
  readonly frequency: number[] = [];
  /** Features of the text counted last, each once. */
  readonly met: number[] = [];
  /** How often the text counted last has each of them; read before the next is counted. */
  readonly counts: number[] = [];
  private readonly numbers = new Map<Key, number>();
  private readonly byWord: number[][] = [];

  constructor(private readonly of: (word: string) => readonly Key[]) {}

  add(word: string): void {
    this.byWord.push(
      this.of(word).map((key) => {
        const known = this.numbers.get(key);
        if (known !== undefined) return known;
        this.numbers.set(key, this.frequency.length);
        this.counts.push(0);
        return this.frequency.push(0) - 1;
      }),
    );
  }

  /** Sets `met` and `counts` to those of a text. @returns how many features it has, with repetition */
  count(text: Uint32Array): number {
    const { met, counts, byWord } = this;
    for (const feature of met) counts[feature] = 0;
    met.length = 0;
    let length = 0;
    for (const word of text) {
      const features = byWord[word]!;
      length += features.length;
      for (const feature of features) if (counts[feature]!++ === 0) met.push(feature);
    }
    return length;
  }
}

export class Lexicon {
  readonly terms: Features<string>;
  readonly grams = new Features<number>(gramsOf);
  private readonly numbers = new Map<string, number>();
  private readonly texts = new Map<string, Uint32Array>();

  constructor(lang: string) {
    this.terms = new Features((word) => {
      const term = termOf(word, lang);
      return term === null ? [] : [term];
    });
  }

  /** The words of a text by number. */
  read(text: string): Uint32Array {
    const known = this.texts.get(text);
    if (known) return known;
    const read = Uint32Array.from(words(text), (word) => this.numberOf(word));
    this.texts.set(text, read);
    return read;
  }

  private numberOf(word: string): number {
    const known = this.numbers.get(word);
    if (known !== undefined) return known;
    const number = this.numbers.size;
    this.numbers.set(word, number);
    this.terms.add(word);
    this.grams.add(word);
    return number;
  }
}
