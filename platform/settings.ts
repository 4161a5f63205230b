/** What the reader chose about the view; kept in the extension's own storage. */
import { browser } from 'wxt/browser';
import * as z from 'zod/mini';

export const View = z.object({
  /** Claims shown. */
  k: z.int().check(z.gte(1), z.lte(100)),
  mode: z.enum(['captured', 'left-out']),
  by: z.enum(['shown', 'all']),
});
export type View = z.infer<typeof View>;

/** The reference page shows five. */
export const DEFAULT_VIEW: View = { k: 5, mode: 'captured', by: 'shown' };

const KEY = 'view.1';

/** What is stored and no longer parses (another version wrote it) is as good as nothing stored. */
export async function loadView(): Promise<View> {
  const stored = (await browser.storage.local.get(KEY))[KEY];
  const view = View.safeParse(stored);
  return view.success ? view.data : DEFAULT_VIEW;
}

export async function saveView(view: View): Promise<void> {
  await browser.storage.local.set({ [KEY]: view });
}
