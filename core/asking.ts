/** What goes with a question where nobody listens; and a long question whose progress is yielded while it is under way. */
import type { Candidate } from './model';
import type { Asking, Pause, Stop, Waiting } from './ports';

const NEVER: Stop = { aborted: false, addEventListener: () => undefined, removeEventListener: () => undefined };

/** Tells nobody, stops never, allows everything, but for what is given. */
export const quietly = (pause: Pause, more: Partial<Asking> = {}): Asking => ({
  pause,
  stop: NEVER,
  told: () => undefined,
  progress: () => undefined,
  waiting: () => undefined,
  may: async () => true,
  spent: () => undefined,
  ...more,
});

/** How far a question has come. */
export interface Heard {
  /** In the order in which they came. */
  readonly told: readonly Candidate[];
  readonly done: number;
  readonly total: number;
  readonly waiting: Waiting | null;
}

/** Asks, and yields what was heard whenever there is something new; what comes between two turns of the consumer is yielded once. */
export async function* heard<T>(asking: Asking, ask: (asking: Asking) => Promise<T>): AsyncGenerator<Heard, T> {
  let now: Heard = { told: [], done: 0, total: 0, waiting: null };
  let seen = now;
  let wake = (): void => undefined;
  const hear = (more: Partial<Heard>): void => {
    now = { ...now, ...more };
    wake();
  };
  let over = false;
  const answer = ask({
    ...asking,
    told: (candidate) => {
      asking.told(candidate);
      hear({ told: [...now.told, candidate] });
    },
    progress: (done, total) => {
      asking.progress(done, total);
      hear({ done, total });
    },
    waiting: (waiting) => {
      asking.waiting(waiting);
      hear({ waiting });
    },
  });
  const end = (): void => {
    over = true;
    wake();
  };
  answer.then(end, end);
  while (!over) {
    await new Promise<void>((resolve) => {
      wake = resolve;
      if (over || now !== seen) resolve();
    });
    if (over || now === seen) continue;
    seen = now;
    yield now;
  }
  return await answer;
}
