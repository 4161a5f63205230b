import type { BlockState, ShadeMode } from '../../core/model';
import type { Box } from './fragments';
import type { Frame } from './frames';
import type { Measured } from './measure';
import type { Palette } from './palette';

/** What one block's boxes show. */
export interface Look {
  state: BlockState;
  level: number;
  mode: ShadeMode;
  /** Where its missing facts stand, in the content coordinates of its scope. */
  facts: readonly Box[];
  /** Marked while the reader looks at a claim that covers it. */
  lit: boolean;
}

/** The colour laid on a block's text: the shade, or the veil that dims it. */
function fillOf({ state, level, mode }: Look, palette: Palette): string {
  if (state === 'dropped') return palette.dropped;
  if (state !== 'scored') return 'transparent';
  return (mode === 'captured' ? palette.shades : palette.veils)[level]!;
}

/** A veil dims the text only from above it; a shade may as well lie below. */
export const isVeil = (state: BlockState, level: number, mode: ShadeMode): boolean =>
  state === 'dropped' || (state === 'scored' && mode === 'left-out' && level > 0);

const nameOf = ({ state, level, lit }: Look): string =>
  (state === 'scored' ? (level === 0 ? 'out' : 'captured') : state) + (lit ? ' lit' : '');

/** The boxes of one block, written only where something changed. */
export class BlockBoxes {
  measured: Measured;
  readonly frame: Frame;
  readonly #element: HTMLElement;
  #fills: readonly HTMLElement[] = [];
  #bars: readonly HTMLElement[] = [];
  #look: Look | null = null;

  constructor(measured: Measured, frame: Frame, look: Look) {
    this.measured = measured;
    this.frame = frame;
    this.#element = frame.track.ownerDocument.createElement('div');
    this.#draw(look);
    frame.track.append(this.#element);
  }

  show(measured: Measured, look: Look): void {
    const last = this.#look;
    if (last && isSamePlace(measured, this.measured) && look.state === last.state && isSameBoxes(look.facts, last.facts)) {
      this.measured = measured;
      if (look.level !== last.level || look.mode !== last.mode || look.lit !== last.lit) this.#paint(look);
      return;
    }
    this.measured = measured;
    this.#draw(look);
  }

  remove(): void {
    this.#element.remove();
  }

  #draw(look: Look): void {
    const document = this.#element.ownerDocument;
    const { fragments, bars, palette } = this.measured;
    this.#fills = fragments.map((box) => piece(document, 'fill', box));
    this.#bars = bars.map((box) => piece(document, 'bar', box));
    const facts = look.facts.map((box) => piece(document, 'fact', { ...box, top: box.bottom }));
    const marks = look.state === 'failed' ? bars.slice(0, 1).map((bar) => piece(document, 'mark', markOn(bar))) : [];
    this.#element.style.cssText = `--accent: ${palette.accent}; --track: ${palette.track}; --quiet: ${palette.quiet}; --line: ${palette.line}; --warn: ${palette.warn}`;
    this.#element.replaceChildren(...this.#fills, ...this.#bars, ...facts, ...marks);
    this.#paint(look);
  }

  /** Colours go straight to the boxes: style that is inherited would be worked out anew for all of them. */
  #paint(look: Look): void {
    this.#look = look;
    const [name, fill, height] = [`block ${nameOf(look)}`, fillOf(look, this.measured.palette), `${look.level * 20}%`];
    if (this.#element.className !== name) this.#element.className = name;
    for (const element of this.#fills) element.style.backgroundColor = fill;
    for (const element of this.#bars) element.style.setProperty('--height', height);
  }
}

/** The mark of a failed block stands at the top of its bar. */
const markOn = (bar: Box): Box => ({ left: bar.left - 2, right: bar.left + 5, top: bar.top - 9, bottom: bar.top - 2 });

/** An absolutely placed box; lines (facts) take their height from the style sheet. */
export function piece(document: Document, name: string, { left, top, right, bottom }: Box): HTMLElement {
  const element = document.createElement('i');
  element.className = name;
  const height = bottom > top ? ` height: ${bottom - top}px;` : '';
  element.style.cssText = `left: ${left}px; top: ${top}px; width: ${right - left}px;${height}`;
  return element;
}

const isSameBox = (a: Box, b: Box): boolean => a.left === b.left && a.top === b.top && a.right === b.right && a.bottom === b.bottom;

const isSameBoxes = (a: readonly Box[], b: readonly Box[]): boolean =>
  a === b || (a.length === b.length && a.every((box, i) => isSameBox(box, b[i]!)));

const isSamePlace = (a: Measured, b: Measured): boolean =>
  a === b || (a.palette === b.palette && isSameBoxes(a.fragments, b.fragments) && isSameBoxes(a.bars, b.bars));
