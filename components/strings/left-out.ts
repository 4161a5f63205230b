/** The words of what was left out: time, the way through it, the brief. */
import type { Pace } from '../../core/reading-time';
import type { Basis } from '../../core/shade';
import { count, percent, plural } from '../strings';

const languages = new Intl.DisplayNames('en', { type: 'language' });

/** Whole minutes, at least one where there is anything to read. */
const minutesOf = (words: number, { wordsAMinute }: Pace): number => (words === 0 ? 0 : Math.max(1, Math.round(words / wordsAMinute)));

const minutes = (n: number): string => plural(n, 'minute');

export const time = {
  left: (left: number, whole: number, pace: Pace) => `${count(minutesOf(left, pace))} of ${minutes(minutesOf(whole, pace))} left to read`,
  biggest: 'Go to the biggest gap',
  basis: (words: number, pace: Pace) =>
    `${plural(words, 'word')} in paragraphs that are left out, at ${count(pace.wordsAMinute)} words a minute, ${
      pace.lang === null ? 'the mean of seventeen languages' : `as measured for ${languages.of(pace.lang)}`
    }.`,
};

export const path = {
  title: (to: number) => `Shortest way to ${percent(to)}`,
  brief: (steps: number, words: number, pace: Pace) => `${plural(steps, 'paragraph')} · ${minutes(minutesOf(words, pace))}`,
  explanation: (by: Basis, to: number) =>
    `The fewest words to read so that they and ${by === 'shown' ? 'the claims shown' : 'all claims'} together carry ${percent(to)} of the article.`,
  none: (by: Basis, to: number) => `${by === 'shown' ? 'The claims shown' : 'All claims'} carry ${percent(to)} of the article already.`,
  step: (number: number, words: number, after: number) => `Paragraph ${count(number)} · ${plural(words, 'word')} · then ${percent(after)}`,
  previous: 'Previous step',
  next: 'Next step',
  inStrip: (step: number, of: number) => `step ${count(step)} of ${count(of)} of the shortest way`,
  onIt: 'on the shortest way',
  key: (key: string) => `or press ${key}`,
};

export const brief = {
  copy: 'Copy what is missing',
  formats: { markdown: 'Markdown', plain: 'plain text' },
  label: (format: 'markdown' | 'plain') => `Copy what is missing as ${brief.formats[format]}`,
  copied: (format: 'markdown' | 'plain') => `What is missing is copied as ${brief.formats[format]}.`,
};
