/** The toolbar button's badge, the browser's keys, the menu, sites that are always shaded: the built extension in Chromium. */
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openChromium } from '../../scripts/drive/chromium.mjs';
import { figures, openFold, pick, setK, whenDone } from '../../scripts/drive/panel.mjs';
import { shadowMarkup } from './seen';
import { serve } from './serve';

const article = await readFile('demo/article.html', 'utf8');

/** As far as it is used here, inside the worker. */
declare const chrome: {
  tabs: { query(of: { active: boolean; lastFocusedWindow: boolean }): Promise<{ id: number }[]> };
  action: { getBadgeText(of: { tabId: number }): Promise<string>; getTitle(of: { tabId: number }): Promise<string> };
  storage: { local: { set(items: Record<string, unknown>): Promise<void> } };
  commands: {
    getAll(): Promise<{ name: string; description: string; shortcut: string }[]>;
    onCommand: { dispatch(...args: unknown[]): void };
  };
};

let site: Awaited<ReturnType<typeof serve>>;
let driven: Awaited<ReturnType<typeof openChromium>>;
let page: Page;
let panel: Page;

beforeAll(async () => {
  site = await serve({ '/article.html': article });
  driven = await openChromium({ dir: '.output/chrome-mv3', url: `${site.origin}/article.html` });
  page = driven.page;
});

afterAll(async () => {
  await driven?.close();
  site?.close();
});

/** Of the tab in front. */
const toolbar = (): Promise<{ text: string; title: string }> =>
  driven.worker.evaluate(async () => {
    const [tab] = await chrome.tabs.query({ active: true, lastFocusedWindow: true });
    return { text: await chrome.action.getBadgeText({ tabId: tab!.id }), title: await chrome.action.getTitle({ tabId: tab!.id }) };
  });

/** What a key of the browser does: the keys themselves do not reach a browser that is driven. */
const command = (name: string): Promise<void> =>
  driven.worker.evaluate(async (command) => {
    const [tab] = await chrome.tabs.query({ active: true, lastFocusedWindow: true });
    chrome.commands.onCommand.dispatch(command, tab);
  }, name);

const PLAIN = { text: '', title: 'Shade this article' };

describe('the toolbar button of a page', () => {
  it('says nothing of a page that is not shaded', async () => {
    expect(await toolbar()).toEqual(PLAIN);
  });

  it('says how much the claims shown capture, and follows the slider', async () => {
    await driven.click();
    panel = await driven.panel();
    await whenDone(panel);
    const five = await toolbar();
    expect(five.text).toMatch(/^\d+%$/);
    expect(five.title).toBe(`Claimshade: ${five.text} captured by the 5 shown`);
    expect((await figures(panel))[0]).toContain(five.text);
    await setK(panel, 9);
    await expect.poll(async () => (await toolbar()).title).toMatch(/captured by the 9 shown/);
    expect((await figures(panel))[0]).toContain((await toolbar()).text);
  });

  it('says nothing again once the shade is off, and comes back with it', async () => {
    await pick(panel, 'Off');
    await expect.poll(toolbar).toEqual(PLAIN);
    await pick(panel, 'Captured');
    await expect.poll(async () => (await toolbar()).text).toMatch(/%$/);
  });
});

describe('the keys of the browser', () => {
  const mode = (): Promise<string | undefined> =>
    panel.$$eval('input[type=radio]:checked', (inputs) => inputs.map((input) => input.closest('label')?.innerText.trim())[0]);

  it('turn the mode, in the page and the panel', async () => {
    const before = await shadowMarkup(page);
    await command('toggle-mode');
    await expect.poll(mode).toBe('Left out');
    await expect.poll(() => shadowMarkup(page)).not.toBe(before);
    await command('toggle-mode');
    await expect.poll(mode).toBe('Captured');
  });

  it('step through the gaps', async () => {
    await setK(panel, 1);
    const top = () => page.evaluate(() => scrollY);
    await page.evaluate(() => scrollTo({ top: 0, behavior: 'instant' }));
    await command('next-gap');
    await expect.poll(() => shadowMarkup(page)).toContain('flash');
    await command('next-gap');
    await command('next-gap');
    await expect.poll(top).toBeGreaterThan(0);
  });

  it('are listed in the panel as the browser has them', async () => {
    await openFold(panel, 'Keys');
    const rows = () => panel.$$eval('.keys dt', (names) => names.map((dt) => `${dt.innerText}: ${dt.nextElementSibling?.textContent}`));
    const commands = await driven.worker.evaluate(() => chrome.commands.getAll());
    expect(commands.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['_execute_action', 'toggle-mode', 'next-gap', 'previous-gap']),
    );
    const listed = commands.map(
      ({ description, shortcut }) => `${shortcut || 'not set'}: ${description || 'Shade the article, or take the shade off'}`,
    );
    await expect.poll(rows).toEqual(expect.arrayContaining(listed));
  });
});

describe('a site that is always shaded', () => {
  let granted: Awaited<ReturnType<typeof openChromium>>;
  let folder: string;

  // The browser's question cannot be answered by a program: here its answer is in the manifest.
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'claimshade-'));
    await cp('.output/chrome-mv3', folder, { recursive: true });
    const file = path.join(folder, 'manifest.json');
    await writeFile(file, JSON.stringify({ ...JSON.parse(await readFile(file, 'utf8')), host_permissions: ['http://127.0.0.1/*'] }));
    granted = await openChromium({ dir: folder, url: `${site.origin}/article.html` });
  });

  afterAll(async () => {
    await granted?.close();
    await rm(folder, { recursive: true, force: true });
  });

  const want = (sites: string[]): Promise<void> =>
    granted.worker.evaluate((sites) => chrome.storage.local.set({ 'always.1': sites }), sites);

  it('is shaded when a page of it loads, with the figure on the button and no panel', async () => {
    expect(await shadowMarkup(granted.page)).toBe('');
    await want(['http://127.0.0.1/*']);
    await granted.page.reload({ waitUntil: 'load' });
    await expect.poll(() => shadowMarkup(granted.page)).not.toBe('');
    expect(granted.panelIsOpen()).toBe(false);
    const text = () =>
      granted.worker.evaluate(async () => {
        const [tab] = await chrome.tabs.query({ active: true, lastFocusedWindow: true });
        return chrome.action.getBadgeText({ tabId: tab!.id });
      });
    await expect.poll(text).toMatch(/%$/);
  });

  it('is no longer once it is switched off in the panel', async () => {
    await granted.click();
    const panel = await granted.panel();
    const box = await panel.waitForSelector('.always input:checked');
    await box?.click();
    await panel.waitForSelector('.always input:not(:checked)');
    await granted.page.reload({ waitUntil: 'load' });
    await granted.page.waitForNetworkIdle();
    expect(await shadowMarkup(granted.page)).toBe('');
  });
});
