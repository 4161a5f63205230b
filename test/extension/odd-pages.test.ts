/** The built extension on pages that go against what one may assume of a page. All in one browser; most in one tab. */
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openChromium } from '../../scripts/drive/chromium.mjs';
import { generatedArticle } from '../bench/generated-article.mjs';
import { longParagraph, PATCHED, pageOf, SHADOWED, STRICT, VANISHING, XHTML } from '../fixtures/odd/pages';
import { documentMarkup, shadowMarkup } from './seen';
import { serve } from './serve';

const BUILT = '.output/chrome-mv3';

const SCRIPTS = [
  ['Arabic', 'ar', 'rtl', 'المد في الميناء القديم'],
  ['Chinese', 'zh', 'ltr', '旧港的潮水'],
  ['Japanese', 'ja', 'ltr', '旧港の潮'],
  ['Thai', 'th', 'ltr', 'น้ำขึ้นที่ท่าเรือเก่า'],
] as const;

let site: Awaited<ReturnType<typeof serve>>;
let driven: Awaited<ReturnType<typeof openChromium>>;
let page: Page;
let panel: Page;

beforeAll(async () => {
  const twelve = generatedArticle({ paragraphs: 12_000 }).replace('<h1>A generated article', '<h1>Twelve thousand paragraphs');
  site = await serve({
    '/plain.html': pageOf({ title: 'The harbour' }),
    '/empty.html': '<!doctype html><title>Empty</title><body></body>',
    '/data.json': { body: '{"harbour": [4.2, 3.6]}', type: 'application/json' },
    '/feed.xml': { body: '<rss><channel><title>Tides</title></channel></rss>', type: 'text/xml' },
    '/page.xhtml': { body: XHTML, type: 'application/xhtml+xml; charset=utf-8' },
    '/patched.html': PATCHED,
    '/strict.html': STRICT,
    '/vanishing.html': VANISHING,
    '/shadowed.html': SHADOWED,
    '/one.html': pageOf({ title: 'One paragraph', body: `<article><h1>One paragraph</h1><p>${longParagraph(5_000_000)}</p></article>` }),
    '/twelve.html': twelve.replace('<title>A generated article', '<title>Twelve thousand paragraphs'),
    ...Object.fromEntries(SCRIPTS.map(([, lang, dir, title]) => [`/${lang}.html`, pageOf({ title, lang, dir })])),
  });
  driven = await openChromium({ dir: BUILT, url: `${site.origin}/plain.html` });
  page = driven.page;
  await driven.click();
  panel = await driven.panel();
  await saysFigures('The harbour');
});

afterAll(async () => {
  await driven?.close();
  site?.close();
});

/** Waits for the figures of the article of this title. */
const saysFigures = (title: string, timeout = 60_000): Promise<unknown> =>
  panel.waitForFunction(
    (wanted) => document.querySelector('h1')?.textContent?.trim() === wanted && document.querySelector('.figures') !== null,
    { timeout, polling: 50 },
    title,
  );

/** Waits until the panel says why there is nothing to show. */
const saysTrouble = async (pattern: RegExp): Promise<void> => {
  await panel.waitForFunction(
    (source) => new RegExp(source).test(document.querySelector('.trouble > p')?.textContent ?? ''),
    { timeout: 10_000, polling: 50 },
    pattern.source,
  );
};

async function visit(path: string): Promise<void> {
  await page.goto(`${site.origin}${path}`, { waitUntil: 'load' });
  await driven.click();
}

const isShaded = async (of: Page = page): Promise<boolean> => (await shadowMarkup(of)).includes('class="block');

/** Clicks the first claim with a quote, and waits for the page to have it word for word. */
async function jumps(): Promise<void> {
  await panel.click('li.claim.jumps [role=button]');
  await panel.waitForSelector('li.claim.jumps .jumped.exact', { timeout: 10_000 });
}

describe('what is no article', () => {
  it.each([
    ['/empty.html', /^No article was found on this page\./],
    ['/data.json', /^This document is not a web page/],
    ['/feed.xml', /^This document is not a web page/],
  ])('%s is refused with a sentence, and nothing is put into it', async (path, sentence) => {
    await visit(path);
    await saysTrouble(sentence);
    expect(await shadowMarkup(page)).toBe('');
  });
});

describe('a document or script that is not the usual', () => {
  it.each<readonly [string, string, string]>([
    ['XHTML', '/page.xhtml', 'The harbour in XHTML'],
    ['open shadow roots', '/shadowed.html', 'The harbour in the shadow'],
    ...SCRIPTS.map(([name, lang, , title]) => [name, `/${lang}.html`, title] as const),
  ])('%s: it is decomposed and shaded, and a claim leads to its words', async (_, path, title) => {
    await visit(path);
    await saysFigures(title);
    await expect.poll(isShaded).toBe(true);
    await jumps();
  });
});

describe('a page that defends itself', () => {
  it('by patching what scripts read pages with: it is shaded all the same, and none of its patches is called', async () => {
    await visit('/patched.html');
    await saysFigures('The harbour, patched');
    await expect.poll(isShaded).toBe(true);
    await jumps();
    expect(await page.evaluate('called')).toBe(0);
  });

  it('by a strict policy and Trusted Types: the shade is painted, and nothing was forbidden', async () => {
    await page.goto(`${site.origin}/strict.html`, { waitUntil: 'load' });
    const before = await page.screenshot({ encoding: 'base64' });
    await driven.click();
    await saysFigures('The harbour, strict');
    await expect.poll(isShaded).toBe(true);
    await expect.poll(() => page.screenshot({ encoding: 'base64' })).not.toBe(before);
    expect(await page.evaluate('forbidden')).toEqual([]);
  });

  it('by taking its paragraphs away while it is read and shaded: nothing breaks', async () => {
    const errors: string[] = [];
    page.on('pageerror', (error) => errors.push(String(error)));
    await visit('/vanishing.html');
    await panel.waitForFunction(
      () => document.querySelector('h1')?.textContent?.includes('vanishing') || document.querySelector('.trouble') !== null,
      { timeout: 15_000 },
    );
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    expect(errors).toEqual([]);
    page.removeAllListeners('pageerror');
  });
});

describe('size', () => {
  it('one paragraph of 5 MB is shaded', async () => {
    await visit('/one.html');
    await saysFigures('One paragraph', 120_000);
    await expect.poll(isShaded).toBe(true);
  });

  it('12,000 paragraphs are shaded near the window, and the strip holds them in few cells', async () => {
    await visit('/twelve.html');
    await saysFigures('Twelve thousand paragraphs', 120_000);
    await expect.poll(isShaded).toBe(true);
    expect(await panel.$$eval('.strip .cell', (cells) => cells.length)).toBeLessThanOrEqual(500);
    const boxes = (await shadowMarkup(page)).split('class="block').length - 1;
    expect(boxes).toBeGreaterThan(3);
    expect(boxes).toBeLessThan(100);
  });
});

describe('two tabs on one article', () => {
  it('have a shade each: what one takes off stays on in the other', async () => {
    await visit('/plain.html');
    await saysFigures('The harbour');
    const before = await driven.browser.newPage();
    await before.goto(`${site.origin}/plain.html`, { waitUntil: 'load' });
    const bare = await documentMarkup(before);
    await driven.click(before);
    await expect.poll(() => isShaded(before), { timeout: 20_000 }).toBe(true);
    expect(await isShaded()).toBe(true);
    await driven.click(before);
    await expect.poll(() => isShaded(before)).toBe(false);
    expect(await documentMarkup(before)).toBe(bare);
    expect(await isShaded()).toBe(true);
    await before.close();
  });
});
