/**
 * What is done to a tab: run, extend, edit, bring, follow. All state is one Map; a worker that died has none, and begins
 * anew from what is kept.
 */
import { browser } from 'wxt/browser';
import { withEdits } from '../../core/added';
import { address } from '../../core/address';
import { heard, quietly } from '../../core/asking';
import { auditOf } from '../../core/audit';
import { chooseBy, thresholdOf, type Uncovered } from '../../core/choose';
import { fromJson } from '../../core/import';
import { applyEdits } from '../../core/janitor';
import {
  type Audit,
  type BlockId,
  type ClaimId,
  type Coverage,
  type Decomposition,
  type Edit,
  type Failure,
  FailureError,
  type LabelledBlock,
} from '../../core/model';
import { extendRun, type Finished, type PipelinePorts, type Run, runPipeline, unreadBlocks } from '../../core/pipeline';
import type { Article } from '../../core/ports';
import { coverInputOf } from '../../core/prepare-cover';
import { isGrounded } from '../../core/reading-rules';
import type { Settings } from '../../core/settings';
import { shadesOf, type View } from '../../core/shade';
import { openCache } from '../../platform/cache';
import { askPage } from '../../platform/messages';
import { loadSettings, loadView } from '../../platform/settings';
import { turns } from '../../platform/turns';
import { auditorOf, providersOf } from '../../providers/index';
import { post } from './panels';
import { carryOnto, paint, type Reading, readTab } from './reading';
import { ConsentNeeded, maySpendUnasked, meansOf, offline, settingsOf, withAccount } from './remote';
import { Shown } from './shown';

/** Bytes. A decomposition of an ordinary article takes about 200 kB. */
export const CACHE_LIMIT = 50_000_000;
export const cache = openCache({ limit: CACHE_LIMIT });

const shownBy = new Map<number, Shown>();

export const failureOf = (error: unknown): Failure =>
  error instanceof FailureError ? error.failure : { code: 'no-access', detail: error instanceof Error ? error.message : String(error) };

export const shownOf = (tab: number): Shown | undefined => shownBy.get(tab);

async function shade({ tab, decomposition }: Shown): Promise<void> {
  if (decomposition !== null) await paint(tab, decomposition);
}

// ---------------------------------------------------------------- one run at a time

/** Does something to a tab in the place of whatever was under way there; what goes wrong is shown. */
async function replaceRun(tab: number, work: (shown: Shown, before: Shown | undefined) => Promise<void>): Promise<void> {
  const before = shownBy.get(tab);
  before?.retire();
  const { incognito } = await browser.tabs.get(tab);
  const shown = new Shown(tab, (before?.run ?? Date.now()) + 1, incognito);
  shownBy.set(tab, shown);
  shown.tell();
  try {
    await work(shown, before);
  } catch (error) {
    if (shownBy.get(tab) === shown) await fail(shown, error);
  }
}

/** What went wrong is shown, beside what was shown before where that is still true. */
async function fail(shown: Shown, error: unknown): Promise<void> {
  if (shown.fallback !== null) shown.finish(shown.fallback);
  shown.fail(failureOf(error), error instanceof ConsentNeeded ? error.question : null);
  if (shown.fallback !== null) await shade(shown);
  else if (shown.isProvisional) await askPage(shown.tab, 'clear', null);
}

/** Drives a pipeline to its end, and shows it as it goes. @throws FailureError stopped */
async function drive(shown: Shown, running: AsyncGenerator<Run, Finished>): Promise<Finished> {
  for (;;) {
    const step = await running.next();
    if (shown.stopped.signal.aborted) throw new FailureError({ code: 'stopped' });
    if (step.done) return step.value;
    shown.advance(step.value);
  }
}

const keptOf = (blocks: readonly LabelledBlock[]): LabelledBlock[] => blocks.filter(({ label }) => label === 'content');

/**
 * Runs a pipeline by the providers of the settings, shades the page by what it made, and keeps that.
 * @param article what it asks about
 */
async function runBy(
  shown: Shown,
  settings: Settings,
  article: Article,
  pipeline: (ports: PipelinePorts) => AsyncGenerator<Run, Finished>,
): Promise<void> {
  const { decomposer, similarity, remotes } = await providersOf(settings, meansOf(shown.isPrivate));
  shown.isProvisional &&= remotes.length > 0;
  const { uncovered, input } = await withAccount(shown, settings, remotes, article, (asking) =>
    drive(shown, pipeline({ decomposer, similarity, pause: turns(shown.stopped.signal), ...asking })),
  );
  shown.finish({ uncovered, input, decomposition: chooseBy(uncovered, input, await loadView()) });
  await shade(shown);
  await keep(shown);
}

/**
 * A Decomposition that was made before, on the blocks that the page has now.
 * @param painted what the page is shaded by already; it is not shaded again by the same, for the reader may have taken it off since
 */
