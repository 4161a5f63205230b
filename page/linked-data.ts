/** The article as the page describes it in JSON-LD (schema.org). */

export interface ArticleData {
  /** Its headline and its name: on some sites one of them is a description. */
  readonly headlines: readonly string[];
  readonly author: string | null;
  readonly published: string | null;
  readonly publisher: string | null;
}

const ARTICLE_TYPE = /(?:Article|BlogPosting|Report|LiveBlogPosting|SocialMediaPosting|Posting)$/;
const MOST_NODES = 500;

type Json = Readonly<Record<string, unknown>>;

const isRecord = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value);

const NAMED: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  ldquo: '“',
  rdquo: '”',
  lsquo: '‘',
  rsquo: '’',
  ndash: '–',
  mdash: '—',
  hellip: '…',
};

const MOST_CODE_POINT = 0x10ffff;

/** JSON knows no entities, but many a page writes its own HTML into it. */
const withoutEntities = (text: string): string =>
  text.replace(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]+));/gi, (whole, decimal?: string, hex?: string, name?: string) => {
    if (name !== undefined) return NAMED[name.toLowerCase()] ?? whole;
    const code = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal);
    return code <= MOST_CODE_POINT ? String.fromCodePoint(code) : whole;
  });

const textIn = (value: unknown): string | null => {
  const text = typeof value === 'string' ? withoutEntities(value).replace(/\s+/g, ' ').trim() : '';
  return text === '' ? null : text;
};

/** The names in a value that may be a string, a thing with a name, or a list of these. */
const namesIn = (value: unknown): string[] => {
  if (Array.isArray(value)) return value.flatMap(namesIn);
  const name = isRecord(value) ? textIn(value.name) : textIn(value);
  return name === null || /^https?:/.test(name) ? [] : [name];
};

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text.replace(/^\s*<!\[CDATA\[|\]\]>\s*$/g, ''));
  } catch {
    // A page's own broken data is as good as none.
    return null;
  }
};

const isArticle = (node: Json): boolean => [node['@type']].flat().some((type) => typeof type === 'string' && ARTICLE_TYPE.test(type));

function firstArticle(root: unknown): Json | null {
  const queue: unknown[] = [root];
  for (let at = 0; at < queue.length && at < MOST_NODES; at++) {
    const node = queue[at];
    if (Array.isArray(node)) queue.push(...node);
    else if (isRecord(node)) {
      if (isArticle(node)) return node;
      queue.push(node['@graph'], node.mainEntity, node.mainEntityOfPage);
    }
  }
  return null;
}

const join = (names: readonly string[]): string | null => (names.length === 0 ? null : [...new Set(names)].join(', '));

export function articleData(document: Document): ArticleData {
  for (const script of document.querySelectorAll('script[type="application/ld+json"]')) {
    const article = firstArticle(parsed(script.textContent ?? ''));
    if (article === null) continue;
    return {
      headlines: [textIn(article.headline), textIn(article.name)].filter((text) => text !== null),
      author: join(namesIn(article.author)),
      published: textIn(article.datePublished),
      publisher: join(namesIn(article.publisher)),
    };
  }
  return { headlines: [], author: null, published: null, publisher: null };
}
