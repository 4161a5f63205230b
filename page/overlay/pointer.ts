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
  let latest: PointerEvent | null = null;
  let frame = 0;
  const tell = (block: BlockId | null): void => {
    if (block === last) return;
    last = block;
    hovered(block);
  };
  const look = (): void => {
    frame = 0;
    const target = latest?.composedPath()[0] ?? latest?.target;
    if (latest && target instanceof Element) tell(hit(latest.clientX, latest.clientY, target));
  };
  const options = { capture: true, passive: true, signal };
  document.addEventListener(
    'pointermove',
    (event) => {
      if (!event.isTrusted) return;
      latest = event;
      if (frame === 0) frame = view.requestAnimationFrame(look);
    },
    options,
  );
  document.documentElement.addEventListener(
    'pointerleave',
    (event) => event.isTrusted && event.target === document.documentElement && tell(null),
    options,
  );
  signal.addEventListener('abort', () => view.cancelAnimationFrame(frame));
}
