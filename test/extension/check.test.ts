import { readFile } from 'node:fs/promises';
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openChromium } from '../../scripts/drive/chromium.mjs';
import { whenDone } from '../../scripts/drive/panel.mjs';
import { isInView, shadowMarkup } from './seen';
import { serve } from './serve';

const FOUND = 'Two of the nine districts accounted for 64 percent of the excess flow.';
const OTHER_NUMBER = 'In the spring of 2016 the town of Hallow Ferry was losing 55 percent of its drinking water.';
const FOREIGN = 'Quantum computers factor large integers by letting amplitudes of many states interfere.';

let site: Awaited<ReturnType<typeof serve>>;
let driven: Awaited<ReturnType<typeof openChromium>>;
let page: Page;
let panel: Page;

const lines = (selector: string): Promise<string[]> =>
  panel.$$eval(selector, (found) => found.map((one) => (one.textContent ?? '').replace(/\s+/g, ' ').trim()));
const clickName = (name: string): Promise<void> => panel.locator(`::-p-aria([name="${name}"])`).click();

/** Pastes a text in place of what stands there, and asks for the check by keys alone. */
async function check(text: string): Promise<void> {
  await panel.$eval('.check-form', (form) => form.closest('details')?.setAttribute('open', ''));
  await panel.focus('.check-form textarea');
  await panel.keyboard.down('Control');
  await panel.keyboard.press('a');
  await panel.keyboard.up('Control');
  await panel.keyboard.press('Backspace');
  // As a paste arrives: all at once.
  const client = await panel.createCDPSession();
  await client.send('Input.insertText', { text });
  await client.detach();
  await panel.keyboard.press('Tab');
  await panel.keyboard.press('Enter');
}

beforeAll(async () => {
  site = await serve({ '/article.html': await readFile('demo/article.html', 'utf8') });
  driven = await openChromium({ dir: '.output/chrome-mv3', url: `${site.origin}/article.html` });
  page = driven.page;
  await driven.click();
  panel = await driven.panel();
  await whenDone(panel);
});

afterAll(async () => {
  await driven?.close();
  site?.close();
});

describe('a text that is checked against the article', () => {
  it('has each sentence found, or told apart by the words of both sides, and the page shaded by it', async () => {
    const before = await shadowMarkup(page);
    await check(`${FOUND} ${OTHER_NUMBER} ${FOREIGN}`);
    await panel.waitForSelector('.verdict');
    expect(await lines('.verdict')).toEqual(['1 of 3 sentences found, 1 not found, 1 says something else']);
    expect(await lines('.checked.differs .differs')).toEqual(['The article says “38 percent”, this says “55 percent”.']);
    expect(await lines('.checked.not-found .said')).toEqual([FOREIGN]);
    expect(await lines('.figures .small')).toContain('captured by the text you pasted · 3 sentences');
    await expect.poll(() => shadowMarkup(page)).not.toBe(before);
  });

  it('leads to the source of a sentence in the page', async () => {
    await page.evaluate(() => scrollTo(0, document.body.scrollHeight));
    await panel.locator('.checked.found .source').click();
    await expect.poll(() => isInView(page, 'accounted for 64 percent of the excess flow')).toBe(true);
  });

  it('gives the page back to the claims', async () => {
    const byText = await shadowMarkup(page);
    await clickName('Back to the claims');
    await panel.waitForFunction(() => document.querySelector('.figures')?.textContent?.includes('by the 5 shown'));
    await expect.poll(() => shadowMarkup(page)).not.toBe(byText);
    expect(await lines('.verdict')).toHaveLength(1);
  });

  it('is checked again on the article without a paragraph that the reader drops', async () => {
    await clickName('Shade the page by this text');
    await panel.$$eval('details.fold', (folds) => {
      for (const fold of folds) fold.setAttribute('open', '');
    });
    const run = await panel.$eval('.strip', (strip) => strip.querySelectorAll('.dropped').length);
    await panel.locator('.gap [aria-label^="Drop paragraph"]').click();
    await panel.waitForFunction((before) => document.querySelectorAll('.strip .dropped').length > before, {}, run);
    await panel.waitForFunction(() => document.querySelector('.figures')?.textContent?.includes('the text you pasted'));
    expect(await lines('.checked')).toHaveLength(3);
  });

  it.each([
    ['nothing', ' ', /nothing to check/],
    ['a word', 'Yes.', /too short/],
    ['200 kB', 'The ferry leaves the town. '.repeat(7_700), /longer than can be checked/],
    [
      'another language',
      'Der Rat der Stadt hat am Montag beschlossen, dass die Rohre nicht mehr ersetzt werden sollen.',
      /another language/,
    ],
  ])('is refused with a sentence where it is %s', async (_, text, words) => {
    await check(text);
    await panel.waitForFunction((source) => new RegExp(source).test(document.querySelector('.unfit')?.textContent ?? ''), {}, words.source);
  });
});
