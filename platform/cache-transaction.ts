/** What the cache does inside one transaction. */
import type { Decomposition } from '../core/model';
import type { Transaction } from './cache-database';
import { Aside, type Entry, type Read, readBody, readEntry } from './cache-record';

/** The key of a record that did not parse, and why. */
export interface Unreadable {
  key: string;
  reason: string;
}

/** Something that a limit can take away. */
interface Weight {
  bytes: number;
  usedAt: number;
  key: string | null;
  remove(): Promise<void>;
}

const byUse = (a: Entry, b: Entry): number => b.usedAt - a.usedAt || b.savedAt - a.savedAt;

const stringIn = (record: unknown, field: string): string => {
  const value = typeof record === 'object' && record !== null ? (record as Record<string, unknown>)[field] : undefined;
  return typeof value === 'string' ? value : '';
};

async function remove(of: Transaction, key: string): Promise<void> {
  await of.objectStore('entries').delete(key);
  await of.objectStore('bodies').delete(key);
}

/** What is kept under a key, set aside or not. */
export async function forget(of: Transaction, key: string): Promise<void> {
  await remove(of, key);
  const store = of.objectStore('aside');
  for (const id of await store.index('key').getAllKeys(key)) await store.delete(id);
}

/** Last first. */
export async function asideIn(of: Transaction): Promise<Aside[]> {
  const all: Aside[] = [];
  // one at a time: each holds the whole of what could not be read
  for (let cursor = await of.objectStore('aside').openCursor(); cursor; cursor = await cursor.continue()) {
    all.push({ ...Aside.parse(cursor.value), id: cursor.primaryKey });
  }
  return all.sort((a, b) => b.at - a.at);
}

/** Moves a record as it is, with the reason. */
export async function setAside(of: Transaction, { key, reason }: Unreadable, at: number): Promise<void> {
  const entry: unknown = await of.objectStore('entries').get(key);
  const body = await of.objectStore('bodies').get(key);
  const bytes = body instanceof Uint8Array ? body.byteLength : 0;
  await of.objectStore('aside').add({ key, title: stringIn(entry, 'title'), reason, at, bytes, entry, body });
  await remove(of, key);
}

/** Last used first. */
export async function entriesIn(of: Transaction): Promise<{ entries: Entry[]; unreadable: Unreadable[] }> {
  const records = await of.objectStore('entries').getAll();
  const read = records.map((record): [string, Read<Entry>] => [record.key, readEntry(record)]);
  return {
    entries: read.flatMap(([, entry]) => (entry.ok ? [entry.value] : [])).sort(byUse),
    unreadable: read.flatMap(([key, entry]) => (entry.ok ? [] : [{ key, reason: entry.reason }])),
  };
}

/** Without reading what was set aside. */
export async function asideWeights(of: Transaction): Promise<Weight[]> {
  const store = of.objectStore('aside');
  const weights: Weight[] = [];
  for (let cursor = await store.index('size').openKeyCursor(); cursor; cursor = await cursor.continue()) {
    const [at, bytes] = cursor.key;
    const id = cursor.primaryKey;
    weights.push({ bytes, usedAt: at, key: null, remove: () => store.delete(id) });
  }
  return weights;
}

export const sum = (weights: readonly { bytes: number }[]): number => weights.reduce((total, { bytes }) => total + bytes, 0);

/** Takes the least recently used away until `limit` bytes are met, but for the `spared` keys. What is unreadable is set aside, and weighed there. */
export async function evict(of: Transaction, limit: number, spared: ReadonlySet<string>, now: number): Promise<void> {
  const { entries, unreadable } = await entriesIn(of);
  for (const one of unreadable) await setAside(of, one, now);
  const kept = entries.map(({ bytes, usedAt, key }): Weight => ({ bytes, usedAt, key, remove: () => remove(of, key) }));
  const weights = [...kept, ...(await asideWeights(of))];
  let total = sum(weights);
  for (const weight of weights.sort((a, b) => a.usedAt - b.usedAt)) {
    if (total <= limit) return;
    if (weight.key !== null && spared.has(weight.key)) continue;
    await weight.remove();
    total -= weight.bytes;
  }
}

export interface Readable {
  entry: Entry;
  decomposition: Decomposition;
}

/** The first of these keys whose record parses, and those before it whose do not. */
export async function firstReadable(
  of: Transaction,
  keys: readonly string[],
): Promise<{ cached: Readable | null; unreadable: Unreadable[] }> {
  const unreadable: Unreadable[] = [];
  for (const key of keys) {
    const record: unknown = await of.objectStore('entries').get(key);
    if (record === undefined) continue;
    const entry = readEntry(record);
    const body = entry.ok ? readBody(await of.objectStore('bodies').get(key)) : entry;
    if (entry.ok && body.ok) return { cached: { entry: entry.value, decomposition: body.value }, unreadable };
    if (!body.ok) unreadable.push({ key, reason: body.reason });
  }
  return { cached: null, unreadable };
}

/** Keys of an address, saved last first. */
export async function keysAt(of: Transaction, address: string): Promise<string[]> {
  const records = await of.objectStore('entries').index('address').getAll(address);
  const savedAt = (record: unknown): number => {
    const entry = readEntry(record);
    return entry.ok ? entry.value.savedAt : 0;
  };
  return records.sort((a, b) => savedAt(b) - savedAt(a)).map(({ key }) => key);
}
