import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Failure } from '../../core/model';
import { type Cache, keyOf, openCache } from '../../platform/cache';
import { decomposition } from '../core/export/generate';
import { contents, decompositionOf, type FullDisk, fill, freshName, tamper } from './cache-world';

const LARGE = 1e9;
const STORY = 'https://a.example/story';

/** A cache whose clock goes one further at every look. */
function cacheOf(name: string, limit = LARGE): Cache {
  let time = 0;
  return openCache({ name, limit, now: () => ++time });
}

const failureOf = (work: Promise<unknown>): Promise<Failure> =>
  work.then(
    () => expect.unreachable('it did not fail'),
    (error) => error.failure,
  );

const titles = async (cache: Cache): Promise<string[]> => (await cache.list()).map(({ title }) => title);

/** Bytes of a decomposition as `decompositionOf` makes it. */
const weight = (of: unknown): number => Buffer.byteLength(JSON.stringify(of), 'utf8');

describe('what was put', () => {
  it('is there for the same address and text, and in another opening of the database', async () => {
    const name = freshName();
    const made = decompositionOf(`${STORY}?utm_source=mail#end`);
    await cacheOf(name).put(made, 'd1');
    const cache = cacheOf(name);
    expect(await cache.get(STORY, 'd1')).toEqual(made);
    expect(await cache.get(STORY, 'd2')).toBeNull();
    expect(await cache.get(`${STORY}s`, 'd1')).toBeNull();
  });

  it('comes back as it was', async () => {
    const cache = cacheOf(freshName());
    await fc.assert(
      fc.asyncProperty(decomposition, async (made) => {
        await cache.put(made, 'd');
        expect(await cache.get(made.page.url, 'd')).toEqual(JSON.parse(JSON.stringify(made)));
        await cache.clear();
      }),
      { numRuns: 40 },
    );
  });

  it('is the latest of its address until another text of it is saved', async () => {
    const cache = cacheOf(freshName());
    expect(await cache.latest(STORY)).toBeNull();
    await cache.put(decompositionOf(STORY, 'new'), 'd2');
    await cache.put(decompositionOf(STORY, 'newer'), 'd1');
    await cache.put(decompositionOf('https://b.example/'), 'd3');
    await cache.get(STORY, 'd2');
    const latest = await cache.latest(`${STORY}?fbclid=1`);
    expect(latest?.decomposition.blocks[0]?.text).toBe('newer');
    expect(latest).toMatchObject({ key: keyOf(STORY, 'd1'), savedAt: 2 });
  });

  it('is replaced by one of the same text', async () => {
    const cache = cacheOf(freshName());
    await cache.put(decompositionOf(STORY, 'a'.repeat(500)), 'd');
    const second = decompositionOf(STORY, 'b', 'Second');
    await cache.put(second, 'd');
    expect(await cache.get(STORY, 'd')).toEqual(second);
    expect(await cache.total()).toBe(weight(second));
  });
});

describe('the list', () => {
  it('has the last used first, with what there is to say and what it weighs in UTF-8', async () => {
    const cache = cacheOf(freshName());
    const [ice, fire] = [decompositionOf(STORY, 'Eis ist kälter. 冰', 'Ice'), decompositionOf('https://b.example/?id=1', 'x', 'Fire')];
    await cache.put(ice, 'd1');
    await cache.put(fire, 'd2');
    expect(await titles(cache)).toEqual(['Fire', 'Ice']);
    await cache.latest(STORY);
    expect(await titles(cache)).toEqual(['Ice', 'Fire']);
    await cache.get('https://b.example/?id=1', 'd2');
    expect(await titles(cache)).toEqual(['Fire', 'Ice']);
    const [, entry] = await cache.list();
    const { figures } = ice.coverage;
    expect(entry).toMatchObject({ url: STORY, title: 'Ice', site: 'a.example', published: null, figures, bytes: weight(ice), savedAt: 1 });
    expect(await cache.total()).toBe(weight(ice) + weight(fire));
  });

  it('loses one, or all', async () => {
    const name = freshName();
    const cache = cacheOf(name);
    for (const path of ['a', 'b', 'c']) await cache.put(decompositionOf(`${STORY}/${path}`, path, path), path);
    await cache.remove(keyOf(`${STORY}/b`, 'b'));
    expect(await titles(cache)).toEqual(['c', 'a']);
    expect(await cache.get(`${STORY}/b`, 'b')).toBeNull();
    await cache.clear();
    expect(await contents(name)).toEqual({ entries: [], bodies: [], aside: [] });
    expect(await cache.total()).toBe(0);
  });
});

