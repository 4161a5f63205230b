/**
 * Which sentences carry an article: PageRank over BM25 similarity (as in TextRank and its BM25 variant), times what the place of a sentence,
 * the title and its form say, then picked one by one so that no two say the same and no paragraph takes all.
 */
import type { Pause } from './ports';
import { standing } from './standalone';
import { guessLanguage, terms, words } from './text';

export interface SentenceContext {
  /** Number of the paragraph that each sentence stands in. */
  readonly para: readonly number[];
  /** Sentences that are never picked while there are others: headings, table rows. */
  readonly headings: readonly boolean[];
  readonly title: string;
  /** 0..1 for each sentence, how well it is understood without the others; computed where absent. */
  readonly standing?: readonly number[];
}

export interface Pick {
  /** Index of the sentence. */
  readonly index: number;
  /** Its salience, less what the picks before it already say; falls from pick to pick. */
  readonly value: number;
}

const K1 = 1.2;
const B = 0.75;
const DAMPING = 0.85;
const ROUNDS = 40;
/** Least words of a sentence that can carry a claim. */
const SHORT = 6;
/** Words from which on length earns nothing more. */
const LONG = 40;
/** Sentences ranked against each other; of a longer text those nearest to its centroid. */
const POOL = 1200;
/** A word in more sentences than this ties everything to everything; left out of the graph. */
const TIES = 200;
/** Sentences between two turns of the event loop. */
const SLICE = 200;

// Weights of the priors, found on salience.{gum,news,scisumm} of the coverage bench; each lies on a plateau wider than its error.
const EARLY = 1.5;
const EARLY_HALF = 10;
const TITLE = 0.4;
const QUESTION = 0.7;
/** Share of the picking value that is salience; the rest is being unlike what was picked. */
const RELEVANCE = 0.85;
/** Loss for each sentence already picked from the same paragraph. */
const SAME_PARAGRAPH = 0.2;
/** Cosine from which on two sentences say the same. */
const SAME = 0.7;

type Vector = ReadonlyMap<string, number>;

interface Sentence {
  readonly index: number;
  readonly text: string;
  readonly terms: readonly string[];
  readonly length: number;
  readonly para: number;
  readonly standing: number;
  /** Place among the sentences that can be picked. */
  readonly order: number;
}

const countsOf = (list: readonly string[]): Map<string, number> => {
  const counts = new Map<string, number>();
  for (const term of list) counts.set(term, (counts.get(term) ?? 0) + 1);
  return counts;
};

function frequencies(sentences: readonly Sentence[]): Map<string, number> {
  const out = new Map<string, number>();
  for (const sentence of sentences) for (const term of new Set(sentence.terms)) out.set(term, (out.get(term) ?? 0) + 1);
  return out;
}

/** Unit vectors of TF-IDF. */
function vectorsOf(sentences: readonly Sentence[], frequency: ReadonlyMap<string, number>, texts = sentences.length): Vector[] {
  return sentences.map(({ terms: list }) => {
    const vector = countsOf(list);
    let squares = 0;
    for (const [term, count] of vector) {
      const weight = (1 + Math.log(count)) * (Math.log((texts + 1) / (frequency.get(term)! + 1)) + 1);
      vector.set(term, weight);
      squares += weight * weight;
    }
    const length = Math.sqrt(squares) || 1;
    for (const [term, weight] of vector) vector.set(term, weight / length);
    return vector;
  });
}

export function cosine(a: Vector, b: Vector): number {
  let sum = 0;
  const [small, large] = a.size < b.size ? [a, b] : [b, a];
  for (const [term, weight] of small) sum += weight * (large.get(term) ?? 0);
  return sum;
}

