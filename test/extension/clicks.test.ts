/** A reader's tasks on an article that is kept, each in as few clicks as a reader needs; every click is a real one. */
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openChromium } from '../../scripts/drive/chromium.mjs';
import { shadowMarkup } from './seen';
import { serve } from './serve';

let site: Awaited<ReturnType<typeof serve>>;
let driven: Awaited<ReturnType<typeof openChromium>>;
let page: Page;
let panel: Page;
let downloads: string;
let clicks = 0;

const says = (pattern: RegExp): Promise<unknown> =>
  panel.waitForFunction((source) => new RegExp(source).test(document.body.innerText), {}, pattern.source);

/** One click of the reader's. */
async function click(selector: string): Promise<void> {
  clicks++;
  await panel.locator(selector).click();
}
const byName = (name: string): string => `::-p-aria([name="${name}"])`;

beforeAll(async () => {
  site = await serve({ '/article.html': await readFile('demo/article.html', 'utf8') });
  downloads = await mkdtemp(path.join(tmpdir(), 'claimshade-'));
  driven = await openChromium({ dir: '.output/chrome-mv3', url: `${site.origin}/article.html` });
  page = driven.page;
  const client = await driven.browser.target().createCDPSession();
  await client.send('Browser.setDownloadBehavior', { behavior: 'allow', downloadPath: downloads });
  await driven.click();
  panel = await driven.panel();
  await says(/captured by the 5 shown/);
});

/** The same article anew, from the cache, as it is first shown. */
beforeEach(async () => {
  await page.bringToFront();
  await page.reload({ waitUntil: 'load' });
  await driven.click();
  await says(/From this browser’s cache/);
  await panel.reload({ waitUntil: 'load' });
  await says(/captured by the 5 shown/);
  await panel.locator(byName('Captured')).click();
  clicks = 0;
});

afterAll(async () => {
  await driven?.close();
  site?.close();
  await rm(downloads, { recursive: true, force: true });
});

describe('on a kept article', () => {
  it('what was left out is one click away', async () => {
    await click(byName('Left out'));
    await says(/of \d+ minutes? left to read/);
    expect(clicks).toBe(1);
  });

  it('the biggest gap is two', async () => {
    await click(byName('Left out'));
    const before = await page.evaluate(() => scrollY);
    await click('::-p-text(Go to the biggest gap)');
    await page.waitForFunction((y) => scrollY !== y, {}, before);
    expect(clicks).toBe(2);
  });

  it('why a claim was rejected is one', async () => {
    await click('::-p-text(Considered candidates)');
    await says(/Less central to the article than those shown/);
    expect(clicks).toBe(1);
  });

  it('both claims of a redundant pair are one', async () => {
    // The bundled article hardly repeats itself: by a low threshold its claims count as redundant.
    await panel.$eval('.threshold input', (slider) => {
      slider.value = slider.min;
      slider.dispatchEvent(new Event('input', { bubbles: true }));
    });
    await click('section > .claims .compare button');
    await panel.waitForSelector('.sides');
    const sides = await panel.$$eval('.sides .compared', (titles) => titles.map((title) => title.textContent));
    expect(new Set(sides).size).toBe(2);
    expect(clicks).toBe(1);
    expect(await panel.$eval('.sides + p', (line) => line.textContent)).toMatch(/^Similarity 0\.\d\d\./);
  });

  it('its Markdown is two at most', async () => {
    await click(byName('Download Markdown'));
    await expect.poll(async () => (await readdir(downloads)).some((file) => file.endsWith('.md'))).toBe(true);
    expect(clicks).toBeLessThanOrEqual(2);
  });

  it('off is one', async () => {
    expect(await shadowMarkup(page)).not.toBe('');
    await click(byName('Off'));
    await expect.poll(() => shadowMarkup(page)).toBe('');
    expect(clicks).toBe(1);
  });
});
