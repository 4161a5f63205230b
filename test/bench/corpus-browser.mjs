// Opens the pages of a corpus as its README asks: from 127.0.0.1, as UTF-8, under a policy that lets no script of theirs run,
// in a browser that reaches no other host.
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import puppeteer from 'puppeteer-core';
import { ensureBrowsers, findChromium } from '../../scripts/browsers.mjs';

const POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; script-src 'none'; form-action 'none'";
const LONGEST_LOAD = 60_000;

/**
 * @param {string} folder that holds the pages
 * @returns {Promise<{ origin: string, close(): void }>} a file's address is the origin, a slash, and its name
 */
export async function serveCorpus(folder) {
  const server = createServer(async (request, response) => {
    const name = path.basename(decodeURIComponent(new URL(request.url ?? '/', 'http://127.0.0.1').pathname));
    const bytes = await readFile(path.join(folder, name)).catch(() => null);
    const type = /\.xhtml(\.gz)?$/.test(name) ? 'application/xhtml+xml' : 'text/html';
    response.writeHead(bytes === null ? 404 : 200, { 'Content-Type': `${type}; charset=utf-8`, 'Content-Security-Policy': POLICY });
    response.end(bytes === null ? '' : name.endsWith('.gz') ? gunzipSync(bytes) : bytes);
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return { origin: `http://127.0.0.1:${port}`, close: () => server.close() };
}

/**
 * @param {string} folder that holds the pages
 * @returns {Promise<{ open(file: string): Promise<import('puppeteer-core').Page>, close(): Promise<void> }>} `open` gives the same tab each time, on another page
 */
export async function openCorpus(folder) {
  ensureBrowsers(['chromium']);
  const { origin, close } = await serveCorpus(folder);
  const browser = await puppeteer.launch({
    executablePath: findChromium() ?? '',
    headless: true,
    pipe: true,
    args: ['--no-sandbox', '--disable-background-networking', '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1'],
  });
  const tab = await browser.newPage();
  tab.setDefaultTimeout(LONGEST_LOAD);
  await tab.setViewport({ width: 1280, height: 900 });
  await stay(tab, `${origin}/`);
  return {
    async open(file) {
      await tab.goto(`${origin}/${encodeURIComponent(file)}`, { waitUntil: 'domcontentloaded', timeout: LONGEST_LOAD });
      return tab;
    },
    async close() {
      await browser.close();
      close();
    },
  };
}

/** A page that refreshes itself away is kept: whatever it navigates to that is no page of the corpus is answered with nothing. */
async function stay(tab, origin) {
  await tab.setRequestInterception(true);
  tab.on('request', (request) => {
    const ours = request.url().startsWith(origin) && path.basename(new URL(request.url()).pathname) !== '';
    if (ours || !request.isNavigationRequest()) void request.continue();
    else void request.abort('aborted');
  });
}
