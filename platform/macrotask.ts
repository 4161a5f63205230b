/** Turns of the event loop. Apart from what ends a run, so that the content script can take them too. */

/** By a MessageChannel: nested timeouts are held back by 4 ms each, and by a second in a tab behind others. */
const macrotask = (): Promise<void> =>
  new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      // A port that is left open with a listener is never collected.
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });

/**
 * Gives others a turn when the last one is long enough ago, else goes on at once.
 * @param longest milliseconds that others wait for their turn, besides the slice that is under way
 */
export function takingTurns(longest: number): () => Promise<void> {
  let last = performance.now();
  return async () => {
    if (performance.now() - last < longest) return;
    await macrotask();
    last = performance.now();
  };
}
