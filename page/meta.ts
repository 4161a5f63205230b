/** What the page says of itself: title, byline, site, date, language. */
import type { PageInfo, SourceKind } from '../core/model';
import { type ArticleData, articleData } from './linked-data';
import { partOf } from './part';
import { titleOf } from './title';

const clean = (text: string | null | undefined): string | null => {
  const seen = (text ?? '').replace(/\s+/g, ' ').trim();
  return seen === '' ? null : seen;
};

/** The page's meta elements by lower-case name or property; the first of a name counts. */
const metaOf = (document: Document): ReadonlyMap<string, string> => {
  const metas = new Map<string, string>();
  for (const element of document.querySelectorAll('meta[content]')) {
    const content = clean(element.getAttribute('content'));
    const names = `${element.getAttribute('property') ?? ''} ${element.getAttribute('name') ?? ''} ${element.getAttribute('itemprop') ?? ''}`;
    for (const name of names.toLowerCase().split(/\s+/)) {
      if (content !== null && name !== '' && !metas.has(name)) metas.set(name, content);
    }
  }
  return metas;
};

const firstOf = (metas: ReadonlyMap<string, string>, names: readonly string[]): string | null => {
  for (const name of names) {
    const value = metas.get(name);
    if (value !== undefined) return value;
  }
  return null;
};

const BYLINE_META = [
  'dc:creator',
  'dcterm:creator',
  'dc.creator',
  'author',
  'parsely-author',
  'sailthru.author',
  'byl',
  'article:author',
  'twitter:creator',
];
const BYLINE_ELEMENTS = '[rel~="author"], [itemprop~="author"], [class*="byline" i], [class*="author-name" i], [class~="author" i]';
const LONGEST_BYLINE = 100;

function bylineOf(document: Document, metas: ReadonlyMap<string, string>, data: ArticleData): string | null {
  const said =
    data.author ??
    firstOf(
      metas,
      BYLINE_META.filter((name) => !/^https?:/.test(metas.get(name) ?? '')),
    );
  if (said !== null) return said.replace(/^by\s+/i, '');
  for (const element of document.querySelectorAll(BYLINE_ELEMENTS)) {
    const text = clean(element.textContent);
    if (text !== null && text.length < LONGEST_BYLINE) return text.replace(/^by\s+/i, '');
  }
  return null;
}

const DATE_META = [
  'article:published_time',
  'parsely-pub-date',
  'datepublished',
  'sailthru.date',
  'dc.date.issued',
  'dcterms.created',
  'dc.date',
  'pubdate',
  'publish-date',
  'date',
];

const isoOf = (text: string | null): string | null => {
  if (text === null || /^\d{4}-\d\d-\d\d/.test(text)) return text;
  const time = Date.parse(text);
  return Number.isNaN(time) ? text : new Date(time).toISOString();
};

const dateOf = (document: Document, metas: ReadonlyMap<string, string>, data: ArticleData): string | null =>
  isoOf(data.published ?? firstOf(metas, DATE_META) ?? clean(document.querySelector('time[datetime]')?.getAttribute('datetime')));

const langOf = (document: Document, metas: ReadonlyMap<string, string>): string | null =>
  clean(document.documentElement?.getAttribute('lang') ?? document.documentElement?.getAttribute('xml:lang')) ??
  metas.get('content-language') ??
  metas.get('og:locale')?.replace('_', '-') ??
  null;

/**
 * @param source where the document came from
 * @param lines the runs of text that were read in it
 */
export function pageInfo(document: Document, source: SourceKind, lines: readonly { readonly text: string }[]): PageInfo {
  const metas = metaOf(document);
  const data = articleData(document);
  const site = metas.get('og:site_name') ?? data.publisher ?? metas.get('application-name') ?? null;
  return {
    url: document.URL,
    title: titleOf(document, metas, data.headlines, site, lines),
    byline: bylineOf(document, metas, data),
    site,
    published: dateOf(document, metas, data),
    lang: langOf(document, metas),
    source,
    part: partOf(document, document.URL, lines),
  };
}
