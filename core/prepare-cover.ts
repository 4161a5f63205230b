/** What cover needs and no selection changes: sentences against claims, word by word, quote by quote, fact by fact. */
import type { Uncovered } from './choose';
import { columnsByBlock, unreadStretches } from './columns';
import { type Fact, facts } from './facts';
import { type BlockInput, type CoverInput, type SentenceInput, shareByOne, sharesBy } from './known';
import type { BlockId, BlockState, Claim, LabelledBlock, Similarities } from './model';
import { paced } from './paced';
import type { Pause } from './ports';
import { claimText, isGrounded, isScored } from './reading-rules';
import { carries, type Said, saidBy } from './said';
import { guessLanguage, terms } from './text';

/** A quoted sentence is known by half, the rest by the share of its words that the claim says. */
const QUOTE_FLOOR = 0.5;
/** What a claim says beyond its quotes it has from the blocks around them, by this much less with every block. */
const FADING = 0.85;
const REACH = 12;
/** Of a sentence's words, by weight, so many make a claim speak of it. */
const SPOKEN = 0.4;

/** A term of the article or of its claims. */
interface Term {
  /** Sentences that have it. */
  sentences: number;
  weight: number;
  /** Rows of the claims that say it. */
  readonly rows: number[];
}

interface Preparing {
  readonly claims: readonly Claim[];
  readonly similarities: Similarities;
  readonly lang: string | null;
  readonly terms: ReadonlyMap<string, Term>;
  /** Per column of the similarities that a kept block has: the terms of the sentence, with repetition. */
  readonly termsAt: ReadonlyMap<number, readonly Term[]>;
  /** Per claim row: its highest similarity to any sentence. */
  readonly best: readonly number[];
  readonly said: readonly Said[];
  /** Words that the article writes small. */
  readonly small: ReadonlySet<string>;
  /** Words of the names that the blocks before have said. */
  readonly introduced: Set<string>;
  /** Per scored block: what the claims that quote it or one near say beyond their quotes. */
  readonly beyond: ReadonlyMap<BlockId, BlockInput['beyond']>;
}

/** The share of a sentence's words, by weight, that a claim says. */
const wordsSaid = ({ words, wordWeight }: Pick<SentenceInput, 'words' | 'wordWeight'>, row: number): number =>
  words.reduce((sum, word) => sum + (word.rows.includes(row) ? word.weight : 0), 0) / (wordWeight || 1);

function sentenceInput(preparing: Preparing, block: LabelledBlock, column: number, weight: number): SentenceInput {
  const { claims, similarities, termsAt, best } = preparing;
  const span = similarities.spans[column]!;
  const found = new Map<Term, number>();
  let wordWeight = 0;
  for (const term of termsAt.get(column) ?? []) {
    wordWeight += term.weight;
    if (term.rows.length > 0) found.set(term, (found.get(term) ?? 0) + term.weight);
  }
  const words = Array.from(found, ([{ rows }, mass]) => ({ weight: mass, rows }));
  const quotedBy = claims.flatMap((claim, row) => {
    const quotes = claim.quotes.some(
      ({ anchor }) =>
        anchor !== null && anchor.block === block.id && anchor.start < span.end && span.start < anchor.start + anchor.exact.length,
    );
    return quotes ? [{ row, share: QUOTE_FLOOR + (1 - QUOTE_FLOOR) * wordsSaid({ words, wordWeight }, row) }] : [];
  });
  const similar = claims.map((_, row) => {
    const value = similarities.sentences[row]?.[column] ?? 0;
    return value <= 0 ? 0 : Math.round(value * Math.sqrt(value / best[row]!) * 10_000) / 10_000;
  });
  return { weight, similar, words, wordWeight, quotedBy };
}

const SMALL = /(?<![\p{L}\p{N}])\p{Ll}{4,}(?![\p{L}\p{N}])/gu;

/**
 * The facts that a block adds: a name is news where it is first said, and none where the article has the word small too; whatever is
 * said twice is said once, and a denial is a fact for who reads the claims only where they speak of what is denied.
 */
function news({ lang, terms, small, introduced }: Preparing, block: LabelledBlock): Fact[] {
  const here = new Set<string>();
  return facts(block.text, lang).filter((fact) => {
    if (here.has(fact.key)) return false;
    here.add(fact.key);
    if (fact.kind === 'negation') return (terms.get(fact.key.slice('negation:'.length))?.rows.length ?? 0) > 0;
    if (fact.kind !== 'name') return true;
    if (/^\p{Lu}\p{Ll}+$/u.test(block.text.slice(fact.start, fact.end)) && small.has(fact.key.slice('name:'.length))) return false;
    const words = fact.key.slice('name:'.length).split(' ');
    const known = words.every((word) => introduced.has(word));
    for (const word of words) introduced.add(word);
    // "Free Software Foundation" introduces "FSF".
    if (words.length > 1) introduced.add(words.flatMap((word) => (/^(?:of|the|for|and)$/.test(word) ? [] : word.slice(0, 1))).join(''));
    return !known;
  });
}

