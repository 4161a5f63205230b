/** fakeBrowser's messages answer by promise; Chrome's by `sendResponse` after `return true`. This is Chrome's way. */
import { fakeBrowser } from 'wxt/testing';

type Listener = (message: unknown, sender: unknown, reply: (answer: unknown) => void) => unknown;

export function chromeMessages(sender: unknown): void {
  const listeners = new Set<Listener>();
  Object.assign(fakeBrowser.runtime, {
    onMessage: {
      addListener: (listener: Listener) => listeners.add(listener),
      removeListener: (listener: Listener) => listeners.delete(listener),
    },
    sendMessage: (message: unknown) =>
      new Promise((resolve, reject) => {
        const copy = JSON.parse(JSON.stringify(message));
        const later = [...listeners].map((listener) => listener(copy, sender, (answer) => resolve(JSON.parse(JSON.stringify(answer)))));
        if (!later.includes(true)) reject(new Error('Could not establish connection. Receiving end does not exist.'));
      }),
  });
}
