/** A cache in a database of its own, a hand on what is stored, and disks that are full. */
import 'fake-indexeddb/auto';
import { openDB } from 'idb';
import { onTestFinished } from 'vitest';
import type { Decomposition } from '../../core/model';

let databases = 0;

export const freshName = (): string => `cache ${++databases}`;

/** Small, whole, and of one text. */
export function decompositionOf(url: string, text = 'Ice floats.', title = 'Ice'): Decomposition {
  return {
    format: 3,
    outside: null,
    page: { url, title, byline: null, site: 'a.example', published: null, lang: 'en', source: 'url', part: null },
    blocks: [{ id: 0, kind: 'paragraph', text, section: null, label: 'content', rule: 'prose' }],
    headline: title,
    summary: '',
    questions: [],
    claims: [],
    similarities: { claims: [], sentences: [], spans: [], apart: [] },
    selection: { selected: [], rejected: [], kept: [] },
    coverage: { blocks: [], figures: { shown: 0, all: 0.25, touchedShown: 0, touchedAll: 0, paragraphs: 1 } },
    edits: [],
    recipe: {
      decomposer: { provider: 'p', model: null, version: '1' },
      similarity: { provider: 's', model: null, version: '1', calibrated: true },
      threshold: 0.85,
      rule: 'facts',
      k: 5,
    },
    failed: [],
    audit: null,
    usage: [],
  };
}

type StoreName = 'entries' | 'bodies' | 'aside';

/** Everything in the database, for comparison. */
export async function contents(name: string): Promise<Record<StoreName, [IDBValidKey, unknown][]>> {
  const database = await openDB(name);
  const all = async (store: StoreName): Promise<[IDBValidKey, unknown][]> => {
    const keys = await database.getAllKeys(store);
    return Promise.all(keys.map(async (key): Promise<[IDBValidKey, unknown]> => [key, await database.get(store, key)]));
  };
  const found = { entries: await all('entries'), bodies: await all('bodies'), aside: await all('aside') };
  database.close();
  return found;
}

/** Changes a record behind the cache's back. */
export async function tamper(name: string, store: 'entries' | 'bodies', key: string, change: (record: unknown) => unknown): Promise<void> {
  const database = await openDB(name);
  const record: unknown = await database.get(store, key);
  await database.put(store, change(record), store === 'bodies' ? key : undefined);
  database.close();
}

/** `at once`: the call itself throws, `later`: the request is made and the transaction ends by itself. */
export type FullDisk = 'at once' | 'later';

/** Writing to a store finds no room, until the returned function is called or the test ends. */
export function fill(store: StoreName | 'answers', how: FullDisk): () => void {
  const { put, add } = IDBObjectStore.prototype;
  type Write = typeof put;
  const failing = (write: Write): Write =>
    function (this: IDBObjectStore, ...given) {
      if (this.name !== store) return write.apply(this, given);
      if (how === 'at once') throw new DOMException('full', 'QuotaExceededError');
      const request = write.apply(this, given);
      (this.transaction as IDBTransaction & { _abort(name: string): void })._abort('QuotaExceededError');
      return request;
    };
  const restore = (): void => {
    Object.assign(IDBObjectStore.prototype, { put, add });
  };
  Object.assign(IDBObjectStore.prototype, { put: failing(put), add: failing(add) });
  onTestFinished(restore);
  return restore;
}