function blockInput(preparing: Preparing, block: LabelledBlock, state: BlockState, columns: readonly number[]): BlockInput {
  const { claims, similarities, said, beyond } = preparing;
  const plain = { block: block.id, state, length: block.text.length };
  if (state !== 'scored') return { ...plain, sentences: [], quotedBy: [], beyond: [], facts: [], scores: claims.map(() => 0) };
  const spans = columns.map((column) => similarities.spans[column]!);
  const lengths = spans.map(({ start, end }) => end - start);
  // What was added to a block since it was read weighs in it, and no claim carries it.
  const unread = unreadStretches(block.text, spans).reduce((sum, { start, end }) => sum + end - start, 0);
  const whole = lengths.reduce((sum, part) => sum + part, unread) || 1;
  const sentences = columns.map((column, at) => sentenceInput(preparing, block, column, lengths[at]! / whole));
  const sentenceAt = (place: number): SentenceInput | undefined =>
    sentences[spans.findIndex(({ start, end }) => start <= place && place < end)];
  // A denial is known to whoever reads a claim that quotes its sentence or says a good part of it, in whatever words.
  const speaksAt = (place: number, row: number): boolean => {
    const sentence = sentenceAt(place);
    return sentence !== undefined && (sentence.quotedBy.some((by) => by.row === row) || wordsSaid(sentence, row) >= SPOKEN);
  };
  const judged = {
    sentences,
    quotedBy: claims.flatMap((claim, row) => (quotes(claim, block.id) ? [row] : [])),
    beyond: beyond.get(block.id) ?? [],
    facts: news(preparing, block).map((fact) => ({
      start: fact.start,
      end: fact.end,
      kind: fact.kind,
      rows: said.flatMap((one, row) => (carries(one, fact) || (fact.kind === 'negation' && speaksAt(fact.start, row)) ? [row] : [])),
    })),
  };
  return { ...plain, ...judged, scores: claims.map((_, row) => shareByOne(judged, row)) };
}

const quotes = (claim: Claim, block: BlockId): boolean => claim.quotes.some(({ anchor }) => anchor?.block === block);

/** What a claim says beyond its quotes, as a share of the weight of its terms. */
function beyondQuotes(claim: Claim, lang: string | null, known: ReadonlyMap<string, Term>): number {
  const quoted = new Set(claim.quotes.flatMap(({ anchor }) => (anchor ? terms(anchor.exact, lang) : [])));
  let [all, beyond] = [0, 0];
  for (const term of new Set(terms(claimText(claim), lang))) {
    const { weight } = known.get(term)!;
    all += weight;
    if (!quoted.has(term)) beyond += weight;
  }
  return all > 0 ? beyond / all : 0;
}

/** Per block what each claim that quotes it, or one near, says beyond its quotes: less the farther they are. */
function beyondByBlock(
  blocks: readonly BlockId[],
  claims: readonly Claim[],
  shares: readonly number[],
): Map<BlockId, BlockInput['beyond']> {
  const places = new Map(blocks.map((block, at) => [block, at]));
  const around: Map<number, number>[] = blocks.map(() => new Map());
  for (const [row, claim] of claims.entries())
    for (const block of new Set(claim.quotes.flatMap(({ anchor }) => (anchor ? [anchor.block] : [])))) {
      const place = places.get(block);
      if (place === undefined || shares[row]! <= 0) continue;
      for (let at = Math.max(0, place - REACH); at <= Math.min(blocks.length - 1, place + REACH); at++) {
        const share = shares[row]! * FADING ** Math.abs(at - place);
        if (share > (around[at]!.get(row) ?? 0)) around[at]!.set(row, share);
      }
    }
  return new Map(blocks.map((block, at) => [block, [...around[at]!].map(([row, share]) => ({ row, share }))]));
}

interface Column {
  readonly column: number;
  readonly text: string;
}

