import { afterEach, describe, expect, it } from 'vitest';
import { type Failure, FailureError } from '../../core/model';
import type { Draft } from '../../core/ports';
import { firstBody } from '../../providers/anthropic';
import { countTokens } from '../../providers/anthropic-stream';
import { DECOMPOSE, DECOMPOSE_SCHEMA, languageLine } from '../../providers/prompt';
import { errorEvent, message, refusal } from '../fault-server/claude';
import { type Answer, type Asked, type FaultServer, faultServer } from '../fault-server/server';
import { article, claude, clock, HEAD, hearing, KEY, replyTo, Store, said } from './world';

let server: FaultServer;
afterEach(() => server?.close());

const serve = async (...answers: Answer[]): Promise<FaultServer> => {
  server = await faultServer((_, number) => answers[Math.min(number, answers.length - 1)]!);
  return server;
};

const failureOf = async (work: Promise<unknown>): Promise<Failure> =>
  work.then(
    () => expect.unreachable('it did not fail'),
    (error: unknown) => {
      if (error instanceof FailureError) return error.failure;
      throw error;
    },
  );

const TEXTS = article().blocks.map(({ text }) => text);
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
/** Its first events, those that begin before a place. */
const beforeEvent = (events: string, place: number): string => events.slice(0, events.lastIndexOf('event: ', place));
const whole: Answer = { bytes: message(replyTo()) };
const titles = (draft: Pick<Draft, 'candidates'>): string[] => draft.candidates.map(({ title }) => title);
const ALL = (said(TEXTS) as { title: string }[]).map(({ title }) => title);

/** The titles of what a request says is there already. */
const toldIn = ({ body }: Asked): string[] =>
  [...JSON.stringify(body).matchAll(/\\\\?"title\\\\?":\\\\?"(\d: .*?)\\\\?"/g)].map((found) => JSON.parse(`"${found[1]}"`) as string);

describe('Claude', () => {
  it('is asked once, and gives claims with the ids of their blocks', async () => {
    await serve(whole);
    const { asking, told, spent } = hearing();
    const draft = await claude(server.url).decompose(article(), asking);
    expect(server.asked).toHaveLength(1);
    expect(draft).toMatchObject({ ...HEAD, unsent: [], failed: [] });
    expect(draft.candidates.map(({ quotes }) => quotes[0])).toEqual(TEXTS.map((text, at) => ({ block: at * 3 + 2, text })));
    expect(told).toEqual(draft.candidates);
    expect(draft.usage).toEqual(spent);
    expect(spent).toEqual([
      {
        provider: 'anthropic',
        model: 'claude-sonnet-5-5',
        requests: 1,
        inputTokens: 100,
        cacheReadTokens: 0,
        cacheWriteTokens: 50,
        outputTokens: 40,
      },
    ]);
  });

  it('is sent the model, the schema, the blocks as a document, and nothing else', async () => {
    await serve(whole);
    await claude(server.url).decompose(article(), hearing().asking);
    const [{ body, url, method, headers }] = server.asked as [Asked];
    expect([method, url]).toEqual(['POST', '/v1/messages']);
    expect(JSON.stringify(server.asked.map((one) => [one.url, one.body]))).not.toContain(KEY);
    expect(Object.values(headers).filter((value) => String(value).includes(KEY))).toHaveLength(1);
    const data = TEXTS.map((text, at) => `[${at + 1}] ${text}`).join('\n\n');
    expect(body).toEqual({
      model: 'claude-sonnet-5-5',
      max_tokens: 32_000,
      stream: true,
      system: `${DECOMPOSE}\n\n${languageLine(null)}`,
      output_config: { effort: 'medium', format: { type: 'json_schema', schema: DECOMPOSE_SCHEMA } },
      messages: [
        {
          role: 'user',
          content: [
            {
              type: 'document',
              source: { type: 'text', media_type: 'text/plain', data },
              title: 'Bridge',
              cache_control: { type: 'ephemeral' },
            },
            { type: 'text', text: 'Decompose the document.' },
          ],
        },
      ],
    });
  });

  it('has a prompt and a schema of 5,000 characters at most', () => {
    const size = DECOMPOSE.length + languageLine('de').length + JSON.stringify(DECOMPOSE_SCHEMA).length;
    console.log(`prompt and schema: ${size} characters`);
    expect(size).toBeLessThanOrEqual(5000);
  });

  it('is asked nothing that has an answer already', async () => {
    await serve(whole);
    const store = new Store();
    const first = await claude(server.url, store).decompose(article(), hearing().asking);
    const { asking, told, spent } = hearing();
    expect(await claude(server.url, store).decompose(article(), asking)).toEqual(first);
    expect(server.asked).toHaveLength(1);
    expect(told).toEqual(first.candidates);
    expect(spent).toEqual([]);
  });

  it('counts the tokens of the same request', async () => {
    await serve({ bytes: '{"input_tokens": 321}', headers: { 'content-type': 'application/json' } });
    const body = firstBody(article(), 'claude-sonnet-5-5', null);
    expect(await countTokens(body, { baseURL: server.url, key: KEY, clock })).toBe(321);
    expect(server.asked[0]).toMatchObject({ url: '/v1/messages/count_tokens', body: { messages: body.messages } });
  });
});

