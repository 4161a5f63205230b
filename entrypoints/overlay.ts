/**
 * The content script: injected by a click on the toolbar button, never by itself. Holds the reading of the document and
 * the overlay; knows nothing of claims.
 */
import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import type { Anchor, BlockId, Failure, Page } from '../core/model';
import type { BlockShade, ShadeMode } from '../core/shade';
import { locate } from '../page/anchor';
import { extentOf, type Reading, rangeOfSpan, readPage } from '../page/blocks';
import { createOverlay, type Overlay } from '../page/overlay';
import {
  answer,
  type Found,
  fromExtension,
  type Handlers,
  isRecord,
  type PageCalls,
  type Parsers,
  refuse,
  tellPanel,
} from '../platform/messages';

/** One instance a document: the isolated world's global object is ours alone. */
const world: typeof globalThis & { claimshade?: true } = globalThis;

const parsers: Parsers<PageCalls> = {
  read: () => null,
  status: () => null,
  clear: () => null,
  shade: (argument) =>
    isRecord(argument) && Array.isArray(argument.shades) && (argument.mode === 'captured' || argument.mode === 'left-out')
      ? { shades: argument.shades as BlockShade[], mode: argument.mode }
      : refuse('a shade'),
  reveal: (argument) =>
    isRecord(argument) && isRecord(argument.anchor) && typeof argument.anchor.exact === 'string'
      ? { anchor: argument.anchor as Anchor }
      : refuse('an anchor'),
  goTo: (argument) => (isRecord(argument) && typeof argument.block === 'number' ? { block: argument.block } : refuse('a block')),
  step: (argument) =>
    isRecord(argument) && (argument.direction === 1 || argument.direction === -1) ? { direction: argument.direction } : refuse('a step'),
};

/** Documents that are no web page have no paragraphs to shade. */
const READABLE = /^(text\/html|application\/xhtml\+xml|text\/plain)$/;

class UnsupportedDocument extends Error {}

const failureOf = (error: unknown): Failure => ({
  code: error instanceof UnsupportedDocument ? 'unsupported-document' : 'no-access',
  detail: error instanceof Error ? error.message : String(error),
});

/** The document's reading and the overlay over it. */
class Shade {
  private reading: Reading | null = null;
  private overlay: Overlay | null = null;
  private on = false;

  read(): Page {
    if (!READABLE.test(document.contentType)) throw new UnsupportedDocument(document.contentType);
    this.clear();
    this.reading = readPage(document);
    return this.reading.page;
  }

  isOn(): boolean {
    return this.on;
  }

  show(shades: readonly BlockShade[], mode: ShadeMode): void {
    this.paint()?.shade(shades, mode);
    this.turn(this.overlay !== null);
  }

  reveal(anchor: Anchor): Found {
    const found = this.reading === null ? ({ how: 'lost' } as const) : locate(anchor, this.reading);
    if (found.how !== 'lost') this.paint()?.flash(found.range);
    return found.how;
  }

  goTo(block: BlockId): boolean {
    const range = this.reading === null ? null : extentOf(this.reading.runs, block);
    if (range !== null) this.paint()?.flash(range);
    return range !== null;
  }

  step(direction: 1 | -1): BlockId | null {
    return this.overlay?.step(direction) ?? null;
  }

  clear(): void {
    this.overlay?.clear();
    this.overlay = null;
    this.turn(false);
  }

  private turn(on: boolean): void {
    if (this.on === on) return;
    this.on = on;
    void tellPanel('shaded', { on });
  }

  private paint(): Overlay | null {
    const { reading } = this;
    if (reading === null) return null;
    this.overlay ??= createOverlay(
      document,
      {
        rangeOf: (span) => rangeOfSpan(reading.runs, span),
        extentOf: (block) => extentOf(reading.runs, block),
        hovered: (block) => void tellPanel('hovered', { block }),
      },
      new AbortController().signal,
    );
    return this.overlay;
  }
}

export default defineUnlistedScript(() => {
  if (world.claimshade) return;
  world.claimshade = true;
  const shade = new Shade();
  const handlers: Handlers<PageCalls> = {
    read: () => shade.read(),
    status: () => ({ on: shade.isOn() }),
    shade: ({ shades, mode }) => {
      shade.show(shades, mode);
      return null;
    },
    reveal: ({ anchor }) => ({ found: shade.reveal(anchor) }),
    goTo: ({ block }) => ({ found: shade.goTo(block) }),
    step: ({ direction }) => ({ block: shade.step(direction) }),
    clear: () => {
      shade.clear();
      return null;
    },
  };
  answer<PageCalls>('page', handlers, parsers, fromExtension, failureOf);
});
