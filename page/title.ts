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
const SEPARATOR = /(\s[|\-–—\\/>»·•]+\s)/;
/** A title of so few words may well be cut in the wrong place: then it is left whole. */
const FEW_WORDS = 4;
/** A heading inside a longer title is the title if it is at least this share of its letters. */
const LEAST_SHARE = 0.5;

const wordCount = (text: string): number => text.split(/\s+/).filter(Boolean).length;
const plain = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');

/** "Title | Site" or "Site | Title" without the site; the title itself where the site does not stand in it. */
const withoutSite = (title: string, site: string | null): string => {
  const parts = title.split(SEPARATOR);
  if (site === null || parts.length < 3) return title;
  if (plain(parts.at(-1)!) === plain(site)) return parts.slice(0, -2).join('');
  return plain(parts[0]!) === plain(site) ? parts.slice(2).join('') : title;
};

/** The main heading that a declared title only adds to: "Heading - Site", `Someone: "Heading"`. */
const headingIn = (title: string, headings: readonly string[]): string | null => {
  const whole = plain(title);
  const found = headings.find((heading) => whole.includes(plain(heading)) && plain(heading).length >= LEAST_SHARE * whole.length);
  return found ?? null;
};

/** The window's title without what looks like a site's name, after the rules that Readability made common. */
function fromWindow(title: string, site: string | null, headings: readonly string[]): string {
  const known = withoutSite(title, site);
  if (known !== title) return known;
  const parts = title.split(SEPARATOR);
  if (parts.length < 3) return title === '' ? (headings[0] ?? '') : title;
  const head = parts.slice(0, -2).join('');
  const cut = wordCount(head) >= 3 ? head : parts.slice(2).join('');
  return wordCount(cut) <= FEW_WORDS ? title : cut;
}

/**
 * @param metas meta elements by name
 * @param headlines what the page's linked data calls the article, where it does
 * @param site name of the site, where known
 */
export function titleOf(document: Document, metas: ReadonlyMap<string, string>, headlines: readonly string[], site: string | null): string {
  const headings = [...document.querySelectorAll('h1')].map((heading) => clean(heading.textContent)).filter((text) => plain(text) !== '');
  const shown = clean(document.title);
  const headline = headlines.find((one) => plain(shown).includes(plain(one))) ?? headlines[0];
  if (headline !== undefined) return withoutSite(headline, site);
  const declared = TITLE_META.map((name) => metas.get(name)).find((value) => value !== undefined);
  if (declared !== undefined) return headingIn(declared, headings) ?? withoutSite(declared, site);
  return fromWindow(shown, site, headings);
}
