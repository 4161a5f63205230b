/** What can go wrong at a provider, in the built extension: what the reader sees, how often it was asked, what is kept. Written to out/faults.md. */
import { mkdirSync, writeFileSync } from 'node:fs';
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { figures, whenDone } from '../../scripts/drive/panel.mjs';
import { errorEvent, message, refusal } from '../fault-server/claude';
import type { Answer, Asked } from '../fault-server/server';
import { candidatesOf, clicked, HEAD, openWorld, press, reply, says, straight, textOf, type World } from './remote-world';

interface Fault {
  readonly name: string;
  /** Of every request; null: as it should be. */
  readonly answer: (asked: Asked, nth: number) => Answer | null;
  readonly requests: number;
  readonly sees: RegExp;
  /** Claims that are there in the end. */
  readonly kept: number;
}

const always = (answer: Answer) => () => answer;
/** Once, then as it should be. */
const once = (answer: (asked: Asked) => Answer) => (asked: Asked, nth: number) => (nth === 0 ? answer(asked) : null);
const limited = (headers = {}): Answer => refusal(429, 'rate_limit_error', 'Too fast', headers);
/** The first events of a good answer: up to its second claim. */
const begun = (asked: Asked): string => {
  const whole = reply(candidatesOf(asked));
  return whole.slice(0, whole.indexOf('event: ', Math.floor(whole.length / 2)));
};
const CLAIMS = 4;

const FAULTS: readonly Fault[] = [
  {
    name: '401',
    answer: always(refusal(401, 'authentication_error', 'invalid')),
    requests: 1,
    sees: /did not accept the API key/,
    kept: 0,
  },
  {
    name: '401, CORS refused by the organisation',
    answer: always(refusal(401, 'authentication_error', 'CORS requests are not allowed for this Organization')),
    requests: 1,
    sees: /does not answer browser extensions for this account/,
    kept: 0,
  },
  { name: '403', answer: always(refusal(403, 'permission_error', 'No')), requests: 1, sees: /did not accept the API key/, kept: 0 },
  { name: '429, retry-after 1 s, once', answer: once(() => limited({ 'retry-after': '1' })), requests: 2, sees: /captured/, kept: CLAIMS },
  { name: '429, without retry-after', answer: always(limited()), requests: 3, sees: /too many requests from this account/, kept: 0 },
  {
    name: '429, retry-after 3,600 s',
    answer: always(limited({ 'retry-after': '3600' })),
    requests: 1,
    sees: /too many requests from this account/,
    kept: 0,
  },
  { name: '500, once', answer: once(() => refusal(500, 'api_error', 'Oops')), requests: 2, sees: /captured/, kept: CLAIMS },
  { name: '529', answer: always(refusal(529, 'overloaded_error', 'Busy')), requests: 3, sees: /overloaded/, kept: 0 },
  { name: 'no answer at all', answer: always({ after: 'no-answer' }), requests: 3, sees: /could not be reached/, kept: 0 },
  {
    name: 'a reset mid-stream, once',
    answer: once((asked) => ({ bytes: begun(asked), after: 'reset' })),
    requests: 2,
    sees: /captured/,
    kept: CLAIMS,
  },
  {
    name: 'silence mid-stream, once',
    answer: once((asked) => ({ bytes: begun(asked), after: 'silence' })),
    requests: 2,
    sees: /captured/,
    kept: CLAIMS,
  },
  { name: 'a clean end mid-stream, once', answer: once((asked) => ({ bytes: begun(asked) })), requests: 2, sees: /captured/, kept: CLAIMS },
  {
    name: 'event: error mid-stream, once',
    answer: once((asked) => ({ bytes: begun(asked) + errorEvent('overloaded_error', 'Overloaded') })),
    requests: 2,
    sees: /captured/,
    kept: CLAIMS,
  },
  {
    name: 'broken JSON, once',
    answer: once((asked) => ({ bytes: `${begun(asked)}data: {"}}\n\n` })),
    requests: 2,
    sees: /captured/,
    kept: CLAIMS,
  },
  {
    name: 'a wrong schema',
    answer: always({ bytes: message('{"claims": [{"text": "x"}]}') }),
    requests: 1,
    sees: /cannot be read/,
    kept: 0,
  },
  {
    name: 'no candidates',
    answer: always({ bytes: message(JSON.stringify({ ...HEAD, candidates: [] })) }),
    requests: 1,
    sees: /cannot be read/,
    kept: 0,
  },
  { name: 'a refusal', answer: always({ bytes: message('', { stop: 'refusal' }) }), requests: 1, sees: /declined to decompose/, kept: 0 },
  {
    name: 'max_tokens, once',
    answer: once((asked) => ({
      bytes: message(JSON.stringify({ ...HEAD, candidates: candidatesOf(asked) }).slice(0, -200), { stop: 'max_tokens' }),
    })),
    requests: 2,
    sees: /captured/,
    kept: CLAIMS,
  },
];

const WORDS =
  'kept its books in a tin box under the stairs and counted what came in by the hour, which nobody else on the coast had done before';
const articleOf = (at: number): string =>
  `<!doctype html><html lang="en"><title>Harbour ${at}</title><article><h1>Harbour ${at}</h1>${['first', 'second', 'third', 'fourth']
    .map((nth, line) => `<p>In the ${nth} year the harbour number ${at} ${WORDS}, at a cost of ${line + 2}${at} crowns a month.</p>`)
    .join('')}</article></html>`;
const faultOf = (asked: Asked): number => Number(/harbour number (\d+) /.exec(JSON.stringify(asked.body))?.[1]);

let world: World;
const lines: string[] = [];
beforeAll(async () => {
  world = await openWorld(Object.fromEntries(FAULTS.map((_, at) => [`/${at}.html`, articleOf(at)])));
  world.claude = (asked, number) => {
    const at = faultOf(asked);
    const nth = world.asked('/v1/messages').filter((one) => faultOf(one) === at).length - 1;
    return FAULTS[at]!.answer(asked, nth) ?? straight(asked, number);
  };
});
afterAll(async () => {
  mkdirSync('out', { recursive: true });
  const head = ['| fault | requests | what the reader sees | claims |', '| --- | --- | --- | --- |'];
  writeFileSync('out/faults.md', `${[...head, ...lines].join('\n')}\n`);
  await world?.close();
});

/** What a run comes to: its figures, or what the panel says is wrong. */
async function outcome(panel: Page): Promise<string> {
  try {
    await whenDone(panel);
    return (await figures(panel)).join(' · ');
  } catch (error) {
    return (error as Error).message.replace('The panel says: ', '');
  }
}

describe('a fault', () => {
  it.each(FAULTS.map((fault, at) => [fault.name, at] as const))('%s', async (_, at) => {
    const { requests, sees, kept, name } = FAULTS[at]!;
    const { tab, panel } = await clicked(world, `/${at}.html`);
    if (at === 0) {
      await says(panel, /Send this article’s text\?/);
      await press(panel, 'Send it');
    }
    const seen = await outcome(panel);
    const asked = world.asked('/v1/messages').filter((one) => faultOf(one) === at).length;
    const claims = new Set((await textOf(panel)).match(/What paragraph \d+ says/g) ?? []).size;
    lines.push(`| ${name} | ${asked} | ${seen} | ${claims} |`);
    await tab.close();
    expect(seen).toMatch(sees);
    expect(asked).toBe(requests);
    expect(claims).toBe(kept);
  });
});
