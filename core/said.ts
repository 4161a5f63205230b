/** What a text says, and which facts of another it carries. */
import { type Fact, facts } from './facts';
import type { Claim } from './model';
import { claimText } from './reading-rules';
import { terms, words } from './text';

/** What a text says, for asking whether it carries the facts of another. */
export interface Said {
  readonly keys: ReadonlySet<string>;
  readonly words: ReadonlySet<string>;
  readonly terms: ReadonlySet<string>;
  readonly negates: boolean;
}

/** What a text says, and the facts that say it. */
interface Told extends Said {
  readonly facts: readonly Fact[];
}

export function saidIn(text: string, lang?: string | null): Told {
  const found = facts(text, lang);
  return {
    facts: found,
    keys: new Set(found.map((fact) => fact.key)),
    words: new Set(words(text)),
    terms: new Set(terms(text, lang)),
    negates: found.some((fact) => fact.kind === 'negation'),
  };
}

// A claim is held against others and against every block; it is read once.
const known = new WeakMap<object, { readonly lang: string | null; readonly said: Told }>();

/** What a claim says. */
export function saidBy(claim: Pick<Claim, 'title' | 'body'>, lang: string | null): Told {
  const before = known.get(claim);
  if (before?.lang === lang) return before.said;
  const said = saidIn(claimText(claim), lang);
  known.set(claim, { lang, said });
  return said;
}

function carriesNumber(said: Said, key: string): boolean {
  if (said.keys.has(key)) return true;
  const [, value, unit] = key.split(':');
  // One of the two may leave the unit to its context ("from 20 to 30 percent").
  return unit === '' ? [...said.keys].some((other) => other.startsWith(`number:${value}:`)) : said.keys.has(`number:${value}:`);
}

function carriesDate(said: Said, key: string): boolean {
  const parts = key.slice('date:'.length).split('-');
  if (said.keys.has(key)) return true;
  return [...said.keys].some((other) => {
    if (!other.startsWith('date:')) return false;
    const theirs = other.slice('date:'.length).split('-');
    return theirs.length === parts.length && parts.every((part, at) => part === '' || part === theirs[at]);
  });
}

// Last words that many names share: no one is known by them alone.
const INSTITUTIONS = new Set(
  `academy act agency association bank board bureau center centre church city college commission committee company conference congress corp
   council county court department district foundation fund group hospital house inc institute international journal lab laboratory law league
   ltd magazine ministry museum network news office organization park party post press program project school service society state states
   street system team times tribune union university`.split(/\s+/),
);

/** "McClatchy Co" and "McClatchy" are one. */
const withoutForm = (name: readonly string[]): readonly string[] =>
  name.length > 1 && /^(?:co|corp|inc|ltd|llc|plc|ag|gmbh|se|sa)$/.test(name.at(-1)!) ? name.slice(0, -1) : name;

/** Whether a text says a fact: a name by its last word, a date at least as exactly, a negation of the same word. */
export function carries(said: Said, fact: Fact): boolean {
  if (said.keys.has(fact.key)) return true;
  if (fact.kind === 'number') return carriesNumber(said, fact.key);
  if (fact.kind === 'date') return carriesDate(said, fact.key);
  const rest = fact.key.slice(fact.kind.length + 1);
  if (fact.kind === 'negation') return said.negates && said.terms.has(rest);
  const name = withoutForm(rest.split(' '));
  const last = name.at(-1)!;
  return name.every((word) => said.words.has(word)) || (said.words.has(last) && !INSTITUTIONS.has(last));
}
