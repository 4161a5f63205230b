import 'fake-indexeddb/auto';
import fc from 'fast-check';
import { openDB } from 'idb';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing';
import { dayOf, openLedger, type Purpose } from '../../platform/ledger';

vi.mock('wxt/browser', async () => ({ browser: (await import('wxt/testing')).fakeBrowser }));

let names = 0;
const fresh = () => `ledger ${++names}`;
const NOON = new Date(2026, 10, 24, 12).getTime();
const DAY = 24 * 3600 * 1000;
const LIMITS = { article: 0.5, day: 2 };
const STORY = 'https://a.example/story';
const asking = (over: Partial<Purpose> = {}): Purpose => ({
  ...{ article: STORY, provider: 'anthropic', model: 'claude-sonnet-5-5', usd: 0.2, isPrivate: false },
  ...over,
});
const used = (inputTokens: number, outputTokens: number) => ({ requests: 1, inputTokens, outputTokens });
const refused = (ledger: ReturnType<typeof openLedger>, purpose: Purpose) =>
  expect(ledger.reserve(purpose, LIMITS)).rejects.toMatchObject({ failure: { code: 'spend-limit' } });

beforeEach(() => fakeBrowser.reset());

describe('the sums', () => {
  it('are of what was settled, by article, by day and in all', async () => {
    const clock = { now: NOON };
    const ledger = openLedger({ name: fresh(), now: () => clock.now });
    await (await ledger.reserve(asking(), LIMITS)).settle(used(1000, 200), 0.1);
    await (await ledger.reserve(asking({ article: 'b' }), LIMITS)).settle(
      { ...used(10, 20), cacheReadTokens: 5, cacheWriteTokens: 6 },
      0.05,
    );
    clock.now += DAY;
    await (await ledger.reserve(asking({ article: 'b' }), LIMITS)).settle(used(1, 2), 0.25);
    expect(await ledger.ofArticle(STORY)).toEqual({ requests: 1, inputTokens: 1000, outputTokens: 200, usd: 0.1, unsettled: 0 });
    expect(await ledger.ofArticle('b')).toMatchObject({ requests: 2, inputTokens: 22, outputTokens: 22 });
    expect((await ledger.ofDay(dayOf(NOON))).usd).toBeCloseTo(0.15);
    expect((await ledger.ofDay(dayOf(NOON + DAY))).usd).toBe(0.25);
    expect((await ledger.total()).usd).toBeCloseTo(0.4);
  });

  it('have nothing of what was released', async () => {
    const ledger = openLedger({ name: fresh() });
    await (await ledger.reserve(asking(), LIMITS)).release();
    expect(await ledger.total()).toEqual({ requests: 0, inputTokens: 0, outputTokens: 0, usd: 0, unsettled: 0 });
  });

  it('leave out a record of no known form', async () => {
    const name = fresh();
    await (await openLedger({ name }).reserve(asking(), LIMITS)).settle(used(3, 4), 0.1);
    const database = await openDB(name);
    await database.add('entries', { article: STORY, usd: 'much' });
    database.close();
    expect(await openLedger({ name }).ofArticle(STORY)).toMatchObject({ usd: 0.1, requests: 1 });
  });

  it('are the sum of whatever was settled, in any order', async () => {
    const spending = fc.record({ article: fc.constantFrom('a', 'b'), usd: fc.integer({ min: 0, max: 50 }), ahead: fc.boolean() });
    await fc.assert(
      fc.asyncProperty(fc.array(spending, { maxLength: 8 }), async (all) => {
        const ledger = openLedger({ name: fresh() });
        const wide = { article: 1e9, day: 1e9 };
        const late: (() => Promise<void>)[] = [];
        for (const { article, usd, ahead } of all) {
          const held = await ledger.reserve(asking({ article, usd: 99 }), wide);
          if (ahead) await held.settle(used(usd, 0), usd);
          else late.push(() => held.settle(used(usd, 0), usd));
        }
        for (const settle of late.reverse()) await settle();
        const expected = (of: string) => all.reduce((sum, { article, usd }) => sum + (article === of ? usd : 0), 0);
        const [a, b, total] = await Promise.all([ledger.ofArticle('a'), ledger.ofArticle('b'), ledger.total()]);
        expect([a.usd, b.usd, total.usd, total.inputTokens]).toEqual([
          expected('a'),
          expected('b'),
          expected('a') + expected('b'),
          expected('a') + expected('b'),
        ]);
      }),
      { numRuns: 25 },
    );
  });
});

