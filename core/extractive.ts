/**
 * The offline decomposer: the article's most salient sentences are the claims, word for word as quotes, made to stand alone as bodies, in a
 * short form as titles. Nothing is asked of anybody.
 */
import { kindOf } from './kinds';
import type { BlockKind, Candidate, LabelledBlock } from './model';
import type { Article, Decomposer, Draft, Pause } from './ports';
import { openQuestions } from './questions';
import { type Pick, pickSentences } from './salience';
import { isResolved, standAlone, standing, withoutNotes } from './standalone';
import { guessLanguage, sentences, terms, words } from './text';
import { titleOf } from './titles';

/** Candidates of a long article. */
const MOST = 24;
/** Sentences for one candidate: a short article is not cut into all its sentences. */
const SENTENCES_EACH = 2;
const CONFIDENCE = { top: 0.95, last: 0.35 };
const SUMMARY_SENTENCES = 3;
/** Less than this is not understood in a summary. */
const LEAST_STANDING = 0.6;
/** Words of a sentence that sums an article up. */
const HEADLINE_WORDS = { least: 8, most: 40 };
/** The headline is one of the best few; one that shares the words of the page's title is preferred. */
const HEADLINE_CHOICE = 6;
const TITLED = 1.2;
/** Sentences between two turns of the event loop. */
const SLICE = 100;

/** How well a sentence of such a block carries a claim; what is absent carries none. */
const CARRIES: Partial<Record<BlockKind, number>> = { paragraph: 1, 'list-item': 0.9, quote: 0.8, caption: 0.4 };

interface Sentence {
  readonly block: LabelledBlock;
  /** Verbatim. */
  readonly quote: string;
  readonly previous: string;
  readonly standing: number;
}

const aloneOf = ({ quote, previous, block }: Omit<Sentence, 'standing'>): string => standAlone(quote, { previous, block: block.text });

/** How well a sentence stands alone; what points back and can not be filled in is worth less than the ranking alone would make of it. */
function standingOf(sentence: Omit<Sentence, 'standing'>): number {
  const own = standing(withoutNotes(sentence.quote));
  if (own >= 0.75) return own;
  return isResolved(sentence.quote, aloneOf(sentence)) ? 1 : own * own;
}

async function read(blocks: readonly LabelledBlock[], lang: string | null, pause: Pause): Promise<Sentence[]> {
  const out: Sentence[] = [];
  for (const block of blocks) {
    const carries = CARRIES[block.kind];
    if (carries === undefined) continue;
    let previous = '';
    for (const { start, end } of sentences(block.text, lang)) {
      if (out.length % SLICE === SLICE - 1) await pause();
      const sentence = { block, quote: block.text.slice(start, end), previous };
      out.push({ ...sentence, standing: carries * standingOf(sentence) });
      previous = sentence.quote;
    }
  }
  return out;
}

/** Salience scaled within the article; falls with the picks. */
function confidences(picks: readonly Pick[]): number[] {
  const top = picks[0]?.value ?? 1;
  const last = picks.at(-1)?.value ?? 0;
  return picks.map(({ value }) => {
    const share = top > last ? (value - last) / (top - last) : 1;
    return Math.round((CONFIDENCE.last + (CONFIDENCE.top - CONFIDENCE.last) * share) * 100) / 100;
  });
}

function candidatesOf(picks: readonly Pick[], all: readonly Sentence[]): Candidate[] {
  const taken = new Set<string>();
  const confidence = confidences(picks);
  return picks.map(({ index }, at) => {
    const { block, quote, previous } = all[index]!;
    const alone = aloneOf(all[index]!);
    return {
      kind: kindOf(quote, { prev: previous }),
      title: titleOf(alone, taken),
      body: alone,
      confidence: confidence[at]!,
      quotes: [{ block: block.id, text: quote }],
    };
  });
}

const sumsUp = (sentence: Sentence): boolean => {
  const alone = aloneOf(sentence);
  const length = words(alone).length;
  return sentence.standing >= 0.85 && length >= HEADLINE_WORDS.least && length <= HEADLINE_WORDS.most && !/[?？:：]/.test(alone);
};

/** The sentence that sums up best, and two or three others of different paragraphs in the article's order. */
function digest(picks: readonly Pick[], all: readonly Sentence[], title: readonly string[]): { headline: string; summary: string } {
  const fit = picks.filter(({ index }) => sumsUp(all[index]!));
  const asTitle = ({ index, value }: Pick): number => {
    const said = new Set(terms(aloneOf(all[index]!)));
    return value * (1 + TITLED * (title.filter((term) => said.has(term)).length / Math.max(3, title.length)));
  };
  const headline = fit.slice(0, HEADLINE_CHOICE).sort((a, b) => asTitle(b) - asTitle(a))[0] ?? picks[0];
  if (!headline) return { headline: '', summary: '' };
  const used = new Set([all[headline.index]!.block.id]);
  const rest: number[] = [];
  for (const { index } of [...fit, ...picks.filter((pick) => !fit.includes(pick) && all[pick.index]!.standing >= LEAST_STANDING)]) {
    if (rest.length >= SUMMARY_SENTENCES || index === headline.index || used.has(all[index]!.block.id)) continue;
    used.add(all[index]!.block.id);
    rest.push(index);
  }
  const summary = rest.sort((a, b) => a - b).map((index) => aloneOf(all[index]!));
  return { headline: aloneOf(all[headline.index]!), summary: summary.join(' ') };
}

async function decompose({ page, blocks }: Omit<Article, 'known'>, { pause }: { readonly pause: Pause }): Promise<Draft> {
  const sample = blocks
    .slice(0, 30)
    .map((block) => block.text)
    .join(' ');
  const lang = guessLanguage(sample) ?? page.lang;
  const all = await read(blocks, lang, pause);
  const texts = all.map((sentence) => sentence.quote);
  const count = Math.min(MOST, Math.max(1, Math.ceil(all.length / SENTENCES_EACH)));
  const picks = await pickSentences(
    texts,
    count,
    {
      para: all.map(({ block }) => block.id),
      headings: all.map(({ quote }) => /[?？؟]["”’»)\]]*$/.test(quote)),
      title: page.title,
      standing: all.map((one) => one.standing),
    },
    pause,
  );
  return {
    ...digest(picks, all, terms(page.title)),
    questions: openQuestions(texts, lang, (at) => all[at]!.block.kind === 'paragraph' && all[at]!.quote === all[at]!.block.text.trim()),
    candidates: candidatesOf(picks, all),
    unsent: [],
    failed: [],
    usage: [],
  };
}

export const extractive = {
  recipe: { provider: 'extractive', model: null, version: '1' },
  decompose,
} satisfies Decomposer;
