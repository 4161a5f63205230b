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
/** One word says too little to cut a declared title by. */
const LEAST_WORDS = 2;
/** From this share of words in common on, two titles are the same. */
const SAME = 0.75;
const QUOTED = /["“«„]([^"“”«»„]+)["”»]/;

const wordCount = (text: string): number => text.split(/\s+/).filter(Boolean).length;
const plain = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');

/** "Title | Site" or "Site | Title" without the site; the title itself where the site does not stand in it. */
const withoutSite = (title: string, site: string | null): string => {
  const parts = title.split(SEPARATOR);
  if (site === null || parts.length < 3) return title;
  if (plain(parts.at(-1)!) === plain(site)) return parts.slice(0, -2).join('');
  return plain(parts[0]!) === plain(site) ? parts.slice(2).join('') : title;
};

const wordsIn = (text: string): ReadonlySet<string> => new Set(text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []);

/** Share of the words of both that they have in common. */
const likeness = (a: string, b: string): number => {
  const [own, other] = [wordsIn(a), wordsIn(b)];
  const shared = [...own].filter((word) => other.has(word)).length;
  return shared / (own.size + other.size - shared || 1);
};

/** `Someone on Site: "Title"`: what a declared title quotes is the title where it stands on the page as a line of its own. */
const quotedIn = (title: string, lines: readonly { readonly text: string }[]): string | null => {
  const quoted = QUOTED.exec(title)?.[1];
  if (quoted === undefined || plain(quoted).length < LEAST_SHARE * plain(title).length) return null;
  return lines.find((line) => plain(line.text) === plain(quoted))?.text ?? null;
};

/** The title in full where a heading of the page goes on after it: some are cut for search engines. */
const inFull = (title: string, headings: readonly string[]): string => {
  const start = plain(title);
  return headings.find((heading) => plain(heading).startsWith(start) && start.length >= LEAST_SHARE * plain(heading).length) ?? title;
};

/** The main heading that a declared title only adds to: "Heading - Site", `Someone: "Heading"`. */
const headingIn = (title: string, headings: readonly string[]): string | null => {
  const whole = plain(title);
  const found = headings.find((heading) => whole.includes(plain(heading)) && plain(heading).length >= LEAST_SHARE * whole.length);
  return found === undefined || wordCount(found) < LEAST_WORDS ? null : found;
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

/** Of what the linked data says the headline, or the name where it alone is like what the page shows. */
const ofData = (headlines: readonly string[], shown: readonly string[]): string | undefined =>
  headlines.find((one) => shown.some((other) => likeness(one, other) >= SAME)) ?? headlines[0];

/**
 * @param metas meta elements by name
 * @param headlines what the page's linked data calls the article, where it does
 * @param site name of the site, where known
 * @param lines the runs of text of the page
 */
export function titleOf(
  document: Document,
  metas: ReadonlyMap<string, string>,
  headlines: readonly string[],
  site: string | null,
  lines: readonly { readonly text: string }[],
): string {
  const headings = [...document.querySelectorAll('h1')].map((heading) => clean(heading.textContent)).filter((text) => plain(text) !== '');
  const shown = clean(document.title);
  const headline = ofData(headlines, [fromWindow(shown, site, headings), shown.split(SEPARATOR)[0]!, ...headings]);
  if (headline !== undefined) return inFull(withoutSite(headline, site), headings);
  const declared = TITLE_META.map((name) => metas.get(name)).find((value) => value !== undefined);
  if (declared === undefined) return fromWindow(shown, site, headings);
  return quotedIn(declared, lines) ?? headingIn(declared, headings) ?? inFull(withoutSite(declared, site), headings);
}
