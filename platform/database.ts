/** IndexedDB for what must not be half written: a database that opens itself, the steps that made its stores, and transactions that either happen or do not. */
import { type DBSchema, type IDBPDatabase, type IDBPTransaction, openDB, type StoreNames } from 'idb';
import { FailureError } from '../core/model';

export type Transaction<S extends DBSchema> = IDBPTransaction<S, StoreNames<S>[], 'readwrite'>;
type Upgrade<S extends DBSchema> = IDBPTransaction<S, StoreNames<S>[], 'versionchange'>;

/** Brings the database from one version to the next. Awaits nothing but the database. */
export type Step<S extends DBSchema> = (database: IDBPDatabase<S>, transaction: Upgrade<S>) => void | Promise<void>;

const nameOf = (error: unknown): string => (error instanceof Error ? error.name : '');

/**
 * A reader can act on one failure only, the lack of space; the others (the browser keeps nothing, a newer version has
 * been here) end the same way, nothing is kept, and their detail says which it was.
 */
function failureOf(error: unknown): unknown {
  if (error instanceof FailureError || !(error instanceof DOMException)) return error;
  if (error.name === 'QuotaExceededError') return new FailureError({ code: 'storage-full' });
  const newer = error.name === 'VersionError' ? 'a newer version of the extension has written here; ' : '';
  return new FailureError({ code: 'storage-full', detail: `${newer}${error.name}: ${error.message}` });
}

function abort(transaction: { abort(): void }): void {
  try {
    transaction.abort();
  } catch (error) {
    // it has ended by itself, which is what was wanted
    if (nameOf(error) !== 'InvalidStateError') throw error;
  }
}

/** Opens the database; `lost` is called when the connection is closed for a newer version, or by the browser. */
async function openDatabase<S extends DBSchema>(
  name: string,
  steps: readonly Step<S>[],
  blocked: () => void,
  lost: () => void,
): Promise<IDBPDatabase<S>> {
  const causes: unknown[] = [];
  const upgrade = async (connection: IDBPDatabase<S>, from: number, transaction: Upgrade<S>): Promise<void> => {
    const stepping = async (): Promise<void> => {
      for (const step of steps.slice(from)) await step(connection, transaction);
    };
    const stepped = stepping().catch((error: unknown) => {
      causes.push(error);
      abort(transaction);
    });
    await Promise.allSettled([stepped, transaction.done]);
  };
  try {
    return await openDB<S>(name, steps.length, {
      upgrade: (connection, from, _to, transaction) => void upgrade(connection, from, transaction),
      blocked,
      blocking: (_from, _to, event) => {
        lost();
        (event.target as IDBDatabase).close();
      },
      terminated: lost,
    });
  } catch (error) {
    // what the browser says of a failed step is only that it was aborted
    throw causes[0] ?? error;
  }
}

export interface Database<S extends DBSchema> {
  /**
   * Runs `work` in one transaction over all stores: when it rejects, or the browser cannot write, nothing has changed.
   * `work` awaits nothing but the database.
   * @throws FailureError storage-full, or what `work` threw
   */
  within<T>(work: (transaction: Transaction<S>) => Promise<T>): Promise<T>;
}

/** A connection, or the attempt at one; `usable` fails where an older page holds it up, until it no longer does. */
interface Attempt<S extends DBSchema> {
  usable: Promise<IDBPDatabase<S>>;
}

function attempt<S extends DBSchema>(name: string, steps: readonly Step<S>[], over: () => void): Attempt<S> {
  let giveUp = (_error: unknown): void => undefined;
  const blocked = (): void => giveUp(new FailureError({ code: 'storage-full', detail: 'another page holds an older version open' }));
  const opening = openDatabase(name, steps, blocked, over);
  const made: Attempt<S> = {
    usable: new Promise((resolve, reject) => {
      giveUp = reject;
      opening.then(
        (connection) => {
          resolve(connection);
          made.usable = opening;
        },
        (error) => {
          over();
          reject(error);
        },
      );
    }),
  };
  return made;
}

async function inTransaction<S extends DBSchema, T>(
  connection: IDBPDatabase<S>,
  work: (transaction: Transaction<S>) => Promise<T>,
): Promise<T> {
  const transaction = connection.transaction([...connection.objectStoreNames], 'readwrite');
  const working = work(transaction).catch((error: unknown) => {
    abort(transaction);
    throw error;
  });
  const [worked, done] = await Promise.allSettled([working, transaction.done]);
  if (worked.status === 'fulfilled' && done.status === 'fulfilled') return worked.value;
  // of several errors the one that is not "aborted" is the cause of the others
  const errors = [worked, done].flatMap((one) => (one.status === 'rejected' ? [one.reason] : []));
  throw [...errors, transaction.error].find((error) => error && nameOf(error) !== 'AbortError') ?? errors[0];
}

/**
 * A database that is opened at its first use and again whenever the connection was lost. It closes itself for a page
 * with a newer version; while an older page holds an upgrade up, transactions fail instead of waiting for it.
 */
export function openedOnUse<S extends DBSchema>(name: string, steps: readonly Step<S>[]): Database<S> {
  let current: Attempt<S> | null = null;
  const connect = (): Promise<IDBPDatabase<S>> => {
    if (current === null) {
      const made = attempt(name, steps, () => {
        if (current === made) current = null;
      });
      current = made;
    }
    return current.usable;
  };
  return {
    within: async (work) => {
      try {
        return await inTransaction(await connect(), work);
      } catch (error) {
        throw failureOf(error);
      }
    },
  };
}