describe('a stream that is cut', () => {
  it('at any byte: what was whole is kept and named, the rest is asked for once', { timeout: 300_000 }, async () => {
    const recorded = bytes(message(replyTo(), { piece: 120 }));
    let known: string[] = [];
    let [cut, first]: [Answer, boolean] = [whole, true];
    server = await faultServer((asked) => {
      if (first) {
        first = false;
        return cut;
      }
      known = toldIn(asked);
      return { bytes: message(JSON.stringify({ ...HEAD, candidates: said(TEXTS).slice(known.length) }), { piece: 40 }) };
    });
    for (let at = 0; at < recorded.length; at++) {
      cut = { bytes: recorded.slice(0, at), after: at % 2 === 0 ? 'end' : 'reset' };
      [first, known] = [true, []];
      server.asked.length = 0;
      const { asking, told } = hearing();
      const draft = await claude(server.url).decompose(article(), asking);
      expect(titles(draft), `cut at ${at}`).toEqual(ALL);
      expect(told).toEqual(draft.candidates);
      expect(known).toEqual(ALL.slice(0, known.length));
      // the last bytes are the blank line after the last event
      expect(server.asked.length, `cut at ${at}`).toBe(2);
    }
  });

  it.each<[string, Answer]>([
    ['by silence', { bytes: message(replyTo()).slice(0, 1500), after: 'silence' }],
    [
      'by an error event',
      {
        bytes: beforeEvent(message(replyTo()), 900) + errorEvent('overloaded_error', 'Overloaded'),
      },
    ],
    ['by broken JSON in an event', { bytes: `${message(replyTo()).slice(0, 900)}}}}\n\n` }],
    ['by broken JSON in the reply', { bytes: message(replyTo().replace('"body"', 'body')) }],
    ['by its length', { bytes: message(replyTo().slice(0, 300), { stop: 'max_tokens' }) }],
  ])('%s is asked for again', async (_, answer) => {
    await serve(answer, whole);
    const { asking, waits } = hearing();
    const draft = await claude(server.url, new Store(), { silence: 1000 }).decompose(article(), asking);
    expect(new Set(titles(draft))).toEqual(new Set(ALL));
    expect(server.asked).toHaveLength(2);
    expect(waits.at(-1)).toBeNull();
    expect(waits).toHaveLength(2);
  });

  it('has what it wrote counted by its text, and says so', async () => {
    const events = message(replyTo());
    await serve({ bytes: events.slice(0, events.indexOf('event: message_delta')), after: 'end' }, whole);
    const { asking, spent } = hearing();
    const draft = await claude(server.url).decompose(article(), asking);
    expect(spent.map(({ estimated, inputTokens }) => [estimated, inputTokens])).toEqual([
      [true, 100],
      [undefined, 100],
    ]);
    expect(spent[0]!.outputTokens).toBeGreaterThan(replyTo().length / 5);
    expect(draft.usage).toMatchObject([{ requests: 2, estimated: true, outputTokens: spent[0]!.outputTokens + 40 }]);
  });

  it('always: it is asked for three times, what is whole stands, its blocks are failed, and the next run asks for the rest', async () => {
    const cut: Answer = { bytes: message(replyTo(), { piece: 40 }).slice(0, 2600), after: 'reset' };
    await serve(cut, cut, cut, whole);
    const store = new Store();
    const draft = await claude(server.url, store).decompose(article(), hearing().asking);
    expect(server.asked).toHaveLength(3);
    expect(titles(draft)).toEqual(ALL.slice(0, draft.candidates.length));
    expect(draft.failed).toEqual([{ blocks: [2, 5, 8], failure: expect.objectContaining({ code: 'cut-short' }) }]);
    const again = await claude(server.url, store).decompose(article(), hearing().asking);
    expect(server.asked).toHaveLength(4);
    expect(toldIn(server.asked[3]!)).toEqual(titles(draft));
    expect(titles(again)).toEqual(ALL);
  });
});

describe('a refusal', () => {
  const limited = (headers = {}): Answer => refusal(429, 'rate_limit_error', 'Slow down', headers);
  it.each<[string, Answer, Failure['code'], number]>([
    ['a bad key', refusal(401, 'authentication_error', `invalid key ${KEY}`), 'bad-key', 1],
    ['no CORS', refusal(401, 'authentication_error', 'CORS requests are not allowed for this Organization'), 'cors-refused', 1],
    ['no permission', refusal(403, 'permission_error', 'No'), 'bad-key', 1],
    ['a limit', limited(), 'rate-limited', 3],
    ['a limit for an hour', limited({ 'retry-after': '3600' }), 'rate-limited', 1],
    ['an error', refusal(500, 'api_error', 'Oops'), 'overloaded', 3],
    ['too much to do', refusal(529, 'overloaded_error', 'Overloaded'), 'overloaded', 3],
    ['a torn connection', { after: 'reset', bytes: '' }, 'cut-short', 3],
    ['too long', refusal(413, 'invalid_request_error', 'prompt is too long'), 'too-long', 1],
    ['no claims', { bytes: message(JSON.stringify({ ...HEAD, candidates: [] })) }, 'bad-reply', 1],
    ['another form', { bytes: message('{"claims": [{"text": "x"}]}') }, 'bad-reply', 1],
    ['a model that will not', { bytes: message('', { stop: 'refusal' }) }, 'refused', 1],
  ])('%s', async (_, answer, code, requests) => {
    await serve(answer);
    const store = new Store();
    const failure = await failureOf(claude(server.url, store).decompose(article(), hearing().asking));
    expect(failure.code).toBe(code);
    expect(JSON.stringify(failure)).not.toContain(KEY);
    expect(server.asked).toHaveLength(requests);
  });

  it('that says how long to wait is obeyed, and shown', async () => {
    await serve(limited({ 'retry-after': '20' }), whole);
    const { asking, waits } = hearing();
    await claude(server.url).decompose(article(), asking);
    expect(waits).toEqual([{ because: 'rate-limited', seconds: 20 }, null]);
  });

  it('of nobody there', async () => {
    await serve(whole);
    await server.close();
    expect(await failureOf(claude(server.url).decompose(article(), hearing().asking))).toMatchObject({ code: 'unreachable' });
  });
});
