// Draws public/icon/*.png from icon.svg: node scripts/icons.mjs
import { mkdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import puppeteer from 'puppeteer-core';
import { ensureBrowsers, findChromium } from './browsers.mjs';

const SIZES = [16, 32, 48, 96, 128];
const folder = fileURLToPath(new URL('../public/icon/', import.meta.url));

ensureBrowsers(['chromium']);
const svg = await readFile(new URL('icon.svg', import.meta.url), 'utf8');
await mkdir(folder, { recursive: true });
const browser = await puppeteer.launch({ executablePath: findChromium(), headless: true, pipe: true, args: ['--no-sandbox'] });
const page = await browser.newPage();
await page.setContent(`<style>body { margin: 0 } svg { display: block; width: 100vw; height: 100vh }</style>${svg}`);
for (const size of SIZES) {
  await page.setViewport({ width: size, height: size });
  await page.screenshot({ path: `${folder}${size}.png`, omitBackground: true });
}
await browser.close();
