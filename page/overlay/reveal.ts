import { type Box, boxOf, unite } from './fragments';
import { above } from './surroundings';

const isEmpty = (rect: DOMRectReadOnly): boolean => rect.width === 0 && rect.height === 0;

/** What a closed `details` holds is laid out, and is not shown. */
export const isFolded = (element: Element): boolean => !element.checkVisibility();

/** Where the range is, or, when it is folded away, the nearest element around it that is shown. */
export function visibleBox(range: Range): Box | null {
  let element: Element | null = range.startContainer.parentElement;
  const rects = element && isFolded(element) ? [] : [...range.getClientRects()].filter((rect) => !isEmpty(rect));
  if (rects.length > 0) return rects.map(boxOf).reduce(unite);
  while (element && (isFolded(element) || isEmpty(element.getBoundingClientRect()))) element = above(element);
  return element && boxOf(element.getBoundingClientRect());
}

/** How far to scroll so that `box` stands in the middle of low..high, or at its start when it is larger. */
function towardsMiddle(start: number, end: number, low: number, high: number): number {
  const room = high - low;
  return end - start > room * 0.8 ? start - low - room * 0.1 : (start + end) / 2 - (low + high) / 2;
}

function scrollsVertically(element: Element, style: CSSStyleDeclaration): boolean {
  return element.scrollHeight > element.clientHeight + 1 && /auto|scroll|hidden/.test(style.overflowY);
}

/**
 * Scrolls every scroller around the range, from the innermost outwards, until the range stands in the middle of the
 * window. At once: a long way scrolled smoothly shows nothing, and takes longer than the eye wants to wait.
 */
export function scrollTo(document: Document, range: Range): void {
  const view = document.defaultView ?? window;
  const root = document.scrollingElement ?? document.documentElement;
  for (let element: Element | null = range.startContainer.parentElement; element && element !== document.documentElement; ) {
    if (element !== root && scrollsVertically(element, view.getComputedStyle(element))) {
      const box = visibleBox(range);
      const frame = element.getBoundingClientRect();
      if (box) element.scrollBy({ top: towardsMiddle(box.top, box.bottom, frame.top, frame.bottom), behavior: 'instant' });
    }
    element = above(element);
  }
  const box = visibleBox(range);
  if (box) view.scrollBy({ top: towardsMiddle(box.top, box.bottom, 0, view.innerHeight), behavior: 'instant' });
}