describe('the limit', () => {
  const url = (title: string): string => `https://a.example/${title}`;
  const one = (title: string) => decompositionOf(url(title), 'text', title);
  const size = weight(one('a'));
  const keys = (...names: string[]): Set<string> => new Set(names.map((name) => keyOf(url(name), 'd')));

  it('takes away the least recently used, body and all', async () => {
    const name = freshName();
    const cache = cacheOf(name, 3 * size);
    for (const title of ['a', 'b', 'c']) await cache.put(one(title), 'd');
    await cache.get(url('a'), 'd');
    await cache.put(one('d'), 'd');
    expect(await titles(cache)).toEqual(['d', 'a', 'c']);
    expect((await contents(name)).bodies.map(([key]) => key).sort()).toEqual([...keys('a', 'c', 'd')]);
    expect(await cache.total()).toBe(3 * size);
  });

  it('spares what is in use, and what was just written, whatever it weighs', async () => {
    const cache = cacheOf(freshName(), 2 * size);
    for (const title of ['a', 'b']) await cache.put(one(title), 'd');
    await cache.put(one('c'), 'd', keys('a'));
    expect(await titles(cache)).toEqual(['c', 'a']);
    await cache.put(decompositionOf(url('large'), 'x'.repeat(3 * size), 'large'), 'd', keys('a'));
    expect(await titles(cache)).toEqual(['large', 'a']);
    await cache.put(one('d'), 'd');
    expect(await titles(cache)).toEqual(['d']);
  });

  it('counts what was set aside, which goes when it is the oldest', async () => {
    const name = freshName();
    const cache = cacheOf(name, 2 * size);
    await cache.put(one('a'), 'd');
    await tamper(name, 'bodies', keyOf(url('a'), 'd'), () => new Uint8Array(size));
    expect(await cache.get(url('a'), 'd')).toBeNull();
    await cache.put(one('b'), 'd');
    expect(await cache.total()).toBe(2 * size);
    expect(await cache.aside()).toHaveLength(1);
    await cache.put(one('c'), 'd');
    expect(await cache.aside()).toEqual([]);
    expect(await titles(cache)).toEqual(['c', 'b']);
  });

  it('holds after any uses, and what is left was used after what is gone', async () => {
    const act = fc.record({ title: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'), read: fc.boolean() });
    await fc.assert(
      fc.asyncProperty(fc.array(act, { maxLength: 25 }), async (acts) => {
        const cache = cacheOf(freshName(), 3 * size);
        let used: string[] = [];
        for (const { title, read } of acts) {
          if (!read) await cache.put(one(title), 'd');
          else await cache.latest(url(title));
          if (read && !used.includes(title)) continue;
          used = [title, ...used.filter((other) => other !== title)].slice(0, 3);
        }
        expect(await titles(cache)).toEqual(used);
      }),
      { numRuns: 40 },
    );
  });
});

describe('a record that does not parse', () => {
  const KEY = keyOf(STORY, 'd');
  const text = (value: string) => (): Uint8Array => new TextEncoder().encode(value);
  const missing = decompositionOf(STORY) as Partial<ReturnType<typeof decompositionOf>>;
  delete missing.claims;

  it.each([
    ['no JSON', text('{"format":1,'), /JSON/],
    ['no UTF-8', () => new Uint8Array([0x22, 0xff, 0x22]), /encoded data was not valid/],
    ['no bytes', () => ({ format: 1 }), /body: missing/],
    ['a part missing', text(JSON.stringify(missing)), /claims/],
    ['a newer format', text(JSON.stringify({ format: 99 })), /format 99 is newer than/],
  ])('is set aside with the reason: %s', async (_, change, reason) => {
    const name = freshName();
    const cache = cacheOf(name);
    await cache.put(decompositionOf(STORY), 'd');
    await tamper(name, 'bodies', KEY, change);
    const before = await contents(name);
    expect(await cache.get(STORY, 'd')).toBeNull();
    expect(await cache.list()).toEqual([]);
    expect(await cache.aside()).toEqual([
      { id: 1, key: KEY, title: 'Ice', reason: expect.stringMatching(reason), at: 2, bytes: expect.any(Number) },
    ]);
    const { aside, bodies, entries } = await contents(name);
    expect({ bodies, entries }).toEqual({ bodies: [], entries: [] });
    expect(aside[0]?.[1]).toMatchObject({ entry: before.entries[0]?.[1], body: before.bodies[0]?.[1] });
  });

  it('is set aside where it is the small record, by whoever meets it', async () => {
    const meets: ((cache: Cache) => Promise<unknown>)[] = [
      (cache) => cache.get(STORY, 'd'),
      (cache) => cache.latest(STORY),
      (cache) => cache.list(),
      (cache) => cache.total(),
      (cache) => cache.put(decompositionOf('https://b.example/'), 'd'),
    ];
    for (const meet of meets) {
      const name = freshName();
      const cache = cacheOf(name);
      await cache.put(decompositionOf(STORY), 'd');
      await tamper(name, 'entries', KEY, (record) => ({ ...(record as object), usedAt: 'yesterday' }));
      await meet(cache);
      expect(await cache.aside()).toMatchObject([{ key: KEY, reason: expect.stringContaining('usedAt') }]);
      expect(await cache.get(STORY, 'd')).toBeNull();
    }
  });

  it('leaves the one before it as the latest', async () => {
    const name = freshName();
    const cache = cacheOf(name);
    await cache.put(decompositionOf(STORY, 'old'), 'd1');
    await cache.put(decompositionOf(STORY, 'new'), 'd');
    await tamper(name, 'bodies', KEY, text('{}'));
    expect((await cache.latest(STORY))?.decomposition.blocks[0]?.text).toBe('old');
    expect(await cache.aside()).toHaveLength(1);
  });

  it('stays beside the one made anew, until its page is forgotten', async () => {
    const name = freshName();
    const cache = cacheOf(name);
    for (let time = 0; time < 2; time++) {
      await cache.put(decompositionOf(STORY), 'd');
      await tamper(name, 'bodies', KEY, text('{}'));
      await cache.get(STORY, 'd');
    }
    expect(await cache.aside()).toHaveLength(2);
    await cache.put(decompositionOf(STORY), 'd');
    expect(await cache.get(STORY, 'd')).not.toBeNull();
    await cache.remove(KEY);
    expect(await contents(name)).toEqual({ entries: [], bodies: [], aside: [] });
  });
});

describe('without room', () => {
  const full = (['entries', 'bodies'] as const).flatMap((store) => (['at once', 'later'] as const).map((how) => [store, how] as const));

  it.each(full)('nothing is written and nothing is lost: %s, %s', async (store, how: FullDisk) => {
    const name = freshName();
    const made = decompositionOf(STORY);
    const cache = cacheOf(name, weight(made));
    await cache.put(made, 'd');
    const before = await contents(name);
    const free = fill(store, how);
    for (const text of ['Ice floats.', 'Ice sinks.']) {
      expect(await failureOf(cache.put(decompositionOf(STORY, text, 'Again'), text))).toEqual({ code: 'storage-full' });
    }
    expect(await failureOf(cache.put(decompositionOf(STORY, 'x', 'Again'), 'd'))).toEqual({ code: 'storage-full' });
    expect(await contents(name)).toEqual(before);
    free();
    await cache.put(decompositionOf(STORY, 'Ice sinks.', 'Again'), 'd2');
    expect(await titles(cache)).toEqual(['Again']);
  });

  it.each(['at once', 'later'] as const)('what is kept can still be read: %s', async (how) => {
    const name = freshName();
    const cache = cacheOf(name);
    const made = decompositionOf(STORY);
    await cache.put(made, 'd');
    const before = await contents(name);
    fill('entries', how);
    expect(await cache.get(STORY, 'd')).toEqual(made);
    expect((await cache.latest(STORY))?.decomposition).toEqual(made);
    expect(await contents(name)).toEqual(before);
  });

  it.each(['at once', 'later'] as const)('what is unreadable stays where it is: %s', async (how) => {
    const name = freshName();
    const cache = cacheOf(name);
    await cache.put(decompositionOf(STORY), 'd');
    await tamper(name, 'bodies', keyOf(STORY, 'd'), () => new Uint8Array(3));
    const before = await contents(name);
    const free = fill('aside', how);
    expect(await cache.get(STORY, 'd')).toBeNull();
    expect(await contents(name)).toEqual(before);
    free();
    expect(await cache.get(STORY, 'd')).toBeNull();
    expect(await cache.aside()).toHaveLength(1);
  });
});
