/** The words of checking a text against the article. None says that a sentence is false. */

import type { CheckState, Unfit } from '../../core/check';
import { LONGEST_TEXT } from '../../core/check-limits';
import type { Difference } from '../../core/differing';
import { count, plural } from '../strings';

const isWord = (words: string): boolean => /^\p{L}+$/u.test(words);
const quoted = (words: string): string => (isWord(words) || !/^\S+$/.test(words) ? `“${words}”` : words);

/** Of sentences by their state, in the words of the list. */
const stateCounts: Record<CheckState, (n: number) => string> = {
  found: (n) => `${count(n)} found`,
  differs: (n) => `${count(n)} ${n === 1 ? 'says' : 'say'} something else`,
  adds: (n) => `${count(n)} ${n === 1 ? 'gives' : 'give'} a number that the article does not`,
  'not-found': (n) => `${count(n)} not found`,
};

export const checking = {
  title: 'Check a text',
  brief: (flagged: number, all: number) => (flagged === 0 ? `all ${count(all)} found` : `${count(flagged)} of ${count(all)} to look at`),
  explanation:
    'Paste a summary, a newsletter’s blurb or the answer of a chat. Each sentence is looked for in the article, on this machine.',
  label: 'The text to check',
  check: 'Check',
  busy: 'Looking for its sentences in the article',
  unfit: {
    empty: 'There is nothing to check. Paste a text first.',
    'too-short': 'This is too short to be looked for. Paste a whole sentence.',
    'too-long': `This is longer than can be checked at once. Paste at most ${count(LONGEST_TEXT)} characters.`,
    'other-language':
      'This is in another language than the article, and words are compared as they are. Paste a text in the article’s language.',
    'no-article': 'Nothing of this page is kept as article, so there is nothing to check against.',
  } satisfies Record<Unfit, string>,
  summary: (states: readonly CheckState[]) => {
    const parts = (['found', 'not-found', 'differs', 'adds'] as const).flatMap((state) => {
      const n = states.filter((one) => one === state).length;
      if (state === 'found') return [`${count(n)} of ${plural(states.length, 'sentence')} found`];
      return n === 0 ? [] : [stateCounts[state](n)];
    });
    return parts.join(', ');
  },
  basis: 'By the words of each sentence; another wording may be missed, so look at both sides.',
  flagged: 'To look at',
  foundOnes: 'Found in the article',
  states: {
    found: 'found',
    differs: 'something else in the article',
    adds: 'not in the article',
    'not-found': 'not found in the article',
  } satisfies Record<CheckState, string>,
  /** `there` and `here`: the words on either side, empty where none can be pointed at. */
  difference: (kind: Difference['kind'], here: string, there: string): string => {
    if (kind === 'polarity') return 'One of the two denies what the other says.';
    if (kind === 'scope') return 'One of the two says it more broadly or more surely.';
    if (there === '') return `The article does not say ${quoted(here)}.`;
    if (here === '') return 'The article says it of someone or something else.';
    return `The article says ${quoted(there)}, this says ${quoted(here)}.`;
  },
  unnamed: (name: string) => `The article does not name ${quoted(name)}.`,
  source: 'In the article',
  go: (sentence: string) => `Go to the source: ${sentence}`,
  shadedBy: 'captured by the text you pasted',
  sentences: (n: number) => plural(n, 'sentence'),
  back: 'Back to the claims',
  shade: 'Shade the page by this text',
};
