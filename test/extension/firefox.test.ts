import { readFile } from 'node:fs/promises';
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openFirefox } from '../../scripts/drive/firefox.mjs';
import { documentMarkup, isInView } from './seen';
import { serve } from './serve';

const article = await readFile('demo/article.html', 'utf8');

let site: Awaited<ReturnType<typeof serve>>;
let driven: Awaited<ReturnType<typeof openFirefox>>;
let page: Page;
let panel: Page;
let before: string;

const text = (): Promise<string> => panel.evaluate(() => document.body.innerText);

/** The button or card of that name, clicked as its own element: WebDriver's pointer needs the window in front. */
const click = (name: string): Promise<void> =>
  panel.evaluate((wanted) => {
    const all = [...document.querySelectorAll<HTMLElement>('button, [role=button], input, summary, label')];
    const named = all.find((element) => (element.getAttribute('aria-label') ?? element.innerText ?? '').trim() === wanted);
    if (named === undefined) throw new Error(`nothing is called ${wanted}`);
    named.click();
  }, name);

/** The document without what was added as a direct child of its root. */
const isShaded = (): Promise<boolean> => page.evaluate(() => document.documentElement.children.length > 2);

beforeAll(async () => {
  site = await serve({ '/article.html': article, '/nothing.html': '<!doctype html><title>Nothing</title><body></body>' });
  driven = await openFirefox({ dir: '.output/firefox-mv3', url: `${site.origin}/article.html` });
  page = driven.page;
  before = await documentMarkup(page);
  await driven.click();
  panel = await driven.panel();
});

afterAll(async () => {
  await driven?.close();
  site?.close();
});

describe('an article in Firefox, after a click on the toolbar button', () => {
  it('is shaded, and nothing of its head and body has changed', async () => {
    await expect.poll(text, { timeout: 20_000 }).toMatch(/captured by the 5 shown/);
    await expect.poll(isShaded).toBe(true);
    for (const part of await page.evaluate(() => [document.head.outerHTML, document.body.outerHTML])) expect(before).toContain(part);
  });

  it('is scrolled to the sentence of a claim that is clicked', async () => {
    const { title, quote } = await panel.evaluate(() => {
      const card = [...document.querySelectorAll('li.claim.jumps')].at(-1);
      return {
        title: card?.querySelector<HTMLElement>('[role=button]')?.textContent?.trim() ?? '',
        quote: card?.querySelector('blockquote')?.textContent ?? '',
      };
    });
    await page.evaluate(() => scrollTo(0, 0));
    await panel.evaluate((wanted) => {
      const titles = [...document.querySelectorAll<HTMLElement>('li.claim [role=button]')];
      titles.find((element) => element.textContent?.trim() === wanted)?.click();
    }, title);
    await expect.poll(text).toMatch(/Found on the page/);
    await expect.poll(() => isInView(page, quote)).toBe(true);
  });

  it('is covered anew when k moves', async () => {
    const few = /(\d+)%/.exec(await text())?.[1];
    await panel.evaluate(() => {
      const slider = document.querySelector<HTMLInputElement>('input[type=range]');
      if (slider === null) throw new Error('no slider');
      slider.value = '10';
      slider.dispatchEvent(new Event('input', { bubbles: true }));
    });
    await expect.poll(text).toMatch(/captured by the 10 shown/);
    expect(Number(/(\d+)%/.exec(await text())?.[1])).toBeGreaterThan(Number(few));
  });

  it('is as it was before, when the panel switches the shade off', async () => {
    await click('Off');
    await expect.poll(isShaded).toBe(false);
    expect(await documentMarkup(page)).toBe(before);
  });

  it('is shaded again by the toolbar button, and off again by it', async () => {
    await driven.click();
    await expect.poll(isShaded).toBe(true);
    await driven.click();
    await expect.poll(isShaded).toBe(false);
    expect(await documentMarkup(page)).toBe(before);
  });

  it('is shown from the cache when it is opened again, and what comes late is counted as unread', async () => {
    await page.goto(`${site.origin}/article.html?utm_source=letter`);
    await driven.click();
    await expect.poll(text, { timeout: 20_000 }).toMatch(/From this browser’s cache/);
    await expect.poll(isShaded).toBe(true);
    await page.evaluate(() => {
      const p = document.createElement('p');
      p.textContent =
        'The water board wrote in 2021 that pumps had run 4 hours longer in the dry summer, when the river stood low for weeks.';
      document.querySelector('article > p')?.after(p);
    });
    await expect.poll(text, { timeout: 20_000 }).toMatch(/1 paragraph came later/);
    await click('Read it');
    await expect.poll(text, { timeout: 20_000 }).not.toMatch(/came later/);
  });

  it('says that it has no access any more when the tab shows another page', async () => {
    await page.goto(`${site.origin}/nothing.html`);
    await expect.poll(text, { timeout: 20_000 }).toMatch(/no access to this page yet/);
    await driven.click();
    await expect.poll(text, { timeout: 20_000 }).toMatch(/No article was found/);
  });
});
