/** Text into HTML. */
import { isOpenable } from './words';

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
  // a bare one would be read as a line feed
  '\r': '&#13;',
};

/** Text as text, in an element or a quoted attribute. What HTML cannot hold (U+0000, halves of surrogate pairs) becomes U+FFFD. */
export const escapeHtml = (text: string): string =>
  text.replace(/[\0\p{Surrogate}]/gu, '\uFFFD').replace(/[&<>"'\r]/g, (char) => ENTITIES[char]!);

/** A value between double quotes that holds no text of a page or a model. */
export const attribute = (value: string): string => value.replaceAll('&', '&amp;').replaceAll('"', '&quot;');

/** Leads out of the file; the text alone where the address is none that a browser opens as a page. */
export const link = (url: string, text: string): string =>
  isOpenable(url) ? `<a href="${escapeHtml(url)}" rel="noreferrer noopener">${escapeHtml(text)}</a>` : escapeHtml(text);