async function show(shown: Shown, of: Uncovered, view: View, painted: Coverage | null): Promise<void> {
  shown.advance({ stage: 'cover', done: 0, total: of.blocks.length, waiting: null, uncovered: of });
  const input = await coverInputOf(of, turns(shown.stopped.signal));
  if (shown.stopped.signal.aborted) throw new FailureError({ code: 'stopped' });
  const decomposition = chooseBy(of, input, view);
  shown.finish({ uncovered: of, input, decomposition });
  if (painted === null || !looksAlike(painted, decomposition.coverage)) await shade(shown);
}

/** Keeps what is shown, in the place of what was kept of the same reading; a private window's is not kept. */
async function keep(shown: Shown): Promise<void> {
  const { decomposition } = shown;
  if (decomposition === null || shown.isPrivate) return;
  const inUse = new Set([...shownBy.values()].flatMap(({ key }) => key ?? []));
  const entry = await cache.put(decomposition, shown.digest, inUse);
  if (shown.key !== null && shown.key !== entry.key) await cache.remove(shown.key);
  shown.key = entry.key;
}

const anyChange = ({ added, removed, edited, altered }: NonNullable<Shown['changes']>): boolean =>
  added.length + removed.length + edited.length + altered.length > 0;

/** Another version of the extension may have computed the one that was kept. */
const looksAlike = (a: Coverage, b: Coverage): boolean =>
  (['shown', 'all'] as const).every((by) => JSON.stringify(shadesOf(a, by)) === JSON.stringify(shadesOf(b, by)));

/** Whether the coverage of a Decomposition is that of the page as it is now. */
const holds = ({ blocks, recipe }: Decomposition, now: Uncovered, view: View): boolean =>
  recipe.k === view.k &&
  recipe.threshold === thresholdOf(recipe, view) &&
  blocks.length === now.blocks.length &&
  blocks.every(({ id, text, label }, at) => {
    const block = now.blocks[at]!;
    return block.id === id && block.text === text && block.label === label;
  });

// ---------------------------------------------------------------- what can be asked

/**
 * Shows what is kept of the tab's page, or runs the pipeline where nothing is.
 * @param unasked nobody clicked: text is sent only where the reader has agreed to it before
 */
export const open = (tab: number, unasked = false): Promise<void> =>
  replaceRun(tab, async (shown) => {
    const reading = await readTab(tab, 'read');
    shown.digest = reading.digest;
    const kept = shown.isPrivate ? null : await cache.latest(reading.page.url);
    if (kept === null) {
      const isOffline = unasked && !(await maySpendUnasked(await loadSettings(), meansOf(shown.isPrivate)));
      return runAnew(shown, reading, { edits: [], offline: isOffline }, undefined);
    }
    shown.key = kept.key;
    shown.origin = { from: 'cache', savedAt: kept.savedAt };
    const { of, changes } = carryOnto(reading, kept.decomposition);
    shown.changes = anyChange(changes) ? changes : null;
    const view = await loadView();
    if (shown.stopped.signal.aborted) throw new FailureError({ code: 'stopped' });
    // What the panel needs besides takes longer than all before it: the page need not wait for that.
    const painted = holds(kept.decomposition, of, view) ? kept.decomposition : null;
    if (painted !== null) await paint(tab, painted);
    await show(shown, of, view, painted?.coverage ?? null);
  });

interface Anew {
  readonly edits: Edit[];
  /** By this machine alone, whatever the settings say. */
  readonly offline: boolean;
}

/** Runs the pipeline anew, whatever is kept. */
export const start = (tab: number, anew: Anew): Promise<void> =>
  replaceRun(tab, async (shown, before) => {
    const reading = await readTab(tab, 'read');
    shown.digest = reading.digest;
    shown.key = before?.key ?? null;
    if (before?.decomposition?.page.url === reading.page.url) shown.fallback = before.finished;
    await runAnew(shown, reading, anew, before);
  });

async function runAnew(shown: Shown, { page, blocks }: Reading, anew: Anew, before: Shown | undefined): Promise<void> {
  const { k } = await loadView();
  const { edits } = anew;
  const settings = anew.offline ? offline(await loadSettings()) : await loadSettings();
  const options = { edits, before: before?.decomposition?.claims ?? [], k, rule: 'facts', threshold: null } as const;
  shown.isProvisional = shown.fallback === null;
  await runBy(shown, settings, { page, blocks: keptOf(applyEdits(blocks, edits)), known: [] }, (ports) =>
    runPipeline(page, ports, options),
  );
}

/** What a tab is shown; a worker that has died since shows it again first. */
async function finishedOf(tab: number): Promise<Shown & { finished: Finished }> {
  if (!shownBy.get(tab)?.finished) await open(tab);
  const shown = shownBy.get(tab);
  if (!shown?.finished) throw new FailureError(shown?.failure ?? { code: 'no-access' });
  return shown as Shown & { finished: Finished };
}

