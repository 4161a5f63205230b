/**
 * The tree as it is rendered: through open shadow roots, slots with what is assigned to them, and frames whose document
 * may be read. Closed shadow roots and frames of other origins stay shut. A frame's nodes are of another realm: types are
 * told by nodeType.
 */

/** A tree that the walk went into; what changes in it is seen by an observer of its own only. */
export type Root = Document | ShadowRoot;

/** Fewer characters in a frame are a button or an advertisement. */
const LEAST_TEXT = 400;
const SILENT = 'script, style, noscript, template';

const isDocument = (node: Node): node is Document => node.nodeType === Node.DOCUMENT_NODE;

/** The document in a frame, where it may be read and holds text to read. */
export function framed(element: Element): Document | null {
  const inner = (element as HTMLIFrameElement).contentDocument ?? null;
  return inner !== null && inner.body !== null && holdsText(inner) ? inner : null;
}

function holdsText(document: Document): boolean {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let length = 0; walker.nextNode() !== null; ) {
    const text = walker.currentNode as Text;
    if (text.parentElement?.matches(SILENT) === true) continue;
    length += text.data.trim().length;
    if (length >= LEAST_TEXT) return true;
  }
  return false;
}

/** The root that stands in place of the element's own children; null where they are rendered themselves. */
export const rootIn = (element: Element, tag: string): Root | null => (tag === 'iframe' ? framed(element) : element.shadowRoot);

/** @param root of `rootIn` */
export function firstIn(element: Element, tag: string, root: Root | null): Node | null {
  if (root !== null) return isDocument(root) ? root.body : root.firstChild;
  const assigned = tag === 'slot' ? (element as HTMLSlotElement).assignedNodes()[0] : undefined;
  return assigned ?? element.firstChild;
}

/** The node rendered after `node` inside the element that the walk came to it from. */
export function nextIn(node: Node, element: Element, tag: string): Node | null {
  if (tag === 'iframe') return null;
  if (tag !== 'slot' || node.parentNode === element) return node.nextSibling;
  // Assigned nodes are siblings, though others may stand between them.
  let next = node.nextSibling;
  while (next !== null && (next as Partial<Slottable>).assignedSlot !== element) next = next.nextSibling;
  return next;
}
