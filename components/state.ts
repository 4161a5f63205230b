/** All that the panel is told, as one value, and all that it can ask for. */

import type { Uncovered } from '../core/choose';
import type { BlockId, ClaimId, Decomposition, Failure, Stage } from '../core/model';
import type { Basis } from '../core/shade';

export type Mode = 'captured' | 'left-out' | 'off';

export interface View {
  /** Claims shown. */
  readonly k: number;
  readonly mode: Mode;
  /** Whose coverage shades the page and the strip: of the claims shown, or of all. */
  readonly by: Basis;
}

export interface Progress {
  readonly stage: Stage;
  readonly done: number;
  /** 0 where the stage does not know how much there is to do. */
  readonly total: number;
}

/** Where the last jump to a quote ended. */
export interface JumpResult {
  readonly claim: ClaimId;
  /** Index into the claim's quotes. */
  readonly quote: number;
  readonly how: 'exact' | 'moved' | 'lost';
}

export interface PanelState {
  /** null when nothing was started, or what was started has ended. */
  readonly run: Progress | null;
  /** What a run has so far: the title and the claims that came, before there are figures. Not read once `decomposition` is there. */
  readonly partial: Uncovered | null;
  /** Selected and covered for `view.k`. */
  readonly decomposition: Decomposition | null;
  /** The last thing that went wrong; null once something else was started. */
  readonly failure: Failure | null;
  readonly view: View;
  /** The paragraph under the pointer in the page. */
  readonly hovered: BlockId | null;
  /** The paragraph last gone to. */
  readonly current: BlockId | null;
  readonly jump: JumpResult | null;
  /** A short confirmation, such as that something was copied. */
  readonly notice: string | null;
}

export type ExportFormat = 'markdown' | 'json';
export type ExportWay = 'download' | 'copy';

export interface PanelActions {
  start(): void;
  stop(): void;
  setK(k: number): void;
  setMode(mode: Mode): void;
  setBy(by: Basis): void;
  /** `quote` is an index into the claim's quotes; one that has an anchor. */
  jump(claim: ClaimId, quote: number): void;
  goTo(block: BlockId): void;
  /** To the next or the previous gap, in left-out mode. */
  step(direction: 1 | -1): void;
  keep(block: BlockId): void;
  drop(block: BlockId): void;
  /** Takes the last edit back. */
  undo(): void;
  exportAs(format: ExportFormat, way: ExportWay): void;
}
