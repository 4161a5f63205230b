/** Answers of providers, by what was asked: a finished one is never asked for again, one under way is shared, a failure is never kept. */
import { FailureError } from './model';
import type { Digest, MemoStore, Stop } from './ports';

/** All that an answer depends on. */
export interface Question {
  readonly stage: 'decompose' | 'compare' | 'audit';
  /** Of the prompt, or of how the answer is read. */
  readonly version: string;
  readonly provider: string;
  readonly model: string;
  readonly parameters: unknown;
  readonly input: unknown;
}

export interface Answering<T> {
  /** What was stored; null where it is none. It is not to be believed. */
  readonly parse: (stored: unknown) => T | null;
  readonly isWhole: (answer: T) => boolean;
  /**
   * Asks for what is missing. What it returns is kept, whole or not; what it keeps on the way is there for the next one if this one dies.
   * @param part what is there of an answer that was cut
   */
  readonly ask: (part: T | null, keep: (part: T) => Promise<void>) => Promise<T>;
}

export interface Memo {
  /** @throws FailureError what `ask` throws; nothing is kept of it but what it kept on the way */
  once<T>(question: Question, answering: Answering<T>, stop: Stop): Promise<T>;
}

const isStopped = (error: unknown): boolean => error instanceof FailureError && error.failure.code === 'stopped';

export function memoOf(store: MemoStore, digest: Digest): Memo {
  const underWay = new Map<string, Promise<unknown>>();

  async function answer<T>(key: string, { parse, isWhole, ask }: Answering<T>): Promise<T> {
    const stored = await store.get(key);
    const part = stored === undefined ? null : parse(stored);
    if (part !== null && isWhole(part)) return part;
    const given = await ask(part, (kept) => store.put(key, kept));
    await store.put(key, given);
    return given;
  }

  return {
    async once<T>(question: Question, answering: Answering<T>, stop: Stop): Promise<T> {
      const { stage, version, provider, model, parameters, input } = question;
      const key = await digest(JSON.stringify([stage, version, provider, model, parameters, input]));
      for (;;) {
        const shared = underWay.get(key);
        if (shared === undefined) break;
        try {
          await shared;
        } catch (error) {
          // Whoever asked first has stopped; this one has not.
          if (!isStopped(error) || stop.aborted) throw error;
        }
        if (underWay.get(key) === shared) underWay.delete(key);
      }
      const work = answer(key, answering);
      underWay.set(key, work);
      try {
        return await work;
      } finally {
        if (underWay.get(key) === work) underWay.delete(key);
      }
    },
  };
}
