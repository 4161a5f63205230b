/** Words and sentences. All offsets count UTF-16 units of the string they were asked of. */
import { LISTED_LANGUAGES, stopWords } from './stop-words';

/** A stretch of a text, end exclusive. */
export interface Stretch {
  readonly start: number;
  readonly end: number;
}

// ---------------------------------------------------------------- words

// Scripts written without spaces between words: their runs are cut into overlapping pairs of characters.
const UNSPACED = '\\p{sc=Han}\\p{sc=Hiragana}\\p{sc=Katakana}\\p{sc=Thai}\\p{sc=Lao}\\p{sc=Khmer}\\p{sc=Myanmar}';
const WORD = /[\p{L}\p{N}][\p{L}\p{N}\p{M}]*(?:[.'\u2019][\p{L}\p{N}\p{M}]+)*/gu;
const HAS_UNSPACED = new RegExp(`[${UNSPACED}]`, 'u');
const UNSPACED_RUN = new RegExp(`[${UNSPACED}\\u30fc\\p{M}]+|[^${UNSPACED}\\u30fc]+`, 'gu');
const BEYOND_LATIN = /[^\0-\u007f\u2010-\u2027]/;
// Marks of Latin, Greek and Cyrillic letters, Hebrew points, Arabic vowel signs. Other marks (Indic vowels) are letters.
const MARKS = /[\u0300-\u036f\u0591-\u05c7\u064b-\u0652]/g;

/** Lower case, compatibility forms and accents folded; the length may change. */
function fold(text: string): string {
  const lower = text.toLowerCase();
  return BEYOND_LATIN.test(lower) ? lower.normalize('NFKD').replace(MARKS, '').replaceAll('ß', 'ss').normalize('NFC') : lower;
}

function pairs(run: string): string[] {
  const characters = [...run];
  if (characters.length < 2) return characters;
  return characters.slice(1).map((character, at) => `${characters[at]}${character}`);
}

/**
 * The words of a text: lower-cased, without accents, possessive 's, dots of abbreviations and thousands separators.
 * Runs of scripts without spaces become overlapping pairs of characters.
 */
export function words(text: string): string[] {
  const folded = fold(text)
    .replace(/['\u2019]s\b/g, '')
    .replace(/(\d)[,.\u202f\u00a0](?=\d{3}(?!\d))/g, '$1');
  const out: string[] = [];
  for (const word of folded.match(WORD) ?? []) {
    if (BEYOND_LATIN.test(word) && HAS_UNSPACED.test(word)) {
      for (const run of word.match(UNSPACED_RUN) ?? []) out.push(...(HAS_UNSPACED.test(run) ? pairs(run) : [run]));
    } else out.push(/[.'\u2019]/.test(word) ? bare(word) : word);
  }
  return out;
}

// "u.s" and "don't" lose their marks, a decimal point stays.
const bare = (word: string): string => word.replace(/['\u2019]|\.(?!\d)|(?<!\d)\./g, '');

// ---------------------------------------------------------------- language

const codeOf = (lang: string | null | undefined): string | null =>
  lang
    ?.slice(0, 3)
    .toLowerCase()
    .replace(/[-_].*/, '') || null;

/**
 * The two-letter code of the listed language whose function words are most of the text's words; null when none stands
 * out (too short, or a language without a list). Pages declare the wrong language often enough to ask the text first.
 */
export function guessLanguage(text: string): string | null {
  const sample = words(text.slice(0, 4000));
  if (sample.length < 6) return null;
  let best: string | null = null;
  let most = Math.max(1, 0.15 * sample.length);
  for (const language of LISTED_LANGUAGES) {
    const stops = stopWords(language, words);
    const hits = sample.filter((word) => word.length > 1 && stops.has(word)).length;
    if (hits > most) [best, most] = [language, hits];
  }
  return best;
}

// ---------------------------------------------------------------- terms

function stemEnglish(word: string): string {
  let stem = word;
  if (stem.endsWith('ies') && stem.length > 4) stem = `${stem.slice(0, -3)}y`;
  else if (stem.endsWith('sses')) stem = stem.slice(0, -2);
  else if (stem.endsWith('s') && !/(?:ss|us|is)$/.test(stem)) stem = stem.slice(0, -1);
  if (stem.endsWith('ing') && stem.length > 5) stem = stem.slice(0, -3);
  else if (stem.endsWith('ed') && stem.length > 4) stem = stem.slice(0, -2);
  else if (stem.endsWith('ly') && stem.length > 5) stem = stem.slice(0, -2);
  if (stem.length > 3 && stem.endsWith('e')) stem = stem.slice(0, -1);
  return stem.length > 3 && /([bdfglmnprt])\1$/.test(stem) ? stem.slice(0, -1) : stem;
}

// Plural and case endings only, after the light stemmers of Savoy (2006): a wrong merge costs more than a missed one.
const ENDINGS: Readonly<Record<string, RegExp>> = {
  de: /(?:ern|em|en|er|es|e|n|s)$/,
  fr: /(?:aux|es|s|x|e)$/,
  es: /(?:os|as|es|s|o|a|e)$/,
  pt: /(?:os|as|es|s|o|a|e)$/,
  it: /(?:[aeio])$/,
  nl: /(?:en|s|e)$/,
};

function stem(word: string, language: string | null): string {
  if (word.length <= 3 || language === null || /\d/.test(word)) return word;
  if (language === 'en') return stemEnglish(word);
  const ending = ENDINGS[language];
  if (!ending) return word;
  const cut = word.replace(ending, '');
  return cut.length >= 4 ? cut : word;
}

/** What a word of `words` counts as in a language: stemmed, null for a function word. */
export function termOf(word: string, language: string): string | null {
  return stopWords(language, words).has(word) ? null : stem(word, language);
}

/**
 * Content words: function words left out, the rest lightly stemmed. Where `lang` is null or absent the text's own
 * language is guessed, English where it is too short to tell; a language without a list loses and stems nothing.
 */
export function terms(text: string, lang?: string | null): string[] {
  const language = codeOf(lang) ?? guessLanguage(text) ?? 'en';
  return words(text).flatMap((word) => termOf(word, language) ?? []);
}

const PLAIN_WORD = /^[a-z]+$/i;

/** Whether nothing of a word, written as in the text, is a content word. */
export const isFunctionWord = (word: string, lang: string | null): boolean =>
  PLAIN_WORD.test(word) ? termOf(word.toLowerCase(), codeOf(lang) ?? 'en') === null : terms(word, lang).length === 0;

// ---------------------------------------------------------------- sentences

const CLOSERS = '["\'\\u2019\\u201d\\u00bb\\u203a)\\]}\\u300d\\u300f\\u3011\\uff09]*';
const NOTE_MARKS = '(?:\\s?\\[\\d{1,3}\\])*';
// "in the 1990s.1 Whatever": the number of a note, raised on the page, stands at the mark.
const RAISED = '(?:(?<=\\p{L}[.!?][\u2019\u201d\u00bb"]?)\\d{1,2}(?=\\s+["\u201c\u2018(]?\\p{Lu}))?';
// End of a sentence: a mark with what closes after it, then space or the end; full-width marks need no space.
const END = new RegExp(
  `(?:[.!?\\u2026\\u061f\\u06d4\\u0964\\u0965]+${CLOSERS}${RAISED}${NOTE_MARKS}(?=\\s|$)|[\\u3002\\uff01\\uff1f\\uff61]+${CLOSERS}|\\n\\s*\\n)`,
  'gu',
);

const wordSet = (list: string): ReadonlySet<string> => new Set(list.split(/\s+/));

// Never end a sentence.
const TITLES = wordSet(
  `v mr mrs ms dr prof sen rep reps sens gov gen lt col sgt capt cmdr adm maj rev hon st mt pres messrs mme mlle sr sra srta hr fr vs cf viz e.g i.e
   z.b d.h u.a s.o v.a bzw ca evtl ggf vgl sog inkl dipl approx resp esp incl ed eds p.ex`,
);
// End none before a number.
const BEFORE_NUMBER = wordSet(
  'no nos nr fig figs eq sec ch vol pp p pg art abs bd para jan feb mar apr jun jul aug sep sept oct nov dec ref tab',
);
// End one only before a word that starts sentences: a company, a place, an hour may go on with a capital.
const MAYBE = wordSet('inc ltd co corp jr sr llc bros dept univ assn ave blvd rd etc al a.m p.m b.c a.d ph.d m.d b.a m.a d.c gmbh');
const STARTERS = wordSet(
  `the a an it its he she they we you i this that these those there in on at by for from with as if when while but and or so yet however after
   before since although though because his her their our my your what who why how where not no one some many most all both each another more
   meanwhile now then here der die das ein eine es er sie wir in im am auf mit von bei aber und le la les un une il elle ils dans en mais et`,
);
const ORDINAL_LANGUAGES = new Set(['de', 'da', 'nb', 'no', 'nn', 'fi', 'cs', 'sk', 'hu', 'pl', 'sl', 'hr', 'et', 'lv', 'is', 'tr']);

const lastWord = (text: string, end: number): string =>
  /[^\s("'\u201c\u2018\u00ab[\u2014]*$/.exec(text.slice(Math.max(0, end - 24), end))?.[0] ?? '';

/** Whether the full stop at `dot`, followed by a space and `next`, belongs to its word and ends nothing. */
function belongsToWord(text: string, dot: number, next: string, ordinals: boolean): boolean {
  const word = lastWord(text, dot);
  const lower = word.toLowerCase();
  const starts = STARTERS.has(/^[^\p{L}]*(\p{L}*)/u.exec(next)?.[1]?.toLowerCase() ?? '');
  if (TITLES.has(lower)) return true;
  if (BEFORE_NUMBER.has(lower)) return /^[\dIVXL]/.test(next);
  if (/^\p{L}$/u.test(word)) return !starts && word !== 'I';
  if (MAYBE.has(lower) || /^(?:\p{L}\.)+\p{L}$/u.test(word)) return !starts;
  return ordinals && /^\d{1,2}$/.test(word);
}

interface Rules {
  readonly ordinals: boolean;
  /** A text without capitals cannot tell by them where a sentence starts. */
  readonly capitals: boolean;
}

function endsHere(text: string, start: number, found: RegExpExecArray, rules: Rules): boolean {
  const mark = found[0];
  const after = found.index + mark.length;
  if (!/^[.!?\u2026]/.test(mark)) return true;
  const next = text.slice(after, after + 24).trimStart();
  if (next === '') return true;
  // A lower-case word goes on ("Why?" he asked), unless it is a name like iPhone.
  if (rules.capitals && /^["'\u201c\u2018(]*\p{Ll}/u.test(next) && !/^\p{Ll}{1,2}\p{Lu}/u.test(next)) return false;
  if (!/^\.(?!\.)/.test(mark)) return true;
  // "3. Third rule": a number alone is a list's mark, not a sentence.
  if (/^\s*[([]?(?:\d{1,3}|[a-zA-Z]|[ivxIVX]{1,4})$/.test(text.slice(start, found.index))) return false;
  return mark.length > 1 || !belongsToWord(text, found.index, next, rules.ordinals);
}

const THAI_LIKE = /[\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]/u;
const PHRASE = 60;

/** Scripts that mark no sentence end part their clauses by a space: clauses are gathered until a phrase is long enough. */
function phrases(text: string, stretch: Stretch): Stretch[] {
  const out: Stretch[] = [];
  let start = stretch.start;
  for (const gap of text.slice(stretch.start, stretch.end).matchAll(/\s+/g)) {
    const at = stretch.start + gap.index;
    if (at - start < PHRASE || stretch.end - at < PHRASE / 2) continue;
    out.push({ start, end: at });
    start = at + gap[0].length;
  }
  out.push({ start, end: stretch.end });
  return out;
}

function trimmed(text: string, start: number, end: number): Stretch {
  const piece = text.slice(start, end);
  const head = piece.length - piece.trimStart().length;
  return { start: start + head, end: start + Math.max(head, piece.trimEnd().length) };
}

/**
 * The sentences of a text in order: trimmed, not empty, together all of it but the space between. `lang` matters where
 * a full stop after a number makes an ordinal ("am 3. Mai").
 */
export function sentences(text: string, lang?: string | null): Stretch[] {
  const rules: Rules = { ordinals: ORDINAL_LANGUAGES.has(codeOf(lang) ?? ''), capitals: /\p{Lu}/u.test(text) };
  const out: Stretch[] = [];
  let start = 0;
  const add = (end: number): void => {
    const stretch = trimmed(text, start, end);
    start = end;
    if (stretch.start === stretch.end) return;
    const last = out.at(-1);
    // What has no word ("***", a lone quote) belongs to the sentence before it.
    if (last && !/[\p{L}\p{N}]/u.test(text.slice(stretch.start, stretch.end)))
      out[out.length - 1] = { start: last.start, end: stretch.end };
    else out.push(stretch);
  };
  for (const found of text.matchAll(END)) if (endsHere(text, start, found, rules)) add(found.index + found[0].length);
  add(text.length);
  return THAI_LIKE.test(text) ? out.flatMap((stretch) => phrases(text, stretch)) : out;
}
