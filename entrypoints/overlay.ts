/**
 * The content script: injected by a click on the toolbar button, never by itself. Holds the reading of the document and
 * the overlay; knows nothing of claims.
 */
import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import type { Anchor, BlockId, BlockShade, Failure, Page, ShadeMode } from '../core/model';
import { type Have, type Part, partFrom } from '../core/parts';
import { rangeOfAnchor } from '../page/anchor';
import { extentOf, type Reading, readPageInTurns } from '../page/blocks';
import { type Following, followPage } from '../page/follow';
import type { Overlay } from '../page/overlay';
import { createOverlays } from '../page/overlays';
import { follows, Ids } from '../page/rereading';
import { isExtensionAlive } from '../platform/live';
import { takingTurns } from '../platform/macrotask';
import {
  answer,
  fromExtension,
  type Handlers,
  type Head,
  isRecord,
  type PageCalls,
  type Parsers,
  refuse,
  tellBackground,
  tellPanel,
} from '../platform/messages';

/** One instance a document: the isolated world's global object is ours alone. */
const world: typeof globalThis & { claimshade?: true } = globalThis;

const parsers: Parsers<PageCalls> = {
  read: () => null,
  current: () => null,
  status: () => null,
  clear: () => null,
  part: (argument) => {
    if (!isRecord(argument) || typeof argument.reading !== 'number' || !isRecord(argument.have)) return refuse('a part');
    const { blocks, containers } = argument.have;
    if (typeof blocks !== 'number' || typeof containers !== 'number') return refuse('a part');
    return { reading: argument.reading, have: { blocks, containers } };
  },
  shade: (argument) =>
    isRecord(argument) && Array.isArray(argument.shades) && (argument.mode === 'captured' || argument.mode === 'left-out')
      ? { shades: argument.shades as BlockShade[], mode: argument.mode }
      : refuse('a shade'),
  reveal: (argument) =>
    isRecord(argument) && isRecord(argument.anchor) && typeof argument.anchor.exact === 'string'
      ? { anchor: argument.anchor as Anchor }
      : refuse('an anchor'),
  goTo: (argument) => (isRecord(argument) && typeof argument.block === 'number' ? { block: argument.block } : refuse('a block')),
  light: (argument) => (isRecord(argument) && Array.isArray(argument.blocks) ? { blocks: argument.blocks as BlockId[] } : refuse('blocks')),
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

/** The page waits no longer than this for its turn while it is read. */
const READ_MS = 8;

/** How often an overlay looks whether the extension that drew it is still there. */
const ALIVE_MS = 2_000;

/** The document's reading, followed as the page changes, and the overlay over it. */
class Shade {
  private reading: Reading | null = null;
  private overlay: Overlay | null = null;
  private following: Following | null = null;
  /** Of everything that is there only while the shade is on. */
  private life = new AbortController();
  /** What is shown; null while the shade is off. */
  mode: ShadeMode | null = null;
  /** What is being fetched, and how many were before it. */
  private announced: { readonly page: Page; readonly reading: number } | null = null;

  async read(): Promise<Head> {
    return this.announce(await this.readAnew());
  }

  async current(): Promise<Head> {
    this.following?.catchUp();
    return this.announce(this.following?.reading.page ?? (await this.readAnew()));
  }

  /** @throws where another reading was announced since */
  part(reading: number, have: Have): Part {
    if (this.announced?.reading !== reading) throw new Error('another reading was begun');
    return partFrom(this.announced.page, have);
  }

  private announce(page: Page): Head {
    const reading = (this.announced?.reading ?? 0) + 1;
    this.announced = { page, reading };
    const { blocks, containers, ...info } = page;
    return { reading, info, all: { blocks: blocks.length, containers: containers.length } };
  }

  private async readAnew(): Promise<Page> {
    if (!READABLE.test(document.contentType)) throw new UnsupportedDocument(document.contentType);
    this.clear();
    const before = this.reading;
    const now = await readPageInTurns(document, takingTurns(READ_MS));
    this.reading = before === null ? now : follows(before, now, new Ids(before)).reading;
    return this.reading.page;
  }

  show(shades: readonly BlockShade[], mode: ShadeMode): void {
    this.paint()?.shade(shades, mode);
    this.turn(this.overlay === null ? null : mode);
  }

  reveal(anchor: Anchor): boolean {
    const reading = this.latest();
    const range = reading && rangeOfAnchor(anchor, reading);
    if (range !== null) this.paint()?.flash(range);
    return range !== null;
  }

  goTo(block: BlockId): boolean {
    const reading = this.latest();
    const range = reading && extentOf(reading.runs, block);
    if (range !== null) this.paint()?.flash(range);
    return range !== null;
  }

  step(direction: 1 | -1): BlockId | null {
    return this.overlay?.step(direction) ?? null;
  }

  light(blocks: readonly BlockId[]): void {
    this.overlay?.light(blocks);
  }

  clear(): void {
    this.life.abort();
    this.life = new AbortController();
    this.overlay = null;
    this.following = null;
    this.turn(null);
  }

  private turn(mode: ShadeMode | null): void {
    const on = mode !== null;
    const wasOn = this.mode !== null;
    this.mode = mode;
    if (on) this.follow();
    if (wasOn === on) return;
    void tellPanel('shaded', { on });
    if (!on) void tellBackground('cleared', null);
  }

  /** The latest reading, also when it was read again since. */
  private latest(): Reading | null {
    return this.following?.reading ?? this.reading;
  }

  private paint(): Overlay | null {
    const { reading } = this;
    if (reading === null) return null;
    const latest = (): Reading => this.latest() ?? reading;
    const source = {
      get reading() {
        return latest();
      },
      catchUp: () => this.following?.catchUp(),
    };
    const told = {
      hovered: (block: BlockId | null): void => void tellPanel('hovered', { block }),
      reading: (block: BlockId | null): void => void tellPanel('reading', { block }),
    };
    this.overlay ??= createOverlays(document, source, told, this.life.signal);
    return this.overlay;
  }

  private follow(): void {
    if (this.following !== null || this.reading === null) return;
    const { signal } = this.life;
    const took = (reading: Reading): void => {
      this.reading = reading;
      this.overlay?.refresh();
    };
    this.following = followPage(
      document,
      this.reading,
      {
        onChanged: ({ reading }) => {
          took(reading);
          void tellBackground('pageChanged', { again: false });
        },
        onReplaced: took,
        onNavigated: () => void tellBackground('pageChanged', { again: true }),
        onRestored: () => void tellBackground('pageChanged', { again: true }),
      },
      signal,
    );
    const alive = setInterval(() => {
      if (!isExtensionAlive()) this.clear();
    }, ALIVE_MS);
    signal.addEventListener('abort', () => clearInterval(alive));
  }
}

export default defineUnlistedScript(() => {
  if (world.claimshade) return;
  world.claimshade = true;
  const shade = new Shade();
  const handlers: Handlers<PageCalls> = {
    read: () => shade.read(),
    current: () => shade.current(),
    part: ({ reading, have }) => shade.part(reading, have),
    status: () => ({ on: shade.mode !== null, mode: shade.mode }),
    shade: ({ shades, mode }) => {
      shade.show(shades, mode);
      return null;
    },
    reveal: ({ anchor }) => ({ found: shade.reveal(anchor) }),
    goTo: ({ block }) => ({ found: shade.goTo(block) }),
    step: ({ direction }) => ({ block: shade.step(direction) }),
    light: ({ blocks }) => {
      shade.light(blocks);
      return null;
    },
    clear: () => {
      shade.clear();
      return null;
    },
  };
  answer<PageCalls>('page', handlers, parsers, fromExtension, failureOf);
});
