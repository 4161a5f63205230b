/** Which text of one reading is which of another: equal ones first, then edited ones by their words. */
import { grouped } from './grouped';
import { Resemblance } from './resemblance';

export interface Counterpart {
  /** Index among the texts of the other reading. */
  readonly index: number;
  readonly equal: boolean;
}

/** Texts less alike than this are not one text edited. */
const EDITED = 0.5;

const placesOf = (texts: readonly string[]): Map<string, number[]> => grouped(texts.keys(), (index) => texts[index]!);

/** For every index of one side where it is to be expected on the other: as far from the last known pair before it as here. */
function expectations(count: number, known: ReadonlyMap<number, number>): number[] {
  let shift = 0;
  return Array.from({ length: count }, (_, index) => {
    const there = known.get(index);
    if (there !== undefined) shift = there - index;
    return index + shift;
  });
}

/** Index of the rising number nearest to a wanted one, from and to inclusive. */
function nearest(rising: readonly number[], wanted: number, from: number, to: number): number {
  let low = from;
  let high = to;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (rising[middle]! < wanted) low = middle + 1;
    else high = middle;
  }
  return low > from && wanted - rising[low - 1]! <= Math.abs(rising[low]! - wanted) ? low - 1 : low;
}

/** Pairs every one of the fewer with one of the more: in order, each with the nearest that leaves enough for the rest. */
function inOrder(fewer: readonly number[], more: readonly number[], expected: readonly number[]): [number, number][] {
  let from = 0;
  return fewer.map((one, at) => {
    const pick = nearest(more, expected[one]!, from, more.length - (fewer.length - at));
    from = pick + 1;
    return [one, more[pick]!];
  });
}

function equalPairs(before: readonly string[], after: readonly string[]): Map<number, number> {
  const there = placesOf(after);
  const groups = [...placesOf(before)].flatMap(([text, old]) => {
    const fresh = there.get(text);
    return fresh ? [{ old, fresh }] : [];
  });
  const single = groups.filter(({ old, fresh }) => old.length === 1 && fresh.length === 1);
  const pairs = new Map(single.map(({ old, fresh }): [number, number] => [old[0]!, fresh[0]!]));
  const forth = expectations(before.length, pairs);
  const back = expectations(after.length, new Map([...pairs].map(([old, fresh]) => [fresh, old])));
  for (const { old, fresh } of groups) {
    if (old.length <= fresh.length) for (const [a, b] of inOrder(old, fresh, forth)) pairs.set(a, b);
    else for (const [b, a] of inOrder(fresh, old, back)) pairs.set(a, b);
  }
  return pairs;
}

/** The most alike first, of equally alike ones the nearest; each at most once. */
function editedPairs(before: readonly string[], after: readonly string[], equal: ReadonlyMap<number, number>): Map<number, number> {
  const taken = new Set(equal.values());
  const free = after.flatMap((_, index) => (taken.has(index) ? [] : [index]));
  const pairs = new Map<number, number>();
  if (free.length === 0) return pairs;
  const resemblance = new Resemblance(free.map((index) => after[index]!));
  const expected = expectations(before.length, equal);
  const candidates = before.flatMap((text, old) => {
    if (equal.has(old)) return [];
    return resemblance
      .like(text, EDITED)
      .map(({ index, likeness }) => ({ old, fresh: free[index]!, likeness, away: Math.abs(expected[old]! - free[index]!) }));
  });
  candidates.sort((a, b) => b.likeness - a.likeness || a.away - b.away || a.old - b.old);
  for (const { old, fresh } of candidates) {
    if (pairs.has(old) || taken.has(fresh)) continue;
    pairs.set(old, fresh);
    taken.add(fresh);
  }
  return pairs;
}

/** For every text of one reading its counterpart in another; no text is the counterpart of two. Near linear in the texts. */
export function counterparts(before: readonly string[], after: readonly string[]): (Counterpart | null)[] {
  const equal = equalPairs(before, after);
  const edited = editedPairs(before, after, equal);
  return before.map((_, old) => {
    const same = equal.get(old);
    const changed = edited.get(old);
    if (same !== undefined) return { index: same, equal: true };
    return changed === undefined ? null : { index: changed, equal: false };
  });
}
