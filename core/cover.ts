/**
 * cover: how much of every block someone knows who has read only the claims. Sentence by sentence a claim carries what it
 * is similar to, most of all where it fits best in the article; the words of the sentence that any claim says, and a
 * verified quote, count besides; a logistic curve makes shares of it. What does not depend on the selection is prepared once.
 */
import { carries, facts, saidIn } from './facts';
import type {
  BlockCoverage,
  BlockId,
  BlockState,
  Claim,
  ClaimId,
  Coverage,
  FactKind,
  Figures,
  LabelledBlock,
  Pause,
  Selection,
  Similarities,
} from './model';
import { claimText, isScored } from './reading-rules';
import { guessLanguage, terms } from './text';

/** Found by test/bench/fit-cover.mjs, which prints how well they do on articles that they were not fitted on. */
const MODEL = {
  /** Of a sentence: similarity and shared words are mixed as similarity^.7 × words^.3. */
  similarityPower: 0.7,
  /** A quoted sentence is known by half, the rest by the share of its words that the claim says. */
  quoteFloor: 0.5,
  // The logistic curve over the square roots of the two kinds of evidence.
  bias: -4.26,
  similar: 7.12,
  quoted: 4.3,
} as const;

/** Below this share a block counts as left out, and a claim as none of those that cover it. */
export const LEFT_OUT = 0.1;

const BLOCKS_A_SLICE = 32;
const SENTENCES_A_SLICE = 256;

/** A word of a sentence: its weight, and the rows of the claims that say it. */
interface SaidWord {
  readonly weight: number;
  readonly rows: readonly number[];
}

interface SentenceInput {
  /** Share of the block's text, 0..1; a block's sentences add up to 1. */
  readonly weight: number;
  /** Per claim row: similarity, sharpened towards the sentences that the claim fits best. */
  readonly similar: Float32Array;
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
  readonly rows: readonly number[];
}

export interface BlockInput {
  readonly block: BlockId;
  readonly state: BlockState;
  readonly length: number;
  readonly sentences: readonly SentenceInput[];
  readonly facts: readonly FactInput[];
  /** Per claim row: the share of the block that the claim alone carries. */
  readonly scores: readonly number[];
}

/** What cover needs and no selection changes. */
export interface CoverInput {
  /** Claim ids by row. */
  readonly claims: readonly ClaimId[];
  readonly blocks: readonly BlockInput[];
  /** Per block: the share that all grounded claims carry. */
  readonly all: readonly number[];
  /** Per claim row. */
  readonly grounded: readonly boolean[];
}

export const isGrounded = (claim: Pick<Claim, 'quotes'>): boolean => claim.quotes.some((quote) => quote.grounding.by !== 'none');

// ---------------------------------------------------------------- scores

/** What some claims say of a block before the curve: means over its sentences. */
export interface Evidence {
  /** Similarity to the claims, mixed with the share of the words that any of them says. */
  readonly similar: number;
  /** What the claims that quote a sentence carry of it. */
  readonly quoted: number;
}

const NOTHING: Evidence = { similar: 0, quoted: 0 };

function evidenceOf(sentences: readonly SentenceInput[], among: (row: number) => boolean, rows: readonly number[]): Evidence {
  let [similar, quoted] = [0, 0];
  for (const sentence of sentences) {
    let best = 0;
    for (const row of rows) if (sentence.similar[row]! > best) best = sentence.similar[row]!;
    let said = 0;
    if (best > 0) for (const word of sentence.words) if (word.rows.some(among)) said += word.weight;
    if (said > 0) similar += sentence.weight * best ** MODEL.similarityPower * (said / sentence.wordWeight) ** (1 - MODEL.similarityPower);
    let quote = 0;
    for (const { row, share } of sentence.quotedBy) if (share > quote && among(row)) quote = share;
    quoted += sentence.weight * quote;
  }
  return { similar, quoted };
}

function shareOf({ similar, quoted }: Evidence): number {
  if (similar <= 0 && quoted <= 0) return 0;
  return 1 / (1 + Math.exp(-(MODEL.bias + MODEL.similar * Math.sqrt(similar) + MODEL.quoted * Math.sqrt(quoted))));
}

/** Evidence for every block by the claims of some rows: what the curve is fitted on. */
export function evidenceBy({ blocks, claims }: Pick<CoverInput, 'blocks' | 'claims'>, rows: readonly number[]): Evidence[] {
  const chosen = new Uint8Array(claims.length);
  for (const row of rows) chosen[row] = 1;
  const among = (row: number): boolean => chosen[row] === 1;
  return blocks.map((block) => (rows.length > 0 ? evidenceOf(block.sentences, among, rows) : NOTHING));
}

