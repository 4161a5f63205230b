/** The form of a line of text: what can be counted in it without knowing its language. */

export interface TextForm {
  readonly length: number;
  readonly words: number;
  /** Shares of the words that begin with a capital, of the letters that are capitals, of the characters that are digits. */
  readonly capitals: number;
  readonly upper: number;
  readonly digits: number;
  /** Commas, and separators such as | › • –, a word. */
  readonly commas: number;
  readonly symbols: number;
  /** Marks that end a sentence. */
  readonly sentences: number;
  readonly endsSentence: boolean;
}

const SENTENCE_END = /[.!?…。！？:]["”’'»)\]]*$/;
const COMMAS = new Set([...',،、，;；'].map((char) => char.charCodeAt(0)));
const SYMBOLS = new Set([...'|»›>•→·–—/'].map((char) => char.charCodeAt(0)));
const ENDS = new Set([...'.!?…'].map((char) => char.charCodeAt(0)));
const FULL_WIDTH_ENDS = new Set([...'。！？'].map((char) => char.charCodeAt(0)));
const OPENERS = new Set([...'"“\'‘('].map((char) => char.charCodeAt(0)));
const CLOSERS = new Set([...'"”’\'»)]'].map((char) => char.charCodeAt(0)));
const SPACE = 32;

const isAsciiUpper = (code: number): boolean => code >= 65 && code <= 90;
const isAsciiLower = (code: number): boolean => code >= 97 && code <= 122;

/** CJK punctuation and the full-width forms of ASCII's. */
const isFullWidthMark = (code: number): boolean =>
  (code >= 0x3000 && code <= 0x303f) || (code >= 0xff00 && code <= 0xff0f) || (code >= 0xff1a && code <= 0xff20);

/** 2: a capital, 1: another letter, 0: no letter. Scripts without case have letters that are no capitals. */
function letterOf(code: number, char: string): 0 | 1 | 2 {
  if (code < 128) return isAsciiUpper(code) ? 2 : isAsciiLower(code) ? 1 : 0;
  const lower = char.toLowerCase();
  if (lower !== char) return 2;
  return char.toUpperCase() !== char || (code > 0x2e80 && !isFullWidthMark(code)) ? 1 : 0;
}

/** A mark at `index` that a space, the end, or closing marks before these follow. */
const endsAt = (text: string, index: number): boolean => {
  let next = index + 1;
  while (next < text.length && CLOSERS.has(text.charCodeAt(next))) next++;
  return next >= text.length || text.charCodeAt(next) === SPACE;
};

/** Counts in one pass. @param text white space collapsed, not empty */
export function formOf(text: string): TextForm {
  let words = 1;
  let capitals = 0;
  let upper = 0;
  let letters = 0;
  let digits = 0;
  let commas = 0;
  let symbols = 0;
  let sentences = 0;
  let starts = true;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code === SPACE) {
      words++;
      starts = true;
      continue;
    }
    const letter = letterOf(code, text[index]!);
    if (letter > 0) letters++;
    if (letter === 2) {
      upper++;
      if (starts) capitals++;
    } else if (code >= 48 && code <= 57) digits++;
    else if (letter === 0) {
      if (COMMAS.has(code)) commas++;
      else if (SYMBOLS.has(code)) symbols++;
      else if (FULL_WIDTH_ENDS.has(code) || (ENDS.has(code) && endsAt(text, index))) sentences++;
    }
    starts = starts && OPENERS.has(code);
  }
  return {
    length: text.length,
    words,
    capitals: capitals / words,
    upper: upper / (letters || 1),
    digits: digits / text.length,
    commas: commas / words,
    symbols: symbols / words,
    sentences,
    endsSentence: SENTENCE_END.test(text),
  };
}
