/** Whether the extension is still there: after an update or a reload an old content script lives on without it. */
import { browser } from 'wxt/browser';

export const isExtensionAlive = (): boolean => browser.runtime?.id !== undefined;