describe('the limits', () => {
  it('refuse before anything is asked, with the limit and what it would come to', async () => {
    const ledger = openLedger({ name: fresh() });
    await expect(ledger.reserve(asking({ usd: 0.6 }), LIMITS)).rejects.toMatchObject({
      failure: { code: 'spend-limit', detail: 'your limit for this article is $0.50; this could make it $0.60' },
    });
    expect(await ledger.total()).toMatchObject({ usd: 0, unsettled: 0 });
  });

  it('of a day holds over all articles, and ends with the day', async () => {
    const clock = { now: NOON };
    const ledger = openLedger({ name: fresh(), now: () => clock.now });
    for (const article of ['a', 'b', 'c', 'd']) await (await ledger.reserve(asking({ article, usd: 0.5 }), LIMITS)).settle(used(1, 1), 0.5);
    await refused(ledger, asking({ article: 'e', usd: 0.01 }));
    clock.now += DAY;
    await (await ledger.reserve(asking({ article: 'e', usd: 0.01 }), LIMITS)).release();
  });

  it('of an article holds on every day', async () => {
    const clock = { now: NOON };
    const ledger = openLedger({ name: fresh(), now: () => clock.now });
    await (await ledger.reserve(asking({ usd: 0.4 }), LIMITS)).settle(used(1, 1), 0.4);
    clock.now += DAY;
    await refused(ledger, asking({ usd: 0.2 }));
  });

  it('are not passed by two that ask at once, from two workers', async () => {
    const name = fresh();
    const asked = [1, 2, 3, 4, 5, 6].map(() => openLedger({ name }).reserve(asking(), LIMITS));
    const settled = await Promise.allSettled(asked);
    expect(settled.filter(({ status }) => status === 'fulfilled')).toHaveLength(2);
    expect((await openLedger({ name }).total()).usd).toBeCloseTo(0.4);
  });

  it('count a request that nobody saw the end of by what was expected of it', async () => {
    const name = fresh();
    await openLedger({ name }).reserve(asking({ usd: 0.4 }), LIMITS);
    const later = openLedger({ name });
    expect(await later.ofArticle(STORY)).toMatchObject({ usd: 0.4, unsettled: 1 });
    await refused(later, asking());
  });

  it('give back what was expected and not used', async () => {
    const ledger = openLedger({ name: fresh() });
    await (await ledger.reserve(asking({ usd: 0.5 }), LIMITS)).settle(used(1, 1), 0.01);
    await (await ledger.reserve(asking({ usd: 0.4 }), LIMITS)).release();
    expect(await ledger.spent(STORY)).toEqual({ article: 0.01, day: 0.01 });
  });

  it('let pass what costs nothing, and refuse what nobody knows the price of', async () => {
    const ledger = openLedger({ name: fresh() });
    const none = { article: 0, day: 0 };
    await (await ledger.reserve(asking({ usd: 0 }), none)).settle(used(1, 1), 0);
    await expect(ledger.reserve(asking({ usd: null }), LIMITS)).rejects.toMatchObject({ failure: { code: 'spend-limit' } });
  });
});

describe('in a private window', () => {
  const secret = asking({ isPrivate: true, usd: 0.4 });

  it('nothing of it is written to disk, and the day knows what it cost', async () => {
    const name = fresh();
    const ledger = openLedger({ name, now: () => NOON });
    await (await ledger.reserve(secret, LIMITS)).settle(used(1, 1), 0.3);
    const database = await openDB(name);
    expect(await database.getAll('entries')).toEqual([]);
    database.close();
    expect(JSON.stringify(await fakeBrowser.storage.session.get(null))).not.toContain(STORY);
    expect([(await ledger.ofDay(dayOf(NOON))).usd, (await ledger.ofArticle(STORY)).usd]).toEqual([0.3, 0]);
  });

  it('the limit of the day holds, for those that ask at once too', async () => {
    const ledger = openLedger({ name: fresh() });
    const settled = await Promise.allSettled(Array.from({ length: 7 }, () => ledger.reserve(secret, LIMITS)));
    expect(settled.filter(({ status }) => status === 'fulfilled')).toHaveLength(5);
  });
});
