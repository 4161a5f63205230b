/** What the keys do that the manifest names; the toolbar button's own key is a click on it. */
import { browser } from 'wxt/browser';
import { askPage } from '../../platform/messages';
import { loadView, saveView } from '../../platform/settings';
import { isPanelOpen, post } from './panels';
import { open, repaint } from './runs';

/** A panel that is open shows the other mode itself, and remembers it. */
async function turnMode(tab: number, mode: 'captured' | 'left-out'): Promise<void> {
  if (isPanelOpen(tab)) {
    post(tab, { type: 'mode', mode });
    return;
  }
  const view = { ...(await loadView()), mode };
  if (!(await browser.tabs.get(tab)).incognito) await saveView(view);
  await repaint(tab, view);
}

/** On a page that is not shaded yet, every key shades it. */
export async function obey(command: string, tab: number): Promise<void> {
  const status = await askPage(tab, 'status', null);
  if (!status.ok || status.value.mode === null) return open(tab);
  if (command === 'toggle-mode') return turnMode(tab, status.value.mode === 'captured' ? 'left-out' : 'captured');
  await askPage(tab, 'step', { direction: command === 'next-gap' ? 1 : -1 });
}
