/**
 * API keys, each under the one origin that it may be sent to: whoever asks for another host's key finds none. Kept in the extension's own
 * IndexedDB, which no page and no content script can open, or in storage.session, which the browser forgets when it closes. The settings page
 * writes and the background reads here; no message, export or log carries a key.
 */
import type { DBSchema } from 'idb';
import { browser } from 'wxt/browser';
import { openedOnUse, type Step } from './database';

interface Stores extends DBSchema {
  keys: { key: string; value: unknown };
}

const STEPS: readonly Step<Stores>[] = [(database) => void database.createObjectStore('keys')];

export type KeyLasts = 'kept' | 'session';

/** Calls may throw FailureError storage-full where the browser keeps nothing. */
export interface Keys {
  get(origin: string): Promise<string | null>;
  /** In the place of any other of this origin. */
  put(origin: string, key: string, lasts: KeyLasts): Promise<void>;
  forget(origin: string): Promise<void>;
  /** How long the key of an origin lasts; null where there is none. */
  lasts(origin: string): Promise<KeyLasts | null>;
}

const sessionName = (origin: string): string => `key ${origin}`;

async function inSession(origin: string): Promise<string | null> {
  const name = sessionName(origin);
  const value = (await browser.storage.session.get(name))[name];
  return typeof value === 'string' ? value : null;
}

export function openKeys(name = 'claimshade keys'): Keys {
  const { within } = openedOnUse(name, STEPS);
  const kept = async (origin: string): Promise<string | null> => {
    const value = await within((of) => of.objectStore('keys').get(origin));
    return typeof value === 'string' ? value : null;
  };
  const forget = async (origin: string): Promise<void> => {
    await browser.storage.session.remove(sessionName(origin));
    await within((of) => of.objectStore('keys').delete(origin));
  };
  return {
    get: async (origin) => (await inSession(origin)) ?? (await kept(origin)),
    put: async (origin, key, lasts) => {
      await forget(origin);
      if (lasts === 'session') await browser.storage.session.set({ [sessionName(origin)]: key });
      else await within((of) => of.objectStore('keys').put(key, origin));
    },
    forget,
    lasts: async (origin) => {
      if ((await inSession(origin)) !== null) return 'session';
      return (await kept(origin)) === null ? null : 'kept';
    },
  };
}
