/** The stores of the cache. */
import type { DBSchema, IDBPDatabase } from 'idb';
import type { Step, Transaction as TransactionOf } from './database';

/** What is read from a store was written by another version, perhaps: it is `unknown` until it is parsed. */
export interface Stores extends DBSchema {
  /** One small record for each cached decomposition, by key; see Entry. */
  entries: { key: string; value: { key: string; [field: string]: unknown }; indexes: { address: string } };
  /** The decomposition as UTF-8 JSON, by the key of its entry: what it is said to weigh is what is stored. */
  bodies: { key: string; value: unknown };
  /** Entry and body that did not parse, as they were, and why; numbered. `size` gives age and bytes without reading them. */
  aside: { key: number; value: AsideRecord; indexes: { key: string; size: [at: number, bytes: number] } };
}

export interface AsideRecord {
  key: string;
  title: string;
  reason: string;
  /** When it was set aside, in ms since 1970. */
  at: number;
  bytes: number;
  entry: unknown;
  body: unknown;
}

export type Transaction = TransactionOf<Stores>;

function createStores(database: IDBPDatabase<Stores>): void {
  database.createObjectStore('entries', { keyPath: 'key' }).createIndex('address', 'address');
  database.createObjectStore('bodies');
  const aside = database.createObjectStore('aside', { autoIncrement: true });
  aside.createIndex('key', 'key');
  aside.createIndex('size', ['at', 'bytes']);
}

/** Step n leads to version n + 1; the version of the database is how many there are. A step that shipped never changes. */
export const STEPS: readonly Step<Stores>[] = [createStores];
