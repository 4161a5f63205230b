/** The quotes of claims, found again in another reading of the page; which of them the publisher altered. */

import { saysOtherwise } from './alteration';
import { anchorOf } from './anchor';
import type { Anchor, BlockId, Claim, ClaimId, Grounding, LabelledBlock, Quote } from './model';
import { type FoundInBlock, quoteFinder } from './quote';
import { Resemblance } from './resemblance';
import { type Stretch, sentences } from './text';

/** A quote that no longer stands in the page: its words are gone, or its numbers, dates, names or denials are others. */
export interface Alteration {
  readonly claim: ClaimId;
  /** Index among the claim's quotes. */
  readonly quote: number;
  readonly before: string;
  /** The sentence that stands there instead; null where none does. */
  readonly now: string | null;
}

/** A block of the reading before, where it is in the one that is now. */
export interface Move {
  readonly from: LabelledBlock;
  readonly to: LabelledBlock | null;
  /** Not a character differs. */
  readonly equal: boolean;
}

/** What two readings of a page are to the quotes: where blocks went, and what there is now. */
export interface Readings {
  readonly moves: ReadonlyMap<BlockId, Move>;
  /** Kept blocks that are new or were edited. */
  readonly changed: readonly LabelledBlock[];
  readonly kept: readonly LabelledBlock[];
  readonly lang: string | null;
}

/** Sentences less alike than this do not stand in each other's place. */
const INSTEAD = 0.4;

/** Folding and indexing a long page is only worth it where a quote is missed. */
function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | null = null;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

/** `quoted` was found by one step and what it found by the next: how far the two are apart together. */
function further(one: Grounding, next: FoundInBlock['grounding']): Grounding {
  if (next.by === 'exact') return one;
  if (one.by !== 'fuzzy') return next;
  return {
    by: 'fuzzy',
    distance: next.by === 'fuzzy' ? Math.min(1, Math.round((one.distance + next.distance) * 1000) / 1000) : one.distance,
  };
}

type Search = (exact: string, hint: BlockId | null, anchor: Anchor | null) => FoundInBlock | null;

/** Looks in what changed before it looks in the whole page; takes no passage whose facts are others. */
function searchIn({ changed, kept, lang }: Readings): { anywhere: Search; amongChanged: Search } {
  const texts = new Map(kept.map((block) => [block.id, block.text]));
  const inChanged = once(() => quoteFinder(changed));
  const inKept = once(() => quoteFinder(kept));
  const sound = (exact: string, found: FoundInBlock | null): FoundInBlock | null => {
    if (found?.grounding.by !== 'fuzzy') return found;
    return saysOtherwise(exact, texts.get(found.block)!.slice(found.start, found.end), lang) ? null : found;
  };
  const look = (finder: ReturnType<typeof quoteFinder>, exact: string, hint: BlockId | null, anchor: Anchor | null) =>
    sound(exact, hint === null ? finder(exact, null, undefined, anchor ?? undefined) : finder(exact, hint, anchor?.start));
  const amongChanged: Search = (exact, hint, anchor) => (changed.length === 0 ? null : look(inChanged(), exact, hint, anchor));
  return { amongChanged, anywhere: (exact, hint, anchor) => amongChanged(exact, hint, anchor) ?? look(inKept(), exact, null, anchor) };
}

/** Finds the sentences of what changed that took the place of those that an anchor was in. */
function instead({ moves, changed }: Readings): (anchor: Anchor) => string | null {
  const pool = once(() => {
    const all = changed.flatMap((block) => sentences(block.text).map((stretch) => ({ block, ...stretch })));
    return { all, resemblance: new Resemblance(all.map(({ block, start, end }) => block.text.slice(start, end))) };
  });
  return (anchor) => {
    const move = moves.get(anchor.block);
    const own: readonly Stretch[] = move ? sentences(move.from.text) : [];
    const end = anchor.start + anchor.exact.length;
    const old = own.filter((one) => one.start < end && anchor.start < one.end).map((one) => move!.from.text.slice(one.start, one.end));
    const { all, resemblance } = pool();
    const found = (old.length > 0 ? old : [anchor.exact]).flatMap((sentence) => {
      const like = resemblance.like(sentence, INSTEAD).map(({ index }) => all[index]!);
      return like.find(({ block }) => block === move?.to) ?? like[0] ?? [];
    });
    const [first] = found;
    if (!first) return null;
    const together = found.filter(({ block }) => block === first.block);
    return first.block.text.slice(Math.min(...together.map((one) => one.start)), Math.max(...together.map((one) => one.end)));
  };
}

const LOST: Pick<Quote, 'anchor' | 'grounding'> = { anchor: null, grounding: { by: 'none' } };

/**
 * The claims with their quotes anchored in the blocks that are now. A quote whose block did not change keeps its place; others are looked
 * for, those that were missed before too where something changed. Claims of which nothing changed are given back as they are.
 */
export function requote(claims: readonly Claim[], readings: Readings): { claims: Claim[]; altered: Alteration[] } {
  const byId = new Map(readings.kept.map((block) => [block.id, block]));
  const { anywhere, amongChanged } = searchIn(readings);
  const standsInstead = instead(readings);
  const altered: Alteration[] = [];
  const placed = (quote: Quote, found: FoundInBlock): Quote => ({
    text: quote.text,
    anchor: anchorOf(byId.get(found.block)!, found),
    grounding: quote.anchor ? further(quote.grounding, found.grounding) : found.grounding,
  });
  const again = (quote: Quote, at: number, claim: Claim): Quote => {
    const { anchor } = quote;
    if (anchor === null) {
      const found = amongChanged(quote.text, null, null);
      return found ? placed(quote, found) : quote;
    }
    const move = readings.moves.get(anchor.block);
    if (move?.to && move.equal) return move.to.id === anchor.block ? quote : { ...quote, anchor: { ...anchor, block: move.to.id } };
    const found = anywhere(anchor.exact, move?.to && byId.has(move.to.id) ? move.to.id : null, anchor);
    if (found) return placed(quote, found);
    altered.push({ claim: claim.id, quote: at, before: anchor.exact, now: standsInstead(anchor) });
    return { text: quote.text, ...LOST };
  };
  return {
    claims: claims.map((claim) => {
      const quotes = claim.quotes.map((quote, at) => again(quote, at, claim));
      return quotes.every((quote, at) => quote === claim.quotes[at]) ? claim : { ...claim, quotes };
    }),
    altered,
  };
}
