/**
 * The protocol and its two ends. Calls are a request and its reply; state is one Port from a panel to the background.
 * Parsers are arguments, so that the content script and the panel check what arrives without carrying zod.
 */
import { type Browser, browser } from 'wxt/browser';
import type { Changes } from '../core/carry';
import type { Uncovered } from '../core/choose';
import type { Outlook, Question, Spending } from '../core/cost';
import type { CoverInput } from '../core/cover';
import type {
  Anchor,
  BlockId,
  BlockShade,
  ClaimId,
  Decomposition,
  Edit,
  Failure,
  LabelledBlock,
  PageInfo,
  ShadeMode,
  Similarities,
  Stage,
} from '../core/model';
import type { Have, Part } from '../core/parts';
import type { Waiting } from '../core/ports';
import type { Found } from '../core/seek';
import type { View } from '../core/shade';

export type Reply<T> = { ok: true; value: T } | { ok: false; failure: Failure };

/** A reading that is ready to be fetched in parts: its number, and how much there is of it. */
export type Head = { reading: number; info: PageInfo; all: Have };

/** Calls that the content script answers. The page is told levels and stretches of its own text, never claims. */
export interface PageCalls {
  /** Reads the document anew and takes the shade off; blocks that were read before keep their ids. */
  read(argument: null): Head;
  /** The latest reading, with all that came since; the shade stays. While it is off the page is read for this. */
  current(argument: null): Head;
  /** The next part of the reading that was announced last; of an earlier one it fails. */
  part(argument: { reading: number; have: Have }): Part;
  /** Whether the shade is on, and what it shows; null where it is off. */
  status(argument: null): { on: boolean; mode: ShadeMode | null };
  shade(argument: { shades: BlockShade[]; mode: ShadeMode }): null;
  /** Scrolls to a quote and flashes it; false where it does not stand exactly where its anchor says. */
  reveal(argument: { anchor: Anchor }): { found: boolean };
  /** Scrolls to a block and flashes it; false where the block left the document. */
  goTo(argument: { block: BlockId }): { found: boolean };
  /** The next gap (1) or the one before (-1), scrolled to; null where there is none. */
  step(argument: { direction: 1 | -1 }): { block: BlockId | null };
  /** Marks these blocks and no others, while they are shaded. */
  light(argument: { blocks: BlockId[] }): null;
  /** Takes all of the shade away. */
  clear(argument: null): null;
}

/** Calls that the background answers, from extension pages only. */
export interface BackgroundCalls {
  /** Shows what is kept of the tab's page, or runs the pipeline where nothing is. Resolves when it has begun, as those that follow. */
  open(argument: { tab: number }): null;
  /** Reads the tab's page and runs the pipeline anew with these edits, whatever is kept of it; `offline`: by this machine alone. */
  start(argument: { tab: number; edits: Edit[]; offline: boolean }): null;
  stop(argument: { tab: number }): null;
  /** Asks for claims of these blocks besides; null: of those that were never read. */
  extend(argument: { tab: number; blocks: BlockId[] | null }): null;
  /** Has a model judge what the claims carry of each block, with `selected` of them shown. */
  audit(argument: { tab: number; selected: ClaimId[] }): null;
  /** The reader lets text be sent to these origins. */
  agree(argument: { origins: string[] }): null;
  /** What the reader did to claims: selects anew and keeps it; nothing is run. */
  edit(argument: { tab: number; edits: Edit[] }): null;
  /** Shows an exported decomposition on its page; a text that is none, or of another page, changes nothing. */
  bring(argument: { tab: number; text: string }): null;
  /** Searches the page for a quote that it did not reveal, and has it revealed where it stands now. */
  find(argument: { tab: number; anchor: Anchor }): { found: Found };
  library(argument: null): Library;
  /** Opens the article of a kept decomposition in a tab. */
  openEntry(argument: { key: string }): null;
  removeEntry(argument: { key: string }): null;
  clearLibrary(argument: null): null;
  /** A kept decomposition, to be exported; null where it is no longer kept. */
  kept(argument: { key: string }): Decomposition | null;
  /** What the claims of kept decompositions say, to be searched; those that are no longer kept are left out. */
  keptClaims(argument: { keys: string[] }): { key: string; claims: { title: string; body: string }[] }[];
  /** What was set aside, last first; times in ms since 1970. */
  setAside(argument: null): { id: number; title: string; reason: string; at: number; bytes: number }[];
  /** The text of what was set aside, as far as it is one. */
  asideText(argument: { id: number }): string;
  removeAside(argument: { id: number }): null;
  /** The view that was chosen last, on any page. */
  view(argument: null): View;
  saveView(argument: View): null;
}

