/** The words of choosing claims: how many, how alike, which of them. */
import type { Apart, Kind } from '../../core/model';
import type { Basis } from '../../core/shade';
import { count, percent, plural } from '../strings';

export const curve = {
  /** The share by the claims shown, and by one more. */
  here: (curve: readonly number[], k: number) =>
    [k, k + 1]
      .filter((at) => at <= curve.length)
      .map((at, index) => (index === 0 ? `${plural(at, 'claim')}: ${percent(curve[at - 1]!)}` : `${count(at)}: ${percent(curve[at - 1]!)}`))
      .join(', '),
};

export const threshold = {
  name: 'redundant from similarity',
  value: (value: number) => value.toFixed(2),
  /** Of how many the slider may make fewer or more. */
  valueText: (value: number, redundant: number) => `${value.toFixed(2)}, ${plural(redundant, 'claim')} redundant`,
  own: (value: number, provider: string) => `${value.toFixed(2)} is the default of ${provider}`,
  ownMeasured: (value: number, provider: string) => `${value.toFixed(2)} is the default of ${provider}, found on labelled pairs`,
  reset: 'Reset',
  resetLabel: (value: number) => `Reset to ${value.toFixed(2)}`,
};

export const find = {
  title: 'Find a claim',
  label: 'Find in claims',
  kinds: 'Kinds shown',
  kind: (kind: Kind, n: number) => `${kind} ${count(n)}`,
  matches: (n: number, of: number, selected: number) => `${count(n)} of ${plural(of, 'claim')}, ${count(selected)} of them selected`,
  nothing: 'No selected claim fits.',
  clear: 'Show all claims',
};

export const compare = {
  open: 'Compare',
  label: (one: string, other: string) => `Compare “${one}” with “${other}”`,
  similarity: (value: number) => `Similarity ${value.toFixed(2)}.`,
  marked: 'Marked is what only one of the two says.',
  same: 'No number, date, name or denial differs.',
  apart: {
    'numbers-differ': 'The numbers differ.',
    'polarity-differs': 'One says what the other denies.',
    'actors-differ': 'They say it of different people or things.',
    'scope-differs': 'One says it more broadly or more surely than the other.',
    caveat: 'One of the two is a caveat.',
  } satisfies Record<Apart, string>,
};

export const thirds = {
  title: 'By thirds of the article',
  names: ['beginning', 'middle', 'end'] as const,
  basis: (by: Basis) => `captured by ${by === 'shown' ? 'the claims shown' : 'all claims'}, weighted by length`,
};
