/** Documents of several chunks: parts that fail, limits, and a worker that dies at any write. */
import { afterEach, describe, expect, it } from 'vitest';
import { memoOf } from '../../core/memo';
import type { Article } from '../../core/ports';
import { anthropicAuditor } from '../../providers/audit';
import { message, refusal } from '../fault-server/claude';
import { type Answer, type Asked, type FaultServer, faultServer } from '../fault-server/server';
import { article, claude, clock, digest, HEAD, hearing, KEY, Store, said } from './world';

const TEXTS = ['The first part speaks of bridges.', 'The second part speaks of ferries.', 'The third part speaks of otters.'];
const LIMIT = { chunk: 40 };
const LONG: Article = article(TEXTS);

let server: FaultServer;
afterEach(() => server?.close());

const requestText = ({ body }: Asked): string => JSON.stringify(body);
const isDigest = (asked: Asked): boolean => !requestText(asked).includes('candidates');
const partOf = (asked: Asked): number => TEXTS.findIndex((text) => requestText(asked).includes(text));

/** Answers each chunk with its one claim, the last request with a digest. */
function answerTo(asked: Asked): Answer {
  const reply = isDigest(asked) ? HEAD : { ...HEAD, headline: 'a part', candidates: said([TEXTS[partOf(asked)]!]) };
  return { bytes: message(JSON.stringify(reply), { piece: 200 }) };
}

const serve = async (answer: (asked: Asked) => Answer = answerTo): Promise<FaultServer> => {
  server = await faultServer(answer);
  return server;
};

describe('a long document', () => {
  it('is read in chunks, each sent once, and summed up from its claims', async () => {
    await serve();
    const draft = await claude(server.url, new Store(), LIMIT).decompose(LONG, hearing().asking);
    expect(server.asked).toHaveLength(4);
    expect(draft).toMatchObject({ ...HEAD, unsent: [], failed: [] });
    expect(draft.candidates.map(({ quotes }) => quotes[0]!.block)).toEqual([2, 5, 8]);
    const digested = server.asked.find(isDigest)!;
    for (const one of server.asked.filter((asked) => asked !== digested))
      expect(TEXTS.filter((text) => requestText(one).includes(text))).toHaveLength(1);
  });

  it('stands where a part of it fails', async () => {
    await serve((asked) => (partOf(asked) === 1 && !isDigest(asked) ? refusal(529, 'overloaded_error', 'Overloaded') : answerTo(asked)));
    const draft = await claude(server.url, new Store(), LIMIT).decompose(LONG, hearing().asking);
    expect(draft.failed).toEqual([{ blocks: [5], failure: { code: 'overloaded', detail: 'Overloaded' } }]);
    expect(draft.candidates).toHaveLength(2);
  });

  it('is not sent beyond a limit', async () => {
    await serve();
    let allowed = 0;
    const { asking } = hearing({ may: async () => ++allowed <= 2 });
    const draft = await claude(server.url, new Store(), LIMIT).decompose(LONG, asking);
    expect(draft.unsent).toEqual([8]);
    expect(draft.headline).toBe('a part');
    expect(server.asked).toHaveLength(2);
  });
});

describe('a worker that dies', () => {
  it('at any write is followed by one that asks for what has no answer, to the same end', async () => {
    await serve();
    const straight = new Store();
    const expected = await claude(server.url, straight, LIMIT).decompose(LONG, hearing().asking);
    expect(straight.writes).toBeGreaterThanOrEqual(4);
    for (let dies = 0; dies <= straight.writes; dies++) {
      const store = new Store();
      store.diesAfter = dies;
      const worker = new AbortController();
      const { asking } = hearing({ stop: worker.signal });
      await claude(server.url, store, LIMIT)
        .decompose(LONG, asking)
        .catch(() => undefined);
      worker.abort();
      const found = new Store(store.kept);
      const isWhole = (value: string): boolean => JSON.parse(value).whole === true;
      // What is still under way there goes on without a store, and is not counted here.
      const next = await faultServer(answerTo);
      const needed = 4 - [...found.kept.values()].filter(isWhole).length;
      const draft = await claude(next.url, found, LIMIT).decompose(LONG, hearing().asking);
      await next.close();
      expect(next.asked.length, `died after ${dies}`).toBe(needed);
      expect(draft.candidates).toEqual(expected.candidates);
      expect(draft.headline).toBe(expected.headline);
    }
  });
});

describe('an audit', () => {
  it('is asked for once, with the claims and the numbered blocks', async () => {
    const lines = [
      { block: 1, shown: 0.1, all: 0.4, missing: ['bridges'] },
      { block: 44, shown: 0, all: 0, missing: [] },
    ];
    await serve(() => ({ bytes: message(JSON.stringify({ blocks: lines }), { piece: 50 }) }));
    const memo = memoOf(new Store(), digest);
    const auditor = anthropicAuditor({ baseURL: server.url, key: KEY, clock, silence: 3_600_000, model: 'm', language: null, memo });
    const claims = [{ claim: { title: 'Bridges', body: 'They are spoken of.' }, shown: true }];
    for (let time = 0; time < 2; time++) {
      const { blocks } = await auditor.audit(LONG, claims, hearing().asking);
      expect(blocks).toEqual([{ ...lines[0], block: 2 }]);
    }
    expect(server.asked).toHaveLength(1);
    expect(requestText(server.asked[0]!)).toContain('[2] The second part');
    expect(requestText(server.asked[0]!)).toContain('They are spoken of.');
  });
});
