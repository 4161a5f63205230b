/** Runs inside the bench's page: the floor and the product's overlay on the same paragraphs, timed alike. */
import type { BlockShade } from '../../core/model';
import { type ElementsOverlay, overlayOn } from '../fixtures/traps/elements-overlay';

let on: ElementsOverlay | null = null;

/** Does the work in a frame, and ends when that frame has been painted. */
const inFrame = (work: () => void): Promise<void> =>
  new Promise((resolve) => {
    requestAnimationFrame(() => {
      work();
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => resolve();
      port2.postMessage(null);
    });
  });

const shades = (turn: number): BlockShade[] =>
  Array.from(on?.elements ?? [], (_, block) => ({
    block,
    state: 'scored',
    level: ((block * 7 + turn) % 6) as BlockShade['level'],
    gaps: [],
  }));

function mark(round: number): void {
  const elements = document.querySelectorAll('article *');
  for (let i = 0; i < elements.length; i++) elements[i]!.setAttribute('data-level', String((i * 7 + round) % 6));
}

/** One step, up to the end of the frame that shows it. What the step needs beforehand is made by `prepare`. */
export const steps = {
  nothing: () => inFrame(() => undefined),
  floor: () => inFrame(() => mark(round)),
  shade: () => inFrame(() => on?.overlay.shade(next, 'captured')),
};

let round = 0;
let next: BlockShade[] = [];

export function prepare(): void {
  round++;
  on ??= overlayOn('article p');
  next = shades(round);
}

export function unmark(): void {
  for (const element of document.querySelectorAll('[data-level]')) element.removeAttribute('data-level');
}

export function off(): void {
  on?.abort();
  on = null;
}

/** Scrolls by a step a frame and counts. */
export async function scroll(frames: number): Promise<{ fps: number; worst: number }> {
  scrollTo(0, 0);
  await inFrame(() => undefined);
  const times: number[] = [];
  await new Promise<void>((resolve) => {
    const tick = (now: number): void => {
      times.push(now);
      scrollBy(0, 90);
      if (times.length > frames) resolve();
      else requestAnimationFrame(tick);
    };
    requestAnimationFrame(tick);
  });
  const gaps = times.slice(1).map((time, i) => time - times[i]!);
  return { fps: (1000 * gaps.length) / (times.at(-1)! - times[0]!), worst: Math.max(...gaps) };
}

const shifts: number[] = [];
const tasks: number[] = [];
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) shifts.push((entry as PerformanceEntry & { value: number }).value);
}).observe({ type: 'layout-shift', buffered: true });
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) tasks.push(entry.duration);
}).observe({ type: 'longtask', buffered: false });

/** Layout shift and the longest task over 50 ms since the last call. */
export function disturbances(): { shift: number; longest: number } {
  const sum = { shift: shifts.reduce((a, b) => a + b, 0), longest: Math.max(0, ...tasks) };
  shifts.length = 0;
  tasks.length = 0;
  return sum;
}
