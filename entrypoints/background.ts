/**
 * The worker: opens the panel, injects the content script, runs the pipeline and posts what it has to the panels.
 * All state is one Map; a worker that died has none, and a panel that still shows a tab asks it to begin anew.
 */
import { type Browser, browser } from 'wxt/browser';
import { defineBackground } from 'wxt/utils/define-background';
import * as z from 'zod/mini';
import type { CoverInput } from '../core/cover';
import { extractive } from '../core/extractive';
import { lexical } from '../core/lexical';
import { type Decomposition, Edit, type Failure, FailureError, Page } from '../core/model';
import { type Run, runPipeline } from '../core/pipeline';
import { shadesOf } from '../core/shade';
import { answer, askPage, type BackgroundCalls, fromExtensionPage, PANEL_PORT, type State } from '../platform/messages';
import { loadView, parseView, saveView } from '../platform/settings';
import { turns } from '../platform/turns';

/** What the panels of a tab are shown. */
interface TabRun {
  run: number;
  latest: Run | null;
  /** Of a run that is done. */
  input: CoverInput | null;
  failure: Failure | null;
  stop: AbortController;
}

const runs = new Map<number, TabRun>();
const panels = new Map<number, Set<Browser.runtime.Port>>();

const failureOf = (error: unknown): Failure =>
  error instanceof FailureError ? error.failure : { code: 'no-access', detail: error instanceof Error ? error.message : String(error) };

// ---------------------------------------------------------------- what the panels are told

function post(tab: number, message: State): void {
  for (const port of panels.get(tab) ?? []) port.postMessage(message);
}

function stateOf(tab: TabRun): State {
  const { latest, run, failure, input } = tab;
  const head = latest && (({ page: _page, blocks: _blocks, similarities: _similarities, ...rest }) => rest)(latest.uncovered);
  const stage = input ? 'done' : (latest?.stage ?? 'read');
  return { type: 'run', state: { run, stage, done: latest?.done ?? 0, total: latest?.total ?? 0, failure, head } };
}

/** The parts that travel once: the texts as soon as they are cleaned, the similarities as soon as they are compared. */
function partsOf(tab: TabRun, before: Run | null): State[] {
  const { latest, run, input } = tab;
  if (!latest) return [];
  const { page, blocks, similarities } = latest.uncovered;
  const parts: State[] = [];
  if (blocks !== before?.uncovered.blocks) parts.push({ type: 'page', run, page, blocks });
  if (similarities !== before?.uncovered.similarities && similarities.claims.length > 0)
    parts.push({ type: 'similarities', run, similarities });
  if (input !== null) parts.push({ type: 'cover', run, input });
  return parts;
}

function advance(tab: number, of: TabRun, next: Run): void {
  const before = of.latest;
  of.latest = next;
  for (const part of partsOf(of, before)) post(tab, part);
  post(tab, stateOf(of));
}

// ---------------------------------------------------------------- a run

async function inject(tab: number): Promise<void> {
  try {
    await browser.scripting.executeScript({ target: { tabId: tab }, files: ['/overlay.js'] });
  } catch (error) {
    // The browser's own words name the page or scheme that may not be scripted.
    throw new FailureError({ code: 'restricted-page', detail: error instanceof Error ? error.message : String(error) });
  }
}

async function readTab(tab: number): Promise<Page> {
  await inject(tab);
  const reply = await askPage(tab, 'read', null);
  if (!reply.ok) throw new FailureError(reply.failure);
  return Page.parse(reply.value);
}

async function shade(tab: number, decomposition: Decomposition): Promise<void> {
  const { by, mode } = await loadView();
  const reply = await askPage(tab, 'shade', { shades: shadesOf(decomposition.coverage, by), mode });
  if (!reply.ok) throw new FailureError(reply.failure);
}

async function decompose(tab: number, of: TabRun, edits: Edit[]): Promise<void> {
  const page = await readTab(tab);
  const { k } = await loadView();
  const ports = { decomposer: extractive, similarity: lexical, pause: turns() };
  const running = runPipeline(page, ports, { edits, k, rule: 'facts', threshold: null });
  for (;;) {
    const step = await running.next();
    if (of.stop.signal.aborted) throw new FailureError({ code: 'stopped' });
    if (step.done) {
      await shade(tab, step.value.decomposition);
      of.input = step.value.input;
      post(tab, { type: 'cover', run: of.run, input: of.input });
      post(tab, stateOf(of));
      return;
    }
    advance(tab, of, step.value);
  }
}

