/** The sites that the reader has shaded whenever a page of them is opened; each with the browser's permission to read it. */
import { browser } from 'wxt/browser';
import * as z from 'zod/mini';

const ALWAYS = 'always.1';
const Sites = z.array(z.string());

/** A site as the browser grants it: scheme and host, no port; null for what is no web page. */
export function siteOf(url: string): string | null {
  if (!URL.canParse(url)) return null;
  const { protocol, hostname } = new URL(url);
  return protocol === 'http:' || protocol === 'https:' ? `${protocol}//${hostname}/*` : null;
}

async function load(): Promise<string[]> {
  const stored = Sites.safeParse((await browser.storage.local.get(ALWAYS))[ALWAYS]);
  return stored.success ? stored.data : [];
}

/** A host may be permitted for a model's sake too: both have to be there, the reader's word and the browser's. */
export async function isAlways(url: string): Promise<boolean> {
  const site = siteOf(url);
  return site !== null && (await load()).includes(site) && browser.permissions.contains({ origins: [site] });
}

/**
 * Must be called inside the reader's gesture, with nothing awaited before.
 * @returns whether the browser's question was answered with yes
 */
export async function always(site: string): Promise<boolean> {
  if (!(await browser.permissions.request({ origins: [site] }))) return false;
  await browser.storage.local.set({ [ALWAYS]: [...new Set([...(await load()), site])] });
  return true;
}

/** Gives the browser's permission back too; one that cannot be given back is of no use without the reader's word. */
export async function noLonger(site: string): Promise<void> {
  await browser.storage.local.set({ [ALWAYS]: (await load()).filter((one) => one !== site) });
  await browser.permissions.remove({ origins: [site] }).catch(() => false);
}
