/** What the toolbar button says of a tab. The browser forgets it when the tab goes to another page. */
import { browser } from 'wxt/browser';

/** White on this has a contrast of 9 to 1. */
const GROUND = '#1c4a73';
const INK = '#ffffff';

export interface Badge {
  /** At most four characters are seen. */
  readonly text: string;
  readonly title: string;
}

/** @param badge null: as it is on a page that is not shaded. Never throws: the tab may be gone. */
export async function setBadge(tab: number, badge: Badge | null): Promise<void> {
  const plain = browser.runtime.getManifest().action?.default_title ?? '';
  const { action } = browser;
  await Promise.allSettled([
    action.setBadgeBackgroundColor({ tabId: tab, color: GROUND }),
    action.setBadgeTextColor({ tabId: tab, color: INK }),
    action.setBadgeText({ tabId: tab, text: badge?.text ?? '' }),
    action.setTitle({ tabId: tab, title: badge?.title ?? plain }),
  ]);
}
