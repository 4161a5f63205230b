/**
 * check: a text that someone wrote about an article (an abstract, a blurb, an answer of a chat), sentence by sentence: where the article
 * says so, where it says something else, what it does not say at all; and how much of the article the text captures, by the same compare
 * and cover. Offline; nothing here says that a sentence is false.
 */
import { AmountPlaces } from './amounts';
import { LONGEST_TEXT } from './check-limits';
import { sentenceSpans } from './compare';
import { cover } from './cover';
import { ground } from './decompose';
import { type Difference, differences, type Told, told } from './differing';
import { lexical } from './lexical';
import type { Claim, Coverage, LabelledBlock, Similarities, Span } from './model';
import type { Asking, Pause } from './ports';
import { prepareCover } from './prepare-cover';
import { isScored } from './reading-rules';
import { type Signs, support, WordPlaces } from './support';
import { guessLanguage, type Stretch, sentences, terms } from './text';

/** found: the article says so. differs: it says something else in its place. adds: a number that it does not have. */
export type CheckState = 'found' | 'differs' | 'adds' | 'not-found';

/** A sentence of the article that a sentence of the text may be drawn from. */
export interface Source {
  readonly span: Span;
  /** 0..1 */
  readonly similarity: number;
}

export interface CheckedSentence {
  readonly text: string;
  readonly state: CheckState;
  /** What says something else, then the likeliest; none where nothing was found. */
  readonly sources: readonly Source[];
  readonly differences: readonly Difference[];
}

/** Why a text was not checked. */
export type Unfit = 'empty' | 'too-short' | 'too-long' | 'other-language' | 'no-article';

export interface Check {
  readonly sentences: readonly CheckedSentence[];
  /** Of the article's blocks by the sentences that were found; `all` is as `shown`. */
  readonly coverage: Coverage;
}

/** Content words of a text under which there is nothing to look for. */
const FEWEST_TERMS = 3;
/** Of the best source's similarity, at least, that a further one has. */
const NEARLY_AS_GOOD = 0.6;
const MOST_SOURCES = 3;
/** Sentences of the article, the most similar first, whose numbers a sentence may have. */
const NEAR = 8;
const SENTENCES_A_SLICE = 32;