/** The terms of the article's sentences and of the claims, weighed by how few sentences have them. */
async function readTerms(columns: readonly Column[], claims: readonly Claim[], lang: string | null, pause: Pause) {
  const known = new Map<string, Term>();
  const termsOf = (text: string): Term[] =>
    terms(text, lang).map((name) => {
      const term = known.get(name) ?? { sentences: 0, weight: 0, rows: [] };
      known.set(name, term);
      return term;
    });
  const termsAt = new Map<number, readonly Term[]>();
  const isDue = paced();
  for (const { column, text } of columns) {
    if (isDue(text.length)) await pause();
    const found = termsOf(text);
    termsAt.set(column, found);
    for (const term of new Set(found)) term.sentences++;
  }
  for (const [row, claim] of claims.entries()) for (const term of new Set(termsOf(claimText(claim)))) term.rows.push(row);
  for (const term of known.values()) term.weight = Math.log((columns.length + 1) / (term.sentences + 1)) + 1;
  return { terms: known, termsAt };
}

async function smallWords(columns: readonly Column[], pause: Pause): Promise<Set<string>> {
  const small = new Set<string>();
  const isDue = paced();
  for (const { text } of columns) {
    if (isDue(text.length)) await pause();
    for (const [word] of text.matchAll(SMALL)) small.add(word);
  }
  return small;
}

async function preparing(
  scored: readonly BlockId[],
  columns: readonly Column[],
  claims: readonly Claim[],
  similarities: Similarities,
  lang: string | null,
  pause: Pause,
): Promise<Preparing> {
  const language =
    guessLanguage(
      columns
        .slice(0, 60)
        .map(({ text }) => text)
        .join(' '),
    ) ?? lang;
  const read = await readTerms(columns, claims, language, pause);
  const bestOf = (row: readonly number[] = []): number => columns.reduce((most, { column }) => Math.max(most, row[column] ?? 0), 0);
  const said: Said[] = [];
  const beyond: number[] = [];
  const isDue = paced();
  for (const claim of claims) {
    if (isDue(claimText(claim).length)) await pause();
    said.push(saidBy(claim, language));
    beyond.push(beyondQuotes(claim, language, read.terms));
  }
  return {
    ...read,
    claims,
    similarities,
    lang: language,
    best: claims.map((_, row) => bestOf(similarities.sentences[row])),
    said,
    small: await smallWords(columns, pause),
    introduced: new Set(),
    beyond: beyondByBlock(scored, claims, beyond),
  };
}

function stateOf(block: LabelledBlock, columns: readonly number[], failed: ReadonlySet<BlockId>): BlockState | null {
  if (block.label !== 'content') return 'dropped';
  if (!isScored(block)) return null;
  if (failed.has(block.id)) return 'failed';
  return columns.length === 0 && unreadStretches(block.text, []).length > 0 ? 'unsent' : 'scored';
}

/**
 * What does not depend on the selection, done once for a Decomposition. A block of which the similarities have no column was never read
 * by the decomposer: it is unsent, and counts as uncovered.
 * @param lang what the page declares; the language of the text itself is asked first
 * @param failed blocks whose request failed: they count as uncovered
 */
export async function prepareCover(
  blocks: readonly LabelledBlock[],
  claims: readonly Claim[],
  similarities: Similarities,
  lang: string | null,
  pause: Pause,
  failed: ReadonlySet<BlockId> = new Set(),
): Promise<CoverInput> {
  await pause();
  const { spans } = similarities;
  const columns = columnsByBlock(spans);
  const read = blocks.flatMap((block) => (isScored(block) ? (columns.get(block.id) ?? []).map((column) => ({ column, block })) : []));
  const known = await preparing(
    blocks.flatMap((block) => (isScored(block) ? [block.id] : [])),
    read.map(({ column, block }) => ({ column, text: block.text.slice(spans[column]!.start, spans[column]!.end) })),
    claims,
    similarities,
    lang,
    pause,
  );
  const grounded = claims.map(isGrounded);
  const rows = claims.flatMap((_, row) => (grounded[row] ? [row] : []));
  const inputs: BlockInput[] = [];
  const all: number[] = [];
  const isDue = paced();
  for (const block of blocks) {
    if (isDue(block.text.length)) await pause();
    const own = columns.get(block.id) ?? [];
    const state = stateOf(block, own, failed);
    if (state === null) continue;
    const input = blockInput(known, block, state, own);
    inputs.push(input);
    all.push(...sharesBy([input], rows, claims.length));
  }
  return { claims: claims.map((claim) => claim.id), blocks: inputs, all, grounded };
}

/** What cover needs of a Decomposition. */
export const coverInputOf = ({ blocks, claims, similarities, page, failed }: Uncovered, pause: Pause): Promise<CoverInput> =>
  prepareCover(blocks, claims, similarities, page.lang, pause, new Set(failed.flatMap((one) => one.blocks)));
