/** What is kept of a page, what the page has become since, what is brought in, and what cannot be read: the built extension in Chromium. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fromJson } from '../../core/import';
import { openChromium } from '../../scripts/drive/chromium.mjs';
import { download, figures, openFold, whenDone } from '../../scripts/drive/panel.mjs';
import { shadowMarkup } from './seen';
import { type Served, serve } from './serve';

const article = await readFile('demo/article.html', 'utf8');
const FIRST = 'In the spring of 2016';

const paragraph = (i: number): string =>
  `<p>The first harbour measured its tides ${i + 2} times a day from ${1950 + i}, and after ${i + 3} years the first forecast was right to within ${i + 4} centimetres in most of its months.</p>`;

const pages: Record<string, string | Served> = {
  '/app.html': `<!doctype html><html lang="en"><title>The first harbour</title><body><article><h1>The first harbour</h1>${Array.from({ length: 9 }, (_, i) => paragraph(i)).join('')}</article></body></html>`,
  '/article.html': article,
  '/other.html': article.replaceAll('Hallow Ferry', 'Sallow Perry'),
  '/empty.html': '<!doctype html><title>Nothing</title><body></body>',
  '/document.pdf': { body: '%PDF-1.4\n%%EOF', type: 'application/pdf' },
  '/picture.svg': { body: '<svg xmlns="http://www.w3.org/2000/svg"/>', type: 'image/svg+xml' },
};

let site: Awaited<ReturnType<typeof serve>>;
let driven: Awaited<ReturnType<typeof openChromium>>;
let folder: string;

beforeAll(async () => {
  site = await serve(pages);
  folder = await mkdtemp(path.join(tmpdir(), 'claimshade-'));
  driven = await openChromium({ dir: '.output/chrome-mv3', url: `${site.origin}/article.html` });
});

afterAll(async () => {
  await driven?.close();
  site?.close();
  await rm(folder, { recursive: true, force: true });
});

const text = (panel: Page): Promise<string> => panel.evaluate(() => document.body.innerText);
const says = (panel: Page, pattern: RegExp) => expect.poll(() => text(panel), { timeout: 15_000 }).toMatch(pattern);

/** A tab of its own on a page, with its panel, after the click. */
async function clicked(address: string): Promise<{ tab: Page; panel: Page }> {
  const tab = await driven.browser.newPage();
  await tab.goto(address, { waitUntil: 'load' });
  await driven.click(tab);
  return { tab, panel: await driven.panel() };
}

/** Loads the page anew in the tab, and clicks. */
async function again(tab: Page): Promise<Page> {
  await tab.reload({ waitUntil: 'load' });
  await driven.click(tab);
  return driven.panel();
}

async function bring(panel: Page, name: string, content: string): Promise<void> {
  const file = path.join(folder, name);
  await writeFile(file, content);
  const input = await panel.$('input[type=file]');
  if (input === null) throw new Error('no way to import');
  await input.uploadFile(file);
}

describe('a page that was decomposed before', () => {
  let tab: Page;
  let panel: Page;
  let first: string[];
  let exported: string;

  beforeAll(async () => {
    ({ tab, panel } = await clicked(`${site.origin}/article.html`));
    await whenDone(panel);
    first = await figures(panel);
    exported = await readFile(path.join(folder, await download(driven.browser, panel, 'JSON', folder)), 'utf8');
  });

  afterAll(() => tab.close());

  it('is shown from the cache, with the same figures', async () => {
    panel = await again(tab);
    await says(panel, /From this browser’s cache/);
    await whenDone(panel);
    expect(await figures(panel)).toEqual(first);
    await expect.poll(() => shadowMarkup(tab)).not.toBe('');
  });

  it('is found under another fragment and with tracking parameters', async () => {
    await tab.goto(`${site.origin}/article.html?utm_source=letter#note-1`, { waitUntil: 'load' });
    await driven.click(tab);
    panel = await driven.panel();
    await says(panel, /From this browser’s cache/);
    await tab.goto(`${site.origin}/article.html`, { waitUntil: 'load' });
    await driven.click(tab);
    panel = await driven.panel();
    await whenDone(panel);
  });

  it('keeps what the reader did to its claims', async () => {
    const { selection, claims } = fromJson(exported);
    const title = claims.find(({ id }) => id === selection.selected[0])?.title ?? '';
    await panel.locator(`::-p-aria(Dismiss “${title}”)`).click();
    await says(panel, /Undo/);
    panel = await again(tab);
    await whenDone(panel);
    await openFold(panel, 'Considered candidates');
    await says(panel, /put aside by you/);
    await panel.locator(`::-p-aria(Take back “${title}”)`).click();
    await expect.poll(() => figures(panel)).toEqual(first);
  });

  it('says what the publisher changed, and which claims rest on it, and reads the rest alone', async () => {
    const changed = article
      .replace('losing 38 percent', 'losing 83 percent')
      .replace(
        '<h2>The hour that nobody uses</h2>',
        '<p>The county water board, which had set the limit of 2018, later wrote that no other town of the region had come close to it in under three years.</p>$&',
      );
    pages['/article.html'] = changed;
    panel = await again(tab);
    await says(panel, /Since then/);
    await says(panel, /1 paragraph added/);
    await says(panel, /83 percent/);
    expect(await text(panel)).toMatch(/38 percent/);
    await panel.locator('::-p-text(Read the changed paragraphs)').click();
    await expect.poll(() => text(panel), { timeout: 15_000 }).not.toMatch(/Since then/);
    pages['/article.html'] = article;
  });

  it('takes an exported decomposition in on its page, with nothing run', async () => {
    panel = await again(tab);
    await whenDone(panel);
    await bring(panel, 'right.json', exported);
    await says(panel, /Imported\. Nothing was run/);
    expect(await figures(panel)).toEqual(first);
  });

  it.each([
    ['no-json.json', 'not json', /not JSON/],
    ['newer.json', () => JSON.stringify({ ...JSON.parse(exported), format: 9 }), /format 9 is newer than/],
    ['other.json', () => exported.replaceAll('/article.html', '/elsewhere.html'), /of another page/],
  ])('says what is wrong with %s and changes nothing', async (name, content, sentence) => {
    const before = await figures(panel);
    await bring(panel, name, typeof content === 'string' ? content : content());
    await says(panel, sentence);
    expect(await figures(panel)).toEqual(before);
  });

  it('is listed with its size, and gone when it is deleted', async () => {
    await openFold(panel, 'Kept articles');
    await says(panel, /\d+ kB of 50 MB/);
    await panel.locator('::-p-aria([name="Delete all"])').click();
    await panel.locator('::-p-aria([name="Delete them"])').click();
    await says(panel, /Nothing is kept yet/);
  });
});

