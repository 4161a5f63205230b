/** Whether a passage that was edited still says what it said: the same numbers, dates, names, as many denials, no opposite. */
import { disagreement } from './disagreement';
import { type Fact, facts } from './facts';
import { words } from './text';

const keysOf = (found: readonly Fact[]): string =>
  found
    .flatMap(({ kind, key }) => (kind === 'number' || kind === 'date' ? [key] : []))
    .sort()
    .join(' ');
const denials = (found: readonly Fact[]): number => found.filter(({ kind }) => kind === 'negation').length;

/** Words of the names of one passage that the other has nowhere. */
function namesLost(text: string, found: readonly Fact[], other: ReadonlySet<string>): boolean {
  return found.some(({ kind, start, end }) => kind === 'name' && words(text.slice(start, end)).some((word) => !other.has(word)));
}

const assertion = (text: string) => ({ kind: 'claim' as const, title: text, body: '' });

/** A name is another where each passage names what the other does not: spelt otherwise it may be someone else. */
export function saysOtherwise(before: string, now: string, lang: string | null): boolean {
  const [old, fresh] = [facts(before, lang), facts(now, lang)];
  if (keysOf(old) !== keysOf(fresh) || denials(old) !== denials(fresh)) return true;
  if (disagreement(assertion(before), assertion(now)) !== null) return true;
  return namesLost(before, old, new Set(words(now))) && namesLost(now, fresh, new Set(words(before)));
}
