import type { BlockId, BlockShade, ShadeMode } from '../core/model';
import { followKeys } from './overlay/keys';
import { followPointer } from './overlay/pointer';
import { followReading } from './overlay/reading';
import { type OverlayPort, Shading } from './overlay/shading';

export type { OverlayPort };

export interface Overlay {
  /** Shows these blocks, in document order, and no others. */
  shade(shades: readonly BlockShade[], mode: ShadeMode): void;
  /** Scrolls to the range and marks it for a moment; also while nothing is shaded. */
  flash(range: Range): void;
  /** Goes to the next block that no claim captures, from the last one or from where the reader is; null when there is none. */
  step(direction: 1 | -1): BlockId | null;
  /** Marks these blocks, and no others, until it is told otherwise. */
  light(blocks: readonly BlockId[]): void;
  /** The text of the blocks may stand in other nodes than before: measures all that is shown anew. */
  refresh(): void;
  /** Takes everything out of the page again. */
  clear(): void;
}

/**
 * The shade on the reader's document. All of it is one element with a closed shadow root before body, and listeners;
 * nothing of the page changes, and nothing in it says how much is captured. When the signal aborts, it is cleared.
 */
export function createOverlay(document: Document, port: OverlayPort, signal: AbortSignal): Overlay {
  let current: { shading: Shading; life: AbortController; look: () => void } | null = null;

  const clear = (): void => {
    current?.life.abort();
    current = null;
  };

  const begin = (): Shading => {
    if (current) return current.shading;
    const life = new AbortController();
    const idle = (): void => {
      if (current?.shading.isEmpty) clear();
    };
    const shading = new Shading(document, port, life.signal, clear, idle);
    followPointer(document, (x, y, target) => shading.blockAt(x, y, target), port.hovered, life.signal);
    followKeys(
      document,
      () => shading.mode === 'left-out',
      (direction) => shading.step(direction) !== null,
      life.signal,
    );
    const look = followReading(document, (y) => shading.blockBefore(y), port.reading, life.signal);
    current = { shading, life, look };
    return shading;
  };

  signal.addEventListener('abort', clear);
  return {
    shade: (shades, mode) => {
      if (signal.aborted) return;
      begin().shade(shades, mode);
      current?.look();
    },
    flash: (range) => {
      if (signal.aborted) return;
      begin().flash(range);
    },
    light: (blocks) => current?.shading.light(blocks),
    step: (direction) => current?.shading.step(direction) ?? null,
    refresh: () => current?.shading.remeasure(),
    clear,
  };
}
