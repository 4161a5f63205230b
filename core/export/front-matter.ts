/** What a note's readers, Obsidian and others, list it by: YAML between two lines of dashes. */
import type { Decomposition } from '../model';
import { isFound } from './words';

/**
 * One line in double quotes, which YAML reads back as it was but for white space. What YAML does not call printable is written as its code;
 * halves of surrogate pairs, which have none, become U+FFFD.
 */
export const quoted = (text: string): string =>
  JSON.stringify(
    text
      .replace(/\p{Surrogate}/gu, '\uFFFD')
      .replace(/\s+/g, ' ')
      .trim(),
  ).replace(/[\x7F-\x9F\uFEFF\uFFFE\uFFFF]/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`);

/** A date as readers of notes know one; what is no date is text. */
const dateOf = (published: string): string =>
  /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])(?=$|T)/.exec(published)?.[0] ?? quoted(published);

const share = (value: number): string => String(Math.round(value * 1000) / 1000);

/** @param created the day on which it is written, YYYY-MM-DD */
export function frontMatter(d: Decomposition, created: string): string[] {
  const { title, byline, site, url, published, lang } = d.page;
  const { shown, all, touchedShown, touchedAll, paragraphs } = d.coverage.figures;
  const named = (name: string, text: string | null): string[] => (text === null || text.trim() === '' ? [] : [`${name}: ${quoted(text)}`]);
  return [
    '---',
    `title: ${quoted(title || url)}`,
    ...named('author', byline),
    ...named('site', site),
    ...named('url', url),
    ...(published === null || published.trim() === '' ? [] : [`published: ${dateOf(published)}`]),
    ...named('language', lang),
    `created: ${created}`,
    'tags:',
    '  - claimshade',
    `captured_by_shown: ${share(shown)}`,
    `captured_by_all: ${share(all)}`,
    `claims_shown: ${d.selection.selected.length}`,
    `claims_found: ${d.claims.filter(isFound).length}`,
    `paragraphs: ${paragraphs}`,
    `paragraphs_touched_by_shown: ${touchedShown}`,
    `paragraphs_touched_by_all: ${touchedAll}`,
    '---',
    '',
  ];
}
