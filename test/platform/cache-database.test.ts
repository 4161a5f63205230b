import { openDB } from 'idb';
import { describe, expect, it } from 'vitest';
import { keyOf, openCache } from '../../platform/cache';
import { STEPS, type Stores } from '../../platform/cache-database';
import { openedOnUse, type Step as StepOf } from '../../platform/database';
import { contents, decompositionOf, freshName } from './cache-world';

type Step = StepOf<Stores>;

const STORY = 'https://a.example/story';
const made = decompositionOf(STORY);

/** A cache of version 1 with one decomposition in it. */
async function kept(name: string) {
  const cache = openCache({ name, limit: 1e9, now: () => 7 });
  await cache.put(made, 'd');
  return cache;
}

const retitle: Step = async (_, transaction) => {
  const store = transaction.objectStore('entries');
  for (let cursor = await store.openCursor(); cursor; cursor = await cursor.continue()) {
    await cursor.update({ ...cursor.value, title: `${cursor.value.title}, by step 2` });
  }
};
const count: Step = async (_, transaction) => {
  const store = transaction.objectStore('entries');
  for (const entry of await store.getAll()) await store.put({ ...entry, title: `${entry.title}, then 3` });
};

const titleIn = (name: string, steps: readonly Step[]): Promise<unknown> =>
  openedOnUse(name, steps).within(async (of) => (await of.objectStore('entries').get(keyOf(STORY, 'd')))?.title);

describe('the versions of the database', () => {
  it('begin with the stores of version 1', async () => {
    const name = freshName();
    await kept(name);
    const database = await openDB(name);
    expect(database.version).toBe(1);
    expect([...database.objectStoreNames]).toEqual(['aside', 'bodies', 'entries']);
    database.close();
  });

  it('take every step that is missing, in order, and lose nothing', async () => {
    const name = freshName();
    await kept(name);
    const { bodies } = await contents(name);
    expect(await titleIn(name, [...STEPS, retitle, count])).toBe('Ice, by step 2, then 3');
    expect((await contents(name)).bodies).toEqual(bodies);

    const second = freshName();
    await kept(second);
    expect(await titleIn(second, [...STEPS, retitle])).toBe('Ice, by step 2');
    expect(await titleIn(second, [...STEPS, retitle, count])).toBe('Ice, by step 2, then 3');
  });

  it('stay where they were when a step fails, and say why', async () => {
    const name = freshName();
    const cache = await kept(name);
    const before = await contents(name);
    const broken: Step = async () => {
      throw new RangeError('broken step');
    };
    await expect(titleIn(name, [...STEPS, retitle, broken])).rejects.toThrow('broken step');
    expect(await contents(name)).toEqual(before);
    expect(await cache.get(STORY, 'd')).toEqual(made);
  });
});

describe('two pages of the extension', () => {
  it('give way to a newer version, and say so afterwards', async () => {
    const name = freshName();
    const cache = await kept(name);
    expect(await titleIn(name, [...STEPS, retitle])).toBe('Ice, by step 2');
    await expect(cache.get(STORY, 'd')).rejects.toMatchObject({
      failure: { code: 'storage-full', detail: expect.stringContaining('a newer version of the extension') },
    });
  });

  it('open the database again when it was deleted under them', async () => {
    const name = freshName();
    const cache = await kept(name);
    await new Promise((resolve, reject) => Object.assign(indexedDB.deleteDatabase(name), { onsuccess: resolve, onerror: reject }));
    expect(await cache.list()).toEqual([]);
    await cache.put(made, 'd');
    expect(await cache.get(STORY, 'd')).toEqual(made);
  });

  it('do not wait for an older one that holds the upgrade up, and go on when it is gone', async () => {
    const name = freshName();
    await kept(name);
    const stubborn = await openDB(name);
    const newer = openedOnUse(name, [...STEPS, retitle]);
    const read = (): Promise<unknown> => newer.within(async (of) => (await of.objectStore('entries').getAll())[0]?.title);
    const hindered = { failure: { code: 'storage-full', detail: 'another page holds an older version open' } };
    await expect(read()).rejects.toMatchObject(hindered);
    await expect(read()).rejects.toMatchObject(hindered);
    stubborn.close();
    await expect.poll(() => read().catch(() => null)).toBe('Ice, by step 2');
  });
});

describe('a transaction', () => {
  it('leaves nothing of work that failed half-way', async () => {
    const name = freshName();
    await kept(name);
    const before = await contents(name);
    const work = openedOnUse(name, STEPS).within(async (of) => {
      await of.objectStore('entries').clear();
      await of.objectStore('bodies').clear();
      throw new RangeError('half-way');
    });
    await expect(work).rejects.toThrow('half-way');
    expect(await contents(name)).toEqual(before);
  });

  it('runs beside others', async () => {
    const cache = openCache({ name: freshName(), limit: 1e9 });
    const urls = Array.from({ length: 20 }, (_, at) => `${STORY}/${at}`);
    await Promise.all(urls.map((url) => cache.put(decompositionOf(url), 'd')));
    expect(await Promise.all(urls.map((url) => cache.get(url, 'd')))).toEqual(urls.map((url) => decompositionOf(url)));
  });
});
