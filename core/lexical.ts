/**
 * Similarity without a model: the mean of three measures that fail differently. BM25 (Robertson & Zaragoza 2009) of `a`
 * against `b` over its score against itself: the share of a that b has; cosine of TF-IDF over stemmed content words; cosine
 * of TF-IDF over character 3- to 5-grams of words, which forgives inflection and compounds.
 */
import { type Features, Lexicon } from './lexicon';
import { paced } from './paced';
import type { Asking, Likeness, Pause, SimilarityProvider } from './ports';
import { guessLanguage } from './text';
import { THRESHOLDS } from './thresholds';

const K1 = 1.2;
const B = 0.1;
const BM25_CAP = 1.5;

/** For every row a number. */
type Column = Float64Array;

/** What each row has of a feature: the rows, and beside them its weight there. */
class Postings {
  private readonly rows: number[][] = [];
  private readonly weights: number[][] = [];

  add(feature: number, row: number, weight: number): void {
    const rows = this.rows[feature];
    if (rows === undefined) {
      this.rows[feature] = [row];
      this.weights[feature] = [weight];
      return;
    }
    rows.push(row);
    this.weights[feature]!.push(weight);
  }

  /** Adds to every row that has the feature its weight there, so many times. */
  addTo(column: Column, feature: number, times: number): void {
    const rows = this.rows[feature];
    if (rows === undefined) return;
    const weights = this.weights[feature]!;
    for (let at = 0; at < rows.length; at++) column[rows[at]!]! += times * weights[at]!;
  }
}

const damped = (count: number): number => (count === 1 ? 1 : 1 + Math.log(count));

/** Cosine of TF-IDF vectors of the text counted last against all rows. */
function cosines<Key>(rows: readonly Uint32Array[], features: Features<Key>, texts: number): () => Column {
  const idf = Float64Array.from(features.frequency, (frequency) => Math.log((texts + 1) / (frequency + 1)) + 1);
  const postings = new Postings();
  const norm = (): number =>
    Math.sqrt(features.met.reduce((sum, feature) => sum + (damped(features.counts[feature]!) * idf[feature]!) ** 2, 0)) || 1;
  for (const [row, text] of rows.entries()) {
    features.count(text);
    const length = norm();
    for (const feature of features.met) postings.add(feature, row, (damped(features.counts[feature]!) * idf[feature]!) / length);
  }
  return () => {
    const out = new Float64Array(rows.length);
    const length = norm();
    for (const feature of features.met) postings.addTo(out, feature, (damped(features.counts[feature]!) * idf[feature]!) / length);
    return out;
  };
}

/** BM25 of every row as a query against the text counted last, of a length, over the row's score against itself. */
function bm25(rows: readonly Uint32Array[], terms: Features<string>, texts: number, averageLength: number): (length: number) => Column {
  const postings = new Postings();
  const damp = (length: number): number => K1 * (1 - B + (B * length) / averageLength);
  const idf = (term: number): number => Math.log(1 + (texts - terms.frequency[term]! + 0.5) / (terms.frequency[term]! + 0.5));
  for (const [row, text] of rows.entries()) {
    const length = terms.count(text);
    const own = terms.met.reduce((sum, term) => sum + idf(term) / (1 + damp(length)), 0) || 1;
    for (const term of terms.met) postings.add(term, row, idf(term) / own);
  }
  return (length) => {
    const out = new Float64Array(rows.length);
    const damping = damp(length);
    for (const term of terms.met) postings.addTo(out, term, terms.counts[term]! / (terms.counts[term]! + damping));
    return out;
  };
}

/** Reads all texts, and counts in how many of the corpus each feature is. @returns mean number of terms of a text */
async function weigh(
  a: readonly string[],
  b: readonly string[],
  corpus: readonly string[],
  lexicon: Lexicon,
  pause: Pause,
): Promise<number> {
  const { terms, grams } = lexicon;
  const isDue = paced();
  for (const text of [...a, ...b]) {
    if (isDue(text.length)) await pause();
    lexicon.read(text);
  }
  let length = 0;
  for (const text of corpus) {
    if (isDue(text.length)) await pause();
    const read = lexicon.read(text);
    length += terms.count(read);
    grams.count(read);
    for (const term of terms.met) terms.frequency[term]!++;
    for (const gram of grams.met) grams.frequency[gram]!++;
  }
  return length / Math.max(1, corpus.length) || 1;
}

const thousandths = (value: number): number => Math.round(value * 1000) / 1000;

async function similarity(a: readonly string[], b: readonly string[], corpus: readonly string[], { pause }: Asking): Promise<Likeness> {
  const lexicon = new Lexicon(guessLanguage(corpus.slice(0, 60).join(' ')) ?? 'en');
  const { terms, grams } = lexicon;
  const averageLength = await weigh(a, b, corpus, lexicon, pause);
  const rows = a.map((text) => lexicon.read(text));
  const shared = bm25(rows, terms, corpus.length, averageLength);
  const termCosine = cosines(rows, terms, corpus.length);
  const gramCosine = cosines(rows, grams, corpus.length);
  const out = a.map(() => new Array<number>(b.length).fill(0));
  const isDue = paced();
  for (const [column, text] of b.entries()) {
    if (isDue(text.length)) await pause();
    const read = lexicon.read(text);
    const length = terms.count(read);
    grams.count(read);
    const [x, y, z] = [shared(length), termCosine(), gramCosine()];
    for (const [row, line] of out.entries()) line[column] = thousandths(Math.min(1, (Math.min(x[row]!, BM25_CAP) + y[row]! + z[row]!) / 3));
  }
  return { matrix: out, usage: [] };
}

export const lexical: SimilarityProvider = {
  recipe: { provider: 'lexical', model: null, version: '1', calibrated: true },
  threshold: THRESHOLDS.lexical,
  similarity,
};