/** Takes the place of the tab's run, whatever state that is in. */
async function start(tab: number, edits: Edit[]): Promise<void> {
  const before = runs.get(tab);
  before?.stop.abort();
  const of: TabRun = { run: (before?.run ?? Date.now()) + 1, latest: null, input: null, failure: null, stop: new AbortController() };
  runs.set(tab, of);
  post(tab, stateOf(of));
  try {
    await decompose(tab, of, edits);
  } catch (error) {
    of.failure = failureOf(error);
    if (runs.get(tab) === of) post(tab, stateOf(of));
  }
}

// ---------------------------------------------------------------- panel and toolbar

/** Firefox's sidebar, which the types of the common API leave out. */
interface SidebarAction {
  setPanel(details: { tabId: number; panel: string }): Promise<void>;
  open(): Promise<void>;
}

/** Must run inside the click itself: both browsers open a panel for a reader's gesture only. */
function openPanel(tab: number): void {
  const path = `sidepanel.html?tab=${tab}`;
  if (import.meta.env.FIREFOX) {
    const { sidebarAction } = browser as unknown as { sidebarAction: SidebarAction };
    void sidebarAction.setPanel({ tabId: tab, panel: `/${path}` });
    void sidebarAction.open();
  } else {
    void browser.sidePanel.setOptions({ tabId: tab, path, enabled: true });
    void browser.sidePanel.open({ tabId: tab });
  }
}

/**
 * A click shades the page; where it is shaded and its panel open, it takes the shade off. Where only the panel was
 * closed, the click brings the panel back and leaves the shade.
 */
async function toggle(tab: number, panelWasOpen: boolean): Promise<void> {
  const status = await askPage(tab, 'status', null);
  const on = status.ok && status.value.on;
  if (!on) return start(tab, []);
  if (panelWasOpen) {
    await askPage(tab, 'clear', null);
    const of = runs.get(tab);
    if (of) post(tab, stateOf(of));
  }
}

function connect(port: Browser.runtime.Port): void {
  if (!port.name.startsWith(PANEL_PORT) || !port.sender || !fromExtensionPage(port.sender)) {
    port.disconnect();
    return;
  }
  const tab = Number(port.name.slice(PANEL_PORT.length));
  const ports = panels.get(tab) ?? new Set();
  panels.set(tab, ports.add(port));
  port.onDisconnect.addListener(() => {
    ports.delete(port);
    if (ports.size === 0 && panels.get(tab) === ports) panels.delete(tab);
  });
  const of = runs.get(tab);
  if (!of) return;
  for (const part of partsOf(of, null)) port.postMessage(part);
  port.postMessage(stateOf(of));
}

// zod probes `new Function` to see whether it may compile; an extension's CSP reports that as a violation.
z.config({ jitless: true });

const tabId = z.int().check(z.nonnegative());
const StartArgument = z.object({ tab: tabId, edits: z.array(Edit) });
const StopArgument = z.object({ tab: tabId });

export default defineBackground(() => {
  browser.action.onClicked.addListener((tab) => {
    if (tab.id === undefined) return;
    const panelWasOpen = panels.has(tab.id);
    if (!panelWasOpen) openPanel(tab.id);
    void toggle(tab.id, panelWasOpen);
  });
  browser.runtime.onConnect.addListener(connect);
  browser.tabs.onRemoved.addListener((tab) => {
    runs.get(tab)?.stop.abort();
    runs.delete(tab);
  });
  answer<BackgroundCalls>(
    'background',
    {
      start: ({ tab, edits }) => {
        void start(tab, edits);
        return null;
      },
      stop: ({ tab }) => {
        runs.get(tab)?.stop.abort();
        return null;
      },
      view: loadView,
      saveView: async (view) => {
        await saveView(view);
        return null;
      },
    },
    {
      start: (argument) => StartArgument.parse(argument),
      stop: (argument) => StopArgument.parse(argument),
      view: () => null,
      saveView: parseView,
    },
    fromExtensionPage,
    failureOf,
  );
});