/** Asks for claims of some blocks besides; null: of what was never read. */
export async function extend(tab: number, only: readonly BlockId[] | null): Promise<void> {
  const before = await finishedOf(tab);
  await replaceRun(tab, async (shown) => {
    const reading = await readTab(tab, 'current');
    shown.digest = reading.digest;
    shown.key = before.key;
    shown.fallback = before.finished;
    const { of } = carryOnto(reading, before.finished.uncovered);
    const asked = only === null ? unreadBlocks(of) : keptOf(of.blocks).filter(({ id }) => only.includes(id));
    const settings = settingsOf(of.recipe, await loadSettings());
    await runBy(shown, settings, { page: of.page, blocks: asked, known: of.claims }, (ports) => extendRun(of, ports, asked));
  });
}

/** Has a model judge what the claims that are shown carry of each block, and all of them. @param selected those that are shown */
export async function audit(tab: number, selected: readonly ClaimId[]): Promise<void> {
  const before = await finishedOf(tab);
  await replaceRun(tab, async (shown) => {
    const { uncovered, input } = before.finished;
    Object.assign(shown, { digest: before.digest, key: before.key, origin: before.origin, changes: before.changes });
    shown.fallback = before.finished;
    const audited = { ...uncovered, audit: await auditBy(shown, uncovered, selected) };
    shown.finish({ uncovered: audited, input, decomposition: chooseBy(audited, input, await loadView()) });
    await keep(shown);
  });
}

async function auditBy(shown: Shown, of: Uncovered, selected: readonly ClaimId[]): Promise<Audit> {
  const settings = await loadSettings();
  const { auditor, remote } = await auditorOf(settings, meansOf(shown.isPrivate));
  const article = { page: of.page, blocks: keptOf(of.blocks), known: [] };
  const claims = of.claims.filter(isGrounded).map((claim) => ({ claim, shown: selected.includes(claim.id) }));
  const pause = turns(shown.stopped.signal);
  shown.advance({ stage: 'audit', done: 0, total: 0, waiting: null, uncovered: of });
  const answered = await withAccount(shown, settings, [remote], article, async (asking) => {
    const running = heard(quietly(pause, asking), (own) => auditor.audit(article, claims, own));
    for (;;) {
      const step = await running.next();
      if (shown.stopped.signal.aborted) throw new FailureError({ code: 'stopped' });
      if (step.done) return step.value;
      const { done, total, waiting } = step.value;
      shown.advance({ stage: 'audit', done, total, waiting, uncovered: of });
    }
  });
  return auditOf(answered, auditor.recipe, of.blocks, selected, Date.now());
}

/** What the reader did to claims; the panel has chosen anew already. */
export async function edit(tab: number, edits: Edit[]): Promise<void> {
  const shown = await finishedOf(tab);
  const { uncovered: before } = shown.finished;
  const uncovered = withEdits(before, edits);
  if (uncovered.claims.length < before.claims.length) return takeBack(shown, uncovered);
  shown.finish({ ...shown.finished, uncovered, decomposition: chooseBy(uncovered, shown.finished.input, await loadView()) });
  await shade(shown);
  await keep(shown);
}

/** Without the claims of an addition that was taken back. */
async function takeBack(shown: Shown, of: Uncovered): Promise<void> {
  await show(shown, of, await loadView(), null);
  await keep(shown);
}

/**
 * Shows an exported decomposition on its page; nothing is run.
 * @throws FailureError bad-import; then nothing has changed
 */
export async function bring(tab: number, text: string): Promise<void> {
  const decomposition = fromJson(text);
  const reading = await readTab(tab, 'current');
  if (address(decomposition.page.url) !== address(reading.page.url)) {
    const { title, url } = decomposition.page;
    throw new FailureError({ code: 'bad-import', detail: `it is of another page: “${title}”, ${url}` });
  }
  await replaceRun(tab, async (shown) => {
    shown.digest = reading.digest;
    shown.origin = { from: 'import', savedAt: null };
    const { of, changes } = carryOnto(reading, decomposition);
    shown.changes = anyChange(changes) ? changes : null;
    await show(shown, of, { ...(await loadView()), k: decomposition.recipe.k }, null);
    await keep(shown);
  });
}

/** The page grew or was edited after it was read: what is there stays, what came is unread until it is asked for. */
export async function follow(tab: number): Promise<void> {
  const shown = shownBy.get(tab);
  if (!shown?.finished) return;
  const { of, changes } = carryOnto(await readTab(tab, 'current'), shown.finished.uncovered);
  if (shownBy.get(tab) !== shown || !anyChange(changes)) return;
  const input = await coverInputOf(of, turns(shown.stopped.signal));
  if (shownBy.get(tab) !== shown) return;
  shown.changes = changes.altered.length > 0 ? changes : shown.changes;
  shown.finish({ uncovered: of, input, decomposition: chooseBy(of, input, await loadView()) });
  await shade(shown);
}

/** Shades the page of a tab by another view; nothing is computed anew. */
export async function repaint(tab: number, view: View): Promise<void> {
  const { finished } = await finishedOf(tab);
  await paint(tab, finished.decomposition, view);
}

export function stop(tab: number): void {
  shownBy.get(tab)?.stopped.abort();
}

/** The tab was closed, or shows another page. */
export function forget(tab: number): void {
  stop(tab);
  if (shownBy.delete(tab)) post(tab, { type: 'gone' });
}
