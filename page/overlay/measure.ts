import type { BlockId } from '../../core/model';
import { Floats } from './floats';
import { type Box, boxOf, type Fragment, type Line, linesOf, merge, overlaps, shift } from './fragments';
import type { Frames } from './frames';
import type { Palette, Palettes } from './palette';
import { isFolded } from './reveal';
import { above, assumeGround, type Paint, type Scope, type Surroundings, type SurroundingsReader } from './surroundings';

/** A block as it is laid out, in the content coordinates of its scope. */
export interface Measured {
  readonly block: BlockId;
  readonly element: Element;
  readonly scope: Scope;
  readonly paint: Paint;
  readonly palette: Palette;
  readonly fragments: readonly Fragment[];
  /** Left edges of the bars, one for each column that the block fills. */
  readonly bars: readonly Box[];
}

const BAR = 3;
const LISTS = new Set(['LI', 'UL', 'OL', 'DL', 'DD', 'DT', 'BLOCKQUOTE']);

/** Measures ranges against what surrounds them. Reads layout and style, writes nothing. */
export class Measurer {
  readonly #surroundings: SurroundingsReader;
  readonly #palettes: Palettes;
  readonly #frames: Frames;
  #floats: Floats;

  constructor(surroundings: SurroundingsReader, palettes: Palettes, frames: Frames) {
    this.#surroundings = surroundings;
    this.#palettes = palettes;
    this.#frames = frames;
    this.#floats = new Floats(surroundings);
  }

  /** The layout may have changed: everything is read anew. */
  forget(): void {
    this.#surroundings.forget();
    this.#floats = new Floats(this.#surroundings);
  }

