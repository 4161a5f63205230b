// Walks through the product on one page in a headless Chromium, and keeps a picture of every stop.
import { rename } from 'node:fs/promises';
import path from 'node:path';
import { openChromium } from '../drive/chromium.mjs';
import { download, figures, jumpFromRejected, pick, setK, whenDone } from '../drive/panel.mjs';

export const PAGE = { width: 900, height: 840 };
export const PANEL = { width: 380, height: 840 };
/** Width at which the whole article is pictured, and where its picture ends, in CSS pixels. */
const OVERVIEW = { width: 624, tallest: 12_000 };
export const MORE = 10;

const inDetail = (size) => ({ ...size, deviceScaleFactor: 2 });

/** Two frames: what was asked for has been drawn. */
const drawn = (page) => page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));

async function look(page, scheme) {
  await page.emulateMediaFeatures([
    { name: 'prefers-color-scheme', value: scheme },
    { name: 'prefers-reduced-motion', value: 'reduce' },
  ]);
}

/** The two surfaces, each as a picture. */
async function shoot({ page, panel }) {
  await drawn(page);
  await drawn(panel);
  return { page: await page.screenshot({ encoding: 'base64' }), panel: await panel.screenshot({ encoding: 'base64' }) };
}

/** The whole article in one picture, with its size. */
async function overview(page) {
  const tall = await page.evaluate(() => document.documentElement.scrollHeight);
  await page.setViewport({ width: OVERVIEW.width, height: Math.min(tall, OVERVIEW.tallest), deviceScaleFactor: 1 });
  await page.evaluate(() => window.scrollTo(0, 0));
  const height = await page.evaluate(() => document.documentElement.scrollHeight);
  await page.setViewport({ width: OVERVIEW.width, height: Math.min(height, OVERVIEW.tallest), deviceScaleFactor: 1 });
  await new Promise((resolve) => setTimeout(resolve, 400));
  await drawn(page);
  const image = await page.screenshot({ encoding: 'base64' });
  await page.setViewport(inDetail(PAGE));
  return { image, width: OVERVIEW.width, height: Math.min(height, OVERVIEW.tallest) };
}

const scrollPanel = (panel, selector) =>
  panel.evaluate((at) => (at ? document.querySelector(at)?.scrollIntoView({ block: 'start' }) : window.scrollTo(0, 0)), selector);

async function open(options) {
  const driven = await openChromium({ ...options, viewport: inDetail(PAGE) });
  await look(driven.page, 'light');
  const start = performance.now();
  await driven.click();
  const panel = await driven.panel({ settle: false });
  await whenDone(panel);
  const milliseconds = Math.round(performance.now() - start);
  await driven.panel();
  await look(panel, 'light');
  await panel.setViewport(inDetail(PANEL));
  return { ...driven, panel, milliseconds };
}

/** Takes the claims along, under names that say what they are. */
async function takeAlong({ browser, panel }, folder) {
  const files = { Markdown: 'claims.md', JSON: 'claims.json' };
  for (const [format, file] of Object.entries(files)) {
    await rename(path.join(folder, await download(browser, panel, format, folder)), path.join(folder, file));
  }
  await scrollPanel(panel, null);
}

/** To the first long paragraph, whatever stands above it. */
const toText = (page) =>
  page.evaluate(() => {
    const first = [...document.querySelectorAll('article p, main p, p')].find((one) => one.innerText.length > 200);
    window.scrollTo(0, Math.max(0, (first?.getBoundingClientRect().top ?? 0) + window.scrollY - 28));
  });

/**
 * @param {{ dir: string, url: string, network: boolean, folder: string, say: (line: string) => void }} options
 * @returns what was seen: pictures by stop, the figures in the panel's words, milliseconds from the click to the shade
 */
export async function tour({ dir, url, network, folder, say }) {
  const stage = await open({ dir, url, network });
  const { page, panel, milliseconds } = stage;
  try {
    say(`Shaded ${milliseconds} ms after the click: ${(await figures(panel)).join(' · ')}`);
    await toText(page);
    const captured = await shoot(stage);
    const five = { figures: await figures(panel), ...(await overview(page)) };
    await takeAlong(stage, folder);
    say('Exported claims.md and claims.json');

    await setK(panel, MORE);
    const ten = { figures: await figures(panel), ...(await overview(page)) };
    say(`With the slider at ${MORE}: ${ten.figures[0]}`);
    await setK(panel, 5);

    await toText(page);
    await pick(panel, 'Left out');
    await panel.locator('aria/Next gap').click();
    await new Promise((resolve) => setTimeout(resolve, 300));
    const leftOut = await shoot(stage);
    say('Showed what is left out');
    await pick(panel, 'Captured');

    const rejected = await jumpFromRejected(panel);
    const jump = rejected && { title: rejected, ...(await shoot(stage)) };
    say(jump ? `Jumped from a rejected claim: ${rejected}` : 'No claim was rejected, so none was jumped from');

    await toText(page);
    await scrollPanel(panel, null);
    for (const surface of [page, panel]) await look(surface, 'dark');
    await new Promise((resolve) => setTimeout(resolve, 400));
    const dark = await shoot(stage);
    say('Light and dark pictured');
    return { captured, leftOut, five, ten, jump, dark, milliseconds };
  } finally {
    await stage.close();
  }
}
