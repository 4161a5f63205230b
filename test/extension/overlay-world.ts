import type { Browser, CDPSession, Page } from 'puppeteer-core';
import { bundle } from '../../scripts/bundle.mjs';

let code: Promise<string> | null = null;

/** The overlay in an isolated world of a page, as a content script has one. */
export interface World {
  page: Page;
  /** Evaluates an expression there; `bundled` holds the exports of elements-overlay. */
  run<T>(expression: string): Promise<T>;
  close(): Promise<void>;
}

async function isolated(cdp: CDPSession): Promise<number> {
  const { frameTree } = await cdp.send('Page.getFrameTree');
  const { executionContextId } = await cdp.send('Page.createIsolatedWorld', { frameId: frameTree.frame.id, worldName: 'overlay' });
  return executionContextId;
}

export async function openWorld(browser: Browser, html: string, scheme: 'light' | 'dark' = 'light'): Promise<World> {
  code ??= bundle('test/fixtures/traps/elements-overlay.ts', { format: 'iife', name: 'bundled' });
  const page = await browser.newPage();
  await page.setViewport({ width: 900, height: 700 });
  await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]);
  await page.setContent(html);
  const cdp = await page.createCDPSession();
  const contextId = await isolated(cdp);
  const run = async <T>(expression: string): Promise<T> => {
    const { result, exceptionDetails } = await cdp.send('Runtime.evaluate', {
      expression,
      contextId,
      awaitPromise: true,
      returnByValue: true,
    });
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
    return result.value as T;
  };
  await run(`${await code}; globalThis.bundled = bundled; 0`);
  return { page, run, close: () => page.close() };
}

/** Two frames have passed: whatever was asked for is painted. */
export const painted = (world: World): Promise<unknown> =>
  world.run('new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 60))))');