describe('a page that goes on', () => {
  it('has what came late counted as unread, until it is read', async () => {
    const { tab, panel } = await clicked(`${site.origin}/other.html`);
    await whenDone(panel);
    const [before] = await figures(panel);
    await tab.evaluate((start) => {
      const paragraphs = [...document.querySelectorAll('article p')];
      const last = paragraphs.find((p) => p.textContent?.startsWith(start));
      for (let i = 0; i < 3; i++) {
        const p = document.createElement('p');
        p.textContent = `Report number ${i} of the water board says that pumps ran ${i + 4} hours longer in the dry summer of 2019, when the river stood low for weeks.`;
        last?.after(p);
      }
    }, FIRST);
    await says(panel, /3 paragraphs came later/);
    expect(await figures(panel)).not.toEqual([before]);
    await panel.locator('::-p-aria([name="Read them"])').click();
    await expect.poll(() => text(panel), { timeout: 15_000 }).not.toMatch(/came later/);
    await tab.close();
  });

  it('is left alone when the tab shows another page', async () => {
    const { tab, panel } = await clicked(`${site.origin}/other.html`);
    await whenDone(panel);
    await tab.goto(`${site.origin}/article.html`, { waitUntil: 'load' });
    await says(panel, /no access to this page yet/);
    expect(await shadowMarkup(tab)).toBe('');
    await tab.close();
  });
});

describe('a page that shows another article without loading', () => {
  it('is read anew, once, and shaded', async () => {
    const { tab, panel } = await clicked(`${site.origin}/app.html`);
    await whenDone(panel);
    await says(panel, /The first harbour/);
    await tab.evaluate(() => {
      history.pushState(null, '', '/app.html?article=2');
      document.title = 'The second harbour';
      for (const element of document.querySelectorAll('h1, p'))
        element.textContent = element.textContent?.replaceAll('first', 'second') ?? '';
    });
    await says(panel, /The second harbour/);
    await whenDone(panel);
    await expect.poll(() => shadowMarkup(tab)).not.toBe('');
    await tab.close();
  });
});

describe('what cannot be read', () => {
  it.each([
    ['/empty.html', /No article was found on this page/],
    ['/picture.svg', /not a web page/],
  ])('%s says so in a sentence', async (address, sentence) => {
    const { tab, panel } = await clicked(`${site.origin}${address}`);
    await says(panel, sentence);
    await tab.close();
  });

  it('a page of the browser says so too', async () => {
    const { tab, panel } = await clicked('chrome://version');
    await says(panel, /lets no extension read this page/);
    await tab.close();
  });
});

describe('an extension that is reloaded', () => {
  it('leaves no shade behind', async () => {
    const { tab, panel } = await clicked(`${site.origin}/other.html`);
    await whenDone(panel);
    const before = await tab.evaluate(() => document.documentElement.children.length);
    // The panel goes with the extension, in the middle of the call.
    await panel.evaluate('chrome.runtime.reload()').catch(() => undefined);
    await expect.poll(() => tab.evaluate(() => document.documentElement.children.length), { timeout: 15_000 }).toBe(before - 1);
    expect(await shadowMarkup(tab)).toBe('');
  });
});
