/** A run with Claude and Voyage in the built extension, against servers that count what they are asked. */
import { readFile } from 'node:fs/promises';
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { whenDone } from '../../scripts/drive/panel.mjs';
import { refusal } from '../fault-server/claude';
import { candidatesOf, clicked, numberedIn, openWorld, press, reply, says, straight, textOf, type World } from './remote-world';

const article = await readFile('demo/article.html', 'utf8');

let world: World;
let tab: Page;
let panel: Page;
beforeAll(async () => {
  world = await openWorld({
    '/article.html': article,
    '/second.html': article.replaceAll('Hallow Ferry', 'Sallow Perry'),
    '/third.html': article.replaceAll('Hallow Ferry', 'Mallow Berry'),
  });
});
afterAll(() => world?.close());

describe('an article whose claims Claude is to find, and Voyage to compare', () => {
  it('is sent nowhere before the reader has agreed to the hosts, the text and the cost', async () => {
    ({ tab, panel } = await clicked(world, '/article.html'));
    await says(panel, /Send this article’s text\?/);
    const text = await textOf(panel);
    expect(text).toMatch(/claude\.test\s+\d+ paragraphs, [\d,]+ words, to find its claims/);
    expect(text).toMatch(/voyage\.test\s+\d+ paragraphs/);
    expect(text).toMatch(/about \$0\.\d\d ± \d+%/);
    expect(world.asked('/v1/messages')).toEqual([]);
    expect(world.asked('/v1/messages/count_tokens')).toEqual([]);
  });

  it('is decomposed once that is so, by one request, and compared by another', async () => {
    await press(panel, 'Send it');
    await whenDone(panel);
    expect(world.asked('/v1/messages')).toHaveLength(1);
    expect(world.asked('/v1/embeddings')).toHaveLength(1);
    expect(await textOf(panel)).toContain('A harbour learned.');
    expect(await textOf(panel)).toMatch(/It took 2 requests, [\d,]+ tokens, (less than )?\$0\.\d\d by list prices\./);
    expect([...numberedIn(world.asked('/v1/messages')[0]!).values()].join(' ')).not.toContain('Subscribe');
  });

  it('costs nothing when it is run again, for its answers are kept', async () => {
    await tab.close();
    const { tab: other, panel: again } = await clicked(world, '/article.html');
    await says(again, /Nothing was asked, so it cost nothing\./);
    await press(again, 'Run again');
    await says(again, /Nothing was asked: all answers were kept/);
    expect(world.asked('/v1/messages')).toHaveLength(1);
    expect(world.asked('/v1/embeddings')).toHaveLength(1);
    await other.close();
  });
});

describe('what goes wrong', () => {
  it('is said with a way out, and tried again is done', async () => {
    world.claude = () => refusal(401, 'authentication_error', 'invalid x-api-key');
    const { tab: other, panel: again } = await clicked(world, '/second.html');
    await says(again, /The provider did not accept the API key/);
    expect(await textOf(again)).toContain('Open the settings');
    await press(again, 'Decompose offline');
    await says(again, /captured by the 5 shown/);
    await other.close();
  });

  it('as the worker’s death over a stream costs only the rest of the answer', async () => {
    let first = true;
    world.claude = (asked, number) => {
      if (!first) return straight(asked, number);
      first = false;
      const whole = reply(candidatesOf(asked));
      return { bytes: whole.slice(0, Math.floor(whole.length * 0.7)), after: 'silence' };
    };
    const before = world.asked('/v1/messages').length;
    const { tab: other, panel: again } = await clicked(world, '/third.html');
    await says(again, /\d+ claims so far/);
    const target = await world.driven.browser.waitForTarget((one) => one.type() === 'service_worker');
    const worker = await target.worker();
    await worker?.close();
    await whenDone(again);
    const asked = world.asked('/v1/messages').slice(before);
    expect(asked).toHaveLength(2);
    expect(JSON.stringify(asked[1]?.body)).toContain('An earlier answer of yours was cut off');
    await other.close();
  });
});
