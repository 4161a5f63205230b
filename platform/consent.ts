/** To which origins the reader agreed to send text, and when. */
import { browser } from 'wxt/browser';
import * as z from 'zod/mini';

/** Origin → ms since 1970. */
const Consents = z.record(z.string(), z.number());
type Consents = z.infer<typeof Consents>;

const KEY = 'consent.1';

/** What is stored and does not parse is no consent. */
export async function consents(): Promise<Consents> {
  const stored = Consents.safeParse((await browser.storage.local.get(KEY))[KEY]);
  return stored.success ? stored.data : {};
}

/** The origins among these that the reader has not agreed to. */
export async function withoutConsent(origins: readonly string[]): Promise<string[]> {
  const given = await consents();
  return origins.filter((origin) => !Object.hasOwn(given, origin));
}

export async function agree(origins: readonly string[], now = Date.now()): Promise<void> {
  const given = await consents();
  await browser.storage.local.set({ [KEY]: { ...given, ...Object.fromEntries(origins.map((origin) => [origin, now])) } });
}

export async function withdraw(origin: string): Promise<void> {
  const { [origin]: _, ...others } = await consents();
  await browser.storage.local.set({ [KEY]: others });
}
