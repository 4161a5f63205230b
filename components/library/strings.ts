import { count, hereDate, plural, size } from '../strings';

export type Order = 'saved' | 'title' | 'left-out' | 'size';

/** Words of the page of all kept articles. */
export const shelf = {
  title: 'Kept articles',
  total: (n: number, bytes: number, limit: number) => `${plural(n, 'article')} · ${size(bytes)} of ${size(limit)}`,
  limit: 'Where the space is needed, those not opened for the longest time go first.',
  loading: 'Looking for what is kept…',
  none: 'Nothing is kept yet. What you decompose is kept in this browser, until you delete it or the space is needed.',
  search: 'Search titles and claims',
  order: 'Order by',
  orders: { saved: 'last saved', title: 'title', 'left-out': 'most left out', size: 'size' } satisfies Record<Order, string>,
  found: (n: number) => (n === 0 ? 'No article matches.' : `${plural(n, 'article')} ${n === 1 ? 'matches' : 'match'}.`),
  reading: (done: number, of: number) => `Claims of ${count(done)} of ${count(of)} articles read so far.`,
  match: 'claim:',
  pickAll: (n: number) => `Select all ${count(n)}`,
  picked: (n: number) => `${count(n)} selected`,
  pick: (title: string) => `Select “${title}”`,
  keys: 'Shift with a click, or with Space, selects all up to there.',
  export: 'Export',
  exportAs: 'Export selected as',
  print: 'Print',
  printLabel: (title: string) => `Print “${title}”`,
  remove: 'Delete',
  removeLabel: (title: string) => `Delete “${title}”`,
  sure: (n: number, bytes: number) =>
    `Delete ${plural(n, 'article')} with ${n === 1 ? 'its' : 'their'} claims, figures and what you did to them (${size(bytes)})? This cannot be undone.`,
  yes: 'Delete',
  no: 'Keep',
  exported: (n: number) => `Exported ${plural(n, 'article')}.`,
  gone: 'An article is no longer kept, and was not exported.',
  removed: (n: number) => `Deleted ${plural(n, 'article')}.`,
  asideTitle: 'Set aside',
  aside: 'These records could not be read. Nothing of them was thrown away.',
  asideAbout: (at: string, bytes: number) => `${hereDate(at)} · ${size(bytes)}`,
  saveAside: 'Download as it is',
  untitledRecord: 'A record without a title',
};
