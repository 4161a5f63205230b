// Drives the built extension in a Firefox found on the machine, through the real toolbar click. The sidebar's page is
// opened a second time, in a window of its own, bound to the same tab: WebDriver does not reach into the sidebar.
import path from 'node:path';
import puppeteer from 'puppeteer-core';
import { findFirefox, HOW } from '../browsers.mjs';

const UUID = '11111111-2222-4333-8444-555555555555';

/**
 * Asks again until there is an answer.
 * @template T
 * @param {() => Promise<T>} ask an exception counts as no answer, and is thrown when time is up
 * @param {number} [ms]
 * @returns {Promise<NonNullable<T>>}
 */
async function poll(ask, ms = 15_000) {
  for (const end = Date.now() + ms; ; await new Promise((resolve) => setTimeout(resolve, 100))) {
    const late = Date.now() > end;
    const value = await ask().catch((error) => {
      if (late) throw error;
    });
    if (value) return value;
    if (late) throw new Error('Firefox gave no answer in time.');
  }
}

/**
 * @typedef {object} FirefoxOptions
 * @property {string} dir of the built extension
 * @property {string} url opened in the first page
 * @property {string} [id] the extension's gecko id
 *
 * @typedef {object} DrivenFirefox
 * @property {import('puppeteer-core').Browser} browser
 * @property {import('puppeteer-core').Page} page
 * @property {string} origin of the extension's pages
 * @property {() => Promise<void>} click the toolbar button, on the page
 * @property {() => Promise<import('puppeteer-core').Page>} panel the panel's page for the tab of `page`
 * @property {<T>(expression: string) => Promise<T>} inChrome evaluates in the browser's own window; the value must be JSON
 * @property {() => Promise<void>} close
 */

/**
 * @param {FirefoxOptions} options
 * @returns {Promise<DrivenFirefox>}
 * @throws {Error} with how to install a Firefox where none is found
 */
export async function openFirefox({ dir, url, id = 'claimshade@claimshade.example' }) {
  const executablePath = findFirefox();
  if (executablePath === null) throw new Error(HOW.firefox);
  const browser = await puppeteer.launch({
    browser: 'firefox',
    executablePath,
    headless: true,
    defaultViewport: { width: 1280, height: 900 },
    args: ['--remote-allow-system-access'],
    extraPrefsFirefox: { 'extensions.webextensions.uuids': JSON.stringify({ [id]: UUID }) },
  });
  try {
    await browser.installExtension(path.resolve(dir));
    const page = (await browser.pages())[0] ?? (await browser.newPage());
    await page.goto(url);
    await page.bringToFront();
    const inChrome = await chromeScope(browser, id);
    const tab = await inChrome('ExtensionParent.apiManager.global.tabTracker.getId(window.gBrowser.selectedTab)');
    const click = async () => {
      await page.bringToFront();
      await inChrome('ExtensionParent.apiManager.global.browserActionFor(extension).triggerAction(window)');
    };
    const origin = `moz-extension://${UUID}`;
    return {
      browser,
      page,
      origin,
      click,
      panel: panelOf(browser, `${origin}/sidepanel.html?tab=${tab}`),
      inChrome,
      close: () => browser.close(),
    };
  } catch (error) {
    await browser.close();
    throw error;
  }
}

/** Evaluates expressions in the window that shows the page, with `extension` and `ExtensionParent` at hand. */
async function chromeScope(browser, id) {
  const { connection } = browser;
  const tree = await connection.send('browsingContext.getTree', { 'moz:scope': 'chrome' });
  const { context } = tree.result.contexts[0];
  return async (expression) => {
    const source = `(async () => {
      const { ExtensionParent } = ChromeUtils.importESModule('resource://gre/modules/ExtensionParent.sys.mjs');
      const { extension } = WebExtensionPolicy.getByID(${JSON.stringify(id)});
      return JSON.stringify((await (${expression})) ?? null);
    })()`;
    const { result } = await connection.send('script.evaluate', { expression: source, awaitPromise: true, target: { context } });
    if (result.type !== 'success') throw new Error(`In Firefox's window: ${result.exceptionDetails?.text ?? result.type}`);
    return JSON.parse(result.result.value);
  };
}

function panelOf(browser, url) {
  let opened;
  const open = async () => {
    const panel = await browser.newPage({ type: 'window' });
    // Never resolves for a page of an extension: what is awaited is the page's own state.
    panel.goto(url).catch(() => undefined);
    await poll(() => panel.evaluate((at) => location.href === at && document.readyState === 'complete', url));
    return panel;
  };
  return () => {
    opened ??= open();
    return opened;
  };
}
