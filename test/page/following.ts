import { afterEach, vi } from 'vitest';
import { type Reading, readPage } from '../../page/blocks';
import { type Clock, type Following, followPage } from '../../page/follow';
import type { Reread } from '../../page/rereading';

/** Time that passes when the test says so. */
export class HandClock implements Clock {
  time = 0;
  private timers: { at: number; run: () => void }[] = [];

  now = (): number => this.time;

  after = (delay: number, run: () => void): (() => void) => {
    const timer = { at: this.time + delay, run };
    this.timers.push(timer);
    return () => {
      this.timers = this.timers.filter((one) => one !== timer);
    };
  };

  pass(milliseconds: number): void {
    const end = this.time + milliseconds;
    for (;;) {
      const next = this.timers.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0];
      if (next === undefined) break;
      this.timers = this.timers.filter((one) => one !== next);
      this.time = Math.max(this.time, next.at);
      next.run();
    }
    this.time = Math.max(this.time, end);
  }
}

/** Observers are told in a microtask. */
export const noticed = (): Promise<void> => new Promise(queueMicrotask);

export interface Followed {
  clock: HandClock;
  life: AbortController;
  following: Following;
  first: Reading;
  changed: Reread[];
  replaced: Reading[];
  navigated: Reading[];
  restored: number;
  /** How often the document was read since it is followed. */
  readings(): number;
}

const lives: AbortController[] = [];

/** @param cost milliseconds by the clock that a reading takes */
export function follow(html: string, cost = 0): Followed {
  document.body.innerHTML = html;
  const first = readPage(document);
  const clock = new HandClock();
  const styleOf = window.getComputedStyle.bind(window);
  // Every reading asks for the style of body once.
  let readings = 0;
  vi.spyOn(window, 'getComputedStyle').mockImplementation((element) => {
    if (element === document.body) {
      readings++;
      clock.time += cost;
    }
    return styleOf(element);
  });
  const life = new AbortController();
  lives.push(life);
  const seen = { changed: [] as Reread[], replaced: [] as Reading[], navigated: [] as Reading[], restored: 0 };
  const events = {
    onChanged: (reread: Reread) => void seen.changed.push(reread),
    onReplaced: (reading: Reading) => void seen.replaced.push(reading),
    onNavigated: (reading: Reading) => void seen.navigated.push(reading),
    onRestored: () => {
      seen.restored++;
    },
  };
  const following = followPage(document, first, events, life.signal, clock);
  return Object.assign(seen, { clock, life, following, first, readings: () => readings });
}

/** A page of the test's own after each test: its address, its body, and nobody who follows it. */
export function leavePages(): void {
  const address = location.href;
  afterEach(() => {
    for (const life of lives.splice(0)) life.abort();
    history.replaceState(null, '', address);
    document.body.innerHTML = '';
    vi.restoreAllMocks();
  });
}