const sharesBy = (input: Pick<CoverInput, 'blocks' | 'claims'>, rows: readonly number[]): number[] => evidenceBy(input, rows).map(shareOf);

// ---------------------------------------------------------------- preparation

interface Preparing {
  readonly claims: readonly Claim[];
  readonly similarities: Similarities;
  readonly lang: string | null;
  /** Rows of the claims that say a term. */
  readonly rowsOf: ReadonlyMap<string, readonly number[]>;
  readonly idf: (term: string) => number;
  /** Per claim row: its highest similarity to any sentence. */
  readonly best: readonly number[];
  readonly said: readonly ReturnType<typeof saidIn>[];
}

function sentenceInput(preparing: Preparing, block: LabelledBlock, column: number, weight: number): SentenceInput {
  const { claims, similarities, lang, rowsOf, idf, best } = preparing;
  const span = similarities.spans[column]!;
  const found = new Map<string, number>();
  for (const term of terms(block.text.slice(span.start, span.end), lang)) found.set(term, (found.get(term) ?? 0) + idf(term));
  const words = [...found].flatMap(([term, mass]) => {
    const rows = rowsOf.get(term);
    return rows ? [{ weight: mass, rows }] : [];
  });
  const wordWeight = [...found.values()].reduce((sum, mass) => sum + mass, 0);
  const saidBy = (row: number): number =>
    words.reduce((sum, word) => sum + (word.rows.includes(row) ? word.weight : 0), 0) / (wordWeight || 1);
  const quotedBy = claims.flatMap((claim, row) => {
    const quotes = claim.quotes.some(
      ({ anchor }) =>
        anchor !== null && anchor.block === block.id && anchor.start < span.end && span.start < anchor.start + anchor.exact.length,
    );
    return quotes ? [{ row, share: MODEL.quoteFloor + (1 - MODEL.quoteFloor) * saidBy(row) }] : [];
  });
  const similar = Float32Array.from(claims, (_, row) => {
    const value = similarities.sentences[row]?.[column] ?? 0;
    return value <= 0 ? 0 : value * Math.sqrt(value / best[row]!);
  });
  return { weight, similar, words, wordWeight, quotedBy };
}

function blockInput(preparing: Preparing, block: LabelledBlock, state: BlockState, columns: readonly number[]): BlockInput {
  const { claims, similarities, lang, said } = preparing;
  const length = block.text.length;
  if (state !== 'scored') return { block: block.id, state, length, sentences: [], facts: [], scores: claims.map(() => 0) };
  const lengths = columns.map((column) => similarities.spans[column]!.end - similarities.spans[column]!.start);
  const whole = lengths.reduce((sum, part) => sum + part, 0) || 1;
  const sentences = columns.map((column, at) => sentenceInput(preparing, block, column, lengths[at]! / whole));
  return {
    block: block.id,
    state,
    length,
    sentences,
    facts: facts(block.text, lang).map((fact) => ({
      start: fact.start,
      end: fact.end,
      kind: fact.kind,
      rows: said.flatMap((one, row) => (carries(one, fact) ? [row] : [])),
    })),
    scores: claims.map((_, row) => shareOf(evidenceOf(sentences, (other) => other === row, [row]))),
  };
}

/** Rows of the claims by the terms that they say. */
function rowsByTerm(claims: readonly Claim[], lang: string | null): Map<string, number[]> {
  const rowsOf = new Map<string, number[]>();
  for (const [row, claim] of claims.entries())
    for (const term of new Set(terms(claimText(claim), lang))) {
      const rows = rowsOf.get(term);
      if (rows) rows.push(row);
      else rowsOf.set(term, [row]);
    }
  return rowsOf;
}

async function preparing(
  texts: readonly string[],
  claims: readonly Claim[],
  similarities: Similarities,
  lang: string | null,
  pause: Pause,
): Promise<Preparing> {
  const language = guessLanguage(texts.slice(0, 60).join(' ')) ?? lang;
  const frequency = new Map<string, number>();
  for (const [at, text] of texts.entries()) {
    if (at % SENTENCES_A_SLICE === 0) await pause();
    for (const term of new Set(terms(text, language))) frequency.set(term, (frequency.get(term) ?? 0) + 1);
  }
  return {
    claims,
    similarities,
    lang: language,
    rowsOf: rowsByTerm(claims, language),
    idf: (term) => Math.log((texts.length + 1) / ((frequency.get(term) ?? 0) + 1)) + 1,
    best: claims.map((_, row) => (similarities.sentences[row] ?? []).reduce((most, value) => Math.max(most, value), 0)),
    said: claims.map((claim) => saidIn(claimText(claim), language)),
  };
}

