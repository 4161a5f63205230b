/** What an element's box means for the text in it: read from computed style where the page has a layout, else from its tag. */
import { BLOCK_TAGS, BOLD_TAGS } from './tags';

export type Flow = 'block' | 'inline' | 'unread' | 'hidden';

export interface Box {
  readonly flow: Flow;
  readonly bold: boolean;
}

/** Reads boxes of one document. `styled` is false for a document that is not shown: there are tags only. */
export interface Boxes {
  of(element: Element, tag: string): Box;
  /** Line breaks in the text of this element are rendered. */
  keepsLines(element: Element): boolean;
}

const INLINE_OUTSIDE = new Set(['inline-block', 'inline-flex', 'inline-grid', 'inline-table', '-webkit-inline-box', 'inline flow-root']);
const ALWAYS_INLINE = new Set(['contents', 'ruby', 'ruby-base', 'ruby-text', 'math', 'block math']);
const VISUALLY_HIDDEN = /\b(?:sr-only|visually-?hidden|screen-reader(?:-text)?|u-hiddenvisually|a11y-hidden|assistive-text)\b/i;

const tagBox = (element: Element, tag: string): Box => {
  const block = BLOCK_TAGS.has(tag);
  const hidden = element.hasAttribute('hidden') || isVisuallyHidden(element);
  return { flow: hidden ? (block ? 'hidden' : 'unread') : block ? 'block' : 'inline', bold: BOLD_TAGS.has(tag) };
};

const isVisuallyHidden = (element: Element): boolean => {
  const words = element.hasAttributes() ? element.getAttribute('class') : null;
  return words !== null && VISUALLY_HIDDEN.test(words);
};

/** A box that stands in a line like a letter: an icon parts no text, a list item or a cell laid out in a line does. */
const insideLine = (element: Element, blockTag: boolean): Flow => {
  if (!blockTag) return 'inline';
  return (element.textContent ?? '').trim() === '' ? 'unread' : 'block';
};

/** An inline element taken out of the flow (a drop cap, a marker, text for screen readers) has the display of a block. */
const outOfFlow = (style: CSSStyleDeclaration): Box => {
  const gone = (style.position === 'absolute' || style.position === 'fixed') && (style.clip !== 'auto' || style.clipPath !== 'none');
  return { flow: gone ? 'unread' : 'inline', bold: false };
};

function styledBox(element: Element, tag: string, style: CSSStyleDeclaration): Box {
  const display = style.display;
  const blockTag = BLOCK_TAGS.has(tag);
  if (display === 'none') return { flow: blockTag ? 'hidden' : 'unread', bold: false };
  if (display === 'inline' || ALWAYS_INLINE.has(display) || display === '') {
    return { flow: 'inline', bold: BOLD_TAGS.has(tag) || Number(style.fontWeight) >= 600 };
  }
  if (INLINE_OUTSIDE.has(display)) return { flow: insideLine(element, blockTag), bold: BOLD_TAGS.has(tag) };
  if (!blockTag && (style.float !== 'none' || style.position === 'absolute' || style.position === 'fixed')) return outOfFlow(style);
  return { flow: style.visibility === 'visible' ? 'block' : 'hidden', bold: false };
}

/** @param document read only; asking for computed style settles pending style, never layout */
export function boxesOf(document: Document): Boxes {
  const view = document.defaultView;
  if (view === null) return { of: tagBox, keepsLines: () => false };
  return {
    of: (element, tag) => {
      if (isVisuallyHidden(element)) return { flow: BLOCK_TAGS.has(tag) ? 'hidden' : 'unread', bold: false };
      return styledBox(element, tag, view.getComputedStyle(element));
    },
    keepsLines: (element) => /^(?:pre|break-spaces)/.test(view.getComputedStyle(element).whiteSpace),
  };
}
