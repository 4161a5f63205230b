/** The worker: what the toolbar, the panels and the pages ask for, and who does it. */
import { browser } from 'wxt/browser';
import { defineBackground } from 'wxt/utils/define-background';
import * as z from 'zod/mini';
import { Anchor, BlockId, ClaimId, Edit, FailureError } from '../../core/model';
import { setBadge } from '../../platform/badge';
import { agree } from '../../platform/consent';
import {
  answer,
  askPage,
  type BackgroundCalls,
  fromExtensionPage,
  fromTopFrame,
  type Handlers,
  type Library,
  type Parsers,
  type WatchCalls,
} from '../../platform/messages';
import { loadView, parseView, saveView } from '../../platform/settings';
import { shadeAlways } from './always';
import { obey } from './commands';
import { find } from './page';
import { acceptPanels, isPanelCalled, isPanelOpen, openPanel } from './panels';
import { audit, bring, CACHE_LIMIT, cache, edit, extend, failureOf, follow, forget, open, shownOf, start, stop } from './runs';

// zod probes `new Function` to see whether it may compile; an extension's CSP reports that as a violation.
z.config({ jitless: true });

const isShaded = async (tab: number): Promise<boolean> => {
  const status = await askPage(tab, 'status', null);
  return status.ok && status.value.on;
};

/**
 * A click shades the page; where it is shaded and its panel open, it takes the shade off. Where only the panel was
 * closed, the click brings the panel back and leaves the shade.
 */
async function toggle(tab: number, panelWasCalled: boolean): Promise<void> {
  if (!(await isShaded(tab))) await open(tab);
  else if (panelWasCalled) await askPage(tab, 'clear', null);
}

async function library(): Promise<Library> {
  const [entries, bytes, aside] = await Promise.all([cache.list(), cache.total(), cache.aside()]);
  const listed = entries.map(({ key, url, title, site, savedAt, bytes: size, figures: { shown, all } }) => ({
    ...{ key, url, title, site, savedAt, shown, all },
    bytes: size,
  }));
  return { entries: listed, bytes, limit: CACHE_LIMIT, aside: aside.length };
}

async function openEntry(key: string): Promise<void> {
  const entry = (await cache.list()).find((one) => one.key === key);
  if (!entry) throw new FailureError({ code: 'no-access', detail: 'it is no longer kept' });
  await browser.tabs.create({ url: entry.url });
}

type Kept = ReturnType<BackgroundCalls['keptClaims']>;

/** One after the other: each is read whole, and the worker has other things to do. */
async function keptClaims(keys: readonly string[]): Promise<Kept> {
  const kept: Kept = [];
  for (const key of keys) {
    const decomposition = await cache.peek(key);
    if (decomposition !== null) kept.push({ key, claims: decomposition.claims.map(({ title, body }) => ({ title, body })) });
  }
  return kept;
}

const setAside = async (): Promise<ReturnType<BackgroundCalls['setAside']>> =>
  (await cache.aside()).map(({ id, title, reason, at, bytes }) => ({ id, title, reason, at, bytes }));

/** Begins without being waited for: the panel is told of all that follows. */
const begin = (work: Promise<void>): null => {
  void work;
  return null;
};

const done = async (work: Promise<unknown>): Promise<null> => {
  await work;
  return null;
};

const handlers: Handlers<BackgroundCalls> = {
  open: ({ tab }) => begin(open(tab)),
  start: ({ tab, ...anew }) => begin(start(tab, anew)),
  stop: ({ tab }) => {
    stop(tab);
    return null;
  },
  extend: ({ tab, blocks }) => begin(extend(tab, blocks)),
  audit: ({ tab, selected }) => begin(audit(tab, selected)),
  agree: ({ origins }) => done(agree(origins)),
  edit: ({ tab, edits }) => done(edit(tab, edits)),
  bring: ({ tab, text }) => done(bring(tab, text)),
  find: async ({ tab, anchor }) => ({ found: await find(tab, anchor) }),
  library,
  openEntry: ({ key }) => done(openEntry(key)),
  removeEntry: ({ key }) => done(cache.remove(key)),
  clearLibrary: () => done(cache.clear()),
  kept: ({ key }) => cache.peek(key),
  keptClaims: ({ keys }) => keptClaims(keys),
  setAside,
  asideText: ({ id }) => cache.asideText(id),
  removeAside: ({ id }) => done(cache.removeAside(id)),
  view: loadView,
  saveView: (view) => done(saveView(view)),
};

