import { type Colour, mix, parseColour, type Rgb } from './colour';

/** What text scrolls and is clipped with; one object for all elements that share it. */
export interface Scope {
  /** Stays in the window when the document scrolls. */
  readonly fixed: boolean;
  /** The innermost scroller or sticky element that carries the text; null where only the document scrolls. */
  readonly mover: Element | null;
  /** Elements that cut off what overflows them, innermost first. */
  readonly clips: readonly Clip[];
}

export interface Clip {
  readonly element: Element;
  readonly x: boolean;
  readonly y: boolean;
}

/** How an element is painted, seen from the root stacking context. */
export interface Paint {
  /** Positioned or a stacking context, itself or an ancestor: painted after all that is in flow. */
  readonly layered: boolean;
  /** The z-index at which the root stacking context paints it. */
  readonly z: number;
  /** Inside a stacking context: a z-index further down counts only in there. */
  readonly sealed: boolean;
  /** A background of its own lies between it and what is painted before its layer. */
  readonly filled: boolean;
}

/** What the overlay must know of an element to shade text in it. */
export interface Surroundings {
  /** Has no block box of its own. */
  readonly inline: boolean;
  /** Text in it cannot be seen. */
  readonly hidden: boolean;
  /** It or an ancestor has no opacity at all. */
  readonly faded: boolean;
  readonly scope: Scope;
  readonly paint: Paint;
  /** Inside a multi-column container. */
  readonly columns: boolean;
  readonly ground: Ground;
  readonly ink: Rgb;
  readonly holdsAbsolute: boolean;
  readonly holdsFixed: boolean;
}

/** The colour behind the text; null where an image or gradient is behind it and only the ink tells light from dark. */
type Ground = Rgb | null;

const LIGHT: Rgb = [1, 1, 1];
const DARK: Rgb = [0.07, 0.07, 0.07];

const ROOT_SCOPE: Scope = { fixed: false, mover: null, clips: [] };
const FIXED_SCOPE: Scope = { fixed: true, mover: null, clips: [] };

const set = (value: string, none = 'none'): boolean => value !== '' && value !== none;

const makesContainingBlock = (style: CSSStyleDeclaration): boolean =>
  set(style.transform) ||
  set(style.translate) ||
  set(style.rotate) ||
  set(style.scale) ||
  set(style.perspective) ||
  set(style.filter) ||
  set(style.backdropFilter) ||
  /transform|perspective|filter|translate|rotate|scale/.test(style.willChange) ||
  /layout|paint|strict|content/.test(style.contain);

const isStackingContext = (style: CSSStyleDeclaration, position: string, item: boolean): boolean =>
  position === 'fixed' ||
  position === 'sticky' ||
  ((position !== 'static' || item) && style.zIndex !== 'auto') ||
  style.opacity !== '1' ||
  style.isolation === 'isolate' ||
  set(style.mixBlendMode, 'normal') ||
  set(style.clipPath) ||
  set(style.maskImage) ||
  /opacity|z-index|isolation/.test(style.willChange) ||
  makesContainingBlock(style);

const isScroller = (value: string): boolean => value === 'auto' || value === 'scroll' || value === 'hidden';

/** The element above in the flat tree. */
export function above(element: Element): Element | null {
  if (element.assignedSlot) return element.assignedSlot;
  if (element.parentElement) return element.parentElement;
  const root = element.getRootNode();
  return root instanceof ShadowRoot ? root.host : null;
}

/**
 * Reads every element once until `forget` is called: paragraphs share their ancestors, so a paragraph costs one reading
 * of computed style. Reads layout and style, writes nothing.
 */
export class SurroundingsReader {
  #known = new Map<Element, Surroundings>();
  readonly #colours = new Map<string, Colour>();
  readonly #document: Document;
  readonly #resolve: (css: string) => string;

  /** @param resolve gives a colour in any notation as `color(srgb …)` */
  constructor(document: Document, resolve: (css: string) => string) {
    this.#document = document;
    this.#resolve = resolve;
  }

  forget(): void {
    this.#known = new Map();
  }

  of(element: Element): Surroundings {
    const known = this.#known.get(element);
    if (known) return known;
    const parent = above(element);
    const made = this.#read(element, parent, parent && this.of(parent));
    this.#known.set(element, made);
    return made;
  }

  /** The scope of text in the element: as `of` has it, but most elements add nothing to that of the element above. */
  scope(element: Element): Scope {
    const parent = this.#known.has(element) ? null : above(element);
    if (!parent) return this.of(element).scope;
    const style = this.style(element);
    const plain = style.position === 'static' && style.overflowX === 'visible' && style.overflowY === 'visible' && style.contain === 'none';
    return plain && element !== this.#document.body ? this.of(parent).scope : this.of(element).scope;
  }

