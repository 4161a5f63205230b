/** The facts of a text by their form: numbers, dates, names, negations. No fact, no claim of one. */
import { FRACTIONS, LONG_SCALE, MAGNITUDES, MONTHS, MULTIPLES, NEGATIONS, NUMERALS, UNCOUNTED, UNITS, WEEKDAYS } from './fact-words';
import type { FactKind } from './model';
import { isFunctionWord, type Stretch, sentences, terms, words } from './text';

export interface Fact extends Stretch {
  readonly kind: FactKind;
  /** Equal where two facts say the same: `number:30:x`, `date:2026-2-`, `name:ellen fetter`, `negation:publish`. */
  readonly key: string;
}

// ---------------------------------------------------------------- patterns

const literal = (form: string): string => form.replace(/[$.*+?()[\]{}|\\]/g, '\\$&');
const either = (forms: Iterable<string>): string =>
  [...forms]
    .sort((a, b) => b.length - a.length)
    .map(literal)
    .join('|');

const EDGE = '(?<![\\p{L}\\p{N}])';
const STOP = '(?![\\p{L}\\p{N}])';
const YEAR = '(?:1[5-9]|20)\\d{2}';
const BEFORE_MONTH = '(?:(?<part>early|mid|late|last|next|end of|ende|anfang|mitte)[ -])?';

