/** Whether two claims that sound alike still say something else: another number, the opposite, another actor or scope, or what limits the other. */
import { OPPOSITES } from './fact-words';
import type { Fact } from './facts';
import type { Apart, Claim } from './model';
import { claimText } from './reading-rules';
import { reworded, type Side, sideOf } from './rewording';
import { saidBy } from './said';
import { guessLanguage } from './text';

interface Reading {
  /** Values by unit; a date's unit is "date". */
  readonly numbers: ReadonlyMap<string, ReadonlySet<string>>;
  /** Terms that a verb's negation stands before: "no" and "without" often only put the same another way. */
  readonly denied: ReadonlySet<string>;
  readonly terms: ReadonlySet<string>;
  readonly side: Side;
}

function numbersOf(found: readonly Fact[]): Map<string, Set<string>> {
  const numbers = new Map<string, Set<string>>();
  for (const fact of found) {
    if (fact.kind !== 'number' && fact.kind !== 'date') continue;
    const [kind, value, unit] = fact.key.split(':') as [string, string, string | undefined];
    const of = kind === 'date' ? 'date' : unit!;
    numbers.set(of, (numbers.get(of) ?? new Set()).add(value));
  }
  return numbers;
}

const DENIES = /^(?:not|never|cannot|unable|\p{L}+n['’]t|nicht|nie|niemals|pas|jamais)(?!\p{L})/iu;

function read(claim: Pick<Claim, 'title' | 'body'>): Reading {
  const text = claimText(claim);
  const { facts, terms } = saidBy(claim, guessLanguage(text) ?? 'en');
  return {
    numbers: numbersOf(facts),
    denied: new Set(
      facts.flatMap((fact) =>
        fact.kind === 'negation' && DENIES.test(text.slice(fact.start, fact.end)) ? [fact.key.slice('negation:'.length)] : [],
      ),
    ),
    terms,
    side: sideOf(text),
  };
}

// A claim is compared with others on every selection; its facts are looked for once.
const readings = new WeakMap<object, Reading>();
function readingOf(claim: Pick<Claim, 'title' | 'body'>): Reading {
  const known = readings.get(claim);
  if (known) return known;
  const reading = read(claim);
  readings.set(claim, reading);
  return reading;
}

const lacks = (a: ReadonlySet<string>, b: ReadonlySet<string>): boolean => [...a].some((value) => !b.has(value));

/** In one unit each has a value that the other has not. A value that only one of them gives is no contradiction. */
function numbersDiffer(a: Reading, b: Reading): boolean {
  return [...a.numbers].some(([unit, values]) => {
    const theirs = b.numbers.get(unit);
    return theirs !== undefined && lacks(values, theirs) && lacks(theirs, values);
  });
}

/** One denies what the other says and denies nowhere, or the two use the two words of a pair of opposites. */
function polarityDiffers(a: Reading, b: Reading): boolean {
  const denies = (one: Reading, other: Reading): boolean =>
    [...one.denied].some((term) => other.terms.has(term) && !other.denied.has(term)) && other.denied.size < one.denied.size;
  const has = (one: Reading, word: string): boolean => one.terms.has(word) || one.side.own.has(word);
  const opposite = OPPOSITES.some(
    ([left, right]) =>
      (has(a, left) && !has(a, right) && has(b, right) && !has(b, left)) ||
      (has(a, right) && !has(a, left) && has(b, left) && !has(b, right)),
  );
  return denies(a, b) || denies(b, a) || opposite;
}

/** The first reason why two similar claims are not the same; null where they agree. */
export function disagreement(a: Pick<Claim, 'kind' | 'title' | 'body'>, b: Pick<Claim, 'kind' | 'title' | 'body'>): Apart | null {
  if ((a.kind === 'caveat') !== (b.kind === 'caveat')) return 'caveat';
  const [one, other] = [readingOf(a), readingOf(b)];
  if (numbersDiffer(one, other)) return 'numbers-differ';
  return polarityDiffers(one, other) ? 'polarity-differs' : reworded(one.side, other.side);
}
