/**
 * Numbers and dates of a sentence against those of an article. A number stands somewhere in most articles; what counts is whether the
 * article says it of the same thing, told by the words around it, more than it says another number of that thing.
 */
import { type Fact, facts } from './facts';
import type { Span } from './model';
import { carries, type Said, saidIn } from './said';
import { type Stretch, terms } from './text';

export interface AmountDifference {
  readonly kind: 'number' | 'date';
  /** In the sentence. */
  readonly here: Stretch;
  /** What the article has in its place; null where it has nothing of the kind there. */
  readonly there: Span | null;
}

/** Content words on either side of a number that tell what it is said of, and those after it that it may count. */
const AROUND = 7;
const COUNTED = 3;
/** Characters on either side that are looked through for them. */
const REACH = 140;
/** Word forms of one word begin alike. */
const BEGINNING = 5;
/** Numbers up to this stand in any article. */
const SMALL = 12;
/** Weight of shared words from which a bare small number is said of the same thing, and from which another stands in a number's place. */
const SAME_THING = 2;
const IN_ITS_PLACE = 4;
/** So much more, by weight, speaks for another number where the article has the number too. */
const TIMES_MORE = 1.5;
const MORE = 1;

interface Amount {
  readonly fact: Fact;
  /** In its sentence, without the full stop that may end it. */
  readonly at: Stretch;
  /** A date's is "date". */
  readonly unit: string;
  /** A small number without a unit. */
  readonly isBare: boolean;
  readonly counts: readonly string[];
  readonly around: ReadonlySet<string>;
  readonly span: Span;
}

const beginnings = (text: string, lang: string | null): string[] =>
  terms(text, lang)
    .filter((term) => !/\d/.test(term))
    .map((term) => term.slice(0, BEGINNING));

function amountOf(text: string, fact: Fact, span: Span, lang: string | null): Amount {
  const [, value, unit] = fact.key.split(':') as [string, string, string | undefined];
  const before = beginnings(text.slice(Math.max(0, fact.start - REACH), fact.start), lang).slice(-AROUND);
  const after = beginnings(text.slice(fact.end, fact.end + REACH), lang).slice(0, AROUND);
  const at = { start: fact.start, end: fact.end - (text[fact.end - 1] === '.' ? 1 : 0) };
  return {
    fact,
    at,
    unit: fact.kind === 'date' ? 'date' : unit!,
    isBare: unit === '' && Number(value) <= SMALL,
    counts: after.slice(0, COUNTED),
    around: new Set([...before, ...after]),
    span: { block: span.block, start: span.start + at.start, end: span.start + at.end },
  };
}

const amountsIn = (text: string, span: Span, lang: string | null): Amount[] =>
  facts(text, lang).flatMap((fact) => (fact.kind === 'number' || fact.kind === 'date' ? [amountOf(text, fact, span, lang)] : []));

/** Year, month and day of a date, empty where it leaves one out; a weekday or a decade stands alone. */
const partsOf = (date: Fact): readonly string[] => date.key.slice('date:'.length).split('-');

/** Whether the parts that both dates give are the same; null where there are none. */
function agree(a: Fact, b: Fact): boolean | null {
  const [mine, theirs] = [partsOf(a), partsOf(b)];
  if (mine.length !== theirs.length) return null;
  const both = mine.flatMap((part, at) => (part === '' || theirs[at] === '' ? [] : [part === theirs[at]]));
  return both.length === 0 ? null : both.every((isSame) => isSame);
}

/** An article leaves out the year of most of its dates, but for that it has to be as exact. */
const carriesDate = (theirs: Fact, mine: Fact): boolean =>
  agree(mine, theirs) === true && partsOf(mine).every((part, at) => at === 0 || part === '' || partsOf(theirs)[at] !== '');

/** "HL7", "LGP-30", "Phase 1": a name that ends in a number. */
const CODE = /(?<![\p{L}\p{N}])(\p{Lu}[\p{L}]*)([\s\u00a0-]?)(\d+(?:\.\d+)*)(?![\p{L}\p{N}]|[.,]\d)/gu;

const NOTHING_SAID: Said = { keys: new Set(), words: new Set(), terms: new Set(), negates: false };

/** "HL7" is a code wherever it stands; with a space between, "Phase 1" is one only inside a sentence, which "Nearly 30" opens. */
const isCode = (text: string, { index, 1: name, 2: gap }: RegExpExecArray): boolean =>
  gap !== ' ' || /^\p{Lu}{2,}$/u.test(name!) || /[\p{L}\p{N},;:)]\s$/u.test(text.slice(Math.max(0, index - 2), index));

