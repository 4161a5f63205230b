/**
 * The offline decomposer: the article's most salient sentences are the claims, word for word as quotes, made to stand alone as bodies, in a
 * short form as titles. Nothing is asked of anybody.
 */
import { kindOf } from './kinds';
import type { Article, BlockKind, Candidate, Decomposer, Draft, LabelledBlock, Pause } from './model';
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
/** Words of a sentence that sums an article up. */
const HEADLINE_WORDS = { least: 8, most: 40 };
/** The headline is one of the best few; one that shares the words of the page's title is preferred. */
const HEADLINE_CHOICE = 10;
const TITLED = 2;
const SLICE = 500;

/** How well a sentence of such a block carries a claim; what is absent carries none. */
const CARRIES: Partial<Record<BlockKind, number>> = { paragraph: 1, 'list-item': 0.9, quote: 0.8, caption: 0.4 };

interface Sentence {
  readonly block: LabelledBlock;
  /** Verbatim. */
  readonly quote: string;
  /** Standing alone. */
  readonly alone: string;
  readonly previous: string;
  readonly standing: number;
}

async function read(blocks: readonly LabelledBlock[], lang: string | null, pause: Pause): Promise<Sentence[]> {
  const out: Sentence[] = [];
  for (const block of blocks) {
    const carries = CARRIES[block.kind];
    if (carries === undefined) continue;
    let previous = '';
    for (const { start, end } of sentences(block.text, lang)) {
      if (out.length % SLICE === SLICE - 1) await pause();
      const quote = block.text.slice(start, end);
      const alone = standAlone(quote, { previous, block: block.text });
      const own = isResolved(quote, alone) ? 1 : standing(withoutNotes(quote));
      // what points back and could not be filled in is worth half of what the ranking alone would make of it
      out.push({ block, quote, alone, previous, standing: carries * own * (own < 0.75 ? own : 1) });
      previous = quote;
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
    const { block, quote, alone, previous } = all[index]!;
    return {
      kind: kindOf(quote, { prev: previous }),
      title: titleOf(alone, taken),
      body: alone,
      confidence: confidence[at]!,
      quotes: [{ block: block.id, text: quote }],
    };
  });
}

const summsUp = (sentence: Sentence): boolean => {
  const length = words(sentence.alone).length;
  return sentence.standing >= 0.85 && length >= HEADLINE_WORDS.least && length <= HEADLINE_WORDS.most && !/[?？:：]/.test(sentence.alone);
};

/** The sentence that sums up best, and two or three others of different paragraphs in the article's order. */
function digest(picks: readonly Pick[], all: readonly Sentence[], title: readonly string[]): { headline: string; summary: string } {
  const fit = picks.filter(({ index }) => summsUp(all[index]!));
  const asTitle = ({ index, value }: Pick): number => {
    const said = new Set(terms(all[index]!.alone));
    return value * (1 + TITLED * (title.filter((term) => said.has(term)).length / Math.max(3, title.length)));
  };
  const headline = fit.slice(0, HEADLINE_CHOICE).sort((a, b) => asTitle(b) - asTitle(a))[0] ?? picks[0];
  if (!headline) return { headline: '', summary: '' };
  const used = new Set([all[headline.index]!.block.id]);
  const rest: number[] = [];
  for (const { index } of fit) {
    if (index === headline.index || rest.length >= SUMMARY_SENTENCES || used.has(all[index]!.block.id)) continue;
    used.add(all[index]!.block.id);
    rest.push(index);
  }
  const summary = rest.sort((a, b) => a - b).map((index) => all[index]!.alone);
  return { headline: all[headline.index]!.alone, summary: summary.join(' ') };
}

async function decompose({ page, blocks }: Article, pause: Pause): Promise<Draft> {
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
      headings: all.map(({ alone }) => /[?？؟]["”’»)\]]*$/.test(alone)),
      title: page.title,
      standing: all.map((one) => one.standing),
    },
    pause,
  );
  return { ...digest(picks, all, terms(page.title)), questions: openQuestions(texts, lang), candidates: candidatesOf(picks, all) };
}

export const extractive: Decomposer = {
  recipe: { provider: 'extractive', model: null, version: '1' },
  decompose,
};
