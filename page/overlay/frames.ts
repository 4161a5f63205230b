import { type Box, boxOf, intersect, overlaps, shift, unite } from './fragments';
import type { Host } from './host';
import type { Scope } from './surroundings';

interface Point {
  x: number;
  y: number;
}

/** Where a scope's content stands now: the zero of its content coordinates, and what is visible of it, in client coordinates. */
export interface Standing {
  zero: Point;
  /** null where nothing clips */
  clip: Box | null;
}

/** What the page painted over the boxes of a frame, in client coordinates. */
export type Holes = readonly Box[];

/** A layer for boxes that scroll, are clipped and are painted alike. */
export class Frame {
  readonly scope: Scope;
  readonly z: number;
  readonly track: HTMLElement;
  readonly element: HTMLElement;
  holes: Holes = [];
  #written = '';

  constructor(document: Document, scope: Scope, z: number) {
    this.scope = scope;
    this.z = z;
    this.element = document.createElement('div');
    this.element.className = scope.fixed ? 'frame fixed' : 'frame';
    this.element.style.zIndex = String(z);
    this.track = document.createElement('div');
    this.track.className = 'track';
    this.element.append(this.track);
  }

  /** Moves the boxes to where their text stands and cuts them as the page does. `zero` is that of the layer. */
  place(standing: Standing, zero: Point): void {
    const [x, y] = [standing.zero.x - zero.x, standing.zero.y - zero.y];
    const cut = cutOf(standing.clip && shift(standing.clip, -zero.x, -zero.y), joined(this.holes, zero));
    const written = `${x} ${y} ${cut}`;
    if (written === this.#written) return;
    this.#written = written;
    this.track.style.translate = x === 0 && y === 0 ? '' : `${x}px ${y}px`;
    this.element.style.clipPath = cut;
  }
}

const WINDOW: Point = { x: 0, y: 0 };

const EVERYWHERE: Box = { left: -1e6, top: -1e6, right: 1e6, bottom: 1e6 };

/** Holes that overlap would fill each other in again under the even-odd rule: they become one. */
function joined(holes: Holes, zero: Point): Box[] {
  const boxes: Box[] = [];
  for (const hole of holes) {
    let box = shift(hole, -zero.x, -zero.y);
    for (let i = boxes.findIndex((other) => overlaps(other, box)); i >= 0; i = boxes.findIndex((other) => overlaps(other, box))) {
      box = unite(boxes.splice(i, 1)[0]!, box);
    }
    boxes.push(box);
  }
  return boxes;
}

function cutOf(clip: Box | null, holes: readonly Box[]): string {
  if (!clip && holes.length === 0) return '';
  const outline = ({ left, top, right, bottom }: Box): string => `M${left} ${top}H${right}V${bottom}H${left}Z`;
  const outer = clip ?? EVERYWHERE;
  if (outer.right <= outer.left || outer.bottom <= outer.top) return 'inset(100%)';
  const inner = holes.map((hole) => intersect(hole, outer)).filter((hole) => hole.right > hole.left && hole.bottom > hole.top);
  return `path(evenodd, "${[outer, ...inner].map(outline).join('')}")`;
}

/** The frames in use, by scope and z-index. */
export class Frames {
  readonly #document: Document;
  readonly #host: Host;
  readonly #frames = new Map<Scope, Map<number, Frame>>();
  #standings = new Map<Scope, Standing>();
  #origin: Point | null = null;

  constructor(document: Document, host: Host) {
    this.#document = document;
    this.#host = host;
  }

  all(): Frame[] {
    return [...this.#frames.values()].flatMap((byZ) => [...byZ.values()]);
  }

  of(scope: Scope, z: number): Frame {
    const byZ = this.#frames.get(scope) ?? new Map<number, Frame>();
    this.#frames.set(scope, byZ);
    const known = byZ.get(z);
    if (known) return known;
    const frame = new Frame(this.#document, scope, z);
    byZ.set(z, frame);
    this.#host.root.append(frame.element);
    return frame;
  }

  /** Drops frames without boxes. */
  sweep(): void {
    for (const [scope, byZ] of this.#frames) {
      for (const [z, frame] of byZ) {
        if (frame.track.firstChild) continue;
        frame.element.remove();
        byZ.delete(z);
      }
      if (byZ.size === 0) this.#frames.delete(scope);
    }
  }

  /** What was read of the layout may no longer be true: to be called first in whatever follows the page. */
  refresh(): void {
    this.#standings = new Map();
    this.#origin = null;
  }

  /** Where each scope stood that was asked for since the last `refresh`. */
  standings(): ReadonlyMap<Scope, Standing> {
    return this.#standings;
  }

  standing(scope: Scope): Standing {
    const known = this.#standings.get(scope);
    if (known) return known;
    const read = this.#read(scope);
    this.#standings.set(scope, read);
    return read;
  }

  #read(scope: Scope): Standing {
    const zero = this.#zeroOf(scope);
    let clip: Box | null = null;
    for (const { element, x, y } of scope.clips) {
      const box = paddingBox(element);
      const cut: Box = { ...EVERYWHERE };
      if (x) Object.assign(cut, { left: box.left, right: box.right });
      if (y) Object.assign(cut, { top: box.top, bottom: box.bottom });
      clip = clip ? intersect(clip, cut) : cut;
    }
    return { zero, clip };
  }

  #zeroOf({ fixed, mover }: Scope): Point {
    if (!mover) return fixed ? WINDOW : this.#hostOrigin();
    const { left, top } = mover.getBoundingClientRect();
    return { x: left - mover.scrollLeft, y: top - mover.scrollTop };
  }

  #hostOrigin(): Point {
    this.#origin ??= this.#host.origin();
    return this.#origin;
  }

  /**
   * Puts frames where their text is now: reads first, then writes.
   * @param which all frames, or only those that something other than the document's own scrolling moves or cuts
   */
  place(which: 'all' | 'moving'): void {
    const frames = this.all().filter(
      (frame) => which === 'all' || frame.scope.mover || frame.scope.clips.length > 0 || frame.holes.length > 0,
    );
    if (frames.length === 0) return;
    const places = frames.map((frame) => ({ standing: this.standing(frame.scope), zero: frame.scope.fixed ? WINDOW : this.#hostOrigin() }));
    frames.forEach((frame, i) => {
      frame.place(places[i]!.standing, places[i]!.zero);
    });
  }
}

function paddingBox(element: Element): Box {
  const box = boxOf(element.getBoundingClientRect());
  // An inline element has no client box.
  if (element.clientWidth === 0 && element.clientHeight === 0) return box;
  const [left, top] = [box.left + element.clientLeft, box.top + element.clientTop];
  return { left, top, right: left + element.clientWidth, bottom: top + element.clientHeight };
}
