import type { BlockId } from '../../core/model';

/** A block under a point of the window, given what was hit there. */
type HitTest = (x: number, y: number, target: Element) => BlockId | null;

/**
 * Says which block the pointer is over, when that changes. Only the reader's own pointer counts: a page could make up
 * events and learn from what follows.
 */
export function followPointer(document: Document, hit: HitTest, hovered: (block: BlockId | null) => void, signal: AbortSignal): void {
  const view = document.defaultView ?? window;
  let last: BlockId | null = null;
  let latest: { x: number; y: number; target: Element } | null = null;
  let frame = 0;
  const tell = (block: BlockId | null): void => {
    if (block === last) return;
    last = block;
    hovered(block);
  };
  const look = (): void => {
    frame = 0;
    if (latest) tell(hit(latest.x, latest.y, latest.target));
  };
  const options = { capture: true, passive: true, signal };
  // Mouse events: Chromium answers a pointer listener by working through the whole page again.
  document.addEventListener(
    'mousemove',
    (event) => {
      const target = event.composedPath()[0];
      if (!event.isTrusted || !(target instanceof Element)) return;
      latest = { x: event.clientX, y: event.clientY, target };
      if (frame === 0) frame = view.requestAnimationFrame(look);
    },
    options,
  );
  document.addEventListener('mouseout', (event) => event.isTrusted && event.relatedTarget === null && tell(null), options);
  signal.addEventListener('abort', () => {
    view.cancelAnimationFrame(frame);
    tell(null);
  });
}
