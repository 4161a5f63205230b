/** What the panel asks of the browser around the page. */
import { browser } from 'wxt/browser';
import type { Shortcut, StartingActions } from '../../components/starting';
import { always, isAlways, noLonger, siteOf } from '../../platform/always';

/** Firefox's own way to its list, which the types of the common API leave out. */
interface FirefoxCommands {
  openShortcutSettings?(): Promise<void>;
}

async function shortcuts(): Promise<Shortcut[]> {
  const commands = await browser.commands.getAll();
  return commands.map(({ name = '', description, shortcut }) => ({ name, description: description || null, keys: shortcut || null }));
}

function changeShortcuts(): void {
  const commands: typeof browser.commands & FirefoxCommands = browser.commands;
  if (commands.openShortcutSettings) void commands.openShortcutSettings();
  else void browser.tabs.create({ url: 'chrome://extensions/shortcuts' });
}

async function setAlways(url: string, on: boolean): Promise<boolean> {
  const site = siteOf(url);
  if (site === null) return false;
  if (on) return always(site);
  await noLonger(site);
  return false;
}

export const startingActions = (): StartingActions => ({
  isAlways: async (url) => (siteOf(url) === null ? null : isAlways(url)),
  setAlways,
  shortcuts,
  changeShortcuts,
});
