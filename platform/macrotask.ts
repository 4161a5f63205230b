/** Turns of the event loop. Apart from what ends a run, so that the content script can take them too. */

/**
 * Gives others a turn when the last one is long enough ago, else goes on at once. By a MessageChannel: nested timeouts
 * are held back by 4 ms each, which is more than most slices take, and by a second in a tab behind others.
 * @param longest milliseconds that others wait for their turn, besides the slice that is under way
 */
export function takingTurns(longest: number): () => Promise<void> {
  const waiting: (() => void)[] = [];
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = () => waiting.shift()?.();
  let last = performance.now();
  return async () => {
    if (performance.now() - last < longest) return;
    await new Promise<void>((resolve) => {
      waiting.push(resolve);
      port2.postMessage(null);
    });
    last = performance.now();
  };
}
