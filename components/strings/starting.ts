/** The words around the page and the panel: the badge, the keys. */
import type { Decomposition } from '../../core/model';
import { count, percent } from '../strings';

/** What the toolbar button says of a page that is shaded. */
export function badge({ coverage, selection }: Pick<Decomposition, 'coverage' | 'selection'>): { text: string; title: string } {
  const share = percent(coverage.figures.shown);
  return { text: share, title: `Claimshade: ${share} captured by the ${count(selection.selected.length)} shown` };
}

export const alwaysHere = {
  label: (host: string) => `Always on ${host}`,
  isOn: 'Its pages are shaded when they load.',
  isOff: 'Shades its pages when they load. The browser asks you for this site first; off gives that back.',
};

export const shortcuts = {
  title: 'Keys',
  none: 'not set',
  action: 'Shade the article, or take the shade off',
  inPage: { n: 'Next gap, in the page while what was left out is shown', p: 'Previous gap, in the page' },
  along: { j: 'Next step of the shortest way, in this panel', k: 'Previous step, in this panel' },
  change: 'Change the shortcuts…',
  where: 'In the browser’s own list of extension shortcuts.',
};
