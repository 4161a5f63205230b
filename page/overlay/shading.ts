import type { BlockId, BlockShade, ShadeMode, Span } from '../../core/model';
import { BlockBoxes, isVeil, type Look } from './boxes';
import { Flash } from './flash';
import { type Box, overlaps, shift } from './fragments';
import { Frames, type Standing } from './frames';
import { Host } from './host';
import { layerOf } from './layer';
import { type Measured, Measurer } from './measure';
import { type Covering, Occluders, viewOf } from './occluders';
import { Palettes } from './palette';
import { type Place, Positions } from './positions';
import { scrollTo } from './reveal';
import { stepsFrom } from './step';
import { type Scope, SurroundingsReader } from './surroundings';
import { follow } from './watch';

/** What the overlay asks of the reading and tells the panel. */
export interface OverlayPort {
  /** @returns null when the nodes have left the document */
  rangeOf(span: Span): Range | null;
  extentOf(block: BlockId): Range | null;
  hovered(block: BlockId | null): void;
  /** The block at the reading line. */
  reading(block: BlockId | null): void;
}

/** Heights of the window, above and below it, in which blocks have boxes, and after which the window is moved on. */
const AHEAD = 1.5;
const SLACK = 0.9;

/** The same for what has to be right at once; the rest follows after so many milliseconds, or when the page is scrolled. */
const AT_ONCE = 0.15;
const REST_AFTER = 30;

/** All that stands in the page while something is shaded or flashed; gone as a whole. */
export class Shading {
  readonly #document: Document;
  readonly #view: Window;
  readonly #port: OverlayPort;
  readonly #host: Host;
  readonly #frames: Frames;
  readonly #measurer: Measurer;
  readonly #occluders: Occluders;
  readonly #sizes: ResizeObserver;
  readonly #flash: Flash;
  readonly #lost: () => void;
  #shades: readonly BlockShade[] = [];
  #lit: ReadonlySet<BlockId> = new Set();
  #mode: ShadeMode = 'captured';
  #positions: Positions;
  #measured = new Map<BlockId, Measured | null>();
  #boxes = new Map<BlockId, BlockBoxes>();
  /** Where each scope stood when the boxes were last chosen. */
  #chosen: ReadonlyMap<Scope, Standing> = new Map();
  /** The blocks outside the window are still to be brought up to date. */
  #rest = 0;
  #stepped: BlockId | null = null;