  style(element: Element): CSSStyleDeclaration {
    return (this.#document.defaultView ?? window).getComputedStyle(element);
  }

  colour(css: string): Colour {
    const known = this.#colours.get(css);
    if (known) return known;
    const colour = parseColour(css) ?? parseColour(this.#resolve(css)) ?? { rgb: LIGHT, alpha: 0 };
    this.#colours.set(css, colour);
    return colour;
  }

  #read(element: Element, parent: Element | null, outer: Surroundings | null): Surroundings {
    const style = this.style(element);
    const position = style.position;
    const display = style.display;
    const holdsFixed = makesContainingBlock(style);
    const onCanvas = this.#paintsCanvas(element);
    const background = this.colour(style.backgroundColor);
    const image = style.backgroundImage !== 'none';
    const faded = style.opacity === '0' || outer?.faded === true;
    return {
      inline: display === 'inline' || display === 'contents' || display.startsWith('ruby'),
      hidden: faded || style.visibility !== 'visible',
      faded,
      scope: this.#scope(element, style, position, parent, outer),
      paint: paintOf(style, position, parent, outer, !onCanvas && (background.alpha > 0 || image)),
      columns: outer !== null && (outer.columns || style.columnCount !== 'auto' || style.columnWidth !== 'auto'),
      ground: groundOf(background, image, outer === null ? this.#canvas() : outer.ground),
      ink: this.colour(style.color).rgb,
      holdsAbsolute: position !== 'static' || holdsFixed,
      holdsFixed,
    };
  }

  /** The background of the root element, or else of body, is painted on the canvas, below everything. */
  #paintsCanvas(element: Element): boolean {
    const root = this.#document.documentElement;
    if (element === root) return true;
    if (element !== this.#document.body) return false;
    const style = this.style(root);
    return style.backgroundImage === 'none' && this.colour(style.backgroundColor).alpha === 0;
  }

  #canvas(): Rgb {
    const view = this.#document.defaultView;
    const scheme = this.style(this.#document.documentElement).colorScheme;
    const dark = scheme.includes('dark') && (!scheme.includes('light') || view?.matchMedia('(prefers-color-scheme: dark)').matches);
    return dark ? DARK : LIGHT;
  }

  #scope(element: Element, style: CSSStyleDeclaration, position: string, parent: Element | null, outer: Surroundings | null): Scope {
    const base = this.#carrier(position, parent, outer);
    if (outer === null || style.display === 'inline') return base;
    const propagated = element === this.#document.body && this.style(this.#document.documentElement).overflowX === 'visible';
    const contained = /paint|strict|content/.test(style.contain);
    // Where nothing overflows to the side, the bar may stand in the margin outside.
    const x = !propagated && (style.overflowX !== 'visible' || contained) && element.scrollWidth > element.clientWidth;
    const y = !propagated && (style.overflowY !== 'visible' || contained);
    const scrolls = !propagated && (isScroller(style.overflowX) || isScroller(style.overflowY));
    if (!x && !y && position !== 'sticky') return base;
    return {
      fixed: base.fixed,
      mover: scrolls || position === 'sticky' ? element : base.mover,
      clips: x || y ? [{ element, x, y }, ...base.clips] : base.clips,
    };
  }

  /** Positioned elements move with, and are clipped by, their containing block and not by what stands between. */
  #carrier(position: string, parent: Element | null, outer: Surroundings | null): Scope {
    if (outer === null) return ROOT_SCOPE;
    if (position !== 'absolute' && position !== 'fixed') return outer.scope;
    for (let at = parent; at !== null; at = above(at)) {
      const candidate = this.of(at);
      if (position === 'fixed' ? candidate.holdsFixed : candidate.holdsAbsolute) return candidate.scope;
    }
    return position === 'fixed' ? FIXED_SCOPE : ROOT_SCOPE;
  }
}

function paintOf(style: CSSStyleDeclaration, position: string, parent: Element | null, outer: Surroundings | null, fills: boolean): Paint {
  // The root element is the root stacking context.
  if (outer === null || parent === null) return { layered: false, z: 0, sealed: false, filled: false };
  const above = outer.paint;
  if (above.sealed) return fills && !above.filled ? { ...above, filled: true } : above;
  const item = style.zIndex !== 'auto' && /flex|grid/.test(parent.ownerDocument.defaultView?.getComputedStyle(parent).display ?? '');
  const sealed = isStackingContext(style, position, item);
  const layered = above.layered || sealed || position !== 'static';
  const takesZ = (position !== 'static' || item) && style.zIndex !== 'auto';
  return { layered, sealed, z: takesZ ? Number(style.zIndex) : above.z, filled: above.filled || (layered && fills) };
}

function groundOf(background: Colour, image: boolean, behind: Ground): Ground {
  if (background.alpha >= 0.99) return image ? null : background.rgb;
  if (image) return null;
  if (background.alpha === 0) return behind;
  return behind && mix(behind, background.rgb, background.alpha);
}

/** The colour to reckon with behind `ink`: where an image lies behind it, the one that its author chose the ink for. */
export const assumeGround = (ground: Ground, ink: Rgb): Rgb => ground ?? (ink[0] + ink[1] + ink[2] > 1.5 ? DARK : LIGHT);