function stateOf(block: LabelledBlock, states: ReadonlyMap<BlockId, 'unsent' | 'failed'> | undefined): BlockState | null {
  if (block.label !== 'content') return 'dropped';
  return isScored(block) ? (states?.get(block.id) ?? 'scored') : null;
}

/**
 * What does not depend on the selection, done once for a Decomposition.
 * @param lang what the page declares; the language of the text itself is asked first
 * @param states blocks that were never read by the decomposer, or whose request failed: they count as uncovered
 */
export async function prepareCover(
  blocks: readonly LabelledBlock[],
  claims: readonly Claim[],
  similarities: Similarities,
  lang: string | null,
  pause: Pause,
  states?: ReadonlyMap<BlockId, 'unsent' | 'failed'>,
): Promise<CoverInput> {
  const columns = new Map<BlockId, number[]>();
  for (const [column, span] of similarities.spans.entries()) columns.set(span.block, [...(columns.get(span.block) ?? []), column]);
  const textOf = new Map(blocks.map((block) => [block.id, block.text]));
  const texts = similarities.spans.map((span) => textOf.get(span.block)?.slice(span.start, span.end) ?? '');
  const known = await preparing(texts, claims, similarities, lang, pause);
  const inputs: BlockInput[] = [];
  for (const [at, block] of blocks.entries()) {
    if (at % BLOCKS_A_SLICE === 0) await pause();
    const state = stateOf(block, states);
    if (state !== null) inputs.push(blockInput(known, block, state, columns.get(block.id) ?? []));
  }
  const grounded = claims.map(isGrounded);
  const rows = claims.flatMap((_, row) => (grounded[row] ? [row] : []));
  await pause();
  const input = { claims: claims.map((claim) => claim.id), blocks: inputs };
  return { ...input, all: sharesBy(input, rows), grounded };
}

// ---------------------------------------------------------------- cover

const COUNTED: ReadonlySet<BlockState> = new Set(['scored', 'unsent', 'failed']);

function figuresOf(input: CoverInput, blocks: readonly BlockCoverage[]): Figures {
  const counted = blocks.flatMap((block, at) => (COUNTED.has(block.state) ? [{ ...block, length: input.blocks[at]!.length }] : []));
  const whole = counted.reduce((sum, block) => sum + block.length, 0) || 1;
  const mean = (share: (block: BlockCoverage) => number): number =>
    Math.min(1, counted.reduce((sum, block) => sum + share(block) * block.length, 0) / whole);
  return {
    shown: mean((block) => block.shown),
    all: mean((block) => block.all),
    touchedShown: counted.filter((block) => block.shown >= LEFT_OUT).length,
    touchedAll: counted.filter((block) => block.all >= LEFT_OUT).length,
    paragraphs: counted.length,
  };
}

/** Coverage by the claims shown and by all grounded ones. Synchronous: runs on every move of a slider. */
export function cover(input: CoverInput, selection: Selection): Coverage {
  const selected = new Set(selection.selected);
  const isShown = input.claims.map((id) => selected.has(id));
  const rows = input.claims.flatMap((_, row) => (isShown[row] ? [row] : []));
  const shown = sharesBy(input, rows);
  const blocks = input.blocks.map(
    (block, at): BlockCoverage => ({
      block: block.block,
      state: block.state,
      shown: shown[at]!,
      all: input.all[at]!,
      claims: block.scores
        .flatMap((score, row) => (score >= LEFT_OUT && input.grounded[row] ? [{ claim: input.claims[row]!, score }] : []))
        .sort((a, b) => b.score - a.score || a.claim - b.claim),
      facts: block.facts.map(({ start, end, kind, rows: by }) => ({
        start,
        end,
        kind,
        carried: by.some((row) => isShown[row]) ? 'shown' : by.some((row) => input.grounded[row]) ? 'all' : 'none',
      })),
    }),
  );
  return { blocks, figures: figuresOf(input, blocks) };
}

/** 0 = left out, then five even steps of the captured share. */
export function levelOf(share: number): 0 | 1 | 2 | 3 | 4 | 5 {
  if (!(share >= LEFT_OUT)) return 0;
  return Math.min(5, 1 + Math.floor(((share - LEFT_OUT) / (1 - LEFT_OUT)) * 5)) as 1 | 2 | 3 | 4 | 5;
}
