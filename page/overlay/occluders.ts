import { type Box, boxOf, overlaps } from './fragments';
import type { Frames } from './frames';

/** Points asked in one look: a grid over the boxes in view. */
const ROWS = 9;
const COLUMNS = 3;

/** Milliseconds between two looks: what was found is followed in every frame. */
const EVERY = 120;

/** A piece of a block's boxes in view, in client coordinates, and the element that holds the text below it. */
export interface Covering {
  box: Box;
  element: Element;
}

/**
 * What the page paints over text whose boxes had to go above a background of their own: there the z-index alone does not
 * always put the boxes below what floats. Found by asking what is hit above the text, at a few points; what was found
 * once is followed for as long as it is there.
 */
export class Occluders {
  readonly #document: Document;
  readonly #host: Element;
  readonly #frames: Frames;
  readonly #found = new Set<Element>();
  #timer: ReturnType<typeof setTimeout> | 0 = 0;
  #looked = 0;

  constructor(document: Document, host: Element, frames: Frames) {
    this.#document = document;
    this.#host = host;
    this.#frames = frames;
  }

  /** Looks, after a moment, for what floats over the boxes that lie above a background. */
  search(coverings: () => Covering[]): void {
    if (this.#timer !== 0 || !this.#frames.all().some(({ z }) => z > 0)) return;
    this.#timer = setTimeout(
      () => {
        this.#timer = 0;
        this.#looked = performance.now();
        this.#frames.refresh();
        this.#look(coverings());
        this.cut();
        this.#frames.place('all');
      },
      Math.max(0, this.#looked + EVERY - performance.now()),
    );
  }

  /** Cuts what was found out of those boxes, where it stands now. Takes effect when the frames are placed. */
  cut(): void {
    const over = this.#frames.all().filter(({ z }) => z > 0);
    const view = viewOf(this.#document);
    const holes = over.length === 0 ? [] : [...this.#found].map((element) => boxOf(element.getBoundingClientRect()));
    for (const frame of over) frame.holes = holes.filter((box) => overlaps(box, view));
  }

  stop(): void {
    clearTimeout(this.#timer);
  }

  #look(coverings: readonly Covering[]): void {
    for (const element of this.#found) if (!element.isConnected || !isShown(element)) this.#found.delete(element);
    const { bottom } = viewOf(this.#document);
    for (let row = 0; row < ROWS; row++) {
      const y = row === 0 ? 2 : row === ROWS - 1 ? bottom - 3 : (bottom * (row + 0.5)) / ROWS;
      const here = coverings.find(({ box }) => box.top <= y && box.bottom >= y);
      for (let column = 0; here && column < COLUMNS; column++) {
        this.#ask(here.box.left + ((here.box.right - here.box.left) * (column + 0.5)) / COLUMNS, y, here.element);
      }
    }
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

/** The window, in client coordinates. */
export function viewOf(document: Document): Box {
  const { innerWidth, innerHeight } = document.defaultView ?? window;
  return { left: 0, top: 0, right: innerWidth, bottom: innerHeight };
}
