/** Turns of the event loop for long pure work: the `pause` port of core. */
import { FailureError, type Pause } from '../core/model';

/** Other messages wait no longer than this for their turn, besides the slice that is under way. */
const LONGEST_MS = 12;

/**
 * Gives others a turn when the last one is long enough ago, else goes on at once. By a MessageChannel: nested timeouts
 * are held back by 4 ms each, which is more than most slices take.
 * @param signal ends the work at its next pause: work that was superseded must not hold the worker
 * @throws FailureError stopped, from the pause
 */
export function turns(signal: AbortSignal): Pause {
  const waiting: (() => void)[] = [];
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = () => waiting.shift()?.();
  let last = performance.now();
  return async () => {
    if (signal.aborted) throw new FailureError({ code: 'stopped' });
    if (performance.now() - last < LONGEST_MS) return;
    await new Promise<void>((resolve) => {
      waiting.push(resolve);
      port2.postMessage(null);
    });
    last = performance.now();
  };
}
