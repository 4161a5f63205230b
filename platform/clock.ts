/** The clock of the machine: the `Clock` port. */
import { FailureError } from '../core/model';
import type { Clock } from '../core/ports';

export const clock: Clock = {
  now: () => Date.now(),
  sleep: (ms, stop) =>
    new Promise((resolve, reject) => {
      const stopped = (): void => {
        clearTimeout(timer);
        reject(new FailureError({ code: 'stopped' }));
      };
      const timer = setTimeout(() => {
        stop.removeEventListener('abort', stopped);
        resolve();
      }, ms);
      if (stop.aborted) stopped();
      else stop.addEventListener('abort', stopped, { once: true });
    }),
};
