/** What other claims shown would capture of the article: one more than those that are, and any number of them. */
import type { CoverInput } from './cover';
import { type BlockInput, sharesBy } from './known';
import type { Claim, ClaimId, Selection, Similarities } from './model';
import { type SelectOptions, select, wishesOf } from './select';

/** Captured share of the article, 0..1, before and after. */
export interface Gain {
  readonly from: number;
  readonly to: number;
}

/** A claim that quotes no block near, resembles no sentence of the block and carries none of its facts cannot change its share. */
const touches = (block: BlockInput, row: number): boolean =>
  block.quotedBy.includes(row) ||
  block.beyond.some((by) => by.row === row) ||
  block.facts.some((fact) => fact.rows.includes(row)) ||
  block.sentences.some((sentence) => sentence.similar[row]! > 0 || sentence.quotedBy.some((by) => by.row === row));

/**
 * For each grounded claim that is not shown. Synchronous, and asks of every claim only the blocks that it touches: runs on every move
 * of a slider.
 */
export function gains(input: CoverInput, selection: Pick<Selection, 'selected'>): ReadonlyMap<ClaimId, Gain> {
  const shown = new Set(selection.selected);
  const rows = input.claims.flatMap((id, row) => (shown.has(id) ? [row] : []));
  const counted = input.blocks.filter(({ state }) => state !== 'dropped');
  const whole = counted.reduce((sum, { length }) => sum + length, 0) || 1;
  const now = sharesBy(counted, rows, input.claims.length);
  const from = counted.reduce((sum, { length }, at) => sum + now[at]! * length, 0) / whole;
  const out = new Map<ClaimId, Gain>();
  for (const [row, id] of input.claims.entries()) {
    if (shown.has(id) || !input.grounded[row]) continue;
    const touched = counted.flatMap((block, at) => (touches(block, row) ? [{ block, before: now[at]! }] : []));
    const after = sharesBy(
      touched.map(({ block }) => block),
      [...rows, row],
      input.claims.length,
    );
    const more = touched.reduce((sum, { block, before }, at) => sum + (after[at]! - before) * block.length, 0) / whole;
    out.set(id, { from: Math.min(1, from), to: Math.min(1, from + more) });
  }
  return out;
}

/**
 * The captured share of the article by 1, 2, … claims shown, up to all grounded ones: claims are added in the order in which `select`
 * adds them, so that one claim more asks only the blocks that it touches.
 */
export function capturedByCount(
  input: CoverInput,
  claims: readonly Claim[],
  similarities: Similarities,
  options: Omit<SelectOptions, 'k'>,
): number[] {
  const grounded = input.grounded.filter(Boolean).length;
  const { selected } = select(claims, similarities, { ...options, k: grounded });
  const wishes = wishesOf(options.edits);
  const pinned = selected.filter((id) => wishes.get(id) === 'pin');
  const order = [...pinned, ...selected.filter((id) => wishes.get(id) !== 'pin')].map((id) => input.claims.indexOf(id));
  const counted = input.blocks.filter(({ state }) => state !== 'dropped');
  const whole = counted.reduce((sum, { length }) => sum + length, 0) || 1;
  const shares = counted.map(() => 0);
  const after = order.map((row, at) => {
    const touched = [...counted.keys()].filter((index) => touches(counted[index]!, row));
    const now = sharesBy(
      touched.map((index) => counted[index]!),
      order.slice(0, at + 1),
      input.claims.length,
    );
    for (const [place, index] of touched.entries()) shares[index] = now[place]!;
    return Math.min(1, counted.reduce((sum, { length }, index) => sum + shares[index]! * length, 0) / whole);
  });
  return Array.from({ length: grounded }, (_, index) => after[Math.min(after.length, Math.max(index + 1, pinned.length)) - 1] ?? 0);
}
