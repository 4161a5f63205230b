/** select: which claims are shown, and why not the others. Pure and synchronous. */
import type { Apart, Claim, ClaimId, Edit, Recipe, Rejection, Selection, Similarities } from './model';
import { isGrounded } from './reading-rules';

export interface SelectOptions {
  /** Claims shown; pinned ones count towards it and are shown even where they are more. */
  readonly k: number;
  /** Similarity at or over which a claim may be redundant. */
  readonly threshold: number;
  readonly rule: Recipe['rule'];
  readonly edits: readonly Edit[];
}

/** The reader's last word on every claim that there was one on. */
export function wishesOf(edits: readonly Edit[]): ReadonlyMap<ClaimId, 'pin' | 'dismiss'> {
  const last = new Map<ClaimId, 'pin' | 'dismiss'>();
  for (const edit of edits) if (edit.do === 'pin' || edit.do === 'dismiss') last.set(edit.claim, edit.do);
  return last;
}

interface Ranked {
  readonly claim: Claim;
  readonly row: number;
}

interface Context {
  readonly similarities: Similarities;
  readonly threshold: number;
  /** By pair; empty by the plain rule. */
  readonly apart: ReadonlyMap<string, Apart>;
}

interface Likeness {
  readonly by: ClaimId;
  readonly similarity: number;
  /** Why the two are not the same all the same; null where they are. */
  readonly because: Apart | null;
}

const pairOf = (a: ClaimId, b: ClaimId): string => `${Math.min(a, b)} ${Math.max(a, b)}`;

/** Selected claims at or over the threshold to a claim, the most similar first. */
function alike({ claim, row }: Ranked, selected: readonly Ranked[], context: Context): Likeness[] {
  const { similarities, threshold, apart } = context;
  return selected
    .map((other) => ({ other, similarity: similarities.claims[row]?.[other.row] ?? 0 }))
    .filter(({ similarity }) => similarity >= threshold)
    .sort((a, b) => b.similarity - a.similarity)
    .map(({ other, similarity }) => ({
      by: other.claim.id,
      similarity,
      because: apart.get(pairOf(claim.id, other.claim.id)) ?? null,
    }));
}

/**
 * By falling confidence: a claim like one already selected is redundant unless, by the rule `facts`, the two disagree;
 * the first k others are selected, the rest are below top k. Pinned claims are always selected, dismissed and ungrounded
 * ones never. selected + rejected = claims, each exactly once.
 */
export function select(claims: readonly Claim[], similarities: Similarities, options: SelectOptions): Selection {
  const wish = wishesOf(options.edits);
  const ranked = claims
    .map((claim, row): Ranked => ({ claim, row }))
    .sort((a, b) => b.claim.confidence - a.claim.confidence || a.claim.id - b.claim.id);
  const isPinned = ({ claim }: Ranked): boolean => wish.get(claim.id) === 'pin' && isGrounded(claim);
  // A claim is measured against pinned ones that rank below it too: the reader has chosen those.
  const selected = ranked.filter(isPinned);
  let free = Math.max(0, options.k - selected.length);
  const apart = options.rule === 'facts' ? similarities.apart : [];
  const context: Context = {
    similarities,
    threshold: options.threshold,
    apart: new Map(apart.map(({ a, b, because }) => [pairOf(a, b), because])),
  };
  const rejected: Rejection[] = [];
  const kept: Selection['kept'] = [];
  for (const one of ranked) {
    if (isPinned(one)) continue;
    const { id } = one.claim;
    if (wish.get(id) === 'dismiss') rejected.push({ id, reason: 'dismissed' });
    else if (!isGrounded(one.claim)) rejected.push({ id, reason: 'ungrounded' });
    else {
      const like = alike(one, selected, context);
      const same = like.find(({ because }) => because === null);
      if (same) {
        rejected.push({ id, reason: 'redundant', by: same.by, similarity: same.similarity });
        continue;
      }
      const [nearest] = like;
      if (nearest?.because) kept.push({ id, by: nearest.by, similarity: nearest.similarity, because: nearest.because });
      if (free > 0) {
        selected.push(one);
        free--;
      } else rejected.push({ id, reason: 'below-top-k' });
    }
  }
  const order = new Map(ranked.map(({ claim }, at) => [claim.id, at]));
  return { selected: selected.map(({ claim }) => claim.id).sort((a, b) => order.get(a)! - order.get(b)!), rejected, kept };
}
