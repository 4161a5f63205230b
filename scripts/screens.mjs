// `npm run screens [-- WORD …]`: a picture of every state of every surface, light and dark, at 320 and 480 px, and sheets of them, into out/screens/.
// With words, the scenes alone whose surface or name has one of them.
import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import puppeteer from 'puppeteer-core';
import { createServer } from 'vite';
import { findChromium, HOW } from './browsers.mjs';

const ROOT = fileURLToPath(new URL('../', import.meta.url));
const OUT = path.join(ROOT, 'out/screens');
const THEMES = ['light', 'dark'];
const WIDTHS = [320, 480];
/** Pictures on a sheet, and how much of a tall one it shows, in CSS pixels. */
const SHEET = { count: 8, tallest: 2000 };
/** Pictured with every fold open, too. */
const OPENED = new Set(['finished', 'left out', 'edited', 'wished']);

const slug = (text) => text.replace(/\W+/g, '-');

const launch = () =>
  puppeteer.launch({
    executablePath: findChromium() ?? undefined,
    headless: true,
    pipe: true,
    args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
  });

function serveStage() {
  const config = { configFile: false, root: ROOT, logLevel: 'error', server: { port: 0, host: '127.0.0.1', hmr: false } };
  return createServer({ ...config, oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } } });
}

const scenesOf = (names, words) =>
  Object.entries(names)
    .flatMap(([surface, all]) => all.flatMap((name) => [false, true].map((open) => ({ surface, name, open }))))
    .filter(({ surface, name, open }) => !open || (surface === 'panel' && OPENED.has(name)))
    .filter(({ surface, name }) => words.length === 0 || words.some((word) => surface.includes(word) || name.includes(word)));

async function shoot(page, { surface, name, open }, theme, width) {
  await page.evaluate((...scene) => window.show(...scene), surface, name, open);
  const { height, wide } = await page.evaluate(() => ({
    height: document.documentElement.scrollHeight,
    wide: document.documentElement.scrollWidth,
  }));
  if (wide > width) console.error(`${surface}, ${name}: ${wide} px wide at ${width} px`);
  const image = await page.screenshot({ encoding: 'base64', clip: { x: 0, y: 0, width, height }, captureBeyondViewport: true });
  const file = path.join(OUT, surface, `${slug(name)}${open ? '-open' : ''}-${theme}-${width}.png`);
  await writeFile(file, image, 'base64');
  return { image, title: `${name}${open ? ', all open' : ''}` };
}

const figure = ({ image, title }, width) =>
  `<figure><figcaption>${title}</figcaption><div style="width:${width}px"><img src="data:image/png;base64,${image}" width="${width}"></div></figure>`;

async function drawSheet(page, shots, width, file) {
  await page.setViewport({ width: (width + 24) * Math.min(SHEET.count, shots.length) + 24, height: 800 });
  await page.setContent(`<style>
    body { margin: 24px; display: flex; gap: 24px; align-items: flex-start; background: #888; font: 15px system-ui; width: max-content; }
    figure { margin: 0 } figcaption { color: #fff; margin-bottom: 8px } div { max-height: ${SHEET.tallest}px; overflow: hidden } img { display: block }
  </style>${shots.map((shot) => figure(shot, width)).join('')}`);
  await page.screenshot({ path: file, fullPage: true });
}

async function drawSheets(browser, shots, title, width) {
  const page = await browser.newPage();
  for (let start = 0; start < shots.length; start += SHEET.count) {
    const file = path.join(OUT, `sheet-${title}-${1 + start / SHEET.count}.png`);
    await drawSheet(page, shots.slice(start, start + SHEET.count), width, file);
  }
  await page.close();
}

async function photograph(browser, url, words) {
  const page = await browser.newPage();
  await page.goto(url, { waitUntil: 'load' });
  await page.waitForFunction('window.show');
  const scenes = scenesOf(await page.evaluate(() => window.names), words);
  const surfaces = [...new Set(scenes.map(({ surface }) => surface))];
  await Promise.all(surfaces.map((surface) => mkdir(path.join(OUT, surface), { recursive: true })));
  for (const theme of THEMES) {
    await page.emulateMediaFeatures([
      { name: 'prefers-color-scheme', value: theme },
      { name: 'prefers-reduced-motion', value: 'reduce' },
    ]);
    for (const width of WIDTHS) {
      await page.setViewport({ width, height: 800 });
      for (const surface of surfaces) {
        const shots = [];
        for (const scene of scenes.filter((one) => one.surface === surface)) shots.push(await shoot(page, scene, theme, width));
        await drawSheets(browser, shots, `${surface}-${theme}-${width}`, width);
      }
    }
  }
  return scenes.length;
}

if (findChromium() === null) throw new Error(HOW.chromium);
await rm(OUT, { recursive: true, force: true });
const server = await serveStage();
await server.listen();
const browser = await launch();
try {
  const { port } = server.httpServer.address();
  const count = await photograph(browser, `http://127.0.0.1:${port}/test/screens/index.html`, process.argv.slice(2));
  console.log(`${count} states, ${THEMES.length} themes, ${WIDTHS.join(' and ')} px: ${path.relative(process.cwd(), OUT)}`);
} finally {
  await browser.close();
  await server.close();
}
