/** What the reader chose; kept in the extension's own storage. Written by the background (the view) and the settings page (the rest). */
import { browser } from 'wxt/browser';
import * as z from 'zod/mini';
import { readSettings, type Settings } from '../core/settings';
import { DEFAULT_VIEW, type View } from '../core/shade';

const StoredView = z.object({
  k: z.int().check(z.gte(1), z.lte(100)),
  mode: z.enum(['captured', 'left-out']),
  by: z.enum(['shown', 'all']),
  thresholds: z.catch(z.record(z.string(), z.number().check(z.gte(0), z.lte(1))), {}),
});

/** @throws where it is no View */
export const parseView = (value: unknown): View => StoredView.parse(value);

const VIEW = 'view.1';

/** What is stored and no longer parses (another version wrote it) is as good as nothing stored. */
export async function loadView(): Promise<View> {
  const view = StoredView.safeParse((await browser.storage.local.get(VIEW))[VIEW]);
  return view.success ? view.data : DEFAULT_VIEW;
}

export async function saveView(view: View): Promise<void> {
  await browser.storage.local.set({ [VIEW]: view });
}

/** Has no version in its name: every version reads what another wrote, field by field. */
const SETTINGS = 'settings';

export async function loadSettings(): Promise<Settings> {
  return readSettings((await browser.storage.local.get(SETTINGS))[SETTINGS]);
}

/** Fields that a newer version wrote and this one does not know stay as they are. */
export async function saveSettings(settings: Settings): Promise<void> {
  const stored: unknown = (await browser.storage.local.get(SETTINGS))[SETTINGS];
  const others = typeof stored === 'object' && stored !== null ? stored : {};
  await browser.storage.local.set({ [SETTINGS]: { ...others, ...settings } });
}
