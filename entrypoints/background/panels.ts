/** The open panels by tab, and what they are posted. */
import { type Browser, browser } from 'wxt/browser';
import { fromExtensionPage, PANEL_PORT, type State } from '../../platform/messages';

const panels = new Map<number, Set<Browser.runtime.Port>>();

/** Asked for by a click and not there yet: a page that is kept is shaded before its panel has come up. */
const opening = new Set<number>();

export const isPanelOpen = (tab: number): boolean => panels.has(tab);

/** Open, or on its way. */
export const isPanelCalled = (tab: number): boolean => panels.has(tab) || opening.has(tab);

export function post(tab: number, message: State): void {
  for (const port of panels.get(tab) ?? []) port.postMessage(message);
}

/** Firefox's sidebar, which the types of the common API leave out. */
interface SidebarAction {
  setPanel(details: { tabId: number; panel: string }): Promise<void>;
  open(): Promise<void>;
}

/** Must run inside the click itself: both browsers open a panel for a reader's gesture only. */
export function openPanel(tab: number): void {
  const path = `sidepanel.html?tab=${tab}`;
  opening.add(tab);
  const asked = (opened: Promise<void>): void => void opened.catch(() => opening.delete(tab));
  if (import.meta.env.FIREFOX) {
    const { sidebarAction } = browser as unknown as { sidebarAction: SidebarAction };
    void sidebarAction.setPanel({ tabId: tab, panel: `/${path}` });
    asked(sidebarAction.open());
  } else {
    void browser.sidePanel.setOptions({ tabId: tab, path, enabled: true });
    asked(browser.sidePanel.open({ tabId: tab }));
  }
}

/** A panel's port names its tab, and the run that it shows already (0 for none). */
export function acceptPanels(connected: (tab: number, shows: number, send: (message: State) => void) => void): void {
  browser.runtime.onConnect.addListener((port) => {
    if (!port.name.startsWith(PANEL_PORT) || !port.sender || !fromExtensionPage(port.sender)) {
      port.disconnect();
      return;
    }
    const [tab, shows] = port.name.slice(PANEL_PORT.length).split(':').map(Number);
    if (tab === undefined || shows === undefined) return;
    const ports = panels.get(tab) ?? new Set();
    panels.set(tab, ports.add(port));
    opening.delete(tab);
    port.onDisconnect.addListener(() => {
      ports.delete(port);
      if (ports.size === 0 && panels.get(tab) === ports) panels.delete(tab);
    });
    connected(tab, shows, (message) => port.postMessage(message));
  });
}
