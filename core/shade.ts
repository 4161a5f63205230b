/** What the page is told: levels and stretches of its own text, never claims. */
import { levelOf } from './cover';
import type { BlockId, BlockState, Coverage } from './model';

/** Whose coverage the shade shows: of the claims shown, or of all grounded candidates. */
export type Basis = 'shown' | 'all';

export type ShadeMode = 'captured' | 'left-out';

/** What the reader chose to see. */
export interface View {
  /** Claims shown. */
  readonly k: number;
  readonly mode: ShadeMode;
  readonly by: Basis;
}

/** The reference page shows five. */
export const DEFAULT_VIEW: View = { k: 5, mode: 'captured', by: 'shown' };

export interface BlockShade {
  block: BlockId;
  state: BlockState;
  /** 0 = left out, 1..5 = five even steps of the captured share. */
  level: 0 | 1 | 2 | 3 | 4 | 5;
  /** Facts of the block that no claim of the basis carries, as stretches of its text. */
  gaps: { start: number; end: number }[];
}

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
