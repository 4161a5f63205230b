import type { Scope } from './surroundings';

/** Where a block stands in the content coordinates of its scope. */
export interface Place {
  scope: Scope;
  top: number;
  bottom: number;
}

/** A place that can be near: null where the block is not rendered. */
type Measure = (index: number) => Place | null;

/** Up to this many blocks are measured before anything is known; of more, every nth. */
const SAMPLES = 48;

/**
 * Finds the blocks near the window without measuring all: of a long article every nth is measured, and between two
 * samples only where the text between them can reach the window. Text that goes up again (a new column, another region
 * of the page) is measured block by block.
 */
export class Positions {
  readonly #count: number;
  readonly #stride: number;
  readonly #measure: Measure;
  readonly #places = new Map<number, Place | null>();

  constructor(count: number, measure: Measure) {
    this.#count = count;
    this.#stride = Math.max(1, Math.ceil(count / SAMPLES));
    this.#measure = measure;
  }

  place(index: number): Place | null {
    const known = this.#places.get(index);
    if (known !== undefined) return known;
    const place = this.#measure(index);
    this.#places.set(index, place);
    return place;
  }

  /** Indices in rising order. */
  near(isNear: (place: Place) => boolean): number[] {
    const found: number[] = [];
    for (let start = 0; start < this.#count; start += this.#stride) {
      const end = Math.min(start + this.#stride, this.#count);
      if (!this.#mayReach(start, end, isNear)) continue;
      for (let index = start; index < end; index++) {
        const place = this.place(index);
        if (place && isNear(place)) found.push(index);
      }
    }
    return found;
  }

  #mayReach(start: number, end: number, isNear: (place: Place) => boolean): boolean {
    const first = this.place(start);
    if (this.#stride === 1) return first !== null && isNear(first);
    const next = this.place(Math.min(end, this.#count - 1));
    if (!first || !next || first.scope !== next.scope || next.top < first.top) return true;
    return isNear({ scope: first.scope, top: first.top, bottom: Math.max(first.bottom, next.bottom) });
  }
}
