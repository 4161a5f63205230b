/**
 * Similarity without a model: the mean of three measures that fail differently. BM25 (Robertson & Zaragoza 2009) of `a`
 * against `b` over its score against itself: the share of a that b has; cosine of TF-IDF over stemmed content words; cosine
 * of TF-IDF over character 3- to 5-grams of words, which forgives inflection and compounds.
 */
import type { Asking, Likeness, Pause, SimilarityProvider } from './model';
import { guessLanguage, terms, words } from './text';

const K1 = 1.2;
const B = 0.1;
const BM25_CAP = 1.5;
/** Texts between two turns of the event loop. */
const SLICE = 64;
const GRAM_TABLE = 1 << 20;

/** Features of one text with their counts. */
type Bag = ReadonlyMap<number, number>;

interface Weights {
  readonly texts: number;
  readonly averageLength: number;
  readonly termFrequency: (term: number) => number;
  readonly gramFrequency: Uint32Array;
}

interface Features {
  readonly terms: Bag;
  readonly grams: Bag;
  /** Terms with repetition. */
  readonly length: number;
}

function bagOf(features: readonly number[]): Bag {
  const bag = new Map<number, number>();
  for (const feature of features) bag.set(feature, (bag.get(feature) ?? 0) + 1);
  return bag;
}

/** Character 3- to 5-grams of every word and the space around it, hashed (FNV-1a) into a table. */
function gramsOf(list: readonly string[]): number[] {
  const out: number[] = [];
  for (const word of list) {
    const padded = ` ${word} `;
    for (let from = 0; from + 3 <= padded.length; from++) {
      let hash = 2166136261;
      for (let at = from; at < Math.min(padded.length, from + 5); at++) {
        hash = Math.imul(hash ^ padded.charCodeAt(at), 16777619);
        if (at - from >= 2) out.push((hash ^ (hash >>> 15)) & (GRAM_TABLE - 1));
      }
    }
  }
  return out;
}

/** Reads texts into features; words get their numbers as they are met. */
function reader(lang: string): (text: string) => Features {
  const numbers = new Map<string, number>();
  const numberOf = (term: string): number => {
    const known = numbers.get(term);
    if (known !== undefined) return known;
    numbers.set(term, numbers.size);
    return numbers.size - 1;
  };
  return (text) => {
    const ids = terms(text, lang).map(numberOf);
    return { terms: bagOf(ids), grams: bagOf(gramsOf(words(text))), length: ids.length };
  };
}

async function weigh(corpus: readonly string[], read: (text: string) => Features, pause: Pause): Promise<Weights> {
  const termFrequency = new Map<number, number>();
  const gramFrequency = new Uint32Array(GRAM_TABLE);
  let length = 0;
  for (const [at, text] of corpus.entries()) {
    if (at % SLICE === SLICE - 1) await pause();
    const features = read(text);
    length += features.length;
    for (const term of features.terms.keys()) termFrequency.set(term, (termFrequency.get(term) ?? 0) + 1);
    for (const gram of features.grams.keys()) gramFrequency[gram]!++;
  }
  return {
    texts: corpus.length,
    averageLength: length / Math.max(1, corpus.length) || 1,
    termFrequency: (term) => termFrequency.get(term) ?? 0,
    gramFrequency,
  };
}

/** A row's features for lookup: feature → the rows that have it, with its weight there. */
type Postings = Map<number, { row: number; weight: number }[]>;

function post(postings: Postings, feature: number, row: number, weight: number): void {
  const list = postings.get(feature);
  if (list) list.push({ row, weight });
  else postings.set(feature, [{ row, weight }]);
}

const norm = (vector: Iterable<number>): number => {
  let sum = 0;
  for (const weight of vector) sum += weight * weight;
  return Math.sqrt(sum);
};

const tfIdf = (bag: Bag, idf: (feature: number) => number): [number, number][] =>
  [...bag].map(([feature, count]) => [feature, (1 + Math.log(count)) * idf(feature)]);

