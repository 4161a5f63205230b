import { piece } from './boxes';
import type { Frame, Frames } from './frames';
import { layerOf } from './layer';
import type { Measurer } from './measure';

/** Milliseconds that a flash stays. */
const STAYS = 1_200;

/** Marks one place for a moment. The latest flash takes the place of the one before. */
export class Flash {
  readonly #document: Document;
  readonly #measurer: Measurer;
  readonly #frames: Frames;
  readonly #done: () => void;
  #range: Range | null = null;
  #element: HTMLElement | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** @param done called when a flash has ended by itself */
  constructor(document: Document, measurer: Measurer, frames: Frames, done: () => void) {
    this.#document = document;
    this.#measurer = measurer;
    this.#frames = frames;
    this.#done = done;
  }

  get isOn(): boolean {
    return this.#range !== null;
  }

  show(range: Range): void {
    this.stop();
    this.#range = range;
    this.place();
    this.#timer = setTimeout(() => {
      this.stop();
      this.#done();
    }, STAYS);
  }

  /** Draws the flash where its range is now. Reads layout, then writes. */
  place(): void {
    if (!this.#range) return;
    const lines = this.#measurer.lines(this.#range);
    this.#element?.remove();
    this.#element = null;
    if (!lines || lines.boxes.length === 0) return;
    const frame: Frame = this.#frames.of(lines.scope, layerOf(lines.paint, true));
    const { palette } = lines;
    this.#element = this.#document.createElement('div');
    this.#element.className = 'block';
    this.#element.style.cssText = `--flash: ${palette.flash}; --accent: ${palette.accent}`;
    this.#element.append(...lines.boxes.map((box) => piece(this.#document, 'flash', { ...box, left: box.left - 2, right: box.right + 2 })));
    frame.track.append(this.#element);
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#element?.remove();
    this.#element = null;
    this.#range = null;
  }
}
