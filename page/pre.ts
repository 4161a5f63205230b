/** Tells preformatted text that is prose with hard line breaks (a mail, a plain-text book) from code. */

const CODE_NAMES = /\b(?:code|lang|language|highlight|hljs|source|src|syntax|brush|prettyprint|shiki|prism|console|terminal|output)/i;
const CODE_ELEMENTS = 'code, kbd, samp, table';
/** Coloured words are the mark of a highlighter. */
const MOST_SPANS = 5;
const LEAST_WORDS = 25;
/** So much of the beginning tells what the rest is. */
const LOOKED_AT = 4000;
const MOST_SYMBOLS = 0.02;
const LEAST_PLAIN = 0.7;
const SYMBOL = /[{}<>=;|\\$#@_`~^&+*[\]]/g;
const PLAIN_WORD = /^["'“‘(]*[\p{L}'’-]+[.,;:!?)"'”’]*$/u;
const SENTENCE_END = /\p{Ll}[.!?…]["'”’)]*(?:\s|$)/u;
/** Columns inside a line: a table or a drawing, not text. */
const COLUMNS = /\S {3,}\S/;
const MOST_COLUMNS = 0.4;

/** Sentences in lines, not code: most words are plain, symbols are few, and few lines have columns. */
export function isProseText(text: string): boolean {
  const words = text.split(/\s+/).filter((word) => word !== '');
  if (words.length < LEAST_WORDS || !SENTENCE_END.test(text)) return false;
  const symbols = text.match(SYMBOL)?.length ?? 0;
  const visible = words.reduce((sum, word) => sum + word.length, 0);
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  return (
    symbols / visible <= MOST_SYMBOLS &&
    words.filter((word) => PLAIN_WORD.test(word)).length / words.length >= LEAST_PLAIN &&
    lines.filter((line) => COLUMNS.test(line)).length / lines.length <= MOST_COLUMNS
  );
}

/** True of a `pre` whose text is prose. */
export function isProse(pre: Element): boolean {
  const names = `${pre.getAttribute('class') ?? ''} ${pre.parentElement?.getAttribute('class') ?? ''}`;
  if (CODE_NAMES.test(names) || pre.querySelector(CODE_ELEMENTS) !== null) return false;
  if (pre.querySelectorAll('span').length > MOST_SPANS) return false;
  return isProseText((pre.textContent ?? '').slice(0, LOOKED_AT));
}

/** A part of prose between two blank lines that is none: a table, a drawing. It keeps its lines. */
export function isDrawn(text: string): boolean {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const symbols = (text.match(SYMBOL)?.length ?? 0) + (text.match(/-{2,}|\.{4,}|[─-╿]/g)?.length ?? 0);
  return lines.length > 1 && (lines.filter((line) => COLUMNS.test(line)).length * 2 > lines.length || symbols / text.length > 0.1);
}
