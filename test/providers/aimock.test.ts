/** Against an implementation of the API that is not ours. */
import { LLMock } from '@copilotkit/aimock';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FailureError } from '../../core/model';
import { article, claude, HEAD, hearing, replyTo, Store, said } from './world';

let mock: LLMock;
beforeEach(async () => {
  mock = new LLMock({ port: 0 });
  await mock.start();
});
afterEach(() => mock.stop());

const ALL = (said(article().blocks.map(({ text }) => text)) as { title: string }[]).map(({ title }) => title);
const requests = (): number => mock.getRequests().filter(({ path }) => path === '/v1/messages').length;
const ask = (store = new Store()) => {
  const heard = hearing();
  return { ...heard, draft: claude(mock.url, store).decompose(article(), heard.asking) };
};

describe('an answer of aimock', () => {
  it('is read with what it thought before left out', async () => {
    mock.onMessage(/Decompose/, { content: replyTo(), reasoning: 'Let me see. {"candidates": [{}]}' }, { chunkSize: 5 });
    const { draft, told, spent } = ask();
    expect(await draft).toMatchObject({ ...HEAD, failed: [], unsent: [] });
    expect(told.map(({ title }) => title)).toEqual(ALL);
    expect(spent).toHaveLength(1);
    expect(spent[0]!.estimated).toBeUndefined();
    expect(mock.getLastRequest()!.headers).toMatchObject({ 'anthropic-version': expect.any(String) });
  });

  it('that is cut is asked for again', async () => {
    mock.on({ userMessage: /Decompose/, sequenceIndex: 0 }, { content: replyTo() }, { chunkSize: 20, truncateAfterChunks: 12 });
    mock.onMessage(/Decompose/, { content: replyTo() });
    const { draft, told } = ask();
    expect((await draft).candidates.map(({ title }) => title)).toEqual(ALL);
    expect(told.map(({ title }) => title)).toEqual(ALL);
    expect(requests()).toBe(2);
  });

  it.each([
    [429, 'rate_limit_error', 'rate-limited'],
    [529, 'overloaded_error', 'overloaded'],
    [500, 'api_error', 'overloaded'],
  ])('that was refused once by %i is asked for again, once', async (status, type, because) => {
    mock.onMessage(/Decompose/, { content: replyTo() });
    mock.nextRequestError(status, { type, message: 'Not now' });
    const { draft, waits } = ask();
    expect((await draft).candidates).toHaveLength(3);
    expect(waits).toMatchObject([{ because }, null]);
    expect(requests()).toBe(2);
  });

  it('that is refused for its key is not asked for again', async () => {
    mock.nextRequestError(401, { type: 'authentication_error', message: 'invalid x-api-key' });
    const failure = await ask().draft.catch((error: unknown) => (error instanceof FailureError ? error.failure : error));
    expect(failure).toEqual({ code: 'bad-key', detail: 'invalid x-api-key' });
    expect(requests()).toBe(1);
  });

  it('that reached its longest keeps what was whole', async () => {
    const cut = replyTo().slice(0, -60);
    mock.onMessage(/Decompose/, { content: cut, finishReason: 'length' });
    const { draft } = ask();
    const { candidates, failed } = await draft;
    expect(candidates.map(({ title }) => title)).toEqual(ALL.slice(0, candidates.length));
    expect(failed).toMatchObject([{ failure: { code: 'cut-short' } }]);
    expect(requests()).toBe(3);
  });
});
