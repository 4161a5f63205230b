/**
 * What is done to a tab: run, extend, edit, bring, follow. All state is one Map; a worker that died has none, and begins
 * anew from what is kept.
 */
import { browser } from 'wxt/browser';
import { badge } from '../../components/strings/starting';
import { withEdits } from '../../core/added';
import { address } from '../../core/address';
import { type Carried, carry } from '../../core/carry';
import { chooseBy, thresholdOf, type Uncovered } from '../../core/choose';
import { extractive } from '../../core/extractive';
import { fromJson } from '../../core/import';
import { type Cleaned, clean } from '../../core/janitor';
import { lexical } from '../../core/lexical';
import { type Coverage, type Decomposition, type Edit, type Failure, FailureError, type Page } from '../../core/model';
import { extendRun, type Finished, type PipelinePorts, type Run, runPipeline } from '../../core/pipeline';
import { coverInputOf } from '../../core/prepare-cover';
import { shadesOf, type View } from '../../core/shade';
import { setBadge } from '../../platform/badge';
import { openCache } from '../../platform/cache';
import { digest } from '../../platform/digest';
import { askPage } from '../../platform/messages';
import { loadView } from '../../platform/settings';
import { turns } from '../../platform/turns';
import { fetchPage, inject } from './page';
import { post } from './panels';
import { Shown } from './shown';

/** Bytes. A decomposition of an ordinary article takes about 200 kB. */
export const CACHE_LIMIT = 50_000_000;
export const cache = openCache({ limit: CACHE_LIMIT });

const shownBy = new Map<number, Shown>();
const ports = ({ stopped }: Shown): PipelinePorts => ({ decomposer: extractive, similarity: lexical, pause: turns(stopped.signal) });

export const failureOf = (error: unknown): Failure =>
  error instanceof FailureError ? error.failure : { code: 'no-access', detail: error instanceof Error ? error.message : String(error) };

export const shownOf = (tab: number): Shown | undefined => shownBy.get(tab);

// ---------------------------------------------------------------- the page

interface Reading extends Cleaned {
  readonly page: Page;
  readonly digest: string;
}

/** What was made of another reading, on the blocks of this one. */
function carryOnto({ blocks, outside }: Cleaned, of: Uncovered): Carried {
  const carried = carry(of, blocks);
  return { ...carried, of: { ...carried.of, outside } };
}

async function readTab(tab: number, call: 'read' | 'current'): Promise<Reading> {
  await inject(tab);
  const page = await fetchPage(tab, call);
  const { blocks, outside } = clean(page);
  const kept = blocks.filter((block) => block.label === 'content').map((block) => block.text);
  return { page, blocks, outside, digest: await digest(kept.join('\n')) };
}

/** The shade and the toolbar button, by the view that was chosen last. */
async function paint(tab: number, decomposition: Decomposition, view?: View): Promise<void> {
  const { by, mode } = view ?? (await loadView());
  const { coverage } = decomposition;
  const reply = await askPage(tab, 'shade', { shades: shadesOf(coverage, by), mode });
  if (!reply.ok) throw new FailureError(reply.failure);
  await setBadge(tab, badge(decomposition));
}

async function shade({ tab, decomposition }: Shown): Promise<void> {
  if (decomposition !== null) await paint(tab, decomposition);
}

// ---------------------------------------------------------------- one run at a time

/** Does something to a tab in the place of whatever was under way there; what goes wrong is shown. */
async function replaceRun(tab: number, work: (shown: Shown, before: Shown | undefined) => Promise<void>): Promise<void> {
  const before = shownBy.get(tab);
  before?.stopped.abort();
  const { incognito } = await browser.tabs.get(tab);
  const shown = new Shown(tab, (before?.run ?? Date.now()) + 1, incognito);
  shownBy.set(tab, shown);
  shown.tell();
  try {
    await work(shown, before);
  } catch (error) {
    if (shownBy.get(tab) === shown) shown.fail(failureOf(error));
  }
}

/** Drives a pipeline to its end, shows it as it goes, and shades the page. @throws FailureError stopped */
async function drive(shown: Shown, running: AsyncGenerator<Run, Finished>): Promise<void> {
  for (;;) {
    const step = await running.next();
    if (shown.stopped.signal.aborted) throw new FailureError({ code: 'stopped' });
    if (!step.done) {
      shown.advance(step.value);
      continue;
    }
    const { uncovered, input } = step.value;
    shown.finish({ uncovered, input, decomposition: chooseBy(uncovered, input, await loadView()) });
    await shade(shown);
    return;
  }
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

/** Shows what is kept of the tab's page, or runs the pipeline where nothing is. */
export const open = (tab: number): Promise<void> =>
  replaceRun(tab, async (shown) => {
    const reading = await readTab(tab, 'read');
    shown.digest = reading.digest;
    const kept = shown.isPrivate ? null : await cache.latest(reading.page.url);
    if (kept === null) return runAnew(shown, reading.page, [], undefined);
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

/** Runs the pipeline anew, whatever is kept. */
export const start = (tab: number, edits: Edit[]): Promise<void> =>
  replaceRun(tab, async (shown, before) => {
    const reading = await readTab(tab, 'read');
    shown.digest = reading.digest;
    shown.key = before?.key ?? null;
    await runAnew(shown, reading.page, edits, before);
  });

async function runAnew(shown: Shown, page: Page, edits: Edit[], before: Shown | undefined): Promise<void> {
  const { k } = await loadView();
  const claims = before?.decomposition?.claims ?? [];
  await drive(shown, runPipeline(page, ports(shown), { edits, before: claims, k, rule: 'facts', threshold: null }));
  await keep(shown);
}

/** What a tab is shown; a worker that has died since shows it again first. */
async function finishedOf(tab: number): Promise<Shown & { finished: Finished }> {
  if (!shownBy.get(tab)?.finished) await open(tab);
  const shown = shownBy.get(tab);
  if (!shown?.finished) throw new FailureError(shown?.failure ?? { code: 'no-access' });
  return shown as Shown & { finished: Finished };
}

/** Decomposes what was never read. */
export async function extend(tab: number): Promise<void> {
  const before = await finishedOf(tab);
  await replaceRun(tab, async (shown) => {
    const reading = await readTab(tab, 'current');
    shown.digest = reading.digest;
    shown.key = before.key;
    await drive(shown, extendRun(carryOnto(reading, before.finished.uncovered).of, ports(shown)));
    await keep(shown);
  });
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
