/** Tells, of lines of text of which nothing else is known, which are no text of an article. */
import { TEXT_CUE_LIST, TEXT_CUES } from '../../core/cues';
import { evaluator, type Forest } from '../../core/forest';
import { guessLanguage, terms, words } from '../../core/text';
import { formOf, type TextForm } from '../../core/text-form';
import weights from './line-noise-weights.json';

const FORM_NAMES = ['length', 'words', 'capitals', 'upper', 'digits', 'commas', 'symbols', 'sentences', 'ends', 'function words'] as const;
const LONGEST_CUE = 240;
/** How many lines back and ahead are looked at. */
const REACH = 2;
const WIDE_REACH = 6;

export const LINE_NAMES: readonly string[] = [
  ...FORM_NAMES,
  ...TEXT_CUE_LIST.map((cue) => `says ${cue}`),
  'address',
  'colon',
  'repeated',
  'lines',
  'place',
  'from start',
  'from end',
  'previous length',
  'previous ends',
  'next length',
  'next ends',
  'near length',
  'near ends',
  'wide length',
  'wide ends',
  'likeness',
  'cues near',
];

const log = (value: number): number => Math.log2(1 + value);

/** Share of a line's words that only hold the others together. Prose has many; menus and credits have few. */
const functionShare = (text: string, lang: string | null): number => {
  const all = words(text).length;
  return all === 0 ? 0 : 1 - terms(text, lang ?? 'en').length / all;
};

const rowOf = (form: TextForm, share: number): number[] => [
  log(form.length),
  log(form.words),
  form.capitals,
  form.upper,
  form.digits,
  form.commas,
  form.symbols,
  form.sentences,
  form.endsSentence ? 1 : 0,
  share,
];

const meanOf = (values: readonly number[], index: number, reach: number): number => {
  let sum = 0;
  let count = 0;
  for (let other = Math.max(0, index - reach); other <= Math.min(values.length - 1, index + reach); other++) {
    if (other === index) continue;
    sum += values[other]!;
    count++;
  }
  return count === 0 ? 0 : sum / count;
};

/** A row for every line, in the order of `LINE_NAMES`. */
export function lineEvidence(lines: readonly string[]): number[][] {
  const texts = lines.map((line) => line.replace(/\s+/g, ' ').trim() || ' ');
  const lang = guessLanguage(texts.join(' ').slice(0, 4000));
  const forms = texts.map(formOf);
  const sizes = forms.map((form) => log(form.length));
  const ends = forms.map((form) => (form.endsSentence ? 1 : 0));
  const cues = texts.map((text) => TEXT_CUE_LIST.map((cue) => (text.length <= LONGEST_CUE && TEXT_CUES[cue].test(text) ? 1 : 0)));
  const cued = cues.map((row) => (row.some((value) => value === 1) ? 1 : 0));
  const counts = new Map<string, number>();
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1);
  const middle = [...sizes].sort((a, b) => a - b)[Math.floor(sizes.length / 2)] ?? 0;
  return texts.map((text, index) => [
    ...rowOf(forms[index]!, functionShare(text, lang)),
    ...cues[index]!,
    /https?:|www\.|@\w/.test(text) ? 1 : 0,
    /:\s*$/.test(text) ? 1 : 0,
    counts.get(text)! - 1,
    log(lines.length),
    index / lines.length,
    Math.min(20, index),
    Math.min(20, lines.length - 1 - index),
    sizes[index - 1] ?? 0,
    ends[index - 1] ?? -1,
    sizes[index + 1] ?? 0,
    ends[index + 1] ?? -1,
    meanOf(sizes, index, REACH),
    meanOf(ends, index, REACH),
    meanOf(sizes, index, WIDE_REACH),
    meanOf(ends, index, WIDE_REACH),
    sizes[index]! - middle,
    meanOf(cued, index, REACH),
  ]);
}

// The type that is read off the file does not know how deep the trees nest.
const forest = weights as unknown as Forest;
const judge = evaluator(forest, LINE_NAMES);

/** The forest's own scale bent so that its threshold stands at one half. */
const centred = (share: number): number =>
  share < forest.threshold ? (0.5 * share) / forest.threshold : 0.5 + (0.5 * (share - forest.threshold)) / (1 - forest.threshold);

/** For every line, 0..1, how surely it is no text of an article; from .5 on it is taken for none. */
export const noiseOf = (lines: readonly string[]): number[] => lineEvidence(lines).map((row) => centred(judge(row)));