/** Calls that the background answers, from the content script of a tab's top frame: that something happened, and no more. */
export interface WatchCalls {
  /** The page changed after it was read, or shows another article; `again` where it has to be begun anew. */
  pageChanged(argument: { again: boolean }): null;
  /** The shade was taken off. */
  cleared(argument: null): null;
}

/** What is kept in this browser, sizes in bytes, times in ms since 1970. */
export interface Library {
  entries: { key: string; url: string; title: string; site: string | null; savedAt: number; bytes: number; shown: number; all: number }[];
  bytes: number;
  limit: number;
  /** Records that could not be read and were set aside. */
  aside: number;
}

/** Calls that the panel answers, from its own tab's content script only. */
export interface PanelCalls {
  /** The paragraph under the pointer. */
  hovered(argument: { block: BlockId | null }): null;
  /** The paragraph at the reading line. */
  reading(argument: { block: BlockId | null }): null;
  /** The shade was switched on or off, or a gap was stepped to by a key pressed in the page. */
  shaded(argument: { on: boolean }): null;
}

/** The small part of a run's state, posted at every change. */
export interface RunState {
  /** Rises with every run of the tab; parts of another run are stale. */
  run: number;
  stage: Stage;
  done: number;
  total: number;
  failure: Failure | null;
  /** Where what is shown came from, and when it was saved, in ms since 1970. */
  origin: { from: 'run' | 'cache' | 'import'; savedAt: number | null };
  /** What the page changed since what is shown was made; null where nothing, or where it was read since. */
  changes: Changes | null;
  /** The tab is in a private window: nothing of it is kept. */
  private: boolean;
  /** Why nothing comes for a while; null where that is not so. */
  waiting: Waiting | null;
  /** What has to be agreed to before it can go on; with the failure no-consent. */
  question: Question | null;
  /** What is being sent where; empty where nothing leaves this machine. */
  sending: Outlook[];
  /** null where nothing was to be sent. */
  spending: Spending | null;
  head: Omit<Uncovered, 'page' | 'blocks' | 'similarities'> | null;
}

/** What the background posts. The texts of the page, the similarities and what cover needs travel once a run. */
export type State =
  | { type: 'run'; state: RunState }
  /** The tab shows another page, which was not read. */
  | { type: 'gone' }
  /** By a key of the browser the reader asked for the other mode. */
  | { type: 'mode'; mode: ShadeMode }
  /** A worker that knows nothing of the run: the one that did has died. */
  | { type: 'lost' }
  | { type: 'page'; run: number; page: PageInfo; blocks: LabelledBlock[] }
  | { type: 'similarities'; run: number; similarities: Similarities }
  | { type: 'cover'; run: number; input: CoverInput };

export const PANEL_PORT = 'panel:';

type Shape<C> = { [N in keyof C]: (argument: never) => unknown };
type Argument<C extends Shape<C>, N extends keyof C> = Parameters<C[N]>[0];
type Value<C extends Shape<C>, N extends keyof C> = ReturnType<C[N]>;
type Receiver = 'page' | 'background' | 'watch' | 'panel';

interface Call {
  to: Receiver;
  call: string;
  argument: unknown;
}

export const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

const isCall = (message: unknown): message is Call => isRecord(message) && 'to' in message && 'call' in message && 'argument' in message;

const isReply = (answer: unknown): answer is Reply<unknown> => isRecord(answer) && 'ok' in answer;

async function settle<T>(answer: Promise<unknown>): Promise<Reply<T>> {
  try {
    const reply = await answer;
    if (isReply(reply)) return reply as Reply<T>;
    return { ok: false, failure: { code: 'no-access', detail: 'nobody answered' } };
  } catch (error) {
    return { ok: false, failure: { code: 'no-access', detail: error instanceof Error ? error.message : String(error) } };
  }
}

