/** The whole path on real pages: thirty of the shared corpus, chosen by the hash of their name. */
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { gunzipSync } from 'node:zlib';
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openChromium } from '../../scripts/drive/chromium.mjs';
import { isInView } from './seen';
import { serve } from './serve';

const CORPUS = new URL('../../../shared/corpus/articles/', import.meta.url);
const HAS_CORPUS = existsSync(CORPUS);
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; script-src 'none'; form-action 'none'";
const PAGES = 30;

interface Entry {
  id: string;
  file: string;
  metaRefresh?: unknown;
}

const hash = (id: string): string => createHash('sha256').update(id).digest('hex');

async function chosen(): Promise<Entry[]> {
  const manifest: Entry[] = JSON.parse(await readFile(new URL('manifest.json', CORPUS), 'utf8'));
  const still = manifest.filter((entry) => entry.metaRefresh === undefined);
  return still.sort((a, b) => (hash(a.id) < hash(b.id) ? -1 : 1)).slice(0, PAGES);
}

const entries = HAS_CORPUS ? await chosen() : [];

/** Everything that the browser's consoles say of a mistake of ours: in the panel, the worker, and the page's isolated world. */
function errorsOf(panel: Page, logged: string[]): void {
  panel.on('pageerror', (error) => logged.push(`panel: ${error instanceof Error ? error.message : error}`));
  panel.on('console', (message) => {
    if (message.type() === 'error') logged.push(`panel: ${message.text()}`);
  });
}

/** Clicks every claim of the panel in turn and says where each jump ended, and which quote it was to reach. */
async function jumpAll(panel: Page, page: Page): Promise<{ jumps: number; landed: number; notes: string[] }> {
  await panel.evaluate(() => {
    for (const fold of document.querySelectorAll('details:not(.quotes)')) (fold as HTMLDetailsElement).open = true;
  });
  const cards = await panel.$$('li.claim.jumps');
  let landed = 0;
  const notes: string[] = [];
  for (const card of cards) {
    const quote = await card.$eval('blockquote', (element) => element.textContent ?? '');
    await card.$eval('[role=button]', (element) => (element as HTMLElement).click());
    await panel.waitForFunction((element) => element.querySelector('.jumped') !== null, {}, card);
    const how = await card.$eval('.jumped', (element) => element.className);
    const end = Date.now() + 3_000;
    let seen = await isInView(page, quote);
    while (!seen && Date.now() < end) seen = await isInView(page, quote);
    if (how.includes('exact') && seen) landed += 1;
    else notes.push(`${how}: ${quote.slice(0, 60)}`);
  }
  return { jumps: cards.length, landed, notes };
}

describe.skipIf(!HAS_CORPUS)('thirty pages of the corpus (skipped where ../shared is absent)', () => {
  let site: Awaited<ReturnType<typeof serve>>;
  let driven: Awaited<ReturnType<typeof openChromium>>;
  const rows: string[] = [];

  beforeAll(async () => {
    const pages: Parameters<typeof serve>[0] = {};
    for (const { id, file } of entries) {
      pages[`/${id}.html`] = {
        body: gunzipSync(await readFile(new URL(file, CORPUS))),
        type: 'text/html; charset=utf-8',
        headers: { 'Content-Security-Policy': POLICY },
      };
    }
    site = await serve(pages);
    driven = await openChromium({ dir: '.output/chrome-mv3', url: 'about:blank' });
  });

  afterAll(async () => {
    await driven?.close();
    site?.close();
    await mkdir('out', { recursive: true });
    await writeFile(
      'out/corpus-journey.md',
      `| page | paragraphs | captured by 5 | by all | claims | jumps landed |\n| --- | --- | --- | --- | --- | --- |\n${rows.join('\n')}\n`,
    );
  });

  it.each(entries)('$id is shaded, and every claim leads to its sentence', async ({ id }) => {
    const logged: string[] = [];
    const tab = await driven.browser.newPage();
    tab.on('pageerror', (error) => logged.push(`page: ${error instanceof Error ? error.message : error}`));
    await tab.goto(`${site.origin}/${id}.html`, { waitUntil: 'domcontentloaded' });
    await driven.click(tab);
    const panel = await driven.panel();
    errorsOf(panel, logged);
    await panel.waitForFunction(() => /captured by the/.test(document.body.innerText) || document.querySelector('[role=alert]'));
    const text = await panel.evaluate(() => document.body.innerText);
    const figures = /([<>\d%]+)\s*captured by the \d+ shown\s*([<>\d%]+)\s*by all (\d+)\s*(\d+ of \d+)/.exec(text);
    const { jumps, landed, notes } = await jumpAll(panel, tab);
    rows.push(`| ${id} | ${figures?.[4]} | ${figures?.[1]} | ${figures?.[2]} | ${figures?.[3]} | ${landed} of ${jumps} |`);
    await tab.close();
    expect(figures, text.slice(0, 400)).not.toBeNull();
    expect(jumps).toBeGreaterThan(0);
    expect({ landed, notes }).toEqual({ landed: jumps, notes: [] });
    expect(logged).toEqual([]);
  });
});