  /**
   * @param lost called when the page does not leave the host in place
   * @param idle called when a flash has ended
   */
  constructor(document: Document, port: OverlayPort, signal: AbortSignal, lost: () => void, idle: () => void) {
    this.#document = document;
    this.#view = document.defaultView ?? window;
    this.#port = port;
    this.#lost = lost;
    this.#host = new Host(document);
    this.#host.attach();
    this.#frames = new Frames(document, this.#host);
    this.#measurer = new Measurer(new SurroundingsReader(document, (css) => this.#host.resolve(css)), new Palettes(), this.#frames);
    this.#occluders = new Occluders(document, this.#host.element, this.#frames);
    this.#positions = new Positions(0, () => null);
    this.#flash = new Flash(document, this.#measurer, this.#frames, idle);
    const following = { scrolled: () => this.#scrolled(), changed: () => this.remeasure(), mutated: () => this.#stay() };
    this.#sizes = follow(document, this.#host.element, following, signal);
    signal.addEventListener('abort', () => {
      this.#occluders.stop();
      this.#view.clearTimeout(this.#rest);
      this.#flash.stop();
      this.#host.remove();
    });
  }

  get isEmpty(): boolean {
    return this.#shades.length === 0 && !this.#flash.isOn;
  }

  get mode(): ShadeMode {
    return this.#mode;
  }

  shade(shades: readonly BlockShade[], mode: ShadeMode): void {
    this.#frames.refresh();
    const same = shades.length === this.#shades.length && shades.every((shade, i) => shade.block === this.#shades[i]!.block);
    this.#shades = shades;
    this.#mode = mode;
    if (!same) this.#positions = new Positions(shades.length, (index) => this.#place(index));
    this.#chooseAtOnce();
  }

  /** Marks these blocks, wherever they have boxes, and no others. */
  light(blocks: readonly BlockId[]): void {
    if (blocks.length === 0 && this.#lit.size === 0) return;
    this.#lit = new Set(blocks);
    this.#frames.refresh();
    this.#choose();
  }

  flash(range: Range): void {
    scrollTo(this.#document, range);
    this.#scrolled();
    this.#flash.show(range);
    this.#frames.place('all');
  }

  /** Goes to the next block that is wholly left out, counted from the last one gone to if it is still in view. */
  step(direction: 1 | -1): BlockId | null {
    this.#frames.refresh();
    const { innerHeight } = this.#view;
    for (const index of stepsFrom(this.#shades, (block) => this.#standsIn(block), this.#stepped, direction, innerHeight)) {
      const { block, state, level } = this.#shades[index]!;
      const range = state === 'scored' && level === 0 ? this.#port.extentOf(block) : null;
      if (!range || this.#measure(block) === null) continue;
      this.flash(range);
      this.#stepped = block;
      return block;
    }
    return null;
  }

  /** @param target what the page says is under the point: where something floats over a block, not the block */
  blockAt(x: number, y: number, target: Element): BlockId | null {
    this.#frames.refresh();
    for (const { measured } of this.#boxes.values()) {
      if (!measured.element.contains(target) && !target.contains(measured.element)) continue;
      const { zero } = this.#frames.standing(measured.scope);
      const [left, top] = [x - zero.x, y - zero.y];
      if (measured.fragments.some((box) => left >= box.left && left < box.right && top >= box.top && top < box.bottom))
        return measured.block;
    }
    return null;
  }

  /** The last block to begin above a height of the window; the first that has boxes where none does. */
  blockBefore(y: number): BlockId | null {
    this.#frames.refresh();
    const standing = [...this.#boxes.values()].map(({ measured }) => {
      const { zero } = this.#frames.standing(measured.scope);
      return { block: measured.block, top: measured.fragments[0]!.top + zero.y };
    });
    const above = standing.filter(({ top }) => top <= y);
    const [from, sign] = above.length > 0 ? [above, 1] : [standing, -1];
    return (
      from.reduce<(typeof standing)[number] | null>((best, one) => (best === null || sign * (one.top - best.top) > 0 ? one : best), null)
        ?.block ?? null
    );
  }

  /** Where a block that has boxes begins, in client coordinates. */
  #standsIn(block: BlockId): Box | null {
    const measured = this.#boxes.get(block)?.measured;
    if (!measured) return null;
    const { zero } = this.#frames.standing(measured.scope);
    return shift(measured.fragments[0]!, zero.x, zero.y);
  }

  #place(index: number): Place | null {
    const { block } = this.#shades[index]!;
    const measured = this.#measured.get(block);
    if (measured) {
      return {
        scope: measured.scope,
        top: Math.min(...measured.fragments.map((box) => box.top)),
        bottom: Math.max(...measured.fragments.map((box) => box.bottom)),
      };
    }
    const range = this.#port.extentOf(block);
    const scope = range && this.#measurer.scope(range);
    if (!range || !scope) return null;
    const { top, bottom, width, height } = range.getBoundingClientRect();
    if (width === 0 && height === 0) return null;
    const { zero } = this.#frames.standing(scope);
    return { scope, top: top - zero.y, bottom: bottom - zero.y };
  }

  #measure(block: BlockId): Measured | null {
    const known = this.#measured.get(block);
    if (known !== undefined) return known;
    const range = this.#port.extentOf(block);
    const measured = range && this.#measurer.block(block, range);
    this.#measured.set(block, measured);
    return measured;
  }

  #facts({ block, gaps }: BlockShade, measured: Measured): Box[] {
    if (this.#mode === 'captured') return [];
    const { zero } = this.#frames.standing(measured.scope);
    return gaps.flatMap(({ start, end }) => {
      const range = this.#port.rangeOf({ block, start, end });
      if (!range) return [];
      return Array.from(range.getClientRects(), (rect) =>
        shift({ left: rect.left, top: rect.top, right: rect.right, bottom: rect.bottom }, -zero.x, -zero.y),
      );
    });
  }

  #chooseAtOnce(): void {
    this.#draw(AT_ONCE);
    if (this.#rest !== 0) return;
    this.#rest = this.#view.setTimeout(() => {
      this.#frames.refresh();
      this.#choose();
    }, REST_AFTER);
  }

  /** Gives boxes to the blocks near the window, and to no others. */
  #choose(): void {
    this.#view.clearTimeout(this.#rest);
    this.#rest = 0;
    const drawn = this.#draw(AHEAD);
    for (const [block, boxes] of this.#boxes) if (!drawn.has(block)) this.#drop(block, boxes);
    this.#frames.sweep();
    this.#chosen = new Map(this.#frames.standings());
  }

  /** Draws the boxes of the blocks within so many heights of the window. Reads all first, then writes. */
  #draw(ahead: number): ReadonlySet<BlockId> {
    const near = this.#positions.near((place) => this.#isNear(place, this.#frames.standing(place.scope), ahead * this.#view.innerHeight));
    const wanted = near.flatMap((index) => {
      const shade = this.#shades[index]!;
      const measured = this.#measure(shade.block);
      if (!measured) return [];
      const look: Look = {
        state: shade.state,
        level: shade.level,
        mode: this.#mode,
        facts: this.#facts(shade, measured),
        lit: this.#lit.has(shade.block),
      };
      return [{ measured, look, z: layerOf(measured.paint, isVeil(shade.state, shade.level, this.#mode)) }];
    });
    for (const { measured, look, z } of wanted) this.#show(measured, look, z);
    this.#frames.place('all');
    this.#occluders.search(() => this.#coverings());
    return new Set(wanted.map(({ measured }) => measured.block));
  }

  #show(measured: Measured, look: Look, z: number): void {
    const frame = this.#frames.of(measured.scope, z);
    const shown = this.#boxes.get(measured.block);
    if (shown?.frame === frame) {
      shown.show(measured, look);
      return;
    }
    if (shown) this.#drop(measured.block, shown);
    this.#boxes.set(measured.block, new BlockBoxes(measured, frame, look));
    this.#sizes.observe(measured.element);
  }

  #drop(block: BlockId, boxes: BlockBoxes): void {
    boxes.remove();
    this.#boxes.delete(block);
    this.#sizes.unobserve(boxes.measured.element);
  }

  /** Blocks of an inner scroller have to be near what it shows as well. */
  #isNear({ top, bottom }: Place, { zero, clip }: Standing, ahead: number): boolean {
    const height = this.#view.innerHeight;
    const [start, end] = [top + zero.y, bottom + zero.y];
    if (end < -ahead || start > height + ahead) return false;
    return !clip || (end > clip.top - ahead && start < clip.bottom + ahead);
  }

  #scrolled(): void {
    this.#frames.refresh();
    const far = this.#view.innerHeight * SLACK;
    const moved = [...this.#chosen].some(([scope, then]) => {
      const now = this.#frames.standing(scope).zero;
      return Math.abs(now.y - then.zero.y) > far || Math.abs(now.x - then.zero.x) > this.#view.innerWidth;
    });
    if (moved || this.#rest !== 0) {
      this.#choose();
      return;
    }
    this.#occluders.cut();
    this.#frames.place('moving');
    this.#occluders.search(() => this.#coverings());
  }

  /** The layout, or the nodes that text stands in, may have changed. */
  remeasure(): void {
    this.#frames.refresh();
    this.#measurer.forget();
    this.#measured = new Map();
    this.#positions = new Positions(this.#shades.length, (index) => this.#place(index));
    this.#choose();
    this.#flash.place();
    this.#frames.place('all');
  }

  #stay(): void {
    if (!this.#host.attach()) this.#lost();
  }

  #coverings(): Covering[] {
    return [...this.#boxes.values()]
      .filter(({ frame }) => frame.z > 0)
      .flatMap(({ measured }) => {
        const { zero } = this.#frames.standing(measured.scope);
        return measured.fragments.map((box) => ({ box: shift(box, zero.x, zero.y), element: measured.element }));
      })
      .filter(({ box }) => overlaps(box, viewOf(this.#document)));
  }
}
