/** Claude and Voyage asked by the product's own code, in Node, for `npm run real`. */
import { createHash } from 'node:crypto';
import { quietly } from '../core/asking';
import { costOf, listPrice } from '../core/cost';
import { lexical } from '../core/lexical';
import { memoOf } from '../core/memo';
import { FailureError, type ModelUsage, type Page } from '../core/model';
import { type Finished, runPipeline } from '../core/pipeline';
import type { Clock, MemoStore } from '../core/ports';
import { VOYAGE_MODELS } from '../core/settings';
import { THRESHOLDS } from '../core/thresholds';
import { anthropic } from '../providers/anthropic';
import { embeddingSimilarity } from '../providers/embeddings';
import { ANTHROPIC, voyageOrigin } from '../providers/services';
import { voyage } from '../providers/voyage';

export interface Wish {
  readonly page: Page;
  readonly claude: string;
  /** null: compared offline */
  readonly voyage: string | null;
  readonly model: string;
  /** US dollars. */
  readonly limit: number;
  /** In the place of the providers' hosts; null for these. */
  readonly base: string | null;
  readonly store: MemoStore;
  say(line: string): void;
}

const clock: Clock = {
  now: () => Date.now(),
  sleep: (ms, stop) =>
    new Promise((resolve, reject) => {
      const timer = setTimeout(resolve, ms);
      const stopped = (): void => {
        clearTimeout(timer);
        reject(new FailureError({ code: 'stopped' }));
      };
      if (stop.aborted) stopped();
      else stop.addEventListener('abort', stopped, { once: true });
    }),
};

const priceOf = (line: ModelUsage): number => {
  const price = listPrice(line.model);
  return price === null ? Number.POSITIVE_INFINITY : costOf(price, line);
};

/** @throws FailureError */
export async function real(wish: Wish): Promise<{ finished: Finished; spent: ModelUsage[]; usd: number }> {
  const memo = memoOf(wish.store, async (text) => createHash('sha256').update(text).digest('hex'));
  const means = { memo, clock };
  const origin = wish.base ?? voyageOrigin(wish.voyage ?? '');
  const compares = wish.voyage !== null && origin !== null;
  const spent: ModelUsage[] = [];
  let held = 0;
  const asking = quietly(async () => undefined, {
    told: ({ kind, title }) => wish.say(`  ${kind}: ${title}`),
    waiting: (why) => why && wish.say(`  waits ${why.seconds} s: ${why.because}`),
    may: async (most) => {
      const usd = priceOf(most);
      if (held + usd > wish.limit) return false;
      held += usd;
      wish.say(`asks ${most.model}, at most about ${most.inputTokens} tokens in and ${most.outputTokens} out`);
      return true;
    },
    spent: (line) => void spent.push(line),
  });
  const running = runPipeline(
    wish.page,
    {
      ...asking,
      decomposer: anthropic({ ...means, baseURL: wish.base ?? ANTHROPIC, key: wish.claude, model: wish.model, language: null }),
      similarity: compares ? embeddingSimilarity(voyage(origin, VOYAGE_MODELS[0], wish.voyage), THRESHOLDS.voyage, means) : lexical,
    },
    { edits: [], before: [], k: 5, rule: 'facts', threshold: null },
  );
  for (;;) {
    const step = await running.next();
    if (step.done) return { finished: step.value, spent, usd: spent.reduce((sum, line) => sum + priceOf(line), 0) };
  }
}
