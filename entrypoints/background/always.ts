/** A page of a site that the reader wants always shaded is shaded once it has loaded, with no panel opened. */
import { browser } from 'wxt/browser';
import { isAlways } from '../../platform/always';
import { askPage } from '../../platform/messages';
import { open } from './runs';

async function loaded(tab: number, url: string): Promise<void> {
  if (!(await isAlways(url))) return;
  const status = await askPage(tab, 'status', null);
  if (!status.ok || !status.value.on) await open(tab, true);
}

export function shadeAlways(): void {
  browser.tabs.onUpdated.addListener((tab, { status }, { url }) => {
    // Of other sites the browser does not say the address.
    if (status === 'complete' && url !== undefined) void loaded(tab, url);
  });
}
