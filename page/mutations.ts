/** Whether a mutation of the page can have changed its text. What is judged is cheap: a page may mutate all the time. */
import { tagOf, UNREAD } from './tags';

/** Attributes that show or hide text and are set seldom. Classes and styles are not followed: most say nothing of text. */
export const TELLING = ['hidden', 'open'];

/** Frames are not read as elements, but their documents are. */
const SILENT = [...UNREAD].filter((tag) => tag !== 'iframe').join(',');

const elementAround = (node: Node): Element | null =>
  node.nodeType === Node.ELEMENT_NODE
    ? (node as Element)
    : (node.parentElement ?? (node.getRootNode() as Partial<ShadowRoot>).host ?? null);

/** An element without children says nothing: so is the overlay's own, whose shadow root is closed. */
function speaks(node: Node): boolean {
  if (node.nodeType === Node.TEXT_NODE) return (node as Text).data.trim() !== '';
  if (node.nodeType !== Node.ELEMENT_NODE) return false;
  const element = node as Element;
  const tag = tagOf(element);
  if (tag === 'br' || tag === 'iframe') return true;
  return !UNREAD.has(tag) && (element.firstChild !== null || element.shadowRoot !== null);
}

const isTelling = (record: MutationRecord): boolean => {
  if (elementAround(record.target)?.closest(SILENT) != null) return false;
  if (record.type !== 'childList') return true;
  return [...record.addedNodes].some(speaks) || [...record.removedNodes].some(speaks);
};

export const areTelling = (records: readonly MutationRecord[]): boolean => records.some(isTelling);