/** Cosine of TF-IDF vectors of one text against all rows. */
function cosines(rows: readonly Bag[], idf: (feature: number) => number): (text: Bag) => Float64Array {
  const postings: Postings = new Map();
  for (const [row, bag] of rows.entries()) {
    const vector = tfIdf(bag, idf);
    const length = norm(vector.map(([, weight]) => weight)) || 1;
    for (const [feature, weight] of vector) post(postings, feature, row, weight / length);
  }
  return (text) => {
    const out = new Float64Array(rows.length);
    let squares = 0;
    for (const [feature, count] of text) {
      const weight = (count === 1 ? 1 : 1 + Math.log(count)) * idf(feature);
      squares += weight * weight;
      const list = postings.get(feature);
      if (list) for (const entry of list) out[entry.row]! += weight * entry.weight;
    }
    const length = Math.sqrt(squares) || 1;
    return out.map((sum) => sum / length);
  };
}

/** BM25 of every row as a query against one text, over the row's score against itself. */
function bm25(rows: readonly Features[], weights: Weights): (text: Features) => Float64Array {
  const postings: Postings = new Map();
  const damp = (length: number): number => K1 * (1 - B + (B * length) / weights.averageLength);
  const idf = (term: number): number => {
    const frequency = weights.termFrequency(term);
    return Math.log(1 + (weights.texts - frequency + 0.5) / (frequency + 0.5));
  };
  for (const [row, features] of rows.entries()) {
    const own = [...features.terms.keys()].reduce((sum, term) => sum + idf(term) / (1 + damp(features.length)), 0) || 1;
    for (const term of features.terms.keys()) post(postings, term, row, idf(term) / own);
  }
  return (text) => {
    const out = new Float64Array(rows.length);
    const damping = damp(text.length);
    for (const [term, count] of text.terms) {
      const list = postings.get(term);
      if (list) for (const entry of list) out[entry.row]! += (entry.weight * count) / (count + damping);
    }
    return out;
  };
}

const smoothIdf =
  (texts: number, frequency: (feature: number) => number) =>
  (feature: number): number =>
    Math.log((texts + 1) / (frequency(feature) + 1)) + 1;

const thousandths = (value: number): number => Math.round(value * 1000) / 1000;

async function similarity(a: readonly string[], b: readonly string[], corpus: readonly string[], { pause }: Asking): Promise<Likeness> {
  const read = reader(guessLanguage(corpus.slice(0, 60).join(' ')) ?? 'en');
  const weights = await weigh(corpus, read, pause);
  const rows = a.map(read);
  const shared = bm25(rows, weights);
  const termCosine = cosines(
    rows.map((row) => row.terms),
    smoothIdf(weights.texts, weights.termFrequency),
  );
  const gramCosine = cosines(
    rows.map((row) => row.grams),
    smoothIdf(weights.texts, (gram) => weights.gramFrequency[gram]!),
  );
  const out = a.map(() => new Array<number>(b.length).fill(0));
  for (const [column, text] of b.entries()) {
    if (column % SLICE === SLICE - 1) await pause();
    const features = read(text);
    const [x, y, z] = [shared(features), termCosine(features.terms), gramCosine(features.grams)];
    for (const [row, line] of out.entries()) line[column] = thousandths(Math.min(1, (Math.min(x[row]!, BM25_CAP) + y[row]! + z[row]!) / 3));
  }
  return { matrix: out, usage: [] };
}

/**
 * Similarity at or over which two claims may say the same. Found on labelled pairs: of two claims of one article that must both stay
 * 2 of 106 reach it, of paraphrases written to share no wording 23 of 50; of pairs of news propositions that reach it 94 % say the same.
 */
export const LEXICAL_THRESHOLD = 0.35;

export const lexical: SimilarityProvider = {
  recipe: { provider: 'lexical', model: null, version: '1', calibrated: true },
  threshold: LEXICAL_THRESHOLD,
  similarity,
};
