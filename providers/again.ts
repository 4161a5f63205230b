/** The same request once more, where that may help. */
import { type Failure, FailureError } from '../core/model';
import type { Asking, Clock } from '../core/ports';
import { RequestError } from './http';

const LONGEST_WAIT = 60;
const WAITS_MS = [1000, 4000];
const AGAIN = new Set<Failure['code']>(['rate-limited', 'overloaded', 'unreachable', 'cut-short']);

/**
 * Does something again, up to twice, where that may help; waits as long as it was told to, but no more than a minute.
 * @throws FailureError the last one; a longer wait as rate-limited, with its length
 */
export async function again<T>(work: () => Promise<T>, clock: Clock, { stop, waiting }: Asking): Promise<T> {
  for (let attempt = 0; ; attempt++) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof FailureError)) throw error;
      const { code, detail } = error.failure;
      const wait = WAITS_MS[attempt];
      if (wait === undefined || !AGAIN.has(code)) throw error;
      const asked = error instanceof RequestError ? error.retryAfter : null;
      if (asked !== null && asked > LONGEST_WAIT)
        throw new FailureError({ code, detail: `${detail ?? ''} (asked to wait ${Math.round(asked)} s)`.trim() });
      const ms = asked === null ? wait : Math.max(asked * 1000, 100);
      waiting({ because: code as 'rate-limited' | 'overloaded' | 'unreachable' | 'cut-short', seconds: ms / 1000 });
      try {
        await clock.sleep(ms, stop);
      } finally {
        waiting(null);
      }
    }
  }
}
