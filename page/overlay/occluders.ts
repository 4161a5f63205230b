import { type Box, boxOf, overlaps } from './fragments';

/** Points asked in one look: a grid over the boxes in view. */
const ROWS = 9;
const COLUMNS = 3;

/**
 * What the page paints over text whose boxes had to go above a background of their own: there the z-index alone does not
 * always put the boxes below what floats. Found by asking what is hit above the text, at a few points; what was found
 * once is followed for as long as it is there.
 */
export class Occluders {
  readonly #document: Document;
  readonly #host: Element;
  readonly #found = new Set<Element>();

  constructor(document: Document, host: Element) {
    this.#document = document;
    this.#host = host;
  }

  /** Looks for occluders over boxes (client coordinates) of text in `element`. Reads layout. */
  look(view: Box, boxes: readonly { box: Box; element: Element }[]): void {
    for (const element of this.#found) if (!element.isConnected || !isShown(element)) this.#found.delete(element);
    const height = (view.bottom - view.top) / ROWS;
    for (let row = 0; row < ROWS; row++) {
      const y = row === 0 ? 2 : row === ROWS - 1 ? view.bottom - 3 : view.top + height * (row + 0.5);
      const here = boxes.find(({ box }) => box.top <= y && box.bottom >= y);
      for (let column = 0; here && column < COLUMNS; column++) {
        const x = here.box.left + ((here.box.right - here.box.left) * (column + 0.5)) / COLUMNS;
        this.#ask(x, y, here.element);
      }
    }
  }

  /** Client boxes of what stands over the given area now. */
  holes(area: Box): Box[] {
    return [...this.#found].map((element) => boxOf(element.getBoundingClientRect())).filter((box) => overlaps(box, area));
  }

  #ask(x: number, y: number, text: Element): void {
    for (const hit of this.#document.elementsFromPoint(x, y)) {
      if (hit === text || hit.contains(text) || text.contains(hit)) return;
      if (hit !== this.#host && this.#isPainted(hit)) this.#found.add(hit);
    }
  }

  /** A bare wrapper over the text hides nothing; what it holds is hit by itself. */
  #isPainted(element: Element): boolean {
    if (REPLACED.has(element.tagName.toUpperCase())) return true;
    const style = (this.#document.defaultView ?? window).getComputedStyle(element);
    return style.backgroundImage !== 'none' || !/^rgba\(.*, 0\)$|^transparent$/.test(style.backgroundColor);
  }
}

const REPLACED = new Set(['IMG', 'VIDEO', 'CANVAS', 'IFRAME', 'SVG', 'INPUT', 'TEXTAREA', 'SELECT', 'EMBED', 'OBJECT']);

const isShown = (element: Element): boolean => element.getClientRects().length > 0;