/** The sentences that can be picked: not headings, long enough, none twice (a pull quote repeats its sentence). */
async function eligible(texts: readonly string[], context: SentenceContext, pause: Pause): Promise<Sentence[]> {
  const language = guessLanguage(texts.slice(0, 80).join(' '));
  const seen = new Set<string>();
  const out: Sentence[] = [];
  for (const shortest of [SHORT, 1]) {
    for (const [index, text] of texts.entries()) {
      if (index % SLICE === SLICE - 1) await pause();
      const list = words(text);
      const key = list.join(' ');
      if (context.headings[index] || list.length < shortest || seen.has(key)) continue;
      seen.add(key);
      const standingOf = context.standing?.[index] ?? standing(text);
      out.push({
        index,
        text,
        terms: terms(text, language ?? 'und'),
        length: list.length,
        para: context.para[index]!,
        standing: standingOf,
        order: out.length,
      });
    }
    if (out.length > 0) return out;
  }
  return out;
}

/** The sentences nearest to the centroid (the sum of all TF-IDF vectors), early ones preferred, in their order. */
async function pool(sentences: readonly Sentence[], pause: Pause): Promise<readonly Sentence[]> {
  if (sentences.length <= POOL) return sentences;
  const frequency = frequencies(sentences);
  await pause();
  const inSlices = async <T>(read: (slice: readonly Sentence[]) => T): Promise<T[]> => {
    const out: T[] = [];
    for (let at = 0; at < sentences.length; at += SLICE) {
      out.push(read(sentences.slice(at, at + SLICE)));
      await pause();
    }
    return out;
  };
  const weights = (slice: readonly Sentence[]): Vector[] => vectorsOf(slice, frequency, sentences.length);
  const centroid = new Map<string, number>();
  await inSlices((slice) => {
    for (const vector of weights(slice)) for (const [term, weight] of vector) centroid.set(term, (centroid.get(term) ?? 0) + weight);
  });
  const near = await inSlices((slice) => weights(slice).map((vector, at) => cosine(vector, centroid) * early(slice[at]!)));
  const nearness = near.flat();
  return sentences
    .map((sentence, at) => ({ sentence, near: nearness[at]! }))
    .sort((a, b) => b.near - a.near)
    .slice(0, POOL)
    .map(({ sentence }) => sentence)
    .sort((a, b) => a.index - b.index);
}

interface Edges {
  readonly to: readonly number[];
  readonly share: readonly number[];
}

/** For each sentence its BM25 similarity to the others, as shares of their sum. */
async function graph(sentences: readonly Sentence[], frequency: ReadonlyMap<string, number>, pause: Pause): Promise<Edges[]> {
  const postings = new Map<string, { at: number; weight: number }[]>();
  const average = sentences.reduce((sum, sentence) => sum + sentence.terms.length, 0) / sentences.length || 1;
  for (const [at, sentence] of sentences.entries()) {
    const damp = K1 * (1 - B + (B * sentence.terms.length) / average);
    for (const [term, count] of countsOf(sentence.terms)) {
      const frequent = frequency.get(term)!;
      if (frequent < 2 || frequent > TIES) continue;
      const weight = (Math.log(1 + (sentences.length - frequent + 0.5) / (frequent + 0.5)) * count) / (count + damp);
      const list = postings.get(term);
      if (list) list.push({ at, weight });
      else postings.set(term, [{ at, weight }]);
    }
  }
  const edges: Edges[] = [];
  for (const [at, sentence] of sentences.entries()) {
    if (at % SLICE === SLICE - 1) await pause();
    const row = new Map<number, number>();
    for (const term of new Set(sentence.terms)) {
      for (const entry of postings.get(term) ?? []) if (entry.at !== at) row.set(entry.at, (row.get(entry.at) ?? 0) + entry.weight);
    }
    let sum = 0;
    for (const weight of row.values()) sum += weight;
    edges.push({ to: [...row.keys()], share: Array.from(row.values(), (weight) => weight / sum) });
  }
  return edges;
}

