/**
 * Two texts in nearly the same words: what was put in place of what. Who restates a sentence uses other words all through; where the
 * order of words is kept and one name, one quantifier or one "not" stands in another's place, something else is said.
 */
import type { Apart } from './model';
import { terms, words } from './text';

/** Share of the words that both have in the same order (2 × common / all) from which one is an edit of the other. */
const EDITED = 0.5;
/** Stretches in common up to this many words do not part what was put in place of what. */
const BRIDGE = 2;
/** Shorter texts share their few words by chance. */
const FEWEST_WORDS = 10;

const wordSet = (list: string): ReadonlySet<string> => new Set(list.split(/\s+/));

/** Words that say of how much, how often or how surely something holds, those that say the same of it together. */
const SCOPES: readonly ReadonlySet<string>[] =
  `all every each any whole wholly entire entirely completely fully always alle jeder jede jedes ganz immer tous toutes chaque toujours
  only solely exclusively alone nur ausschließlich seulement uniquement
  most mostly largely mainly usually generally often meist meisten oft souvent
  some certain several partly partially sometimes occasionally rarely manche einige teilweise manchmal quelques certains parfois
  may might could can possibly perhaps probably likely könnte kann vielleicht wahrscheinlich peut pourrait
  must will muss wird doit`
    .split('\n  ')
    .map(wordSet);
const DENIES =
  wordSet(`not no never none neither nor cannot without isnt arent wasnt werent doesnt dont didnt wont wouldnt cant couldnt shouldnt
  hasnt havent hadnt nicht kein keine keinen keinem keiner nie niemals ohne pas jamais sans aucun aucune`);

/** What stands between two stretches that both have, on either side. */
interface Gap {
  readonly left: readonly string[];
  readonly right: readonly string[];
}

interface Alignment {
  readonly share: number;
  readonly gaps: readonly Gap[];
}

/** Lengths of the longest common subsequences of all pairs of tails. */
function tails(a: readonly string[], b: readonly string[]): Uint16Array[] {
  const table = Array.from({ length: a.length + 1 }, () => new Uint16Array(b.length + 1));
  for (let i = a.length - 1; i >= 0; i--)
    for (let j = b.length - 1; j >= 0; j--)
      table[i]![j] = a[i] === b[j] ? table[i + 1]![j + 1]! + 1 : Math.max(table[i + 1]![j]!, table[i]![j + 1]!);
  return table;
}

function align(a: readonly string[], b: readonly string[]): Alignment {
  const table = tails(a, b);
  const gaps: Gap[] = [];
  let [i, j, fromI, fromJ, run] = [0, 0, 0, 0, BRIDGE + 1];
  const close = (): void => {
    if (i === fromI && j === fromJ) return;
    const gap = { left: a.slice(fromI, i), right: b.slice(fromJ, j) };
    const last = run > BRIDGE ? undefined : gaps.pop();
    gaps.push(last ? { left: [...last.left, ...gap.left], right: [...last.right, ...gap.right] } : gap);
    run = 0;
  };
  while (i < a.length && j < b.length) {
    if (a[i] === b[j]) {
      close();
      [fromI, fromJ] = [++i, ++j];
      run++;
    } else if (table[i + 1]![j]! >= table[i]![j + 1]!) i++;
    else j++;
  }
  [i, j] = [a.length, b.length];
  close();
  return { share: (2 * table[0]![0]!) / Math.max(1, a.length + b.length), gaps };
}

/** Words that the text writes with a capital where no sentence begins. */
const namesOf = (text: string): ReadonlySet<string> =>
  new Set(Array.from(text.matchAll(/(?<=[\p{L}\p{N},;)’'"”]\s["“‘(]?)\p{Lu}[\p{L}\p{N}’'.&-]*/gu)).flatMap(([name]) => words(name)));

/** A text as it is held against others. */
export interface Side {
  readonly words: readonly string[];
  readonly own: ReadonlySet<string>;
  readonly names: ReadonlySet<string>;
}

export const sideOf = (text: string): Side => {
  const list = words(text);
  return { words: list, own: new Set(list), names: namesOf(text) };
};

/** Of the words on one side of a gap those that the other text has nowhere. */
const fresh = (list: readonly string[], other: Side): string[] => list.filter((word) => !other.own.has(word));

const denies = (list: readonly string[]): boolean => list.some((word) => DENIES.has(word));

const isSaid = (list: readonly string[]): boolean => terms(list.join(' ')).some((term) => term.length > 2);

const scopesOf = (list: readonly string[]): string => SCOPES.map((scope) => (list.some((word) => scope.has(word)) ? 'x' : '.')).join('');

/** A name that the other text has nowhere, and in its place something else that this one has nowhere. */
function namesDiffer({ left, right }: Gap, a: Side, b: Side): boolean {
  const [mine, theirs] = [fresh(left, b), fresh(right, a)];
  const named = mine.some((word) => a.names.has(word)) || theirs.some((word) => b.names.has(word));
  return named && isSaid(mine) && isSaid(theirs);
}

const meet = (one: readonly string[], other: readonly string[]): boolean => isSaid(one.filter((word) => other.includes(word)));

/** What stood in one place stands in the other's, and the other way round. */
const isExchanged = (gaps: readonly Gap[]): boolean =>
  gaps.some((one, at) => gaps.slice(at + 1).some((other) => meet(one.left, other.right) && meet(one.right, other.left)));

/** "wil" is a mistyped "will". */
const lacksALetter = (short: string, long: string): boolean =>
  short.length >= 3 && long.length === short.length + 1 && [...long].some((_, at) => long.slice(0, at) + long.slice(at + 1) === short);

/** Of the words on one side those that are no misspelling of one on the other. */
const otherThan = (list: readonly string[], others: readonly string[]): string[] =>
  list.filter((word) => !others.some((other) => lacksALetter(word, other) || lacksALetter(other, word)));

/** Another quantifier or hedge stands in the place of one, or none. */
function scopesDiffer({ left, right }: Gap, a: Side, b: Side): boolean {
  const [mine, theirs] = [fresh(left, b), fresh(right, a)];
  return scopesOf(otherThan(mine, theirs)) !== scopesOf(otherThan(theirs, mine));
}

/** Whether so many words are common, in whatever order, that enough may be in the same order. */
const mayBeEdited = (a: Side, b: Side): boolean => {
  const common = a.words.filter((word) => b.own.has(word)).length;
  const theirs = b.words.filter((word) => a.own.has(word)).length;
  return 2 * Math.min(common, theirs) >= EDITED * (a.words.length + b.words.length);
};

/** Why two texts in nearly the same words say something else; null where they do not, or are not in nearly the same words. */
export function reworded(a: Side, b: Side): Apart | null {
  if (Math.min(a.words.length, b.words.length) < FEWEST_WORDS || !mayBeEdited(a, b)) return null;
  const { share, gaps } = align(a.words, b.words);
  if (share < EDITED) return null;
  if (gaps.some(({ left, right }) => denies(left) !== denies(right))) return 'polarity-differs';
  if (isExchanged(gaps) || gaps.some((gap) => namesDiffer(gap, a, b))) return 'actors-differ';
  return gaps.some((gap) => scopesDiffer(gap, a, b)) ? 'scope-differs' : null;
}
