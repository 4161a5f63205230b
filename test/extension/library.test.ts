/** The page of all kept articles, and the annotated page that is taken along: the built extension in Chromium. */
import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openChromium } from '../../scripts/drive/chromium.mjs';
import { download, whenDone } from '../../scripts/drive/panel.mjs';
import { serve } from './serve';

const article = await readFile('demo/article.html', 'utf8');

let site: Awaited<ReturnType<typeof serve>>;
let driven: Awaited<ReturnType<typeof openChromium>>;
let folder: string;
let panel: Page;

beforeAll(async () => {
  site = await serve({ '/article.html': article });
  folder = await mkdtemp(path.join(tmpdir(), 'claimshade-'));
  driven = await openChromium({ dir: '.output/chrome-mv3', url: `${site.origin}/article.html` });
  await driven.click();
  panel = await driven.panel();
  await whenDone(panel);
});

afterAll(async () => {
  await driven?.close();
  site?.close();
  await rm(folder, { recursive: true, force: true });
});

describe('the annotated page', () => {
  it('leads from a claim to its sentence and back, without script and from a file, light and dark', async () => {
    const name = await download(driven.browser, panel, 'Annotated page', folder);
    expect(name).toMatch(/\.html$/);
    const page = await driven.browser.newPage();
    await page.setJavaScriptEnabled(false);
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    const address = pathToFileURL(path.join(folder, name)).href;
    await page.goto(address);
    await mkdir('out/screens', { recursive: true });
    for (const value of ['light', 'dark']) {
      await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value }]);
      await page.screenshot({ path: `out/screens/annotated-${value}.png` });
    }
    const link = (await page.$('.chosen blockquote a[href^="#q-"]'))!;
    const to = await link.evaluate((one) => one.getAttribute('href'));
    await link.click();
    await expect.poll(() => page.url()).toBe(`${address}${to}`);
    expect(await page.$eval(':target', (one) => one.getBoundingClientRect().top >= 0)).toBe(true);
    await (await page.$('.b:has(:target) .note a[href^="#c-"]'))!.click();
    await expect.poll(() => page.url()).toMatch(/#c-\d+$/);
    expect(asked.filter((url) => !url.startsWith('file:'))).toEqual([]);
    await page.close();
  });
});

describe('the page of kept articles', () => {
  it('finds an article by a claim, opens it, and deletes it after a question', async () => {
    const shelf = await driven.browser.newPage();
    await shelf.goto(new URL('/library.html', panel.url()).href);
    await shelf.waitForSelector('.shelf li');
    await shelf.screenshot({ path: 'out/screens/library.png' });
    const claims = await panel.$$eval('.claim h3', (all) => all.map((one) => one.textContent ?? ''));
    await shelf.type('input[type=search]', claims[0]!.split(' ').slice(0, 6).join(' '));
    await shelf.waitForSelector('.match');
    const before = new Set(driven.browser.targets());
    const opened = driven.browser.waitForTarget((one) => !before.has(one) && one.url() === `${site.origin}/article.html`);
    await shelf.click('.shelf li a');
    await (await (await opened).page())?.close();
    await shelf.bringToFront();
    await shelf.click('.shelf li button[aria-label^="Delete"]');
    await (await shelf.waitForSelector('.question .danger'))!.click();
    await shelf.waitForFunction(() => document.body.innerText.includes('Nothing is kept yet.'));
    await shelf.close();
  });
});