/** A month's day, a month's year and "In 2016" look like codes. */
function codesIn(text: string, lang: string | null): RegExpExecArray[] {
  const dates = facts(text, lang).filter(({ kind }) => kind === 'date');
  return [...text.matchAll(CODE)].filter(
    (code) => isCode(text, code) && !dates.some(({ start, end }) => start < code.index + code[0].length && code.index < end),
  );
}

/** Of the same unit, and another value of it; a date that may be the same is no other. */
const isOther = (mine: Amount, other: Amount): boolean =>
  other.unit === mine.unit && (mine.unit !== 'date' || agree(mine.fact, other.fact) === false);

export class AmountPlaces {
  private readonly all: readonly Amount[];
  private readonly codes = new Map<string, Map<string, Span>>();
  private readonly frequency = new Map<string, number>();

  constructor(
    private readonly sentences: readonly { readonly span: Span; readonly text: string }[],
    private readonly lang: string | null,
  ) {
    this.all = sentences.flatMap(({ span, text }) => amountsIn(text, span, lang));
    for (const { span, text } of sentences) {
      for (const one of new Set(beginnings(text, lang))) this.frequency.set(one, (this.frequency.get(one) ?? 0) + 1);
      for (const code of codesIn(text, lang)) {
        const numbers = this.codes.get(code[1]!) ?? new Map<string, Span>();
        const start = span.start + code.index;
        if (!numbers.has(code[3]!)) numbers.set(code[3]!, { block: span.block, start, end: start + code[0].length });
        this.codes.set(code[1]!, numbers);
      }
    }
  }

  /** The numbers and dates of a sentence that the article does not have, or says of something else. */
  differing(text: string): AmountDifference[] {
    const own = saidIn(text, this.lang);
    const amounts = amountsIn(text, { block: 0, start: 0, end: 0 }, this.lang);
    const coded = this.otherCodes(text);
    const isCoded = ({ fact }: Amount): boolean => coded.some(({ here }) => here.start <= fact.start && fact.end <= here.end);
    const differing = amounts.flatMap((mine): AmountDifference[] => {
      if (isCoded(mine)) return [];
      const others = this.all.filter((other) => isOther(mine, other) && !carries(own, other.fact));
      const best = this.best(mine, others);
      const same = this.carriersOf(mine);
      const most = same.reduce((sum, one) => Math.max(sum, this.likeness(mine, one)), 0);
      const isSaid = same.length > 0 && (most >= SAME_THING || !mine.isBare) && (best?.likeness ?? 0) <= TIMES_MORE * most + MORE;
      return isSaid ? [] : [{ kind: mine.fact.kind === 'date' ? 'date' : 'number', here: mine.at, there: best?.amount.span ?? null }];
    });
    return [...coded, ...differing];
  }

  private carriersOf(mine: Amount): Amount[] {
    return this.all.filter(({ fact, unit }) =>
      mine.unit === 'date' && unit === 'date'
        ? carriesDate(fact, mine.fact)
        : carries({ ...NOTHING_SAID, keys: new Set([fact.key]) }, mine.fact),
    );
  }

  private best(mine: Amount, others: readonly Amount[]): { amount: Amount; likeness: number } | null {
    let best: { amount: Amount; likeness: number } | null = null;
    for (const amount of others) {
      const likeness = this.likeness(mine, amount);
      if (likeness >= IN_ITS_PLACE && likeness > (best?.likeness ?? 0)) best = { amount, likeness };
    }
    return best;
  }

  /** The weight of the words that stand around both; what both count weighs twice. */
  private likeness(a: Amount, b: Amount): number {
    let sum = 0;
    for (const one of a.around) if (b.around.has(one)) sum += this.weight(one);
    const counted = a.counts.find((one) => b.counts.includes(one));
    return sum + (counted === undefined ? 0 : this.weight(counted));
  }

  private weight(beginning: string): number {
    return Math.log((this.sentences.length + 1) / ((this.frequency.get(beginning) ?? 0) + 1)) + 1;
  }

  private otherCodes(text: string): AmountDifference[] {
    return codesIn(text, this.lang).flatMap((code): AmountDifference[] => {
      const numbers = this.codes.get(code[1]!);
      if (numbers === undefined || numbers.has(code[3]!)) return [];
      const here = { start: code.index, end: code.index + code[0].length };
      return [{ kind: 'number', here, there: [...numbers.values()][0]! }];
    });
  }
}
