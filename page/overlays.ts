/** The shade over a whole reading: an overlay of its own in every document that blocks stand in, the page's and its frames'. */
import type { BlockId, BlockShade, ShadeMode } from '../core/model';
import { extentOf, type Reading, rangeOfSpan } from './blocks';
import { createOverlay, type Overlay, type OverlayPort } from './overlay';

/** Where the latest reading comes from; a page that is followed gives its `Following`. */
export interface ReadingSource {
  readonly reading: Reading;
  /** Called when a range has left the document, before it is asked for once more. */
  catchUp?(): void;
}

type Told = Pick<OverlayPort, 'hovered' | 'reading'>;

interface Piece {
  readonly overlay: Overlay;
  readonly life: AbortController;
}

const documentOf = ({ runs }: Reading, block: BlockId): Document | null => {
  const piece = runs.get(block)?.pieces.find((one) => 'node' in one);
  return piece !== undefined && 'node' in piece ? piece.node.ownerDocument : null;
};

/**
 * @param told of the block under the pointer, and of the one at the reading line
 * @returns an overlay like that of one document; what it asks of the page it asks of the latest reading
 */
export function createOverlays(document: Document, source: ReadingSource, told: Told, signal: AbortSignal): Overlay {
  const overlays = new Overlays(document, portOf(source, told), signal);
  return {
    shade: (shades, mode) => overlays.shade(source.reading, shades, mode),
    flash: (range) => overlays.flash(range),
    step: (direction) => overlays.step(direction),
    light: (blocks) => overlays.light(blocks),
    refresh: () => overlays.refresh(),
    clear: () => overlays.clear(),
  };
}

function portOf(source: ReadingSource, told: Told): OverlayPort {
  const current = (range: () => Range | null): Range | null => {
    const found = range();
    if (found !== null || source.catchUp === undefined) return found;
    source.catchUp();
    return range();
  };
  return {
    rangeOf: (span) => current(() => rangeOfSpan(source.reading.runs, span)),
    extentOf: (block) => current(() => extentOf(source.reading.runs, block)),
    ...told,
  };
}

class Overlays {
  private readonly pieces = new Map<Document, Piece>();

  constructor(
    private readonly document: Document,
    private readonly port: OverlayPort,
    private readonly signal: AbortSignal,
  ) {
    signal.addEventListener('abort', () => this.clear());
  }

  shade(reading: Reading, shades: readonly BlockShade[], mode: ShadeMode): void {
    if (this.signal.aborted) return;
    const shown = this.byDocument(reading, shades);
    for (const document of this.pieces.keys()) if (!shown.has(document)) this.drop(document);
    for (const [document, own] of shown) this.of(document).shade(own, mode);
  }

  flash(range: Range): void {
    if (this.signal.aborted) return;
    const inner = range.startContainer.ownerDocument ?? this.document;
    this.of(inner).flash(range);
    if (inner !== this.document) bringIntoView(this.document, inner, range);
  }

  step(direction: 1 | -1): BlockId | null {
    for (const { overlay } of this.pieces.values()) {
      const block = overlay.step(direction);
      if (block !== null) return block;
    }
    return null;
  }

  light(blocks: readonly BlockId[]): void {
    for (const { overlay } of this.pieces.values()) overlay.light(blocks);
  }

  refresh(): void {
    for (const { overlay } of this.pieces.values()) overlay.refresh();
  }

  clear(): void {
    for (const document of [...this.pieces.keys()]) this.drop(document);
  }

  /** The page's own document comes first, and is there also when nothing in it is shaded. */
  private byDocument(reading: Reading, shades: readonly BlockShade[]): ReadonlyMap<Document, readonly BlockShade[]> {
    const documents = reading.roots.filter((root) => root.nodeType === Node.DOCUMENT_NODE);
    if (documents.length === 1) return new Map([[this.document, shades]]);
    const shown = new Map<Document, BlockShade[]>([[this.document, []]]);
    for (const shade of shades) {
      const document = documentOf(reading, shade.block) ?? this.document;
      const own = shown.get(document);
      if (own === undefined) shown.set(document, [shade]);
      else own.push(shade);
    }
    return shown;
  }

  private of(document: Document): Overlay {
    const known = this.pieces.get(document);
    if (known !== undefined) return known.overlay;
    const life = new AbortController();
    const overlay = createOverlay(document, this.port, life.signal);
    this.pieces.set(document, { overlay, life });
    return overlay;
  }

  private drop(document: Document): void {
    this.pieces.get(document)?.life.abort();
    this.pieces.delete(document);
  }
}

/** Scrolls every document around `inner` until the range stands in its window. */
function bringIntoView(outer: Document, inner: Document, range: Range): void {
  let { top, bottom } = range.getBoundingClientRect();
  for (let view = inner.defaultView; view !== null && view.document !== outer; view = view.parent as Window & typeof globalThis) {
    const frame = view.frameElement;
    if (frame === null || view.parent === view) return;
    const offset = frame.getBoundingClientRect().top + frame.clientTop;
    const parent = view.parent;
    const excess = offset + (top + bottom) / 2 - parent.innerHeight / 2;
    const outside = offset + top < 0 || offset + bottom > parent.innerHeight;
    if (outside) parent.scrollBy({ top: excess, behavior: 'instant' });
    const moved = frame.getBoundingClientRect().top + frame.clientTop;
    top += moved;
    bottom += moved;
  }
}
