import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { modelsOf, type Trial, voyageOrigin } from '../../providers/services';

type Answer = (request: IncomingMessage, response: ServerResponse) => void;
const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

async function serving(answer: Answer): Promise<{ base: string; seen: IncomingMessage[] }> {
  const seen: IncomingMessage[] = [];
  const server = createServer((request, response) => {
    seen.push(request);
    answer(request, response);
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  closing.push(() => server.close());
  return { base: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, seen };
}

const replying =
  (status: number, body: unknown, headers: Record<string, string> = {}): Answer =>
  (_, response) =>
    void response.writeHead(status, headers).end(typeof body === 'string' ? body : JSON.stringify(body));

const KEY = 'sk-secret-1234567890';
const never = new AbortController().signal;
const trial = (base: string, over: Partial<Trial> = {}): Trial => ({ service: 'openai-compatible', base, key: KEY, ...over });

describe('a key that is good', () => {
  it('gives the models, and travels in a header alone', async () => {
    const { base, seen } = await serving(replying(200, { data: [{ id: 'a' }, { id: 'b', owned_by: 'x' }] }));
    expect(await modelsOf(trial(base), never)).toEqual(['a', 'b']);
    expect(seen[0]).toMatchObject({ url: '/models', method: 'GET', headers: { authorization: `Bearer ${KEY}` } });
  });

  it('of Claude is tried as the browser has to ask it', async () => {
    const { base, seen } = await serving(replying(200, { data: [{ id: 'claude-sonnet-5-5', display_name: 'x' }] }));
    expect(await modelsOf(trial(base, { service: 'anthropic' }), never)).toEqual(['claude-sonnet-5-5']);
    expect(seen[0]).toMatchObject({
      url: '/v1/models?limit=1000',
      headers: { authorization: `Bearer ${KEY}`, 'anthropic-version': '2026-10-21', 'anthropic-dangerous-direct-browser-access': 'true' },
    });
  });

  it('of Voyage is tried with one word', async () => {
    const { base, seen } = await serving(replying(200, { data: [{ embedding: [1], index: 0 }] }));
    expect(await modelsOf(trial(base, { service: 'voyage' }), never)).toEqual(['voyage-3.5', 'voyage-3.5-lite']);
    expect(seen[0]).toMatchObject({ url: '/v1/embeddings', method: 'POST' });
  });

  it('is not asked for by a server that needs none', async () => {
    const { base, seen } = await serving(replying(200, { data: [] }));
    await modelsOf(trial(base, { key: '' }), never);
    expect(seen[0]!.headers.authorization).toBeUndefined();
  });
});

describe('what is wrong is said', () => {
  it.each([
    [401, { error: { message: 'invalid key' } }, { code: 'bad-key', detail: 'invalid key' }],
    [403, { detail: 'key of another host' }, { code: 'bad-key', detail: 'key of another host' }],
    [401, { error: { message: 'CORS requests are not allowed for this Organization' } }, { code: 'cors-refused' }],
    [404, 'page not found', { code: 'bad-reply', detail: 'page not found' }],
    [429, { error: 'slow down' }, { code: 'rate-limited', detail: 'slow down' }],
    [500, '<html>oops</html>', { code: 'overloaded' }],
    [529, '', { code: 'overloaded' }],
    [200, { models: [] }, { code: 'bad-reply' }],
    [200, 'not json', { code: 'bad-reply' }],
  ])('%d %j', async (status, body, failure) => {
    const { base } = await serving(replying(status, body));
    await expect(modelsOf(trial(base), never)).rejects.toMatchObject({ failure });
  });

  it('a server of one’s own that refuses an extension: the line to set', async () => {
    const { base } = await serving(replying(403, ''));
    await expect(modelsOf(trial(base, { key: '' }), never)).rejects.toMatchObject({
      failure: { code: 'cors-refused', detail: expect.stringContaining('OLLAMA_ORIGINS=chrome-extension://*,moz-extension://*') },
    });
  });

  it('never with the key in it, though the server echoes it', async () => {
    const { base } = await serving(replying(401, { error: { message: `no such key: ${KEY}!` } }));
    await expect(modelsOf(trial(base), never)).rejects.toMatchObject({ failure: { detail: 'no such key: …!' } });
  });

  it('nobody there', async () => {
    const { base } = await serving(replying(200, ''));
    closing.splice(0)[0]!();
    await expect(modelsOf(trial(base), never)).rejects.toMatchObject({ failure: { code: 'unreachable' } });
  });

  it('a redirect is not followed: it would take the key elsewhere', async () => {
    const elsewhere = await serving(replying(200, { data: [] }));
    const { base } = await serving(replying(302, '', { location: `${elsewhere.base}/models` }));
    await expect(modelsOf(trial(base), never)).rejects.toMatchObject({ failure: { code: 'unreachable' } });
    expect(elsewhere.seen).toEqual([]);
  });

  it('stopping stops', async () => {
    const stop = new AbortController();
    const { base } = await serving(() => stop.abort());
    await expect(modelsOf(trial(base), stop.signal)).rejects.toMatchObject({ failure: { code: 'stopped' } });
  });
});

it('a Voyage key names its host; another key names none', () => {
  expect([voyageOrigin('pa-1'), voyageOrigin('al-1'), voyageOrigin('sk-1'), voyageOrigin('')]).toEqual([
    'https://api.voyageai.com',
    'https://ai.mongodb.com',
    null,
    null,
  ]);
});
