/** Turns of the event loop for the worker's long pure work: the `pause` port of core. */
import { FailureError } from '../core/model';
import type { Pause } from '../core/ports';
import { takingTurns } from './macrotask';

const LONGEST_MS = 12;

/**
 * @param signal ends the work at its next pause: work that was superseded must not hold the worker
 * @throws FailureError stopped, from the pause
 */
export function turns(signal: AbortSignal): Pause {
  const turn = takingTurns(LONGEST_MS);
  return async () => {
    if (signal.aborted) throw new FailureError({ code: 'stopped' });
    await turn();
  };
}
