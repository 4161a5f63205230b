/** What the cache keeps of a decomposition, and the way back: nothing that was stored is believed until it is parsed. */
import * as z from 'zod/mini';
import { address } from '../core/address';
import { migrate } from '../core/migrate';
import { type Decomposition, FailureError, Figures } from '../core/model';

const time = z.number();

/** What is known of a cached decomposition without reading it. Times in ms since 1970. */
export const Entry = z.object({
  key: z.string(),
  address: z.string(),
  /** As the page was opened; the address is derived from it. */
  url: z.string(),
  title: z.string(),
  site: z.nullable(z.string()),
  published: z.nullable(z.string()),
  figures: Figures,
  /** The body's, as stored. */
  bytes: z.int().check(z.nonnegative()),
  savedAt: time,
  usedAt: time,
});
export type Entry = z.infer<typeof Entry>;

/** What was set aside because it did not parse, and why. Never throws its own: a field that is gone is shown empty. */
export const Aside = z.object({
  key: z.catch(z.string(), ''),
  title: z.catch(z.string(), ''),
  reason: z.catch(z.string(), ''),
  at: z.catch(time, 0),
  bytes: z.catch(z.number(), 0),
});
/** `id` is its number among what was set aside. */
export type Aside = z.infer<typeof Aside> & { readonly id: number };

/**
 * Of one text at one address.
 * @param digest of the kept text
 */
export const keyOf = (url: string, digest: string): string => `${address(url)} ${digest}`;

export function entryOf({ page, coverage }: Decomposition, key: string, bytes: number, now: number): Entry {
  const { url, title, site, published } = page;
  return { key, address: address(url), url, title, site, published, figures: coverage.figures, bytes, savedAt: now, usedAt: now };
}

/** UTF-8 JSON: its length is its weight, and a record of any format can be read. */
export const encode = (decomposition: Decomposition): Uint8Array => new TextEncoder().encode(JSON.stringify(decomposition));

export type Read<T> = { ok: true; value: T } | { ok: false; reason: string };

function attempt<T>(read: () => T): Read<T> {
  try {
    return { ok: true, value: read() };
  } catch (error) {
    if (error instanceof FailureError) return { ok: false, reason: error.failure.detail ?? error.failure.code };
    // TextDecoder and JSON.parse, on bytes that are not what was written
    if (error instanceof TypeError || error instanceof SyntaxError) return { ok: false, reason: error.message };
    throw error;
  }
}

export function readEntry(record: unknown): Read<Entry> {
  const parsed = Entry.safeParse(record);
  if (parsed.success) return { ok: true, value: parsed.data };
  const [issue] = parsed.error.issues;
  return { ok: false, reason: `entry: ${issue!.path.map(String).join('.')}: ${issue!.message}` };
}

export function readBody(record: unknown): Read<Decomposition> {
  if (!(record instanceof Uint8Array)) return { ok: false, reason: 'body: missing, or of no known form' };
  return attempt(() => migrate(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(record))));
}