  /** The nearest element around the range that has a box of its own. */
  container(range: Range): Element | null {
    let element = elementOf(range);
    while (element && this.#surroundings.of(element).inline) element = above(element);
    return element;
  }

  /** The scope of a range's text. */
  scope(range: Range): Scope | null {
    const element = elementOf(range);
    return element && this.#surroundings.scope(element);
  }

  /** @returns null for what is not rendered */
  block(block: BlockId, range: Range): Measured | null {
    const element = this.container(range);
    const around = element && this.#surroundings.of(element);
    if (!element || !around || around.hidden || isFolded(element)) return null;
    const style = this.#surroundings.style(element);
    const whole = style.display === 'table-row' ? [element.getBoundingClientRect()] : range.getClientRects();
    const lines = linesOf(Array.from(whole, boxOf));
    if (lines.length === 0) return null;
    const content = contentBoxes(element, style);
    const fragments = merge(lines, this.#filler(element, style, content));
    const rtl = style.direction === 'rtl';
    const bars = this.#bars(element, around, fragments, content, rtl);
    const { x, y } = this.#frames.standing(around.scope).zero;
    return {
      block,
      element,
      scope: around.scope,
      paint: around.paint,
      palette: this.#palette(element, around, range),
      fragments: fragments.map((fragment) => ({ ...shift(fragment, -x, -y), column: fragment.column })),
      bars: bars.map((bar) => shift(bar, -x, -y)),
    };
  }

  /** The lines of a stretch of text, not widened to its block. */
  lines(range: Range): { element: Element; scope: Scope; paint: Paint; palette: Palette; boxes: Box[] } | null {
    const element = this.container(range);
    if (!element || isFolded(element)) return null;
    const around = this.#surroundings.of(element);
    const { x, y } = this.#frames.standing(around.scope).zero;
    const boxes = linesOf(Array.from(range.getClientRects(), boxOf)).map((line) => shift(line, -x, -y));
    return { element, scope: around.scope, paint: around.paint, palette: this.#palette(element, around, range), boxes };
  }

  /** Widens a line to the edges of its block's content box, as far as no float stands there, and to its line height. */
  #filler(element: Element, style: CSSStyleDeclaration, content: readonly Box[]): (line: Line) => Box {
    const lineHeight = Number.parseFloat(style.lineHeight);
    const stretches = !/flex|grid|inline|table-row/.test(style.display);
    const floats = stretches ? this.#floats.around(element, content) : [];
    return (line) => {
      const leading = Number.isNaN(lineHeight) ? 0 : Math.max(0, Math.min(12, (lineHeight - line.text) / 2));
      const box = { left: line.left, right: line.right, top: line.top - leading, bottom: line.bottom + leading };
      const room = stretches && content.find((candidate) => overlaps(candidate, line));
      if (!room) return box;
      let [left, right] = [room.left, room.right];
      for (const float of floats) {
        if (float.bottom <= line.top || float.top >= line.bottom) continue;
        if (float.left >= line.right - 1) right = Math.min(right, float.left);
        else if (float.right <= line.left + 1) left = Math.max(left, float.right);
      }
      return { ...box, left: Math.min(left, line.left), right: Math.max(right, line.right) };
    };
  }

  /** One bar a column, in the margin at the start edge; those of list items and quotes stand with those of paragraphs. */
  #bars(element: Element, around: Surroundings, fragments: readonly Fragment[], content: readonly Box[], rtl: boolean): Box[] {
    const columns = new Map<number, Box>();
    for (const fragment of fragments) {
      const column = columns.get(fragment.column);
      columns.set(fragment.column, column ? { ...column, bottom: fragment.bottom } : { ...fragment });
    }
    const clip = this.#frames.standing(around.scope).clip;
    const limit = clip ?? { left: around.scope.fixed ? 0 : this.#frames.standing(around.scope).zero.x, right: Number.POSITIVE_INFINITY };
    const gutter = around.columns ? 8 : 16;
    const margin = around.columns ? null : this.#listMargin(element, rtl);
    return [...columns.values()].map((column) => {
      const room = content.find((candidate) => overlaps(candidate, column)) ?? column;
      const edge = rtl
        ? Math.max(room.right, column.right, margin ?? 0)
        : Math.min(room.left, column.left, margin ?? Number.POSITIVE_INFINITY);
      const left = rtl ? Math.min(edge + gutter - BAR, limit.right - BAR - 1) : Math.max(edge - gutter, limit.left + 1);
      return { left, right: left + BAR, top: column.top + 2, bottom: Math.max(column.top + 6, column.bottom - 2) };
    });
  }

  #listMargin(element: Element, rtl: boolean): number | null {
    if (!LISTS.has(element.tagName)) return null;
    let list = element;
    let parent = above(list);
    while (parent && LISTS.has(parent.tagName)) {
      list = parent;
      parent = above(list);
    }
    const outer = boxOf(list.getBoundingClientRect());
    const room = parent && contentBoxes(parent, this.#surroundings.style(parent))[0];
    const near = room && Math.abs(rtl ? room.right - outer.right : room.left - outer.left) <= 80 ? room : outer;
    return rtl ? near.right : near.left;
  }

  /** Links may be fainter than the text around them: both have to stay readable. */
  #palette(element: Element, around: Surroundings, range: Range): Palette {
    const start = range.startContainer.parentElement;
    const link = element.querySelector('a');
    const inner = start && start !== element ? this.#surroundings.of(start) : around;
    const inks = [around.ink];
    if (inner !== around) inks.push(inner.ink);
    if (link && link !== start) inks.push(this.#surroundings.colour(this.#surroundings.style(link).color).rgb);
    return this.#palettes.of(assumeGround(around.ground, around.ink), inks);
  }
}

/** The host stands for its shadow root, where text lies directly in that. */
const elementOf = ({ commonAncestorContainer: node }: Range): Element | null =>
  node.nodeType === Node.ELEMENT_NODE
    ? (node as Element)
    : (node.parentElement ?? (node.getRootNode() as Partial<ShadowRoot>).host ?? null);

/** The content boxes of an element, one a column; empty pieces are left out. */
function contentBoxes(element: Element, style: CSSStyleDeclaration): Box[] {
  const inset = (side: 'Left' | 'Right'): number =>
    Number.parseFloat(style[`padding${side}`]) + Number.parseFloat(style[`border${side}Width`]) || 0;
  const [left, right] = [inset('Left'), inset('Right')];
  return Array.from(element.getClientRects(), (rect) => ({ ...boxOf(rect), left: rect.left + left, right: rect.right - right })).filter(
    (box) => box.right > box.left,
  );
}
