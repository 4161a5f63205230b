/** A worker is ended after 30 s without an event of the extension's own; bytes that come from the network are none. */
import { browser } from 'wxt/browser';

const EVERY_MS = 20_000;

/** Keeps the worker alive for as long as the work takes, and no longer. */
export async function alive<T>(work: () => Promise<T>): Promise<T> {
  const beat = setInterval(() => void browser.runtime.getPlatformInfo(), EVERY_MS);
  try {
    return await work();
  } finally {
    clearInterval(beat);
  }
}
