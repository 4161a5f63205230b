import 'fake-indexeddb/auto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openMemoStore, privateMemo } from '../../platform/memo-store';
import { fill } from './cache-world';

let names = 0;
const fresh = () => `answers ${++names}`;
const ten = '12345678';

it('an answer comes back as it was, in another worker too', async () => {
  const name = fresh();
  await openMemoStore({ name, limit: 1e6 }).put('q', { claims: [1, 'ü', null] });
  expect(await openMemoStore({ name, limit: 1e6 }).get('q')).toEqual({ claims: [1, 'ü', null] });
  expect(await openMemoStore({ name, limit: 1e6 }).get('another')).toBeUndefined();
});

it('those used longest ago go first, and reading is a use', async () => {
  let time = 0;
  const store = openMemoStore({ name: fresh(), limit: 30, now: () => ++time });
  for (const key of ['a', 'b', 'c']) await store.put(key, ten);
  await store.get('a');
  await store.put('d', ten);
  expect(await Promise.all(['a', 'b', 'c', 'd'].map((key) => store.get(key)))).toEqual([ten, undefined, ten, ten]);
});

it('an answer larger than the limit is kept alone', async () => {
  const store = openMemoStore({ name: fresh(), limit: 5 });
  await store.put('a', ten);
  expect(await store.get('a')).toBe(ten);
  await store.put('b', ten);
  expect(await store.get('a')).toBeUndefined();
});

it('keeps within the limit whatever comes', async () => {
  const puts = fc.array(fc.record({ key: fc.constantFrom(...'abcde'), value: fc.string({ maxLength: 20 }) }), { maxLength: 12 });
  await fc.assert(
    fc.asyncProperty(puts, async (all) => {
      let time = 0;
      const store = openMemoStore({ name: fresh(), limit: 50, now: () => ++time });
      for (const { key, value } of all) {
        await store.put(key, value);
        expect(await store.get(key)).toBe(value);
      }
      const kept = await Promise.all([...'abcde'].map((key) => store.get(key)));
      expect(kept.reduce<number>((sum, value) => sum + (value === undefined ? 0 : JSON.stringify(value).length), 0)).toBeLessThanOrEqual(
        50,
      );
    }),
    { numRuns: 20 },
  );
});

it('a full disk is a failure, and what was kept stays', async () => {
  const store = openMemoStore({ name: fresh(), limit: 1e6 });
  await store.put('a', 1);
  const restore = fill('answers', 'at once');
  await expect(store.put('b', 2)).rejects.toMatchObject({ failure: { code: 'storage-full' } });
  restore();
  expect([await store.get('a'), await store.get('b')]).toEqual([1, undefined]);
});

describe('in a private window', () => {
  it('what is kept is read, and nothing is written', async () => {
    const store = openMemoStore({ name: fresh(), limit: 1e6 });
    await store.put('a', 1);
    const memo = privateMemo(store);
    await memo.put('b', 2);
    expect([await memo.get('a'), await memo.get('b'), await store.get('b')]).toEqual([1, 2, undefined]);
  });
});
