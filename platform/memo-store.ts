/**
 * Where finished answers of providers are kept, each under the digest of its question, so that none is paid for twice. Up to a limit of bytes;
 * those that were used longest ago go first. In a private window nothing is written to disk: the answers live as long as the worker.
 */
import type { DBSchema } from 'idb';
import { openedOnUse, type Step, type Transaction } from './database';

interface Answer {
  key: string;
  /** JSON: what comes back is parsed by whoever asked. */
  json: string;
  bytes: number;
  /** ms since 1970 */
  usedAt: number;
}

interface Stores extends DBSchema {
  answers: { key: string; value: Answer; indexes: { use: [usedAt: number, bytes: number] } };
}

const STEPS: readonly Step<Stores>[] = [
  (database) => void database.createObjectStore('answers', { keyPath: 'key' }).createIndex('use', ['usedAt', 'bytes']),
];

export interface MemoStore {
  /** undefined where there is none. Reading it is a use. */
  get(key: string): Promise<unknown>;
  /** @throws FailureError storage-full */
  put(key: string, value: unknown): Promise<void>;
  clear(): Promise<void>;
}

export interface MemoOptions {
  name?: string;
  /** Bytes. */
  limit: number;
  now?: () => number;
}

/** Takes the least recently used away until the limit is met; never `spared`. Reads no answer. */
async function evict(of: Transaction<Stores>, limit: number, spared: string): Promise<void> {
  const store = of.objectStore('answers');
  const uses: { key: string; bytes: number }[] = [];
  for (let cursor = await store.index('use').openKeyCursor(); cursor; cursor = await cursor.continue()) {
    uses.push({ key: cursor.primaryKey, bytes: cursor.key[1] });
  }
  let total = uses.reduce((sum, { bytes }) => sum + bytes, 0);
  for (const { key, bytes } of uses) {
    if (total <= limit) return;
    if (key === spared) continue;
    await store.delete(key);
    total -= bytes;
  }
}

export function openMemoStore({ name = 'claimshade answers', limit, now = Date.now }: MemoOptions): MemoStore {
  const { within } = openedOnUse(name, STEPS);
  return {
    get: async (key) => {
      const record = await within(async (of) => {
        const found = await of.objectStore('answers').get(key);
        if (found !== undefined) await of.objectStore('answers').put({ ...found, usedAt: now() });
        return found;
      });
      return record === undefined ? undefined : JSON.parse(record.json);
    },
    put: (key, value) =>
      within(async (of) => {
        const json = JSON.stringify(value);
        await of.objectStore('answers').put({ key, json, bytes: json.length, usedAt: now() });
        await evict(of, limit, key);
      }),
    clear: () => within((of) => of.objectStore('answers').clear()),
  };
}

/** For a private window: in memory alone, beside what was kept before. */
export function privateMemo(kept: Pick<MemoStore, 'get'>): Pick<MemoStore, 'get' | 'put'> {
  const answers = new Map<string, string>();
  return {
    get: async (key) => {
      const own = answers.get(key);
      return own === undefined ? kept.get(key) : JSON.parse(own);
    },
    put: async (key, value) => void answers.set(key, JSON.stringify(value)),
  };
}