/** A new line ends a sentence where it parts paragraphs or begins a point of a list. */
const PARTS = /\n\s*\n|\n(?=\s*(?:[-*•–#]|\d{1,2}[.)])\s)/;
const MARKS = /^\s*(?:[-*•–]|#{1,6}|\d{1,2}[.)])\s+/;

/** The sentences of a text as it was pasted, on one line each; marks of lists and headings left out. */
export function sentencesOf(text: string, lang: string | null): string[] {
  return text.split(PARTS).flatMap((part) => {
    const line = part
      .replace(MARKS, '')
      .replace(/\*\*|__/g, '')
      .replace(/\s+/g, ' ');
    return sentences(line, lang).map(({ start, end }: Stretch) => line.slice(start, end));
  });
}

const languageOf = (blocks: readonly LabelledBlock[]): string | null =>
  guessLanguage(
    blocks
      .slice(0, 40)
      .map(({ text }) => text)
      .join(' '),
  );

function unfit(text: string, blocks: readonly LabelledBlock[]): Unfit | null {
  if (text.trim() === '') return 'empty';
  if (text.length > LONGEST_TEXT) return 'too-long';
  if (blocks.length === 0) return 'no-article';
  const [mine, theirs] = [guessLanguage(text), languageOf(blocks)];
  if (mine !== null && theirs !== null && mine !== theirs) return 'other-language';
  return terms(text, mine ?? theirs).length < FEWEST_TERMS ? 'too-short' : null;
}

/** What tells of every sentence of a text whether the article says it. */
export interface Examined {
  readonly text: string;
  readonly signs: Signs;
  readonly verbatim: boolean;
  readonly sources: readonly Source[];
  readonly differences: readonly Difference[];
}

interface Compared {
  readonly examined: readonly Examined[];
  readonly claims: readonly Claim[];
  readonly similarities: Similarities;
}

const holds = (span: Span, there: Span): boolean => span.block === there.block && span.start <= there.start && there.end <= span.end;

/** The sentences that say something else, then those that it may be drawn from. */
function sourcesOf(row: readonly number[], spans: readonly Span[], found: readonly Difference[]): Source[] {
  const ranked = spans.map((span, at) => ({ span, similarity: row[at]! })).sort((a, b) => b.similarity - a.similarity);
  const least = Math.max(Number.EPSILON, NEARLY_AS_GOOD * (ranked[0]?.similarity ?? 0));
  const others = ranked.filter(({ span }) => found.some(({ there }) => there !== null && holds(span, there)));
  const likely = ranked.slice(0, MOST_SOURCES).filter((one) => one.similarity >= least && !others.includes(one));
  return [...others, ...likely];
}

/** @param said sentences of a text, see `sentencesOf` */
export async function examine(said: readonly string[], blocks: readonly LabelledBlock[], asking: Asking): Promise<Compared> {
  const scored = blocks.filter(isScored);
  const lang = languageOf(scored);
  const spans = await sentenceSpans(scored, asking.pause);
  const byId = new Map(scored.map(({ id, text }) => [id, text]));
  const texts = spans.map(({ block, start, end }) => byId.get(block)!.slice(start, end));
  const { matrix } = await lexical.similarity(said, texts, texts, asking);
  const article: Told[] = [];
  for (const [at, span] of spans.entries()) {
    if (at % SENTENCES_A_SLICE === 0) await asking.pause();
    article.push(told(span, texts[at]!, lang));
  }
  const places = new WordPlaces(
    article.map(({ said: own }) => own.terms),
    lang,
  );
  const amounts = new AmountPlaces(article, lang);
  const claims = ground(
    said.map((text) => ({ kind: 'claim', title: text, body: '', confidence: 1, quotes: [{ block: null, text }] })),
    scored,
  );
  const examined: Examined[] = [];
  for (const [at, text] of said.entries()) {
    await asking.pause();
    const row = matrix[at]!;
    const order = [...row.keys()].sort((a, b) => row[b]! - row[a]!).slice(0, NEAR);
    const near = order.filter((column) => row[column]! > 0).map((column) => article[column]!);
    const grounding = claims[at]!.quotes[0]!.grounding.by;
    const found = differences({ text, similarity: row[order[0]!] ?? 0 }, near, article, amounts, lang);
    examined.push({
      text,
      signs: places.signs(text, row[order[0]!] ?? 0),
      verbatim: grounding === 'exact' || grounding === 'normalised',
      sources: sourcesOf(row, spans, found),
      differences: found,
    });
  }
  return { examined, claims, similarities: { claims: [], sentences: matrix, spans, apart: [] } };
}

function stateOf({ verbatim, signs, differences: found }: Examined): CheckState {
  if (verbatim) return 'found';
  if (support(signs) < 0) return 'not-found';
  const counted = found.filter(({ kind }) => kind !== 'name');
  if (counted.length === 0) return 'found';
  return counted.some(({ there }) => there !== null) ? 'differs' : 'adds';
}

function judged(one: Examined): CheckedSentence {
  const state = stateOf(one);
  const { text, sources, differences: found, verbatim } = one;
  return { text, state, sources: state === 'not-found' ? [] : sources, differences: verbatim || state === 'not-found' ? [] : found };
}

/** Coverage by sentences that the article says; each was linked to it, so that each counts as grounded. */
async function coverBy(
  { claims, similarities }: Compared,
  checked: readonly CheckedSentence[],
  blocks: readonly LabelledBlock[],
  pause: Pause,
): Promise<Coverage> {
  const rows = checked.flatMap(({ state }, row) => (state === 'not-found' ? [] : [row]));
  const own = rows.map((row) => claims[row]!);
  const found = { ...similarities, sentences: rows.map((row) => similarities.sentences[row]!) };
  const input = await prepareCover(blocks, own, found, null, pause);
  const grounded = own.map(() => true);
  const { blocks: lines, figures } = cover({ ...input, grounded }, { selected: own.map(({ id }) => id), rejected: [], kept: [] });
  return {
    blocks: lines.map((line) => ({ ...line, all: line.shown })),
    figures: { ...figures, all: figures.shown, touchedAll: figures.touchedShown },
  };
}

/**
 * @param blocks of the article as labelled; the kept, scored ones are read
 * @throws FailureError stopped, from the pause
 */
export async function check(text: string, blocks: readonly LabelledBlock[], asking: Asking): Promise<Check | Unfit> {
  const reason = unfit(text, blocks.filter(isScored));
  if (reason !== null) return reason;
  const compared = await examine(sentencesOf(text, guessLanguage(text)), blocks, asking);
  const checked = compared.examined.map(judged);
  return { sentences: checked, coverage: await coverBy(compared, checked, blocks, asking.pause) };
}
