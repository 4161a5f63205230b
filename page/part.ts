/** Tells that an article goes on over several pages, and which of them this is. */
import type { PageInfo } from '../core/model';

const SAID = /\b(?:page|seite|p[áa]gina|pagina|strona|sida)\s+(\d{1,3})\s+(?:of|von|de|di|z|av|sur|\/)\s+(\d{1,3})\b/i;
const LONGEST_SAID = 40;
const NUMBERED = '[class*="pag" i] a[href], nav a[href], [role="navigation"] a[href]';
const NEXT = 'link[rel~="next"][href], link[rel~="prev"][href], a[rel~="next"][href], a[rel~="prev"][href]';
const PARAMETERS = /^(?:page|p|pg|paged|pagenum|page_?no|seite|pagina)$/i;
/** `/2`, `/page/2`, `-2.html`, `_p2`: what the address of a later page ends in. */
const TAIL = /(?:\/page|[-_]page|\/seite|[/_-]p)?[/_-]?(?<=\D)(\d{1,3})(\.\w{2,5})?\/?$/i;
/** A path of dates alone is no article's. */
const NAMED = /\p{L}{3}/u;

/** The article that an address is of, and the number of its page; null where it names none. */
interface Place {
  readonly article: string;
  readonly number: number | null;
}

const inPath = ({ pathname }: URL): Place => {
  const tail = TAIL.exec(pathname);
  const whole = pathname.replace(/\/$/, '');
  return tail === null
    ? { article: whole, number: null }
    : { article: pathname.slice(0, tail.index) + (tail[2] ?? ''), number: Number(tail[1]) };
};

const inQuery = (url: URL): number | null => {
  for (const [name, value] of url.searchParams) if (PARAMETERS.test(name) && /^\d{1,3}$/.test(value)) return Number(value);
  return null;
};

/** The number that an address gives to a page of the article at `here`; null where it is of something else. */
function pageNumber(there: URL, here: URL): number | null {
  if (there.host !== here.host) return null;
  const plain = here.pathname.replace(/\/$/, '');
  const asked = inQuery(there);
  if (there.pathname.replace(/\/$/, '') === plain) return asked;
  const [from, to] = [inPath(here), inPath(there)];
  if (!NAMED.test(to.article)) return null;
  if (to.number !== null && (to.article === plain || to.article === from.article)) return to.number;
  return from.number !== null && there.pathname.replace(/\/$/, '') === from.article ? 1 : null;
}

function addressed(links: Iterable<Element>, here: URL): { readonly link: Element; readonly number: number }[] {
  return [...links].flatMap((link) => {
    const href = link.getAttribute('href')!;
    if (href.startsWith('#') || !URL.canParse(href, here)) return [];
    const number = pageNumber(new URL(href, here), here);
    return number === null ? [] : [{ link, number }];
  });
}

const said = (texts: Iterable<string>): PageInfo['part'] => {
  for (const text of texts) {
    const [, page, of] = (text.length <= LONGEST_SAID && SAID.exec(text)) || [];
    if (page !== undefined && Number(page) >= 1 && Number(of) > 1 && Number(page) <= Number(of))
      return { page: Number(page), of: Number(of) };
  }
  return null;
};

/**
 * @param url where the document is from
 * @param lines the runs of text that were read in it
 * @returns null where nothing says that there are other pages
 */
export function partOf(document: Document, url: string, lines: readonly { readonly text: string }[]): PageInfo['part'] {
  const title = SAID.exec(document.title)?.[0];
  const told = said([...(title === undefined ? [] : [title]), ...lines.map(({ text }) => text)]);
  if (told !== null || !URL.canParse(url)) return told;
  const here = new URL(url);
  const numbered = addressed(document.querySelectorAll(NUMBERED), here).filter(
    ({ link, number }) => (link.textContent ?? '').trim() === String(number),
  );
  const own = inQuery(here) ?? inPath(here).number;
  const numbers = numbered.map(({ number }) => number);
  const besides = addressed(document.querySelectorAll(NEXT), here).map(({ number }) => number);
  if (numbers.length + besides.length === 0) return null;
  const page = own ?? 1;
  if ([...numbers, ...besides].every((number) => number === page)) return null;
  return { page, of: numbers.length > 0 ? Math.max(page, ...numbers) : null };
}
