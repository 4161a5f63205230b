/** An article, a reply to it, and the ports of a provider under test. */
import { createHash } from 'node:crypto';
import { quietly } from '../../core/asking';
import { memoOf } from '../../core/memo';
import { type Candidate, FailureError, type ModelUsage } from '../../core/model';
import type { Article, Asking, Clock, MemoStore, Waiting } from '../../core/ports';
import { type AnthropicOptions, anthropic } from '../../providers/anthropic';
import { block } from '../core/claims';

export const KEY = 'sk-ant-not-a-real-key';
const TEXTS = ['Die Brücke wurde 1931 gebaut – „für immer“ 🌉.', 'An engineer found rust in March.', 'A ferry would cost 40 million.'];

export const article = (texts: readonly string[] = TEXTS): Article => ({
  page: {
    url: 'https://example.org/secret-path',
    title: 'Bridge',
    byline: null,
    site: null,
    published: null,
    lang: 'en',
    source: 'url',
    part: null,
  },
  blocks: texts.map((text, at) => block(at * 3 + 2, text)),
  known: [],
});

/** As a model writes it: numbers count from 1. */
export const said = (texts: readonly string[], from = 0): object[] =>
  texts.map((text, at) => ({
    kind: 'claim',
    title: `${from + at}: ${text.slice(0, 12)}`,
    body: `${text} { "] }`,
    confidence: 0.5,
    quotes: [{ block: from + at + 1, text }],
  }));

export const HEAD = { headline: 'The bridge – gone?', summary: 'Rust 🌉 won.', questions: ['Who pays?'] };
export const replyTo = (texts: readonly string[] = TEXTS, from = 0): string => JSON.stringify({ ...HEAD, candidates: said(texts, from) });

export const digest = async (text: string): Promise<string> => createHash('sha256').update(text).digest('hex');

export class Store implements MemoStore {
  readonly kept: Map<string, string>;
  writes = 0;
  /** The write after which nothing is written any more, as if the worker had died. */
  diesAfter = Number.POSITIVE_INFINITY;
  constructor(found: ReadonlyMap<string, string> = new Map()) {
    this.kept = new Map(found);
  }
  async get(key: string): Promise<unknown> {
    const found = this.kept.get(key);
    return found === undefined ? undefined : JSON.parse(found);
  }
  async put(key: string, value: unknown): Promise<void> {
    if (this.writes >= this.diesAfter) throw new Error('the worker died');
    this.writes++;
    this.kept.set(key, JSON.stringify(value));
  }
}

/** Longer than any wait: the watchdog's, which never ends in these tests. */
const NEVER = 3_600_000;

export const clock: Clock = {
  now: () => Date.now(),
  sleep: (ms, stop) =>
    new Promise((resolve, reject) => {
      const stopped = (): void => reject(new FailureError({ code: 'stopped' }));
      if (stop.aborted) return stopped();
      stop.addEventListener('abort', stopped, { once: true });
      if (ms < NEVER / 2) setTimeout(resolve, ms < 200 ? ms : 0);
    }),
};

export interface Heard {
  readonly told: Candidate[];
  readonly spent: ModelUsage[];
  readonly waits: (Waiting | null)[];
  readonly asking: Asking;
}

export function hearing(more: Partial<Asking> = {}): Heard {
  const [told, spent, waits]: [Candidate[], ModelUsage[], (Waiting | null)[]] = [[], [], []];
  const asking = quietly(async () => undefined, {
    told: (one) => void told.push(one),
    spent: (line) => void spent.push(line),
    waiting: (why) => void waits.push(why),
    ...more,
  });
  return { told, spent, waits, asking };
}

export const claude = (baseURL: string, store: MemoStore = new Store(), more: Partial<AnthropicOptions> = {}) =>
  anthropic({ baseURL, key: KEY, clock, silence: NEVER, model: 'claude-sonnet-5-5', language: null, memo: memoOf(store, digest), ...more });
