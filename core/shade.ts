/** What the page is told: levels and stretches of its own text, never claims. */
import { levelOf } from './cover';
import type { BlockId, BlockShade, Claim, Coverage, ShadeMode } from './model';

/** Whose coverage the shade shows: of the claims shown, or of all grounded candidates. */
export type Basis = 'shown' | 'all';

/** What the reader chose to see. */
export interface View {
  /** Claims shown. */
  readonly k: number;
  readonly mode: ShadeMode;
  readonly by: Basis;
  /** Redundancy thresholds that the reader set, by similarity provider; the others are the providers' own. */
  readonly thresholds: Readonly<Record<string, number>>;
}

/** The reference page shows five. */
export const DEFAULT_VIEW: View = { k: 5, mode: 'captured', by: 'shown', thresholds: {} };

export function shadesOf(coverage: Coverage, by: Basis): BlockShade[] {
  return coverage.blocks.map(({ block, state, shown, all, facts }) => ({
    block,
    state,
    level: levelOf(by === 'shown' ? shown : all),
    gaps: facts
      .filter((fact) => fact.carried === 'none' || (by === 'shown' && fact.carried === 'all'))
      .map(({ start, end }) => ({ start, end })),
  }));
}

/** Of a block whose claims are still coming: how much of it is captured is not known before all have been compared. */
const QUOTED = 2;

/** Provisional: the blocks that a claim quotes so far, darker where two or more do. */
export function shadesOfQuoted(claims: readonly Claim[]): BlockShade[] {
  const quoting = new Map<BlockId, number>();
  for (const { quotes } of claims) {
    for (const block of new Set(quotes.flatMap(({ anchor }) => anchor?.block ?? []))) quoting.set(block, (quoting.get(block) ?? 0) + 1);
  }
  return [...quoting].map(([block, n]) => ({ block, state: 'scored', level: n > 1 ? 3 : QUOTED, gaps: [] }));
}
