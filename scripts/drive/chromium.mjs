// Drives the built extension in a Chromium found on the machine: the real toolbar click and the real side panel.
import path from 'node:path';
import puppeteer from 'puppeteer-core';
import { findChromium, HOW } from '../browsers.mjs';

const QUIET = ['--disable-background-networking', '--disable-component-update'];
/** @param {Record<string, string>} hosts */
const resolving = (hosts) =>
  `--host-resolver-rules=${[...Object.entries(hosts).map(([name, to]) => `MAP ${name} ${to}`), 'MAP * ~NOTFOUND', 'EXCLUDE 127.0.0.1'].join(', ')}`;
const isRoot = () => process.getuid?.() === 0;

/**
 * @typedef {object} ChromiumOptions
 * @property {string} dir of the built extension
 * @property {string} url opened in the first page
 * @property {boolean} [headless] default true
 * @property {boolean} [network] whether other hosts than 127.0.0.1 can be reached; default false
 * @property {Record<string, string>} [hosts] names that are reached at another address, with its port
 * @property {import('puppeteer-core').Viewport | null} [viewport] null: as large as the window
 *
 * @typedef {object} Driven
 * @property {import('puppeteer-core').Browser} browser
 * @property {import('puppeteer-core').Page} page
 * @property {import('puppeteer-core').WebWorker} worker the service worker that was started first; stale once it was closed
 * @property {import('puppeteer-core').Extension} extension
 * @property {(page?: import('puppeteer-core').Page) => Promise<void>} click the toolbar button, on the page in front
 * @property {(options?: { settle: boolean }) => Promise<import('puppeteer-core').Page>} panel the side panel that is open, once it has its final width, or at once
 * @property {() => boolean} panelIsOpen
 * @property {() => Promise<void>} close
 */

/**
 * @param {ChromiumOptions} options
 * @returns {Promise<Driven>}
 * @throws {Error} with how to install a Chromium where none is found
 */
export async function openChromium({ dir, url, headless = true, network = false, hosts = {}, viewport = { width: 1280, height: 900 } }) {
  const executablePath = findChromium();
  if (executablePath === null) throw new Error(HOW.chromium);
  const browser = await puppeteer.launch({
    executablePath,
    headless,
    pipe: true,
    // In a window that a reader uses, no banner about automation.
    ignoreDefaultArgs: headless ? [] : ['--enable-automation'],
    enableExtensions: [path.resolve(dir)],
    defaultViewport: viewport,
    args: [
      ...(isRoot() ? ['--no-sandbox'] : []),
      ...(network ? [] : [...QUIET, resolving(hosts)]),
      '--no-first-run',
      '--window-size=1320,940',
    ],
  });
  try {
    const worker = await listeningWorker(browser);
    const [extension] = (await browser.extensions()).values();
    if (!extension) throw new Error(`Chromium did not load the extension of ${dir}.`);
    const page = (await browser.pages())[0] ?? (await browser.newPage());
    await page.goto(url, { waitUntil: 'load' });
    const click = async (at = page) => {
      await at.bringToFront();
      await at.triggerExtensionAction(extension);
    };
    return { browser, page, worker, extension, click, ...panelOf(browser), close: () => browser.close() };
  } catch (error) {
    await browser.close();
    throw error;
  }
}

/** An action triggered before the worker listens is silently lost. */
async function listeningWorker(browser) {
  const target = await browser.waitForTarget((t) => t.type() === 'service_worker' && t.url().endsWith('/background.js'));
  const worker = await target.worker();
  const listens = () =>
    worker.evaluate(() => typeof chrome !== 'undefined' && (chrome.action?.onClicked.hasListeners() ?? false)).catch(() => false);
  for (const end = Date.now() + 15_000; !(await listens()); await new Promise((resolve) => setTimeout(resolve, 20))) {
    if (Date.now() > end) throw new Error('The background worker never listened to the toolbar button.');
  }
  return worker;
}

const isPanel = (target) => target.url().includes('/sidepanel.html');

function panelOf(browser) {
  const pages = new WeakMap();
  const panelIsOpen = () => browser.targets().some(isPanel);
  const panel = async ({ settle } = { settle: true }) => {
    const target = await browser.waitForTarget(isPanel, { timeout: 15_000 });
    if (!pages.has(target)) pages.set(target, target.asPage());
    const page = await pages.get(target);
    if (settle) await page.evaluate(settled);
    return page;
  };
  return { panel, panelIsOpen };
}

/** In the panel: resolves when the opening animation no longer changes its width. */
function settled() {
  return new Promise((resolve) => {
    let width = window.innerWidth;
    let since = performance.now();
    const timer = setInterval(() => {
      if (window.innerWidth !== width) {
        width = window.innerWidth;
        since = performance.now();
      } else if (width > 0 && performance.now() - since > 250) {
        clearInterval(timer);
        resolve(width);
      }
    }, 30);
  });
}
