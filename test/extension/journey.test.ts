import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fromJson } from '../../core/import';
import type { Decomposition } from '../../core/model';
import { openChromium } from '../../scripts/drive/chromium.mjs';
import { documentMarkup, isInView, shadowMarkup } from './seen';
import { serve } from './serve';

const BUILT = '.output/chrome-mv3';
const article = await readFile('demo/article.html', 'utf8');

let site: Awaited<ReturnType<typeof serve>>;
let driven: Awaited<ReturnType<typeof openChromium>>;
let page: Page;
let panel: Page;
let before: string;
let downloads: string;

const text = (): Promise<string> => panel.evaluate(() => document.body.innerText);
const says = (pattern: RegExp): Promise<unknown> =>
  panel.waitForFunction((source, flags) => new RegExp(source, flags).test(document.body.innerText), {}, pattern.source, pattern.flags);
const clickName = (name: string): Promise<void> => panel.locator(`::-p-aria([name="${name}"])`).click();

/** Takes the export by a real download. */
async function exported(name: string, extension: string): Promise<string> {
  await clickName(name);
  for (;;) {
    const file = (await readdir(downloads)).find((one) => one.endsWith(extension));
    if (file) return readFile(path.join(downloads, file), 'utf8');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** Moves the k slider as a reader does. */
async function setK(k: number): Promise<void> {
  await panel.focus('input[type=range]');
  const now = await panel.$eval('input[type=range]', (input) => Number(input.value));
  for (let i = now; i < k; i++) await panel.keyboard.press('ArrowRight');
  for (let i = now; i > k; i--) await panel.keyboard.press('ArrowLeft');
  await says(new RegExp(`captured by the ${k} shown`));
}

const shown = async (): Promise<number> => Number(/(\d+)%\s*captured by the/.exec(await text())?.[1]);

beforeAll(async () => {
  site = await serve({ '/article.html': article });
  downloads = await mkdtemp(path.join(tmpdir(), 'claimshade-'));
  driven = await openChromium({ dir: BUILT, url: `${site.origin}/article.html` });
  page = driven.page;
  const client = await driven.browser.target().createCDPSession();
  await client.send('Browser.setDownloadBehavior', { behavior: 'allow', downloadPath: downloads });
  before = await documentMarkup(page);
  await driven.click();
  panel = await driven.panel();
  await says(/captured by the 5 shown/);
});

afterAll(async () => {
  await driven?.close();
  site?.close();
  await rm(downloads, { recursive: true, force: true });
});

describe('an article in Chromium, after a click on the toolbar button', () => {
  let decomposition: Decomposition;

  it('is shaded behind a closed shadow root, and nothing else of the page has changed', async () => {
    expect(await shadowMarkup(page)).not.toBe('');
    const parts = await page.evaluate(() => [document.head.outerHTML, document.body.outerHTML]);
    for (const part of parts) expect(before).toContain(part);
  });

  it('is exported as the whole Decomposition, which parses, and in which every candidate is selected or rejected once', async () => {
    decomposition = fromJson(await exported('Download JSON', '.json'));
    const { selection, claims } = decomposition;
    expect(selection.selected).toHaveLength(5);
    expect([...selection.selected, ...selection.rejected.map(({ id }) => id)].sort((a, b) => a - b)).toEqual(claims.map(({ id }) => id));
    expect(claims.every((claim) => claim.quotes.some(({ anchor }) => anchor !== null))).toBe(true);
  });

  it('is exported as Markdown, with each shown claim, its quote and a link to its sentence', async () => {
    const markdown = await exported('Download Markdown', '.md');
    expect(markdown).toContain('#:~:text=');
    const plain = markdown.replace(/\\/g, '');
    for (const id of decomposition.selection.selected) expect(plain).toContain(decomposition.claims[id]?.title);
  });

  it('has every selected claim on the panel', async () => {
    const all = await text();
    for (const id of decomposition.selection.selected) expect(all).toContain(decomposition.claims[id]?.title);
  });

  it('is scrolled to the sentence of a selected claim that is clicked', async () => {
    const last = decomposition.claims[decomposition.selection.selected.at(-1) ?? 0];
    await page.evaluate(() => scrollTo(0, document.body.scrollHeight));
    await panel.locator(`::-p-text(${last?.title})`).click();
    await says(/Found on the page, word for word/);
    await expect.poll(() => isInView(page, last?.quotes[0]?.anchor?.exact ?? '?')).toBe(true);
  });

  it('is scrolled to the sentence of a rejected claim too', async () => {
    await panel.locator('::-p-text(Considered candidates)').click();
    const rejected = decomposition.claims[decomposition.selection.rejected.at(-1)?.id ?? 0];
    await page.evaluate(() => scrollTo(0, 0));
    await panel.locator(`::-p-text(${rejected?.title})`).click();
    await page.waitForFunction(() => scrollY > 0);
    await expect.poll(() => isInView(page, rejected?.quotes[0]?.anchor?.exact ?? '?')).toBe(true);
  });

  it('says of a rejected claim what showing it would add', async () => {
    await says(/raises coverage \d+% → \d+%/);
    expect(await text()).toContain('what it would add');
  });

  it('darkens as more claims are shown', async () => {
    const few = await shown();
    const shade = await shadowMarkup(page);
    await setK(10);
    expect(await shown()).toBeGreaterThan(few);
    await expect.poll(() => shadowMarkup(page)).not.toBe(shade);
    await setK(5);
    expect(await shown()).toBe(few);
  });

  it('shows its gaps in left-out mode, and steps to the next one by n in the page', async () => {
    const shade = await shadowMarkup(page);
    await clickName('Left out');
    await expect.poll(() => shadowMarkup(page)).not.toBe(shade);
    await page.evaluate(() => scrollTo(0, 0));
    await page.bringToFront();
    // The first gaps may be in view already.
    for (let gap = 0; gap < 8; gap++) await page.keyboard.press('n');
    await page.waitForFunction(() => scrollY > 0);
    await clickName('Captured');
  });

  it('tells the panel which paragraph the pointer is on', async () => {
    await page.bringToFront();
    await page.evaluate(() => scrollTo(0, 0));
    const at = await page.$eval('article > p', (p) => {
      const { left, top, height } = p.getBoundingClientRect();
      return { x: left + 30, y: top + height / 2 };
    });
    await page.mouse.move(at.x, at.y);
    await says(/This paragraph/);
  });

  it('lights up the paragraphs of the claim that is looked at in the panel, and tells it where the reader is', async () => {
    const isLit = async (): Promise<boolean> => /class="block [a-z]+ lit"/.test(await shadowMarkup(page));
    await page.evaluate(() => scrollTo(0, 0));
    // The drawer at the foot, which tells of the paragraph under the pointer, must not stand over the card.
    await panel.$eval('section > .claims > .claim', (card) => card.scrollIntoView({ block: 'start' }));
    await panel.hover('section > .claims > .claim h3');
    await expect.poll(isLit).toBe(true);
    await panel.locator('h1').hover();
    await expect.poll(isLit).toBe(false);
    expect(await panel.$$eval('.cell.reading', (cells) => cells.length)).toBe(1);
  });

  it('is as it was before, when the shade is taken off by the toolbar button', async () => {
    await driven.click();
    await expect.poll(() => shadowMarkup(page)).toBe('');
    expect(await documentMarkup(page)).toBe(before);
  });

  it('is shaded again by the panel, and off again by it', async () => {
    await clickName('Captured');
    await expect.poll(() => shadowMarkup(page)).not.toBe('');
    await clickName('Off');
    await expect.poll(() => shadowMarkup(page)).toBe('');
    expect(await documentMarkup(page)).toBe(before);
  });

  it('has the sentence of a claim found where it stands now, when it changed while the shade was off', async () => {
    const claim = decomposition.claims[decomposition.selection.selected.at(-1) ?? 0];
    const quote = claim?.quotes[0]?.anchor?.exact ?? '?';
    await page.evaluate((words) => {
      const paragraph = [...document.querySelectorAll('p')].find(({ textContent }) => textContent?.includes(words));
      if (paragraph) paragraph.textContent = `It was put otherwise at first. ${paragraph.textContent}`;
      scrollTo(0, 0);
    }, quote);
    await panel.locator(`::-p-text(${claim?.title})`).click();
    await says(/Found on the page; the text around it has changed/);
    await expect.poll(() => isInView(page, quote)).toBe(true);
  });

  it('has it said to be gone, when it is', async () => {
    const claim = decomposition.claims[decomposition.selection.selected.at(-1) ?? 0];
    await page.evaluate((words) => {
      for (const paragraph of document.querySelectorAll('p')) if (paragraph.textContent?.includes(words)) paragraph.remove();
    }, claim?.quotes[0]?.anchor?.exact ?? '?');
    await panel.locator(`::-p-text(${claim?.title})`).click();
    await says(/The sentence is no longer on the page/);
  });
});
