/** Function words by language: what the term weights leave out, and how the language of a text is guessed. */
import { deu, eng, fra, ita, nld, por, spa } from 'stopword';

// The library's English list stops at a hundred words; these are the closed classes it leaves out.
const ENGLISH = `above again against ain although am anyone anything below cannot couldn didn doesn doing don down during else ever every
few further goes going gone hadn hasn haven having hers herself i'd i'll i'm i've isn its itself just let's lot may maybe mightn mine must myself
mustn needn neither nobody none nor nothing off once one oneself onto ought ours ourselves own per quite rather really shall shan she shouldn so
something somewhat than theirs themselves though thus until upon us very via wasn weren whether whom whose why within without won wouldn yet yes
yours yourself yourselves despite even whenever sometimes i'd you'd he'd she'd we'd they'd i'll you'll he'll she'll we'll they'll i've you've we've they've i'm you're we're
they're it's he's she's that's there's what's who's let's aren't can't couldn't didn't doesn't don't hadn't hasn't haven't isn't mustn't needn't
shan't shouldn't wasn't weren't won't wouldn't no not say says`;

const SPANISH = `es son fue ser era está han ha hay este esta estos estas aquel aquella si ni tan todo todos toda todas les le yo tus mis nosotros
ellos ellas eran fueron había sido estaba cada otros otra otras unos unas antes así aunque pues entonces`;

const LISTS: Readonly<Record<string, () => readonly string[]>> = {
  en: () => [...eng, ...ENGLISH.split(/\s+/)],
  de: () => deu,
  fr: () => fra,
  es: () => [...spa, ...SPANISH.split(/\s+/)],
  it: () => ita,
  pt: () => por,
  nl: () => nld,
};

/** Languages with a list, as two-letter codes. */
export const LISTED_LANGUAGES: readonly string[] = Object.keys(LISTS);

const made = new Map<string, ReadonlySet<string>>();
const NONE: ReadonlySet<string> = new Set();

/**
 * The function words of a language in the form that `fold` gives words; empty for a language without a list.
 * `fold` is an argument so that the lists and the text they are held against are folded by the same code.
 */
export function stopWords(language: string, fold: (text: string) => readonly string[]): ReadonlySet<string> {
  const known = made.get(language);
  if (known) return known;
  const list = LISTS[language];
  if (!list) return NONE;
  const folded: ReadonlySet<string> = new Set(list().flatMap((word) => fold(word)));
  made.set(language, folded);
  return folded;
}
