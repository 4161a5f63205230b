/** Claims that were asked for besides: joined to those that are there, made again in another run, taken back. */
import type { Uncovered } from './choose';
import { fold } from './fold';
import type { Candidate, Claim, ClaimId, Edit } from './model';
import { isGrounded } from './reading-rules';

const folded = (text: string): string => fold(text).text.trim();

export const nextId = (claims: readonly Claim[]): ClaimId => claims.reduce((next, { id }) => Math.max(next, id + 1), 0);

/** Those of the new claims that no grounded one has the title or a quote of, numbered on. */
export function further(known: readonly Claim[], fresh: readonly Claim[]): Claim[] {
  const grounded = known.filter(isGrounded);
  const titles = new Set(grounded.map((claim) => folded(claim.title)));
  const quotes = new Set(grounded.flatMap((claim) => claim.quotes.flatMap(({ anchor }) => (anchor ? [folded(anchor.exact)] : []))));
  const first = nextId(known);
  return fresh
    .filter(
      ({ title, quotes: own }) =>
        !(title.trim() !== '' && titles.has(folded(title))) &&
        !own.some(({ anchor }) => anchor !== null && quotes.has(folded(anchor.exact))),
    )
    .map((claim, at) => ({ ...claim, id: first + at }));
}

const addedIn = (edits: readonly Edit[]): Set<ClaimId> => new Set(edits.flatMap((edit) => (edit.do === 'add' ? edit.claims : [])));

/** What the reader had asked for besides, to be looked for anew: a run of the whole article does not say it again. */
export function addedBefore({ edits, before }: { readonly edits: readonly Edit[]; readonly before: readonly Claim[] }): Candidate[] {
  const added = addedIn(edits);
  return before
    .filter(({ id }) => added.has(id))
    .map(({ quotes, id: _, ...said }) => ({ ...said, quotes: quotes.map(({ text, anchor }) => ({ block: anchor?.block ?? null, text })) }));
}

/** With other edits; the claims of an addition that is no longer among them are gone, and with them what the reader did to them. */
export function withEdits(of: Uncovered, edits: readonly Edit[]): Uncovered {
  const still = addedIn(edits);
  const gone = new Set([...addedIn(of.edits)].filter((id) => !still.has(id)));
  if (gone.size === 0) return { ...of, edits: [...edits] };
  const stays = of.claims.map(({ id }) => !gone.has(id));
  const kept = <T>(list: readonly T[]): T[] => list.filter((_, row) => stays[row]);
  const { claims, sentences, spans, apart } = of.similarities;
  return {
    ...of,
    claims: kept(of.claims),
    similarities: {
      claims: kept(claims).map(kept),
      sentences: kept(sentences),
      spans,
      apart: apart.filter(({ a, b }) => !gone.has(a) && !gone.has(b)),
    },
    edits: edits.filter((edit) => !('claim' in edit) || !gone.has(edit.claim)),
    audit: null,
  };
}
