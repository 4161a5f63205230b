import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { estimateTokens } from '../../core/cost';
import { memoOf } from '../../core/memo';
import { FailureError, type ModelUsage } from '../../core/model';
import { batchesOf, cosines, Embedder, embeddingSimilarity, type Listening, type Means } from '../../providers/embeddings';
import { compatibleEmbeddings, voyage } from '../../providers/voyage';

interface Body {
  input: string[];
  model: string;
}
type Answer = (body: Body, response: ServerResponse, nth: number) => void;

const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

async function serving(answer: Answer) {
  const bodies: Body[] = [];
  const urls: string[] = [];
  const server = createServer(async (request, response) => {
    let text = '';
    for await (const chunk of request) text += chunk;
    urls.push(request.url ?? '');
    bodies.push(JSON.parse(text));
    answer(bodies.at(-1)!, response, bodies.length);
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  closing.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return { origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, bodies, urls };
}

/** A vector that depends on the text alone, of any length. */
const vectorOf = (text: string): number[] => [text.length, 1 + (text.codePointAt(0) ?? 0), 3];
const good: Answer = ({ input }, response) => {
  const data = input.map((text, index) => ({ index, embedding: vectorOf(text) })).reverse();
  response.end(JSON.stringify({ data, usage: { total_tokens: 7 * input.length } }));
};
const refusing =
  (status: number, headers: Record<string, string> = {}) =>
  (response: ServerResponse) =>
    void response.writeHead(status, headers).end('{"detail": "no"}');

function world(over: Partial<Listening> = {}) {
  const heard = { waits: [] as number[], reasons: [] as unknown[], spent: [] as ModelUsage[], asked: [] as ModelUsage[] };
  const store = new Map<string, unknown>();
  const means: Means = {
    clock: { sleep: async (ms) => void heard.waits.push(ms / 1000) },
    memo: memoOf(
      { get: async (key) => store.get(key), put: async (key, value) => void store.set(key, JSON.parse(JSON.stringify(value))) },
      async (text) => text,
    ),
  };
  const listening: Listening = {
    pause: async () => undefined,
    stop: new AbortController().signal,
    progress: () => undefined,
    waiting: (why) => void heard.reasons.push(why),
    may: async (request) => {
      heard.asked.push(request);
      return true;
    },
    spent: (request) => void heard.spent.push(request),
    ...over,
  };
  return { heard, store, means, listening };
}

const KEY = 'pa-secret';
const TEXTS = ['Ice floats.', 'Water is denser.', 'Ice floats.', ' '];

describe('texts', () => {
  it('are asked for once, in one request, and their vectors come back in any order', async () => {
    const { origin, bodies, urls } = await serving(good);
    const { means, listening, heard } = world();
    const { vectors } = await new Embedder(voyage(origin, 'voyage-3.5', KEY), means).embed(TEXTS, listening);
    expect(bodies).toEqual([{ input: ['Ice floats.', 'Water is denser.'], model: 'voyage-3.5', truncation: false }]);
    expect(urls).toEqual(['/v1/embeddings']);
    expect(heard.spent).toMatchObject([{ requests: 1, inputTokens: 14, outputTokens: 0 }]);
    const [row] = cosines(['Ice floats.'], ['Ice floats.', 'Water is denser.', ' '], vectors);
    expect(row![0]).toBeCloseTo(1);
    expect(row![1]).toBeGreaterThan(0);
    expect(row![2]).toBe(0);
  });

  it('that were answered are never asked for again; another model asks anew', async () => {
    const { origin, bodies } = await serving(good);
    const { means, listening, heard } = world();
    const first = await new Embedder(voyage(origin, 'voyage-3.5', KEY), means).embed(TEXTS, listening);
    const again = await new Embedder(voyage(origin, 'voyage-3.5', KEY), means).embed(TEXTS, listening);
    expect(again).toEqual(first);
    expect([bodies.length, heard.spent.length]).toEqual([1, 1]);
    await new Embedder(voyage(origin, 'voyage-3.5-lite', KEY), means).embed(TEXTS, listening);
    expect(bodies).toHaveLength(2);
  });

  it('are kept without the key', async () => {
    const { origin } = await serving(good);
    const { means, listening, store } = world();
    await new Embedder(voyage(origin, 'voyage-3.5', KEY), means).embed(TEXTS, listening);
    expect(JSON.stringify([...store])).not.toContain(KEY);
  });

  it('fill requests within the limits, in order, each once', () => {
    const limits = { texts: 5, tokens: 40 };
    fc.assert(
      fc.property(fc.array(fc.string({ minLength: 1, maxLength: 90 })), (texts) => {
        const batches = batchesOf(texts, limits);
        expect(batches.flat()).toEqual(texts);
        for (const batch of batches) {
          expect(batch.length).toBeLessThanOrEqual(limits.texts);
          if (batch.length > 1) expect(batch.reduce((sum, text) => sum + estimateTokens(text), 0)).toBeLessThanOrEqual(limits.tokens);
        }
      }),
    );
  });

  it('more than a thousand go in two requests', async () => {
    const { origin, bodies } = await serving(good);
    const { means, listening } = world();
    const many = Array.from({ length: 1001 }, (_, at) => `Sentence ${at}.`);
    await new Embedder(voyage(origin, 'voyage-3.5', KEY), means).embed(many, listening);
    expect(bodies.map(({ input }) => input.length)).toEqual([1000, 1]);
  });
});

describe('a service that is asked too much', () => {
  it('is waited for, with the reason and the time it asks for, capped', async () => {
    const { origin, bodies } = await serving((body, response, nth) =>
      nth === 1
        ? refusing(429, { 'retry-after': '21' })(response)
        : nth === 2
          ? refusing(429, { 'retry-after': '3600' })(response)
          : good(body, response, nth),
    );
    const { means, listening, heard } = world();
    await new Embedder(voyage(origin, 'voyage-3.5', KEY), means).embed(TEXTS, listening);
    expect(heard.waits).toEqual([21, 60]);
    expect(heard.reasons).toEqual([{ because: 'rate-limited', seconds: 21 }, null, { because: 'rate-limited', seconds: 60 }, null]);
    expect(bodies).toHaveLength(3);
    expect(heard.spent.map(({ inputTokens }) => inputTokens)).toEqual([0, 0, 14]);
  });

  it('gets less at once where waiting does not help, as an account without a payment method', async () => {
    const { origin, bodies } = await serving((body, response, nth) =>
      body.input.join('').length > 30_000 ? refusing(429)(response) : good(body, response, nth),
    );
    const { means, listening } = world();
    const long = Array.from({ length: 300 }, (_, at) => `Sentence ${at} ${'says something else '.repeat(12)}.`);
    const { vectors } = await new Embedder(voyage(origin, 'voyage-3.5', KEY), means).embed(long, listening);
    expect(vectors.size).toBe(300);
    expect(bodies.slice(2).flatMap(({ input }) => input)).toEqual(long);
  });

  it('is given up after some waits', async () => {
    const { origin, bodies } = await serving((_, response) => refusing(429)(response));
    const { means, listening } = world();
    const asked = new Embedder(voyage(origin, 'voyage-3.5', KEY), means).embed(TEXTS, listening);
    await expect(asked).rejects.toMatchObject({ failure: { code: 'rate-limited' } });
    expect(bodies).toHaveLength(9);
  });

  it('is left at once when the reader stops, during the wait too', async () => {
    const { origin, bodies } = await serving((_, response) => refusing(429)(response));
    const stop = new AbortController();
    const { means, listening } = world({ stop: stop.signal, waiting: (why) => void (why && stop.abort()) });
    const sleep: Means['clock']['sleep'] = async (_, { aborted }) => {
      if (aborted) throw new FailureError({ code: 'stopped' });
    };
    const asked = new Embedder(voyage(origin, 'voyage-3.5', KEY), { ...means, clock: { sleep } }).embed(TEXTS, listening);
    await expect(asked).rejects.toMatchObject({ failure: { code: 'stopped' } });
    expect(bodies).toHaveLength(1);
  });
});

describe('what goes wrong', () => {
  it.each([
    ['an answer in another form', '{"vectors": []}'],
    ['one embedding too few', '{"data": [{"index": 0, "embedding": [1]}]}'],
    ['the same index twice', '{"data": [{"index": 0, "embedding": [1]}, {"index": 0, "embedding": [1]}]}'],
    ['vectors of two lengths', '{"data": [{"index": 0, "embedding": [1]}, {"index": 1, "embedding": [1, 2]}]}'],
    ['no JSON', 'oops'],
  ])('%s is no answer, is not kept, and counts as spent', async (_, body) => {
    const { origin, bodies } = await serving((_body, response) => void response.end(body));
    const { means, listening, store, heard } = world();
    const asked = new Embedder(compatibleEmbeddings(`${origin}/v1`, 'm', ''), means).embed(TEXTS, listening);
    await expect(asked).rejects.toMatchObject({ failure: { code: 'bad-reply' } });
    expect([bodies.length, store.size]).toEqual([1, 0]);
    expect(heard.spent[0]!.inputTokens).toBeGreaterThan(0);
  });

  it('a key that is refused is not tried again', async () => {
    const { origin, bodies } = await serving((_, response) => refusing(401)(response));
    const { means, listening } = world();
    const asked = new Embedder(voyage(origin, 'voyage-3.5', KEY), means).embed(TEXTS, listening);
    await expect(asked).rejects.toMatchObject({ failure: { code: 'bad-key' } });
    expect(bodies).toHaveLength(1);
  });

  it('a limit of the reader’s keeps the request from being made', async () => {
    const { origin, bodies } = await serving(good);
    const { means, listening } = world({ may: async () => false });
    const asked = new Embedder(voyage(origin, 'voyage-3.5', KEY), means).embed(TEXTS, listening);
    await expect(asked).rejects.toMatchObject({ failure: { code: 'spend-limit' } });
    expect(bodies).toEqual([]);
  });
});

it('as similarity they say which model they are of, that they are not calibrated, and what was used', async () => {
  const { origin } = await serving(good);
  const { means, listening } = world();
  const provider = embeddingSimilarity(voyage(origin, 'voyage-3.5', KEY), 0.85, means);
  expect(provider.recipe).toEqual({ provider: 'voyage', model: 'voyage-3.5', version: '1', calibrated: false });
  const { matrix, usage } = await provider.similarity(['Ice floats.'], TEXTS, [], { ...listening, told: () => undefined });
  expect(matrix[0]![0]).toBeCloseTo(1);
  expect(matrix[0]![2]).toBeCloseTo(1);
  expect(usage).toMatchObject([{ provider: 'voyage', model: 'voyage-3.5', requests: 1, inputTokens: 14 }]);
});
