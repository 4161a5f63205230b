import { STYLE } from './style';

/** A page that takes the host away more often than this wins. */
const MOST_ATTACHMENTS = 5;

/** The one element that the overlay adds to the page: bare, and the same whatever it shows. Its style comes from inside. */
export class Host {
  readonly element: HTMLElement;
  readonly root: ShadowRoot;
  readonly #document: Document;
  readonly #probe: HTMLElement;
  #attachments = 0;

  constructor(document: Document) {
    this.#document = document;
    this.element = document.createElement('div');
    this.element.setAttribute('aria-hidden', 'true');
    this.element.inert = true;
    this.root = this.element.attachShadow({ mode: 'closed' });
    addStyle(document, this.root);
    this.#probe = document.createElement('i');
    this.#probe.hidden = true;
    this.root.append(this.#probe);
  }

  /**
   * Puts the host before body. There it is first in tree order: a layer of it with z-index 0 is painted after all that
   * is in flow and before all that the page positioned; no structural selector of the page's body sees it.
   * @returns false when the page has removed it too often
   */
  attach(): boolean {
    if (this.element.isConnected) return true;
    if (this.#attachments >= MOST_ATTACHMENTS) return false;
    this.#attachments++;
    const root = this.#document.documentElement;
    root.insertBefore(this.element, this.#document.body?.parentNode === root ? this.#document.body : null);
    return true;
  }

  remove(): void {
    this.element.remove();
  }

  /** Client coordinates of the point that absolute layers count from. */
  origin(): { x: number; y: number } {
    const { left, top } = this.element.getBoundingClientRect();
    return { x: left, y: top };
  }

  /** A colour in any notation as `color(srgb r g b / a)`. */
  resolve(css: string): string {
    this.#probe.style.color = `color-mix(in srgb, ${css} 100%, transparent 0%)`;
    return (this.#document.defaultView ?? window).getComputedStyle(this.#probe).color;
  }
}

/** A constructed sheet needs no permission of the page's policy; browsers that refuse it to a content script take an element. */
function addStyle(document: Document, root: ShadowRoot): void {
  try {
    const sheet = new (document.defaultView ?? window).CSSStyleSheet();
    sheet.replaceSync(STYLE);
    root.adoptedStyleSheets = [sheet];
  } catch {
    const style = document.createElement('style');
    style.textContent = STYLE;
    root.append(style);
  }
}