const tabId = z.int().check(z.nonnegative());
const OfTab = z.object({ tab: tabId });
const Edits = z.object({ tab: tabId, edits: z.array(Edit) });
const OfAnchor = z.object({ tab: tabId, anchor: Anchor });
const Anew = z.object({ ...Edits.shape, offline: z.boolean() });
const Blocks = z.object({ tab: tabId, blocks: z.nullable(z.array(BlockId)) });
const Selected = z.object({ tab: tabId, selected: z.array(ClaimId) });
const Origins = z.object({ origins: z.array(z.string()) });
const Text = z.object({ tab: tabId, text: z.string() });
const Key = z.object({ key: z.string() });
const Keys = z.object({ keys: z.array(z.string()) });
const Id = z.object({ id: z.int().check(z.nonnegative()) });
const Changed = z.object({ again: z.boolean() });
const nothing = (): null => null;

const parsers: Parsers<BackgroundCalls> = {
  open: (argument) => OfTab.parse(argument),
  start: (argument) => Anew.parse(argument),
  stop: (argument) => OfTab.parse(argument),
  extend: (argument) => Blocks.parse(argument),
  audit: (argument) => Selected.parse(argument),
  agree: (argument) => Origins.parse(argument),
  edit: (argument) => Edits.parse(argument),
  bring: (argument) => Text.parse(argument),
  find: (argument) => OfAnchor.parse(argument),
  library: nothing,
  openEntry: (argument) => Key.parse(argument),
  removeEntry: (argument) => Key.parse(argument),
  clearLibrary: nothing,
  kept: (argument) => Key.parse(argument),
  keptClaims: (argument) => Keys.parse(argument),
  setAside: nothing,
  asideText: (argument) => Id.parse(argument),
  removeAside: (argument) => Id.parse(argument),
  view: nothing,
  saveView: parseView,
};

const watched: Handlers<WatchCalls> = {
  pageChanged: ({ again }, sender) => {
    const tab = sender.tab?.id;
    return tab === undefined ? null : begin(again ? open(tab) : follow(tab));
  },
  cleared: async (_, sender) => {
    if (sender.tab?.id !== undefined) await setBadge(sender.tab.id, null);
    return null;
  },
};

/** What is shown of a page that the tab has left is taken back; a run that has just begun is of the page that is there. */
async function navigated(tab: number, status: string | undefined): Promise<void> {
  const shown = shownOf(tab);
  if (status === 'loading' && shown?.failure && !shown.finished) forget(tab);
  if (status !== 'complete' || !shown?.finished) return;
  const reply = await askPage(tab, 'status', null);
  if (!reply.ok && shownOf(tab) === shown) forget(tab);
}

export default defineBackground(() => {
  browser.action.onClicked.addListener((tab) => {
    if (tab.id === undefined) return;
    const panelWasCalled = isPanelCalled(tab.id);
    if (!isPanelOpen(tab.id)) openPanel(tab.id);
    void toggle(tab.id, panelWasCalled);
  });
  browser.commands.onCommand.addListener((command, tab) => {
    if (tab?.id !== undefined) void obey(command, tab.id);
  });
  shadeAlways();
  acceptPanels((tab, shows, send) => {
    const shown = shownOf(tab);
    if (shown) for (const message of [...shown.parts(null), shown.state()]) send(message);
    else if (shows !== 0) send({ type: 'lost' });
    else void isShaded(tab).then((on) => (on ? open(tab) : undefined));
  });
  browser.tabs.onRemoved.addListener(forget);
  browser.tabs.onUpdated.addListener((tab, { status }) => void navigated(tab, status));
  answer<BackgroundCalls>('background', handlers, parsers, fromExtensionPage, failureOf);
  answer<WatchCalls>('watch', watched, { pageChanged: (argument) => Changed.parse(argument), cleared: nothing }, fromTopFrame, failureOf);
});
