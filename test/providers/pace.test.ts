/** A stream as it comes: what is told, when, and what a stop leaves. */
import { afterEach, describe, expect, it } from 'vitest';
import { message } from '../fault-server/claude';
import { type FaultServer, faultServer } from '../fault-server/server';
import { article, claude, HEAD, hearing, replyTo, Store, said } from './world';

let server: FaultServer;
afterEach(() => server?.close());

const TEXTS = article().blocks.map(({ text }) => text);
const titles = (candidates: readonly object[]): string[] => (candidates as { title: string }[]).map(({ title }) => title);
const ALL = titles(said(TEXTS));

/** The reply's stream in two: up to the event that closes its first claim, and what follows. */
function halves(): [string, string] {
  const events = message(replyTo(), { piece: 1 }).split(/(?<=\n\n)/);
  const first = JSON.stringify(said(TEXTS)[0]);
  let text = '';
  const at = events.findIndex((event) => {
    text += JSON.parse(/^data: (.*)$/m.exec(event)![1]!).delta?.text ?? '';
    return text.endsWith(first);
  });
  return [events.slice(0, at + 1).join(''), events.slice(at + 1).join('')];
}

describe('a claim', () => {
  it('is told with its closing brace, before another byte is sent', async () => {
    const [first, rest] = halves();
    const seen: string[] = [];
    let tell = (): void => undefined;
    const told = new Promise<void>((resolve) => {
      tell = resolve;
    });
    async function* paced(): AsyncGenerator<string> {
      yield first;
      await told;
      seen.push('the rest is sent');
      yield rest;
    }
    server = await faultServer(() => ({ bytes: paced() }));
    const { asking } = hearing({
      told: ({ title }) => {
        seen.push(title);
        tell();
      },
    });
    await claude(server.url).decompose(article(), asking);
    expect(seen).toEqual([ALL[0], 'the rest is sent', ...ALL.slice(1)]);
  });

  it('is whole where every byte comes by itself, characters cut through', async () => {
    const bytes = new TextEncoder().encode(message(replyTo()));
    const fetch = async (): Promise<Response> => {
      let at = 0;
      const body = new ReadableStream<Uint8Array>({
        pull: (controller) => (at < bytes.length ? controller.enqueue(bytes.slice(at, ++at)) : controller.close()),
      });
      return new Response(body, { headers: { 'content-type': 'text/event-stream' } });
    };
    const draft = await claude('http://127.0.0.1', new Store(), { fetch }).decompose(article(), hearing().asking);
    expect(titles(draft.candidates)).toEqual(ALL);
    expect(draft.candidates.map(({ quotes }) => quotes[0]!.text)).toEqual(TEXTS);
    expect(draft).toMatchObject(HEAD);
  });
});

describe('a stop', () => {
  it('ends a stream at once, and keeps the claims that were whole', async () => {
    const [first] = halves();
    let hold = (): void => undefined;
    async function* paced(): AsyncGenerator<string> {
      yield first;
      await new Promise<void>((resolve) => {
        hold = resolve;
      });
    }
    server = await faultServer((_, number) => ({
      bytes: number === 0 ? paced() : message(JSON.stringify({ ...HEAD, candidates: said(TEXTS).slice(1) })),
    }));
    const store = new Store();
    const reader = new AbortController();
    const { asking, spent } = hearing({ stop: reader.signal, told: () => reader.abort() });
    await expect(claude(server.url, store).decompose(article(), asking)).rejects.toThrow('stopped');
    hold();
    expect(spent).toMatchObject([{ requests: 1, inputTokens: 100, estimated: true }]);
    const next = hearing();
    const draft = await claude(server.url, store).decompose(article(), next.asking);
    expect(titles(draft.candidates)).toEqual(ALL);
    expect(titles(next.told)).toEqual(ALL);
    expect(JSON.stringify(server.asked[1]!.body)).toContain('give the remaining candidates only');
    expect(server.asked).toHaveLength(2);
  });
});
