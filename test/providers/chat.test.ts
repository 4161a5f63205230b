import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { type Answer, type Chat, type ChatMeans, chat } from '../../providers/chat';

interface Seen {
  url: string;
  headers: IncomingHttpHeaders;
  body: Record<string, unknown>;
}

const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

async function serving(answer: (seen: Seen, response: ServerResponse, nth: number) => void) {
  const seen: Seen[] = [];
  const server = createServer(async (request, response) => {
    let text = '';
    for await (const chunk of request) text += chunk;
    seen.push({ url: request.url ?? '', headers: request.headers, body: JSON.parse(text) });
    answer(seen.at(-1)!, response, seen.length);
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  closing.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return { base: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`, seen };
}

const event = (value: unknown) => `data: ${JSON.stringify(value)}\n\n`;
const piece = (content: string) => event({ choices: [{ index: 0, delta: { content }, finish_reason: null }] });
const STREAM = `${piece('{"headline": "Größe ')}: ping\n\n${piece('🧊"}')}${event({ choices: [{ delta: {}, finish_reason: 'stop' }] })}${event({ choices: [], usage: { prompt_tokens: 40, completion_tokens: 9 } })}data: [DONE]\n\n`;
const SCHEMA = { type: 'object' };
const asked = (base: string, over: Partial<Chat> = {}): Chat => ({
  ...{ base, key: '', model: 'm', system: 's', user: 'u', schema: SCHEMA },
  ...over,
});
const never = new AbortController().signal;

async function ask(base: string, means: ChatMeans = {}, stop: AbortSignal = never) {
  const heard: Answer[] = [];
  return { answer: await chat(asked(base), stop, (now) => void heard.push(now), means), heard };
}

describe('an answer', () => {
  it('is heard as it comes, with what it took; the request is whole and has no key where none is needed', async () => {
    const { base, seen } = await serving(
      (_, response) => void response.writeHead(200, { 'content-type': 'text/event-stream' }).end(STREAM),
    );
    const { answer, heard } = await ask(base);
    expect(answer).toEqual({ text: '{"headline": "Größe 🧊"}', finish: 'stop', inputTokens: 40, outputTokens: 9 });
    expect(heard[0]!.text).toBe('{"headline": "Größe ');
    expect(seen[0]).toMatchObject({ url: '/v1/chat/completions' });
    expect(seen[0]!.headers.authorization).toBeUndefined();
    expect(seen[0]!.body).toEqual({
      model: 'm',
      messages: [
        { role: 'system', content: 's' },
        { role: 'user', content: 'u' },
      ],
      response_format: { type: 'json_schema', json_schema: { name: 'decomposition', strict: true, schema: SCHEMA } },
      stream: true,
      stream_options: { include_usage: true },
    });
  });

  it('is the same, in whatever pieces its bytes come', async () => {
    const bytes = Buffer.from(STREAM);
    const fetcher =
      (size: number): typeof fetch =>
      async () => {
        const body = new ReadableStream<Uint8Array>({
          start(controller) {
            for (let at = 0; at < bytes.length; at += size) controller.enqueue(bytes.subarray(at, at + size));
            controller.close();
          },
        });
        return new Response(body, { headers: { 'content-type': 'text/event-stream' } });
      };
    for (const size of [1, 2, 3, 7, 64]) {
      const { answer } = await ask('http://localhost/v1', { fetch: fetcher(size) });
      expect(answer.text).toBe('{"headline": "Größe 🧊"}');
    }
  });

  it('cut at any byte gives a beginning of the text, and never a finish that was not there', async () => {
    const bytes = Buffer.from(STREAM);
    const finished = STREAM.indexOf('"finish_reason":"stop"');
    for (let end = 1; end < bytes.length; end++) {
      const fetcher: typeof fetch = async () => new Response(bytes.subarray(0, end), { headers: { 'content-type': 'text/event-stream' } });
      const heard: Answer[] = [];
      const answer = await chat(asked('http://localhost/v1'), never, (now) => void heard.push(now), { fetch: fetcher }).catch(() =>
        heard.at(-1),
      );
      if (answer === undefined) continue;
      expect('{"headline": "Größe 🧊"}'.startsWith(answer.text)).toBe(true);
      if (Buffer.byteLength(STREAM.slice(0, finished)) > end) expect(answer.finish).toBeNull();
    }
  });

  it('of a server that does not stream is read at once', async () => {
    const { base } = await serving(
      (_, response) =>
        void response
          .writeHead(200, { 'content-type': 'application/json' })
          .end('{"choices": [{"message": {"content": "{}"}, "finish_reason": "length"}]}'),
    );
    expect((await ask(base)).answer).toEqual({ text: '{}', finish: 'length', inputTokens: null, outputTokens: null });
  });

  it('is asked for in words where the server knows no schema', async () => {
    const { base, seen } = await serving((_, response, nth) =>
      nth === 1 ? void response.writeHead(400).end('{"error": {"message": "unsupported response_format"}}') : void response.end(STREAM),
    );
    await ask(base);
    expect(seen[1]!.body.response_format).toBeUndefined();
    expect(JSON.stringify(seen[1]!.body.messages)).toContain('Answer with JSON of this schema');
  });
});

describe('what goes wrong', () => {
  it('a server that refuses extensions: the line to set', async () => {
    const { base, seen } = await serving((_, response) => void response.writeHead(403).end());
    await expect(ask(base)).rejects.toMatchObject({
      failure: { code: 'cors-refused', detail: expect.stringContaining('OLLAMA_ORIGINS=chrome-extension://*,moz-extension://*') },
    });
    expect(seen).toHaveLength(1);
  });

  it.each([
    ['an error in the stream', event({ error: { message: 'out of memory' } }), { code: 'cut-short', detail: 'out of memory' }],
    ['no JSON in the stream', 'data: {oops\n\n', { code: 'cut-short' }],
    ['another form', event({ text: 'x' }), { code: 'bad-reply' }],
  ])('%s', async (_, text, failure) => {
    const { base } = await serving((_seen, response) => void response.end(piece('a') + text));
    await expect(ask(base)).rejects.toMatchObject({ failure });
  });

  it('a connection that breaks', async () => {
    const { base } = await serving((_, response) => {
      response.write(piece('a'), () => response.destroy());
    });
    await expect(ask(base)).rejects.toMatchObject({ failure: { code: 'cut-short' } });
  });

  it('silence', async () => {
    const { base } = await serving((_, response) => void response.write(piece('a')));
    await expect(ask(base, { silence: 50 })).rejects.toMatchObject({ failure: { code: 'cut-short', detail: 'the server fell silent' } });
  });

  it('stopping, in the middle', async () => {
    const stop = new AbortController();
    const { base } = await serving((_, response) => {
      response.write(piece('a'), () => stop.abort());
    });
    await expect(ask(base, {}, stop.signal)).rejects.toMatchObject({ failure: { code: 'stopped' } });
  });
});
