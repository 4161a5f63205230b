/** What the reader chose about the view; kept in the extension's own storage. Read and written by the background alone. */
import { browser } from 'wxt/browser';
import * as z from 'zod/mini';
import { DEFAULT_VIEW, type View } from '../core/shade';

const StoredView = z.object({
  k: z.int().check(z.gte(1), z.lte(100)),
  mode: z.enum(['captured', 'left-out']),
  by: z.enum(['shown', 'all']),
});

/** @throws where it is no View */
export const parseView = (value: unknown): View => StoredView.parse(value);

const KEY = 'view.1';

/** What is stored and no longer parses (another version wrote it) is as good as nothing stored. */
export async function loadView(): Promise<View> {
  const view = StoredView.safeParse((await browser.storage.local.get(KEY))[KEY]);
  return view.success ? view.data : DEFAULT_VIEW;
}

export async function saveView(view: View): Promise<void> {
  await browser.storage.local.set({ [KEY]: view });
}
