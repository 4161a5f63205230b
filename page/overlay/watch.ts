/** What happens on the page that the boxes have to follow. */
export interface Following {
  /** Something scrolled; called at most once a frame. */
  scrolled(): void;
  /** Text may stand elsewhere or look different; called in a frame, less often the longer it takes and the longer it goes on. */
  changed(): void;
  /** The page's tree changed; called at once. */
  mutated(): void;
}

/** Attributes that can move or recolour text. */
const TELLING = ['class', 'style', 'hidden', 'open', 'dir', 'width', 'height', 'data-theme'];

/** Milliseconds that a page has to keep still before it is measured again, and the longest that a restless one waits. */
const QUIET = 80;
const LONGEST = 2_000;

/** Follows the page until the signal aborts. Elements whose size matters are told to `sizes`. */
export function follow(document: Document, own: Element, following: Following, signal: AbortSignal): ResizeObserver {
  const view = document.defaultView ?? window;
  const scrolled = oncePerFrame(view, following.scrolled, signal);
  const changes = new Changes(view, following.changed, signal);
  const passive = { capture: true, passive: true, signal };
  view.addEventListener('scroll', scrolled, passive);
  view.addEventListener('resize', () => changes.now(), passive);
  for (const event of ['load', 'toggle', 'transitionend', 'animationend']) document.addEventListener(event, () => changes.soon(), passive);
  document.fonts.addEventListener('loadingdone', () => changes.soon(), { signal });
  for (const query of ['(prefers-color-scheme: dark)', '(forced-colors: active)', '(prefers-contrast: more)']) {
    view.matchMedia(query).addEventListener('change', () => changes.now(), { signal });
  }
  const mutations = new MutationObserver((records) => {
    following.mutated();
    if (records.some((record) => !isOwn(record, own))) changes.soon();
  });
  mutations.observe(document.documentElement, {
    childList: true,
    characterData: true,
    attributes: true,
    attributeFilter: TELLING,
    subtree: true,
  });
  const sizes = new ResizeObserver((entries) => changes.resized(entries));
  sizes.observe(document.documentElement);
  if (document.body) sizes.observe(document.body);
  signal.addEventListener('abort', () => {
    mutations.disconnect();
    sizes.disconnect();
  });
  return sizes;
}

const isOwn = (record: MutationRecord, own: Element): boolean =>
  record.type === 'childList' && [...record.addedNodes, ...record.removedNodes].every((node) => node === own);

function oncePerFrame(view: Window, run: () => void, signal: AbortSignal): () => void {
  let frame = 0;
  signal.addEventListener('abort', () => view.cancelAnimationFrame(frame));
  return () => {
    if (frame !== 0) return;
    frame = view.requestAnimationFrame(() => {
      frame = 0;
      run();
    });
  };
}

/**
 * Decides when to measure again. A resize is followed in the next frame; anything else waits until the page is quiet, or
 * for a page that never is, ever longer. Measuring takes at most a fifth of the time.
 */
class Changes {
  readonly #view: Window;
  readonly #run: () => void;
  readonly #sizes = new WeakMap<Element, string>();
  #timer = 0;
  #frame = 0;
  #wait = QUIET;
  #last = 0;
  #earliest = 0;

  constructor(view: Window, run: () => void, signal: AbortSignal) {
    this.#view = view;
    this.#run = run;
    signal.addEventListener('abort', () => {
      view.clearTimeout(this.#timer);
      view.cancelAnimationFrame(this.#frame);
    });
  }

  now(): void {
    const wait = this.#earliest - performance.now();
    if (wait > 0) this.#after(wait);
    else this.#inFrame();
  }

  soon(): void {
    const now = performance.now();
    this.#wait = now - this.#last < 4 * this.#wait ? Math.min(LONGEST, this.#wait * 1.5) : QUIET;
    if (this.#timer === 0) this.#after(Math.max(this.#wait, this.#earliest - now));
  }

  /** The first report on an element only says that it is observed. */
  resized(entries: readonly ResizeObserverEntry[]): void {
    let changed = false;
    for (const { target, contentRect } of entries) {
      const size = `${contentRect.width} ${contentRect.height}`;
      const known = this.#sizes.get(target);
      this.#sizes.set(target, size);
      changed ||= known !== undefined && known !== size;
    }
    if (changed) this.now();
  }

  #after(wait: number): void {
    if (this.#timer !== 0) return;
    this.#timer = this.#view.setTimeout(() => {
      this.#timer = 0;
      this.#inFrame();
    }, wait);
  }

  #inFrame(): void {
    if (this.#frame !== 0) return;
    this.#frame = this.#view.requestAnimationFrame(() => {
      this.#frame = 0;
      const start = performance.now();
      this.#run();
      this.#last = performance.now();
      this.#earliest = this.#last + 4 * (this.#last - start);
    });
  }
}
