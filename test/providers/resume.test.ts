/** A run of three chunks and two batches of embeddings, killed at every write of the memo; and an audit likewise. */
import { afterEach, describe, expect, it } from 'vitest';
import { memoOf } from '../../core/memo';
import { type Failure, FailureError } from '../../core/model';
import { anthropicAuditor } from '../../providers/audit';
import { message, refusal } from '../fault-server/claude';
import { type Answer, type FaultServer, faultServer } from '../fault-server/server';
import { answers, FOOTER, isEmbedding, MENU, run } from './whole';
import { article, clock, digest, hearing, KEY, Store } from './world';

const servers: FaultServer[] = [];
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

const serve = async (answer: Parameters<typeof faultServer>[0] = answers): Promise<FaultServer> => {
  const server = await faultServer(answer);
  servers.push(server);
  return server;
};

/** Answers that need not be asked for again. */
const wholeIn = (store: Store): number =>
  [...store.kept.values()].filter((value) => {
    const kept = JSON.parse(value);
    return kept.whole === true || kept.vectors !== undefined || kept.blocks !== undefined;
  }).length;

/** Requests whose answers were not whole, but are known to have been billed. */
const paidInVain = (store: Store): number =>
  [...store.kept.values()].reduce((sum, value) => {
    const kept = JSON.parse(value);
    return sum + (kept.whole === false ? (kept.usage[0]?.requests ?? 0) : 0);
  }, 0);

describe('a whole run', () => {
  it('sends nothing of what the janitor dropped', async () => {
    const server = await serve();
    const { finished } = await run(server.url);
    expect(server.asked).toHaveLength(6);
    expect(server.asked.filter(isEmbedding)).toHaveLength(2);
    const sent = JSON.stringify(server.asked.map(({ url, body }) => [url, body]));
    for (const text of [MENU, FOOTER, 'Weather', 'https://example.org', KEY]) expect(sent).not.toContain(text);
    expect(finished.decomposition.claims).toHaveLength(6);
    expect(finished.decomposition.coverage.figures.paragraphs).toBe(6);
  });

  it('that dies at any write is followed by one that asks for what has no answer, to the same result', async () => {
    const server = await serve();
    const straight = new Store();
    const { usage: _, ...result } = (await run(server.url, { store: straight })).finished.decomposition;
    expect(straight.writes).toBeGreaterThanOrEqual(6);
    for (let dies = 0; dies <= straight.writes; dies++) {
      const store = new Store();
      store.diesAfter = dies;
      const worker = new AbortController();
      await run(server.url, { store, asking: { stop: worker.signal } }).catch(() => undefined);
      worker.abort();
      const found = new Store(store.kept);
      const needed = 6 - wholeIn(found);
      const besides = paidInVain(found);
      const key = `${KEY}-after-${dies}`;
      const { usage, ...rest } = (await run(server.url, { store: found, key })).finished.decomposition;
      const asked = server.asked.filter(({ headers }) => headers.authorization === `Bearer ${key}`);
      expect(asked.length, `died after ${dies}`).toBe(needed);
      expect(rest, `died after ${dies}`).toEqual(result);
      expect(usage.map(({ requests }) => requests)).toEqual([4 + besides, 2]);
    }
  });

  it('whose last request fails stands on its first part’s summary, and says so', async () => {
    const server = await serve((asked) => {
      const isDigest = !isEmbedding(asked) && !JSON.stringify(asked.body).includes('candidates');
      return isDigest ? refusal(401, 'authentication_error', 'No') : answers(asked);
    });
    const { decomposition } = (await run(server.url)).finished;
    expect(decomposition.headline).toBe('a part');
    expect(decomposition.failed).toEqual([{ blocks: [], failure: { code: 'bad-key', detail: 'No' } }]);
    expect(decomposition.coverage.blocks.every(({ state }) => state !== 'failed')).toBe(true);
  });
});

describe('an audit', () => {
  const LONG = article(['The first part.', 'The second part.', 'The third part.']);
  const CLAIMS = [{ claim: { title: 'Parts', body: 'There are three.' }, shown: true }];
  const line = JSON.stringify({ blocks: [{ block: 1, shown: 0.1, all: 0.4, missing: ['part'] }] });
  const audits: Answer = { bytes: message(line, { piece: 50 }) };
  const auditorAt = (baseURL: string, store: Store) => {
    const memo = memoOf(store, digest);
    return anthropicAuditor({ baseURL, key: KEY, clock, silence: 3_600_000, model: 'm', language: null, memo, chunk: 20 });
  };

  it('that dies at any write is followed by one that asks for the rest', async () => {
    const server = await serve(() => audits);
    const expected = await auditorAt(server.url, new Store()).audit(LONG, CLAIMS, hearing().asking);
    expect(server.asked).toHaveLength(3);
    for (let dies = 0; dies < 3; dies++) {
      server.asked.length = 0;
      const store = new Store();
      store.diesAfter = dies;
      await expect(auditorAt(server.url, store).audit(LONG, CLAIMS, hearing().asking)).rejects.toThrow('died');
      expect(server.asked).toHaveLength(dies + 1);
      expect(await auditorAt(server.url, new Store(store.kept)).audit(LONG, CLAIMS, hearing().asking)).toEqual(expected);
      expect(server.asked).toHaveLength(4);
    }
  });

  it.each<[string, Answer, Failure['code'], number]>([
    ['a bad key', refusal(401, 'authentication_error', 'No'), 'bad-key', 1],
    ['a limit', refusal(429, 'rate_limit_error', 'Slow'), 'rate-limited', 3],
    ['a limit for an hour', refusal(429, 'rate_limit_error', 'Slow', { 'retry-after': '3600' }), 'rate-limited', 1],
    ['too much to do', refusal(529, 'overloaded_error', 'Busy'), 'overloaded', 3],
    ['a stream that is torn', { bytes: String(audits.bytes).slice(0, 900), after: 'reset' }, 'cut-short', 3],
    ['another form', { bytes: message('{"blocks": [{"block": "one"}]}') }, 'bad-reply', 1],
    ['no JSON', { bytes: message('I would rather not say.') }, 'bad-reply', 1],
    ['a model that will not', { bytes: message('', { stop: 'refusal' }) }, 'refused', 1],
    ['an answer that is too long', { bytes: message('{"blocks": [', { stop: 'max_tokens' }) }, 'too-long', 1],
  ])('fails by %s, and nothing of it is kept', async (_, answer, code, requests) => {
    const server = await serve(() => answer);
    const store = new Store();
    const failing = auditorAt(server.url, store).audit(LONG, CLAIMS, hearing().asking);
    const failure = await failing.catch((error: unknown) => (error instanceof FailureError ? error.failure : error));
    expect(failure).toMatchObject({ code });
    expect(server.asked).toHaveLength(requests);
    expect(store.writes).toBe(0);
  });
});