const DATE = new RegExp(
  `${EDGE}(?:${[
    `(?<iso>\\d{4}-\\d{2}-\\d{2})${STOP}`,
    `(?<dotted>\\d{1,2}\\.\\s?\\d{1,2}\\.\\s?\\d{4})${STOP}`,
    `${BEFORE_MONTH}(?:(?<before>\\d{1,2})(?:st|nd|rd|th|\\.|er)?\\s+(?:of\\s+)?)?(?<month>${either(MONTHS.keys())})\\b\\.?(?:\\s+(?<after>\\d{1,2})(?:st|nd|rd|th)?(?![\\d%]))?(?:,?\\s+(?:of\\s+)?(?<year>${YEAR}))?${STOP}`,
    `(?:(?:early|mid|late)[ -])?(?<decade>${YEAR}s|['’]\\d0s|${YEAR}er)${STOP}`,
    `(?<only>${YEAR})(?![\\p{L}\\p{N}]|[.,:]\\d|\\s?[%$€£]|\\s(?:people|${either([...MAGNITUDES.keys(), ...UNITS.keys()])})\\b)`,
    `(?<weekday>${either(WEEKDAYS.keys())})${STOP}`,
  ].join('|')})`,
  'uy',
);

const DIGITS = '\\d+(?:[.,\\u202f\\u00a0]\\d+)*';
const NUMERAL = either(NUMERALS.keys());
const MAGNITUDE = either([...MAGNITUDES.keys(), ...LONG_SCALE.keys()]);
const NUMBER = new RegExp(
  `${EDGE}(?:${[
    `(?:(?<currency>us\\$|[$€£¥])\\s?)?(?<![\\p{L}\\d]-?)(?<digits>${DIGITS})(?<k>k${STOP})?(?:[ \\u00a0-](?<size>${MAGNITUDE})\\b\\.?)?(?:[ \\u00a0-]?(?<unit>${either(UNITS.keys())})${STOP.replace('(?!', "(?![\\u2019'-]?")})?`,
    `(?:(?<of>a|one|two|three|four|nine)[ -])?(?<fraction>half|(?:${either(FRACTIONS.keys())})(?=\\sof)|(?<=[ -])(?:thirds|quarters|fifths|tenths)|(?<=(?:one|two|three|nine)-)tenth)${STOP}`,
    `(?<numeral>(?:${NUMERAL})(?:[ -](?:${NUMERAL}))?)(?:[ -](?<wordSize>${MAGNITUDE}))?(?:[ -]?(?<wordUnit>${either(UNITS.keys())}))?${STOP}`,
    `(?<multiple>${either(MULTIPLES.keys())})${STOP}`,
    `(?<uncounted>${either(UNCOUNTED.keys())})(?: (?:of|von|de) (?<times>${either(UNCOUNTED.keys())}))?(?=\\s(?:of|von|de|d['’])${STOP}|\\s(?:each|a|per|pro|par)\\s)(?:\\s(?:of|von|de)\\s\\p{L}+)?`,
  ].join('|')})`,
  'uy',
);

const CAPITAL = "(?!I(?![\\p{L}\\p{N}]))\\p{Lu}[\\p{L}\\p{N}]*(?:[-&](?=[\\p{Lu}\\p{N}])[\\p{L}\\p{N}]+|[’']\\p{L}[\\p{L}\\p{N}]*)*";
const LINK = '(?:of the|of|for|de la|de|du|la|van der|van|von der|von|am|al|ibn)';
const LEADING_LINK = new RegExp(`^${LINK} `);
const TITLE = '(?:Mr|Mrs|Ms|Dr|Prof|Sen|Rep|Gov|Gen|St)\\.\\s';
const NAME = new RegExp(
  `${EDGE}(?<!z\\.\\s?)(?:${TITLE})?(?:(?:\\p{Lu}\\.){1,4}|${CAPITAL})(?:\\s(?:${LINK}\\s)?(?:${TITLE})?(?:\\p{Lu}\\.|${CAPITAL}))*`,
  'uy',
);

// A negation and the words that it denies, to the end of the phrase.
const NEGATION = new RegExp(
  `${EDGE}(?:(?:${either(NEGATIONS)})${STOP}(?! only| doubt| wonder| matter| nur| seulement)|\\p{L}+n[’']t${STOP})(?:\\s[\\p{L}\\p{N}’'-]+){0,4}`,
  'uy',
);

// ---------------------------------------------------------------- where they may begin

const MONTH_LEADS = ['early', 'mid', 'late', 'last', 'next', 'end', 'ende', 'anfang', 'mitte'];
const DATE_OPENERS = new Set([...MONTHS.keys(), ...WEEKDAYS.keys(), ...MONTH_LEADS]);
/** "fourfold": the numeral is only the beginning of the word. */
const TIMES = [...NUMERALS.keys()].flatMap((numeral) => ['fold', 'mal', 'fach'].map((times) => numeral + times));
const NUMBER_OPENERS = new Set(['a', ...NUMERALS.keys(), ...TIMES, ...FRACTIONS.keys(), ...MULTIPLES.keys(), ...UNCOUNTED.keys()]);
const DENIALS = new Set(NEGATIONS);

/** Places where a pattern is worth trying, in order: every pattern at every letter is most of what facts would cost. */
interface Openings {
  readonly dates: readonly number[];
  readonly numbers: readonly number[];
  readonly names: readonly number[];
  readonly denials: readonly number[];
}

const MARKED = /(?:us\$|[$€£¥])\s?$/;

function openingsOf(text: string, lower: string): Openings {
  const [dates, numbers, names, denials]: number[][] = [[], [], [], []];
  for (const { 0: word, index } of lower.matchAll(/[\p{L}\p{N}]+/gu)) {
    if (word[0]! <= '9') {
      const mark = MARKED.exec(lower.slice(Math.max(0, index - 4), index));
      if (mark) numbers!.push(index - mark[0].length);
      numbers!.push(index);
      if (/['’]$/.test(lower[index - 1] ?? '')) dates!.push(index - 1);
      dates!.push(index);
      continue;
    }
    if (text[index] !== lower[index]) names!.push(index);
    if (DATE_OPENERS.has(word)) dates!.push(index);
    if (NUMBER_OPENERS.has(word)) numbers!.push(index);
    if (DENIALS.has(word) || (word.endsWith('n') && lower[index + word.length + 1] === 't')) denials!.push(index);
  }
  return { dates: dates!, numbers: numbers!, names: names!, denials: denials! };
}

/** The matches of a sticky pattern at some places, none inside another. */
function matchesAt(pattern: RegExp, text: string, places: readonly number[]): RegExpExecArray[] {
  const out: RegExpExecArray[] = [];
  let free = 0;
  for (const place of places) {
    if (place < free) continue;
    pattern.lastIndex = place;
    const match = pattern.exec(text);
    if (match === null) continue;
    out.push(match);
    free = pattern.lastIndex;
  }
  return out;
}

// ---------------------------------------------------------------- numbers and dates

const DECIMAL_COMMA = new Set(['de', 'fr', 'es', 'it', 'pt', 'nl', 'pl', 'ru', 'sv', 'da', 'nb', 'no', 'fi', 'cs']);
const twoLetters = (lang: string | null | undefined): string => lang?.slice(0, 2).toLowerCase() ?? '';

/** "1,234.5", "1.234,5", "3,5" as a number; where the marks leave a choice the language decides. */
export function numberOf(digits: string, lang?: string | null): number {
  const plain = digits.replace(/[\u202f\u00a0]/g, '');
  const last = Math.max(plain.lastIndexOf(','), plain.lastIndexOf('.'));
  if (last < 0) return Number(plain);
  const mark = plain[last]!;
  const other = mark === ',' ? '.' : ',';
  const decimal = DECIMAL_COMMA.has(twoLetters(lang)) ? ',' : '.';
  const once = plain.indexOf(mark) === last;
  const grouped = !plain.includes(other) && /^\d{1,3}(?:[.,]\d{3})+$/.test(plain) && (mark !== decimal || !once);
  if (grouped || !once) return Number(plain.replace(/[.,]/g, ''));
  return Number(`${plain.slice(0, last).replaceAll(other, '')}.${plain.slice(last + 1)}`);
}

const sizeOf = (word: string | undefined, lang: string | null | undefined): number => {
  if (word === undefined) return 1;
  const long = twoLetters(lang) !== '' && twoLetters(lang) !== 'en' ? LONG_SCALE.get(word) : undefined;
  return Number(long ?? MAGNITUDES.get(word) ?? LONG_SCALE.get(word) ?? 1);
};

const numeralOf = (text: string): number =>
  text
    .split(/[ -]/)
    .map((part) => Number(NUMERALS.get(part) ?? Number.NaN))
    .reduce((sum, part) => (sum >= 20 || sum === 0 ? sum + part : Number.NaN), 0);

type Groups = Readonly<Record<string, string | undefined>>;

/** Value and unit of a match, null where it is no number after all ("one of them"). */
function quantity(groups: Groups, lang: string | null | undefined): { value: number; unit: string } | null {
  const { currency, digits, k, size, unit, numeral, wordSize, wordUnit, of, fraction, multiple, uncounted, times } = groups;
  if (uncounted !== undefined) return { value: Number(UNCOUNTED.get(uncounted)) * Number(UNCOUNTED.get(times ?? '') ?? 1), unit: 'some' };
  if (multiple !== undefined) return { value: MULTIPLES.get(multiple)!, unit: 'x' };
  if (fraction !== undefined) {
    if (of === undefined && fraction !== 'half') return null;
    const parts = of === undefined || of === 'a' ? 1 : numeralOf(of);
    return { value: parts / FRACTIONS.get(fraction)!, unit: '' };
  }
  if (digits !== undefined) {
    const value = numberOf(digits, lang) * sizeOf(size, lang) * (k === undefined ? 1 : 1000);
    return { value, unit: UNITS.get(currency ?? unit ?? '') ?? '' };
  }
  const value = numeralOf(numeral!) * sizeOf(wordSize, lang);
  if (Number.isNaN(value) || (value <= 1 && wordUnit === undefined)) return null;
  return { value, unit: UNITS.get(wordUnit ?? '') ?? '' };
}

/** Months that are words too need a number beside them or a word before them that dates take. */
const AMBIGUOUS = new Set(['may', 'march', 'mars', 'mar', 'sept', 'jun', 'mai']);

function dateKey(groups: Groups, before: string): string | null {
  const { iso, dotted, part, month, year, decade, only, weekday } = groups;
  const day = groups.before ?? groups.after;
  if (iso !== undefined) return iso.split('-').map(Number).join('-');
  if (dotted !== undefined) return dotted.split(/\.\s?/).map(Number).reverse().join('-');
  if (decade !== undefined) return `${decade.replace(/\D/g, '').padStart(4, '19').slice(0, 3)}0s`;
  if (only !== undefined) return `${only}--`;
  if (weekday !== undefined) return WEEKDAYS.get(weekday)!;
  if (
    (day ?? year ?? part) === undefined &&
    AMBIGUOUS.has(month!) &&
    !/\b(?:in|since|by|until|last|next|early|late|mid|of|im|seit|en|this)[ -]$/i.test(before)
  )
    return null;
  return `${year ?? ''}-${MONTHS.get(month!)!}-${day === undefined ? '' : Number(day)}`;
}

// ---------------------------------------------------------------- names and negations

const bareName = (name: string): string => words(name.replace(new RegExp(`^${TITLE}`, 'u'), '')).join(' ');
// "American", "Chinese", "Democratic": a capital, but no one's name.
const PEOPLES = /(?:[ie]an|ese|ish|can|cratic)s?$/;
const ACRONYM = /\p{Lu}[\p{L}\p{N}-]*[\p{Lu}\d]/u;

interface NameRules {
  readonly text: string;
  readonly standsInside: (word: string) => boolean;
  /** Where sentences start, and with them capitals that mean nothing. */
  readonly starts: ReadonlySet<number>;
  /** German writes every noun with a capital: one word alone is then no name. */
  readonly nouns: boolean;
  readonly lang: string | null;
}

/** The part of a run of capitalised words that is a name; null where only its place made the capital. */
function nameIn(run: string, start: number, rules: NameRules): Stretch | null {
  let at = start;
  let name = run.replace(/['’]s?$/, '');
  const opening = rules.starts.has(start) || /[“"‘:(•]\s?$/.test(rules.text.slice(Math.max(0, start - 2), start));
  const first = name.split(' ')[0]!;
  if (first !== name && opening && (rules.nouns || isFunctionWord(first, rules.lang))) {
    at += first.length + 1;
    name = name.slice(first.length + 1).replace(LEADING_LINK, (lead) => {
      at += lead.length;
      return '';
    });
  }
  const single = !name.includes(' ');
  if (single && (name.length < 2 || isFunctionWord(name, rules.lang)) && !/^\p{Lu}{2}$/u.test(name)) return null;
  if (single && !ACRONYM.test(name)) {
    if (rules.nouns) return null;
    if (at === start && opening && !rules.standsInside(name)) return null;
  }
  if (single ? PEOPLES.test(name) : rules.nouns && /^\p{L}+ von \p{L}+$/u.test(name)) return null;
  return { start: at, end: at + name.length };
}

const AFTER_WORD = /[\p{L},]\s$/u;
const WORD_GOES_ON = /^[\p{L}\p{N}]/u;

/** Whether a word stands inside a sentence of the text too; asked of a word once, for a text may open a thousand sentences with it. */
function insideSentences(text: string): (word: string) => boolean {
  const known = new Map<string, boolean>();
  // By hand: a pattern of its own for every word costs more to make than to look with.
  const standsInside = (word: string): boolean => {
    for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
      const end = at + word.length;
      if (AFTER_WORD.test(text.slice(Math.max(0, at - 3), at)) && !WORD_GOES_ON.test(text.slice(end, end + 2))) return true;
    }
    return false;
  };
  return (word) => {
    const inside = known.get(word) ?? standsInside(word);
    known.set(word, inside);
    return inside;
  };
}

function names(text: string, lang: string | null, places: readonly number[]): Fact[] {
  if (places.length === 0) return [];
  const starts = new Set(
    sentences(text, lang).map((sentence) => sentence.start + (/^["'“‘([«]*/.exec(text.slice(sentence.start))?.[0].length ?? 0)),
  );
  const rules: NameRules = { text, standsInside: insideSentences(text), starts, nouns: twoLetters(lang) === 'de', lang };
  const runs = matchesAt(NAME, text, places);
  // A line in title case or capitals throughout says nothing by its capitals.
  const capitals = text.match(/(?<![\p{L}\p{N}])\p{Lu}/gu)?.length ?? 0;
  if (capitals > 3 && capitals > 0.7 * text.split(/\s+/).length) return [];
  return runs.flatMap((run) => {
    const found = nameIn(run[0], run.index, rules);
    return found ? [{ ...found, kind: 'name' as const, key: `name:${bareName(text.slice(found.start, found.end))}` }] : [];
  });
}

/** @param taken in order; what is denied ends where one of them begins */
function negations(lower: string, lang: string | null, places: readonly number[], taken: readonly Stretch[]): Fact[] {
  let next = 0;
  return matchesAt(NEGATION, lower, places).flatMap((match) => {
    const start = match.index;
    while (next < taken.length && taken[next]!.end <= start) next++;
    const until = Math.min(start + match[0].length, taken[next]?.start ?? lower.length);
    const phrase = lower.slice(start, Math.max(start, until)).trimEnd();
    const denied = terms(phrase.replace(/^\S+/, ''), lang)[0];
    return denied === undefined ? [] : [{ start, end: start + phrase.length, kind: 'negation' as const, key: `negation:${denied}` }];
  });
}

// ---------------------------------------------------------------- all of them

function dates(lower: string, text: string, places: readonly number[]): Fact[] {
  return matchesAt(DATE, lower, places).flatMap((match) => {
    const { month, before, year } = match.groups!;
    const [start, end] = [match.index, match.index + match[0].length];
    // "may" and "march": a month alone is written with a capital.
    if (month !== undefined && (before ?? year) === undefined && !/\p{Lu}/u.test(text.slice(start, end))) return [];
    const key = dateKey(match.groups!, lower.slice(Math.max(0, start - 8), start));
    // The full stop after "May" ends the sentence, after "Oct" it is part of the word.
    const stop = match[0].endsWith('.') && month!.length > 4 ? 1 : 0;
    return key === null ? [] : [{ start, end: end - stop, kind: 'date' as const, key: `date:${key}` }];
  });
}

/** The number of a note, raised on the page, stands right after a word's or a sentence's mark; "p.41" does not mean one. */
const isNoteMark = (lower: string, start: number, number: string): boolean =>
  /^\d{1,2}$/.test(number) &&
  /\p{L}[.!?,;:]["”’»]?$/u.test(lower.slice(Math.max(0, start - 3), start)) &&
  !/\b(?:pp?|nos?|nr|vol|fig|figs|art|ch|sec|eq|abs|bd|s)\.$/.test(lower.slice(Math.max(0, start - 6), start));

function numbers(lower: string, lang: string | null, places: readonly number[]): Fact[] {
  return matchesAt(NUMBER, lower, places).flatMap((match) => {
    const said = quantity(match.groups!, lang);
    if (!said) return [];
    const start = match.index;
    if (isNoteMark(lower, start, match[0])) return [];
    return [
      {
        start,
        end: match.index + match[0].length,
        kind: 'number' as const,
        key: `number:${Number(said.value.toPrecision(12))}:${said.unit}`,
      },
    ];
  });
}

/** What is taken and those of `found` that overlap none of it, both and all in order. One pass: a text may be one long paragraph. */
function withFree(taken: readonly Fact[], found: readonly Fact[]): Fact[] {
  const merged: Fact[] = [];
  let next = 0;
  for (const fact of found) {
    while (next < taken.length && taken[next]!.end <= fact.start) merged.push(taken[next++]!);
    const isFree = (merged.at(-1)?.end ?? 0) <= fact.start && (taken[next]?.start ?? fact.end) >= fact.end;
    if (isFree) merged.push(fact);
  }
  return merged.concat(taken.slice(next));
}

/** The facts of a text in order, none overlapping another: a date is no number, a name holds its own numbers. */
export function facts(text: string, lang?: string | null): Fact[] {
  const language = lang ?? null;
  const folded = text.toLowerCase();
  // The few letters whose lower case is longer would move every offset after them.
  const lower = folded.length === text.length ? folded : text;
  const openings = openingsOf(text, lower);
  const counted = withFree(dates(lower, text, openings.dates), numbers(lower, language, openings.numbers));
  const named = withFree(counted, names(text, language, openings.names));
  return withFree(named, negations(lower, language, openings.denials, named));
}
