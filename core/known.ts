/**
 * How much of a block someone knows who has read only some claims. A claim carries of a sentence what it is similar to, most of
 * all where it fits best in the article; the words of the sentence that any of the claims says, a verified quote, and the facts of
 * the block that the claims carry count besides. What a claim says beyond its own quotes it has from the text around them, the more
 * the nearer. What only other claims of the decomposition quote is their matter, not that of the claims shown. A logistic curve makes
 * a share of it, sentence by sentence, so that one quoted sentence does not make a long paragraph look captured.
 */
import measured from './cover-weights.json';
import type { BlockId, BlockState, ClaimId, FactKind } from './model';

/** Written by test/bench/fit-cover.mjs. */
const CURVE = measured.curve;

/**
 * How far off the score is on labelled articles that it was not fitted on: the mean error of a block's share and of a whole
 * article's, by the claims shown and by all.
 */
export const MEASURED_ERROR = measured.error;

/** Of a sentence: similarity and shared words are mixed as similarity^.7 × words^.3. */
const SIMILARITY_POWER = 0.7;
/** What a claim has from around its quotes shows in similarity; of this much it is taken to be without any. */
const UNSEEN = 0.05;

/** A word of a sentence: its weight, and the rows of the claims that say it. */
interface SaidWord {
  readonly weight: number;
  readonly rows: readonly number[];
}

export interface SentenceInput {
  /** Share of the block's text, 0..1; a block's sentences add up to 1. */
  readonly weight: number;
  /** Per claim row: similarity, sharpened towards the sentences that the claim fits best. */
  readonly similar: readonly number[];
  /** Words that at least one claim says; `wordWeight` is the weight of all. */
  readonly words: readonly SaidWord[];
  readonly wordWeight: number;
  /** Rows of the claims that quote it, and how much of it each then carries. */
  readonly quotedBy: readonly { readonly row: number; readonly share: number }[];
}

interface FactInput {
  readonly start: number;
  readonly end: number;
  readonly kind: FactKind;
  /** Rows of the claims that carry it. */
  readonly rows: readonly number[];
}

export interface BlockInput {
  readonly block: BlockId;
  readonly state: BlockState;
  readonly length: number;
  readonly sentences: readonly SentenceInput[];
  /** Rows of the claims that quote it. */
  readonly quotedBy: readonly number[];
  /** Rows of the claims that quote it or a block near, and what each is taken to say of it beyond its quotes. */
  readonly beyond: readonly { readonly row: number; readonly share: number }[];
  readonly facts: readonly FactInput[];
  /** Per claim row: the share of the block that the claim alone carries. */
  readonly scores: readonly number[];
}

/** What cover needs and no selection changes; plain data, so that it can be posted to where covers are made. */
export interface CoverInput {
  /** Claim ids by row. */
  readonly claims: readonly ClaimId[];
  readonly blocks: readonly BlockInput[];
  /** Per block: the share that all grounded claims carry. */
  readonly all: readonly number[];
  /** Per claim row. */
  readonly grounded: readonly boolean[];
}

/** What some claims say of a sentence before the curve. */
export interface SentenceEvidence {
  readonly weight: number;
  /** Similarity to the claims, mixed with the share of the words that any of them says. */
  readonly similar: number;
  /** What the claims that quote it carry of it. */
  readonly quoted: number;
}

export interface Evidence {
  readonly sentences: readonly SentenceEvidence[];
  /** The most that a claim which quotes the block or one near says beyond its quotes, as far as the block is similar at all. */
  readonly beyond: number;
  /** 1 where only other claims quote the block. */
  readonly others: number;
  /** Share of the block's facts that the claims carry, a half where there is none. */
  readonly facts: number;
}

/** What tells how much of a block some claims carry. */
export type Judged = Pick<BlockInput, 'sentences' | 'quotedBy' | 'beyond' | 'facts'>;

type Among = (row: number) => boolean;

function ofSentence(sentence: SentenceInput, among: Among, rows: readonly number[]): SentenceEvidence {
  let best = 0;
  for (const row of rows) if (sentence.similar[row]! > best) best = sentence.similar[row]!;
  let said = 0;
  if (best > 0) for (const word of sentence.words) if (word.rows.some(among)) said += word.weight;
  let quoted = 0;
  for (const { row, share } of sentence.quotedBy) if (share > quoted && among(row)) quoted = share;
  const similar = said > 0 ? best ** SIMILARITY_POWER * (said / sentence.wordWeight) ** (1 - SIMILARITY_POWER) : 0;
  return { weight: sentence.weight, similar, quoted };
}

function evidenceOf(block: Judged, among: Among, rows: readonly number[]): Evidence {
  const sentences = block.sentences.map((sentence) => ofSentence(sentence, among, rows));
  let beyond = 0;
  for (const { row, share } of block.beyond) if (share > beyond && among(row)) beyond = share;
  const similar = beyond > 0 ? sentences.reduce((sum, sentence) => sum + sentence.weight * sentence.similar, 0) : 0;
  const carried = block.facts.filter((fact) => fact.rows.some(among)).length;
  return {
    sentences,
    beyond: beyond * Math.sqrt(UNSEEN + similar),
    others: block.quotedBy.length > 0 && !block.quotedBy.some(among) ? 1 : 0,
    facts: (carried + 1) / (block.facts.length + 2),
  };
}

function shareOf({ sentences, beyond, others, facts }: Evidence): number {
  const ofBlock = CURVE.bias + CURVE.beyond * beyond + CURVE.others * others + CURVE.facts * facts;
  let known = 0;
  for (const { weight, similar, quoted } of sentences) {
    if (similar <= 0 && quoted <= 0 && beyond <= 0) continue;
    known += weight / (1 + Math.exp(-(ofBlock + CURVE.similar * Math.sqrt(similar) + CURVE.quoted * quoted)));
  }
  return Math.min(1, known);
}

const NOTHING: Evidence = { sentences: [], beyond: 0, others: 0, facts: 0 };

/** Evidence for every block by the claims of some rows: what the curve is fitted on. */
export function evidenceBy(blocks: readonly BlockInput[], rows: readonly number[], claims: number): Evidence[] {
  const chosen = new Uint8Array(claims);
  for (const row of rows) chosen[row] = 1;
  const among = (row: number): boolean => chosen[row] === 1;
  return blocks.map((block) => (rows.length > 0 ? evidenceOf(block, among, rows) : NOTHING));
}

/** Per block the share that the claims of some rows carry; 0 for a block that was not scored. */
export const sharesBy = (blocks: readonly BlockInput[], rows: readonly number[], claims: number): number[] =>
  evidenceBy(blocks, rows, claims).map(shareOf);

/** The share of a block that the claim of one row carries. */
export const shareByOne = (block: Judged, row: number): number => shareOf(evidenceOf(block, (other) => other === row, [row]));
