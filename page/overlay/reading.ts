import type { BlockId } from '../../core/model';

/** Part of the window's height, from its top, at which the reader is taken to read. */
const LINE = 1 / 3;
/** Milliseconds between two looks while the page is scrolled. */
const EVERY = 200;

/**
 * Says which block stands at the reading line, when that changes.
 * @param at the block at a height of the window
 * @returns looks anew, soon: what is shown has changed
 */
export function followReading(
  document: Document,
  at: (y: number) => BlockId | null,
  reading: (block: BlockId | null) => void,
  signal: AbortSignal,
): () => void {
  const view = document.defaultView ?? window;
  let last: BlockId | null = null;
  let timer = 0;
  const tell = (block: BlockId | null): void => {
    if (block === last) return;
    last = block;
    reading(block);
  };
  const look = (): void => {
    timer = 0;
    tell(at(view.innerHeight * LINE));
  };
  const soon = (): void => {
    if (timer === 0) timer = view.setTimeout(look, EVERY);
  };
  document.addEventListener('scroll', soon, { capture: true, passive: true, signal });
  signal.addEventListener('abort', () => {
    view.clearTimeout(timer);
    tell(null);
  });
  return soon;
}
