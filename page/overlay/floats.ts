import { type Box, boxOf, overlaps } from './fragments';
import { above, type SurroundingsReader } from './surroundings';

/** Elements of a line of text are not worth asking whether they float. */
const PHRASING = new Set([
  'A',
  'ABBR',
  'B',
  'BR',
  'CODE',
  'EM',
  'I',
  'KBD',
  'MARK',
  'Q',
  'S',
  'SMALL',
  'STRONG',
  'SUB',
  'SUP',
  'TIME',
  'U',
  'WBR',
]);

/** How far a float is looked for: a float that reaches further down than this many siblings is taken for none. */
const SIBLINGS = 10;
const LEVELS = 3;
const CHILDREN = 6;

/** Finds the floats that make a block's lines shorter than its box. */
export class Floats {
  readonly #surroundings: SurroundingsReader;
  readonly #known = new Map<Element, readonly Element[]>();

  constructor(surroundings: SurroundingsReader) {
    this.#surroundings = surroundings;
  }

  /** Client boxes of floats that reach into one of the content boxes. */
  around(element: Element, content: readonly Box[]): Box[] {
    const found: Box[] = [];
    let at: Element | null = element;
    for (let level = 0; at && level < LEVELS; level++) {
      if (level === 0) this.#collect(at, content, found);
      let sibling = at.previousElementSibling;
      for (let i = 0; sibling && i < SIBLINGS; i++, sibling = sibling.previousElementSibling) this.#collect(sibling, content, found);
      at = above(at);
    }
    return found;
  }

  #collect(element: Element, content: readonly Box[], found: Box[]): void {
    for (const float of this.#in(element)) {
      const box = boxOf(float.getBoundingClientRect());
      if (content.some((room) => overlaps(room, box))) found.push(box);
    }
  }

  /** The element if it floats, else its children that do. */
  #in(element: Element): readonly Element[] {
    const known = this.#known.get(element);
    if (known) return known;
    const floats = (candidate: Element): boolean =>
      !PHRASING.has(candidate.tagName) && this.#surroundings.style(candidate).float !== 'none';
    const found = floats(element) ? [element] : Array.from(element.children).slice(0, CHILDREN).filter(floats);
    this.#known.set(element, found);
    return found;
  }
}