async function pageRank(edges: readonly Edges[], pause: Pause): Promise<Float64Array> {
  const count = edges.length;
  let rank = new Float64Array(count).fill(1 / count);
  for (let round = 0; round < ROUNDS; round += 1) {
    if (round % 8 === 7) await pause();
    const next = new Float64Array(count);
    let loose = 0;
    for (let at = 0; at < count; at += 1) {
      const { to, share } = edges[at]!;
      if (to.length === 0) loose += rank[at]!;
      for (let edge = 0; edge < to.length; edge += 1) next[to[edge]!]! += rank[at]! * share[edge]!;
    }
    for (let at = 0; at < count; at += 1) next[at] = (1 - DAMPING) / count + DAMPING * (next[at]! + loose / count);
    rank = next;
  }
  return rank;
}

const early = (sentence: Sentence): number => 1 + EARLY / (1 + sentence.order / EARLY_HALF);

/** What the place, the title and the form of a sentence make of its rank. */
function priors(sentences: readonly Sentence[], title: readonly string[]): number[] {
  const sizes = new Map<number, number>();
  for (const { para } of sentences) sizes.set(para, (sizes.get(para) ?? 0) + 1);
  const titleTerms = new Set(title);
  const opened = new Set<number>();
  return sentences.map((sentence) => {
    const opens = !opened.has(sentence.para);
    opened.add(sentence.para);
    const shared = [...new Set(sentence.terms)].filter((term) => titleTerms.has(term)).length;
    return (
      early(sentence) *
      (opens ? 2 - 1 / sizes.get(sentence.para)! : 1) *
      (titleTerms.size > 0 ? 1 + TITLE * Math.min(1, shared / Math.min(3, titleTerms.size)) : 1) *
      (/[?？؟]["”’')\]]*$/.test(sentence.text) ? QUESTION : 1) *
      Math.min(1, LONG / sentence.length) *
      sentence.standing
    );
  });
}

/** Takes sentences one by one, each time the best that is left after what it shares with those taken (maximal marginal relevance). */
function spread(sentences: readonly Sentence[], scores: readonly number[], vectors: readonly Vector[], k: number): Pick[] {
  const best = Math.max(...scores) || 1;
  const likeness = new Float64Array(sentences.length);
  const taken = new Map<number, number>();
  const open = new Set(sentences.keys());
  const picks: Pick[] = [];
  while (picks.length < k && open.size > 0) {
    let choice = -1;
    let value = Number.NEGATIVE_INFINITY;
    for (const at of open) {
      const crowd = 1 + SAME_PARAGRAPH * (taken.get(sentences[at]!.para) ?? 0);
      const worth = (RELEVANCE * scores[at]!) / best / crowd - (1 - RELEVANCE) * likeness[at]!;
      if (worth > value) [choice, value] = [at, worth];
    }
    open.delete(choice);
    picks.push({ index: sentences[choice]!.index, value });
    const { para } = sentences[choice]!;
    taken.set(para, (taken.get(para) ?? 0) + 1);
    for (const at of open) {
      likeness[at] = Math.max(likeness[at]!, cosine(vectors[at]!, vectors[choice]!));
      if (likeness[at]! >= SAME) open.delete(at);
    }
  }
  return picks;
}

/** Up to `k` sentences by falling value; fewer where the text has no more that say something of their own. */
export async function pickSentences(texts: readonly string[], k: number, context: SentenceContext, pause: Pause): Promise<Pick[]> {
  const all = await eligible(texts, context, pause);
  if (all.length === 0) return [];
  await pause();
  const sentences = await pool(all, pause);
  const frequency = frequencies(sentences);
  const rank = await pageRank(await graph(sentences, frequency, pause), pause);
  const title = terms(context.title, guessLanguage(texts.slice(0, 80).join(' ')) ?? 'und');
  const scores = priors(sentences, title).map((prior, at) => prior * rank[at]!);
  return spread(sentences, scores, vectorsOf(sentences, frequency), k);
}

/** Indices of the `k` most salient sentences, best first. */
export async function rankSentences(
  texts: readonly string[],
  k: number,
  context: SentenceContext,
  pause: Pause = async () => undefined,
): Promise<number[]> {
  return (await pickSentences(texts, k, context, pause)).map((pick) => pick.index);
}
