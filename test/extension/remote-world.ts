/** Claude and Voyage as the build for tests reaches them, and a panel that asks them. */
import type { Page } from 'puppeteer-core';
import { expect } from 'vitest';
import { TEST_OUTPUT } from '../../scripts/build.mjs';
import { openChromium } from '../../scripts/drive/chromium.mjs';
import { message } from '../fault-server/claude';
import { type Answer, type Asked, type FaultServer, faultServer } from '../fault-server/server';
import { type Served, serve } from './serve';

const KEYS = { claude: 'sk-ant-of-no-one', voyage: 'pa-of-no-one' };

const json = (value: unknown): Answer => ({ headers: { 'content-type': 'application/json' }, bytes: JSON.stringify(value) });

/** The paragraphs of a request, by their numbers. */
export const numberedIn = (asked: Asked): Map<number, string> => {
  const { messages } = asked.body as { messages: { content: { source?: { data: string } }[] }[] };
  const data = messages[0]?.content[0]?.source?.data ?? '';
  return new Map([...data.matchAll(/^\[(\d+)\] (?:# )?(.*)$/gm)].map((match) => [Number(match[1]), match[2] ?? '']));
};

/** One claim for each long paragraph, quoting its first words. */
export const candidatesOf = (asked: Asked, most = 24): object[] =>
  [...numberedIn(asked)]
    .filter(([, text]) => text.split(' ').length > 20)
    .slice(0, most)
    .map(([block, text], at) => ({
      kind: 'claim',
      title: `What paragraph ${block} says`,
      body: text,
      confidence: 0.9 - at / 100,
      quotes: [{ block, text: text.split(' ').slice(0, 9).join(' ') }],
    }));

export const HEAD = { headline: 'A harbour learned.', summary: 'It counted its tides.', questions: ['Who paid?'] };
export const reply = (candidates: readonly object[]): string => message(JSON.stringify({ ...HEAD, candidates }));

/** Each text as a vector of how often it has each letter. */
function embeddings(asked: Asked): Answer {
  const { input } = asked.body as { input: string[] };
  const vector = (text: string): number[] => {
    const counts = Array<number>(26).fill(0);
    for (const letter of text.toLowerCase()) {
      const at = letter.charCodeAt(0) - 97;
      if (at >= 0 && at < 26) counts[at]! += 1;
    }
    return counts;
  };
  return json({ data: input.map((text, index) => ({ index, embedding: vector(text) })), usage: { total_tokens: input.length * 10 } });
}

export type Claude = (asked: Asked, number: number) => Answer;
export const straight: Claude = (asked) => ({ bytes: reply(candidatesOf(asked)) });

export interface World {
  readonly driven: Awaited<ReturnType<typeof openChromium>>;
  readonly server: FaultServer;
  readonly origin: string;
  /** How Claude answers from now on. */
  claude: Claude;
  /** Requests for claims, and for vectors, of this path. */
  asked(path: '/v1/messages' | '/v1/embeddings' | '/v1/messages/count_tokens'): Asked[];
  close(): Promise<void>;
}

export async function openWorld(pages: Record<string, string | Served>): Promise<World> {
  const site = await serve(pages);
  const world = { claude: straight };
  let messages = 0;
  const server = await faultServer((asked) => {
    if (asked.url.startsWith('/v1/models')) return json({ data: [{ id: 'claude-sonnet-5-5' }] });
    if (asked.url === '/v1/messages/count_tokens') return json({ input_tokens: 4321 });
    if (asked.url === '/v1/embeddings') return embeddings(asked);
    return world.claude(asked, messages++);
  });
  const to = new URL(server.url).host;
  const driven = await openChromium({
    dir: TEST_OUTPUT,
    url: 'about:blank',
    hosts: { 'claude.test': to, 'voyage.test': to },
  });
  await setUp(driven);
  // how the keys were tried is not what is counted
  server.asked.length = 0;
  return Object.assign(world, {
    driven,
    server,
    origin: site.origin,
    asked: (path: string) => server.asked.filter(({ method, url }) => method === 'POST' && url === path),
    close: async () => {
      await driven.close();
      await server.close();
      site.close();
    },
  });
}

const pickLabel = (page: Page, label: string): Promise<void> =>
  page.locator(`::-p-xpath(//label[contains(normalize-space(), "${label}")])`).click();

/** Both providers chosen and their keys entered, on the settings page. */
async function setUp({ page, extension }: World['driven']): Promise<void> {
  await page.goto(`chrome-extension://${extension.id}/options.html`);
  for (const [provider, key] of [
    ['Claude', KEYS.claude],
    ['Voyage embeddings', KEYS.voyage],
  ] as const) {
    await pickLabel(page, provider);
    await page.locator('form:has(input[type=password])').wait();
    const input = (await page.$$('input[type=password]')).at(-1);
    await input?.type(key);
    await input?.press('Enter');
    const times = provider === 'Claude' ? 1 : 2;
    await page.waitForFunction((n) => document.body.innerText.split('It works.').length > n, {}, times);
  }
}

export const textOf = (panel: Page): Promise<string> => panel.evaluate(() => document.body.innerText);
export const says = (panel: Page, pattern: RegExp): Promise<void> =>
  expect.poll(() => textOf(panel), { timeout: 20_000 }).toMatch(pattern) as unknown as Promise<void>;
export const press = (panel: Page, name: string): Promise<void> => panel.locator(`::-p-aria([name="${name}"][role="button"])`).click();

/** A tab of its own on an article, with its panel, after the click. */
export async function clicked({ driven, origin }: World, path: string): Promise<{ tab: Page; panel: Page }> {
  const tab = await driven.browser.newPage();
  await tab.goto(origin + path, { waitUntil: 'load' });
  await driven.click(tab);
  return { tab, panel: await driven.panel() };
}
