/** Follows a page that changes after it was read: late text, new nodes under old text, another article, a page brought back. */
import type { Reading } from './blocks';
import { areTelling, TELLING } from './mutations';
import { Ids, type Reread, reread } from './rereading';
import { Place } from './whereabouts';

export interface PageEvents {
  /** Runs of text came, went, changed, or were shown or hidden. */
  onChanged(reread: Reread): void;
  /** The same text stands in other nodes: everything has to be measured again. */
  onReplaced(reading: Reading): void;
  /** Another article at another address of the same document; said once. */
  onNavigated(reading: Reading): void;
  /** The reader came back to the page, which the browser had kept as it was. */
  onRestored(): void;
}

export interface Following {
  /** The latest reading; its ranges are those to use. */
  readonly reading: Reading;
  /**
   * For whoever meets a range that has left the document: reads again now, unless the page did not change or is read too
   * often already. The events come later, never from inside this call.
   */
  catchUp(): void;
}

/** Time and timers, in milliseconds; tests bring their own. */
export interface Clock {
  now(): number;
  /** @returns cancels it */
  after(delay: number, run: () => void): () => void;
}

/** A page is read when it has kept still for so long, or at the latest after LEAST. */
const QUIET = 250;
/** Between two readings; doubled, up to MOST, as long as reading finds no more than before. */
const LEAST = 1_000;
const MOST = 30_000;
/** Reading takes at most a twentieth of the time. */
const SHARE = 20;

const clockOf = (view: Window): Clock => ({
  now: () => performance.now(),
  after: (delay, run) => {
    const timer = view.setTimeout(run, delay);
    return () => view.clearTimeout(timer);
  },
});

/**
 * Follows the document from its first reading on until the signal aborts. Nothing of the page is changed or patched, and
 * while it is not shown nothing is done.
 */
export function followPage(
  document: Document,
  first: Reading,
  events: PageEvents,
  signal: AbortSignal,
  clock: Clock = clockOf(document.defaultView ?? window),
): Following {
  const follower = new Follower(document, first, events, clock);
  if (signal.aborted) return follower.stop();
  const observer = new MutationObserver((records) => follower.mutated(areTelling(records)));
  const observe = (reading: Reading): void => {
    for (const root of reading.roots) {
      observer.observe(root, { childList: true, characterData: true, attributes: true, attributeFilter: TELLING, subtree: true });
    }
  };
  follower.whenRead = observe;
  observe(first);
  listen(document, follower, signal);
  signal.addEventListener('abort', () => {
    observer.disconnect();
    follower.stop();
  });
  return follower;
}

function listen(document: Document, follower: Follower, signal: AbortSignal): void {
  const view = document.defaultView ?? window;
  const moved = (): void => follower.mutated(false);
  view.addEventListener('popstate', moved, { signal });
  view.addEventListener('hashchange', moved, { signal });
  (view as Partial<Pick<Window, 'navigation'>>).navigation?.addEventListener('currententrychange', moved, { signal });
  document.addEventListener('visibilitychange', () => follower.shown(), { signal });
  view.addEventListener('pageshow', (event) => event.persisted && follower.restored(), { signal });
  // A frame that has loaded holds another document; its own load event is seen on the way down only.
  const loaded = ({ target }: Event): void => {
    if (target instanceof Element && target.localName === 'iframe') follower.mutated(true);
  };
  document.addEventListener('load', loaded, { capture: true, signal });
}

class Follower implements Following {
  whenRead: (reading: Reading) => void = () => undefined;
  private readonly ids: Ids;
  private readonly place: Place;
  /** When the mutations began that no reading has seen yet; null where there are none. */
  private since: number | null = null;
  private last = Number.NEGATIVE_INFINITY;
  private wait = LEAST;
  /** The end of the latest reading, and how long it took. */
  private read = { at: Number.NEGATIVE_INFINITY, cost: 0 };
  private cancel: (() => void) | null = null;
  /** Read but not told yet. */
  private untold: Reread | null = null;
  private stopped = false;

  constructor(
    private readonly document: Document,
    public reading: Reading,
    private readonly events: PageEvents,
    private readonly clock: Clock,
  ) {
    this.ids = new Ids(reading);
    this.place = new Place(document, reading);
  }

  /** @param telling the text of the page may have changed; where it cannot have, only the address is looked at */
  mutated(telling: boolean): void {
    const now = this.clock.now();
    if (!this.place.hasMoved(now) && !telling) return;
    if (this.since === null && now - this.last > 2 * this.wait) this.wait = LEAST;
    this.since ??= now;
    this.last = now;
    this.arm();
  }

  shown(): void {
    if (this.since !== null) this.arm();
  }

  restored(): void {
    this.events.onRestored();
    this.mutated(true);
  }

  catchUp(): void {
    if (this.since === null || this.stopped || this.clock.now() < this.earliest()) return;
    this.look();
    this.cancel?.();
    this.cancel = this.clock.after(0, () => this.tell());
  }

  stop(): this {
    this.stopped = true;
    this.cancel?.();
    return this;
  }

  private earliest(): number {
    return this.read.at + Math.max(this.wait, SHARE * this.read.cost);
  }

  private due(): number {
    const quiet = this.since === null ? 0 : Math.min(this.last + QUIET, this.since + LEAST);
    return Math.max(quiet, this.earliest());
  }

  private arm(): void {
    if (this.cancel !== null || this.stopped || this.document.hidden) return;
    this.cancel = this.clock.after(Math.max(0, this.due() - this.clock.now()), () => this.run());
  }

  private run(): void {
    this.cancel = null;
    if (this.document.hidden) return;
    if (this.clock.now() < this.due()) {
      this.arm();
      return;
    }
    if (this.since !== null) this.look();
    this.tell();
  }

  private look(): void {
    const start = this.clock.now();
    const found = reread(this.document, this.reading, this.ids);
    const at = this.clock.now();
    this.read = { at, cost: at - start };
    const { untold } = this;
    this.since = null;
    this.wait = found.grown ? LEAST : Math.min(MOST, this.wait * 2);
    this.reading = found.reading;
    this.untold = {
      reading: found.reading,
      changed: found.changed || untold?.changed === true,
      grown: found.grown || untold?.grown === true,
      replaced: found.replaced || untold?.replaced === true,
    };
    this.whenRead(found.reading);
  }

  private tell(): void {
    this.cancel = null;
    const { untold } = this;
    if (untold === null || this.stopped) return;
    const where = this.place.is(untold.reading, this.clock.now());
    if (where === 'leaving') {
      // Nothing to say of a page between two articles; it is looked at again also if it comes to nothing.
      this.wait = LEAST;
      this.since ??= this.clock.now();
      this.arm();
      return;
    }
    this.untold = null;
    if (where === 'arrived') this.events.onNavigated(untold.reading);
    else if (untold.changed) this.events.onChanged(untold);
    else if (untold.replaced) this.events.onReplaced(untold.reading);
    if (this.since !== null) this.arm();
  }
}