/** Never throws: a tab without our content script, or a call that failed there, is a failed Reply. */
export function askPage<N extends keyof PageCalls>(
  tab: number,
  call: N,
  argument: Argument<PageCalls, N>,
): Promise<Reply<Value<PageCalls, N>>> {
  return settle(browser.tabs.sendMessage(tab, { to: 'page', call, argument } satisfies Call, { frameId: 0 }));
}

export function askBackground<N extends keyof BackgroundCalls>(
  call: N,
  argument: Argument<BackgroundCalls, N>,
): Promise<Reply<Value<BackgroundCalls, N>>> {
  return settle(browser.runtime.sendMessage({ to: 'background', call, argument } satisfies Call));
}

/** From the content script; where the worker is gone for good (the extension was updated) it goes nowhere. */
export function tellBackground<N extends keyof WatchCalls>(
  call: N,
  argument: Argument<WatchCalls, N>,
): Promise<Reply<Value<WatchCalls, N>>> {
  return settle(browser.runtime.sendMessage({ to: 'watch', call, argument } satisfies Call));
}

/** Where no panel is open the call goes nowhere, and that is fine. */
export function tellPanel<N extends keyof PanelCalls>(call: N, argument: Argument<PanelCalls, N>): Promise<Reply<Value<PanelCalls, N>>> {
  return settle(browser.runtime.sendMessage({ to: 'panel', call, argument } satisfies Call));
}

/** What a hand-written parser does with what it does not know. */
export function refuse(what: string): never {
  throw new TypeError(`not ${what}`);
}

export type Handlers<C extends Shape<C>> = {
  [N in keyof C]: (argument: Argument<C, N>, sender: Browser.runtime.MessageSender) => Value<C, N> | Promise<Value<C, N>>;
};

/** A parser gives the argument back, or throws where it is not one. */
export type Parsers<C extends Shape<C>> = { [N in keyof C]: (argument: unknown) => Argument<C, N> };

/**
 * Answers the calls to one receiver. A call from a sender that is not `allowed` gets no answer; one that does not parse,
 * or whose handler throws, gets a failed Reply.
 * @param failureOf turns what a handler threw into a Failure
 * @returns stops answering
 */
export function answer<C extends Shape<C>>(
  to: Receiver,
  handlers: Handlers<C>,
  parsers: Parsers<C>,
  allowed: (sender: Browser.runtime.MessageSender) => boolean,
  failureOf: (error: unknown) => Failure,
): () => void {
  const listen = (message: unknown, sender: Browser.runtime.MessageSender, reply: (answer: Reply<unknown>) => void): true | undefined => {
    if (!isCall(message) || message.to !== to || !Object.hasOwn(handlers, message.call) || !allowed(sender)) return undefined;
    const name = message.call as keyof C;
    void (async () => {
      try {
        reply({ ok: true, value: await handlers[name](parsers[name](message.argument), sender) });
      } catch (error) {
        reply({ ok: false, failure: failureOf(error) });
      }
    })();
    return true;
  };
  browser.runtime.onMessage.addListener(listen);
  return () => browser.runtime.onMessage.removeListener(listen);
}

/** A page of this extension: its panel, settings or library. Content scripts carry the URL of their page. */
export const fromExtensionPage = (sender: Browser.runtime.MessageSender): boolean =>
  sender.id === browser.runtime.id && (sender.url ?? '').startsWith(browser.runtime.getURL('/'));

/** The extension itself, seen from a content script: the background or an extension page, never another content script. */
export const fromExtension = (sender: Browser.runtime.MessageSender): boolean =>
  sender.id === browser.runtime.id && (sender.url === undefined || sender.url.startsWith(browser.runtime.getURL('/')));

export const fromTab =
  (tab: number) =>
  (sender: Browser.runtime.MessageSender): boolean =>
    sender.id === browser.runtime.id && sender.tab?.id === tab;

/** A content script of ours in the page of a tab. */
export const fromTopFrame = (sender: Browser.runtime.MessageSender): boolean =>
  sender.id === browser.runtime.id && sender.tab?.id !== undefined && sender.frameId === 0;
