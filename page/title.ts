/** The article's title: what the page declares, checked against its headings, without the name of the site. */

const clean = (text: string | null | undefined): string => (text ?? '').replace(/\s+/g, ' ').trim();

const TITLE_META = [
  'og:title',
  'dc:title',
  'dcterm:title',
  'dc.title',
  'twitter:title',
  'parsely-title',
  'sailthru.title',
  'title',
  'weibo:article:title',
];
const PARTED = /\s[|\-–—\\/>»:·•]+\s/;

const wordCount = (text: string): number => text.split(/\s+/).filter(Boolean).length;
const plain = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');

/** "Title | Site", "Site: Title": the part that is the title. */
function withoutSite(title: string, site: string | null, headings: readonly string[]): string {
  const parts = title.split(/(\s[|\-–—\\/>»:·•]+\s)/);
  if (parts.length < 3) return title;
  const named = headings.find(
    (heading) => plain(heading).length > 10 && plain(title) !== plain(heading) && plain(title).includes(plain(heading)),
  );
  if (named !== undefined) return named;
  const wall = site === null ? '' : plain(site);
  const last = parts.at(-1)!;
  const first = parts[0]!;
  if (wall !== '' && plain(last) === wall) return parts.slice(0, -2).join('');
  if (wall !== '' && plain(first) === wall) return parts.slice(2).join('');
  const head = parts.slice(0, -2).join('');
  if (wordCount(head) >= 3) return head;
  return wordCount(last) >= 3 ? parts.slice(2).join('') : title;
}

/** @param metas meta elements by name @param headline of the page's linked data @param site name of the site, where known */
export function titleOf(document: Document, metas: ReadonlyMap<string, string>, headline: string | null, site: string | null): string {
  const declared = headline ?? TITLE_META.map((name) => metas.get(name)).find((value) => value !== undefined) ?? null;
  const headings = [...document.querySelectorAll('h1, h2')].slice(0, 20).map((heading) => clean(heading.textContent));
  if (declared !== null) return PARTED.test(declared) && site !== null ? stripSite(declared, site) : declared;
  const title = clean(document.title);
  if (title === '') return headings.find((heading) => heading !== '') ?? '';
  return withoutSite(title, site, headings);
}

const stripSite = (title: string, site: string): string => {
  const parts = title.split(/(\s[|\-–—\\/>»:·•]+\s)/);
  return plain(parts.at(-1)!) === plain(site) && parts.length >= 3 ? parts.slice(0, -2).join('') : title;
};
