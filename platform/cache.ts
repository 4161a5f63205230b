/**
 * The decompositions that were made or imported, kept under their address and the digest of the text they are of, up to
 * a limit. Whoever reads a private window does not call it.
 */
import { address } from '../core/address';
import type { Decomposition } from '../core/model';
import { STEPS, type Transaction } from './cache-database';
import { type Aside, type Entry, encode, entryOf, keyOf } from './cache-record';
import {
  asideIn,
  asideWeights,
  entriesIn,
  evict,
  firstReadable,
  forget,
  keysAt,
  setAside,
  sum,
  type Unreadable,
} from './cache-transaction';
import { openedOnUse } from './database';

export type { Aside, Entry };
export { keyOf };

/** A cached decomposition and when it was saved, in ms since 1970. */
export interface Cached {
  key: string;
  decomposition: Decomposition;
  savedAt: number;
}

/**
 * Every call may throw FailureError storage-full: without a detail where room is lacking, with one where the browser
 * keeps nothing for another reason. Then nothing has changed.
 */
export interface Cache {
  /** The decomposition of exactly this text. Reading it is a use. */
  get(url: string, digest: string): Promise<Decomposition | null>;
  /** The decomposition of this address that was saved last, of whatever text. Reading it is a use. */
  latest(url: string): Promise<Cached | null>;
  /**
   * Keeps a decomposition, in the place of one of the same text, and takes away those least recently used until the
   * limit is met: never this one, nor one whose key is in `inUse`. What was set aside counts, and goes by its age too.
   */
  put(decomposition: Decomposition, digest: string, inUse?: ReadonlySet<string>): Promise<Entry>;
  /** Last used first. */
  list(): Promise<Entry[]>;
  /** Bytes of all that is kept, set aside or not. */
  total(): Promise<number>;
  /** Forgets what is kept under a key, set aside or not. */
  remove(key: string): Promise<void>;
  /** Forgets everything. */
  clear(): Promise<void>;
  /** What is kept under a key. Looking at it is no use. */
  peek(key: string): Promise<Decomposition | null>;
  /** What could not be read and was set aside, last first. */
  aside(): Promise<Aside[]>;
  /** The text of what was set aside, with U+FFFD for bytes that are none; empty where there is none. */
  asideText(id: number): Promise<string>;
  removeAside(id: number): Promise<void>;
}

export interface CacheOptions {
  /** Of the database. */
  name?: string;
  /** Bytes. */
  limit: number;
  now?: () => number;
}

const DEFAULT_NAME = 'claimshade';

/** Opens nothing yet: the database is opened at the first call, and again when the browser has closed it. */
export function openCache({ name = DEFAULT_NAME, limit, now = Date.now }: CacheOptions): Cache {
  const { within } = openedOnUse(name, STEPS);

  /** What was read counts even where there is no room to note its use, or to set aside what was unreadable: that stays where it is. */
  const reading = async <T extends { unreadable: Unreadable[] }>(
    read: (of: Transaction) => Promise<T>,
    note: (of: Transaction, value: T) => Promise<unknown> = async () => undefined,
  ): Promise<T> => {
    const values: T[] = [];
    try {
      await within(async (of) => {
        const value = await read(of);
        values.push(value);
        for (const one of value.unreadable) await setAside(of, one, now());
        await note(of, value);
      });
    } catch (error) {
      if (values.length === 0) throw error;
    }
    return values[0]!;
  };

  const use = async (keys: (of: Transaction) => Promise<readonly string[]>): Promise<Cached | null> => {
    const { cached } = await reading(
      async (of) => firstReadable(of, await keys(of)),
      async (of, { cached: found }) => found && of.objectStore('entries').put({ ...found.entry, usedAt: now() }),
    );
    return cached && { key: cached.entry.key, decomposition: cached.decomposition, savedAt: cached.entry.savedAt };
  };

  const list = async (): Promise<Entry[]> => (await reading(entriesIn)).entries;

  return {
    get: async (url, digest) => (await use(async () => [keyOf(url, digest)]))?.decomposition ?? null,
    latest: (url) => use((of) => keysAt(of, address(url))),
    put: async (decomposition, digest, inUse = new Set()) => {
      const body = encode(decomposition);
      const entry = entryOf(decomposition, keyOf(decomposition.page.url, digest), body.byteLength, now());
      await within(async (of) => {
        await of.objectStore('entries').put(entry);
        await of.objectStore('bodies').put(body, entry.key);
        await evict(of, limit, new Set([...inUse, entry.key]), entry.savedAt);
      });
      return entry;
    },
    list,
    total: async () => sum([...(await list()), ...(await within(asideWeights))]),
    remove: (key) => within((of) => forget(of, key)),
    clear: () =>
      within(async (of) => {
        for (const store of ['entries', 'bodies', 'aside'] as const) await of.objectStore(store).clear();
      }),
    peek: async (key) => (await reading((of) => firstReadable(of, [key]))).cached?.decomposition ?? null,
    aside: () => within(asideIn),
    asideText: async (id) => {
      const record = await within((of) => of.objectStore('aside').get(id));
      return record?.body instanceof Uint8Array ? new TextDecoder().decode(record.body) : '';
    },
    removeAside: (id) => within((of) => of.objectStore('aside').delete(id)),
  };
}
