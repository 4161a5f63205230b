/** Search over what is kept: every word has to stand in the title and site, or in one claim. */
import type { LibraryEntry } from '../state';
import type { ClaimText } from './state';
import type { Order } from './strings';

/** Case and accents do not count. */
const folded = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase();

const holds = (text: string, words: readonly string[]): boolean => words.every((word) => text.includes(word));

export interface Hit {
  readonly entry: LibraryEntry;
  /** The claim that matches; null where the title does, or nothing is looked for. */
  readonly claim: ClaimText | null;
}

// A claim is looked at with every letter that is typed.
const known = new WeakMap<object, string>();
function textOf(of: ClaimText | LibraryEntry, text: () => string): string {
  const before = known.get(of) ?? folded(text());
  known.set(of, before);
  return before;
}

/** Titles that match before claims that do; the order stays else. */
export function search(entries: readonly LibraryEntry[], claims: ReadonlyMap<string, readonly ClaimText[]>, query: string): Hit[] {
  const words = folded(query)
    .split(/\s+/)
    .filter((word) => word !== '');
  if (words.length === 0) return entries.map((entry) => ({ entry, claim: null }));
  const titled: Hit[] = [];
  const claimed: Hit[] = [];
  for (const entry of entries) {
    if (
      holds(
        textOf(entry, () => `${entry.title} ${entry.site ?? ''} ${entry.url}`),
        words,
      )
    ) {
      titled.push({ entry, claim: null });
      continue;
    }
    const claim = claims.get(entry.key)?.find((one) =>
      holds(
        textOf(one, () => `${one.title} ${one.body}`),
        words,
      ),
    );
    if (claim) claimed.push({ entry, claim });
  }
  return [...titled, ...claimed];
}

const COMPARE: Readonly<Record<Order, (a: LibraryEntry, b: LibraryEntry) => number>> = {
  saved: (a, b) => b.savedAt.localeCompare(a.savedAt),
  title: (a, b) => a.title.localeCompare(b.title),
  'left-out': (a, b) => a.shown - b.shown,
  size: (a, b) => b.bytes - a.bytes,
};

export const ordered = (entries: readonly LibraryEntry[], by: Order): LibraryEntry[] => [...entries].sort(COMPARE[by]);
