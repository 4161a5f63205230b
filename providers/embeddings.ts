/**
 * Embeddings by fetch: every text once, in as few requests as the service takes, each finished request kept. A service that asks to wait is
 * waited for, with the reason told. Vectors are of unit length; similarity is their dot product, the cosine, with what points apart (below 0)
 * counted as 0: the scale is the model's own and no share of anything.
 */
import * as z from 'zod/mini';
import { estimateTokens } from '../core/cost';
import type { Memo } from '../core/memo';
import { FailureError, type ModelUsage, Usage } from '../core/model';
import type { Asking, Clock, SimilarityProvider, Stop } from '../core/ports';
import { sumUsage } from '../core/usage';
import { jsonOf, RequestError, request } from './http';

export type Listening = Pick<Asking, 'pause' | 'stop' | 'progress' | 'waiting' | 'may' | 'spent'>;

/** What the outside gives: the network, a clock, and the memo of finished answers. */
export interface Means {
  readonly fetch?: typeof fetch;
  readonly clock: Pick<Clock, 'sleep'>;
  readonly memo: Memo;
}

/** Of one request. */
export interface Limits {
  readonly texts: number;
  readonly tokens: number;
}

export interface EmbeddingService {
  readonly provider: string;
  readonly model: string;
  readonly url: string;
  readonly key: string;
  body(texts: readonly string[]): unknown;
  readonly limits: Limits;
  /** What an account without a payment method may send at once, and the seconds between two such requests; null where there is no such thing. */
  readonly slow: { readonly limits: Limits; readonly seconds: number } | null;
}

const VERSION = '1';
const MARGIN = 1.3;
const LONGEST_WAIT = 60;
const MOST_WAITS = 8;
const PAUSES = [2, 8, 20];

const Reply = z.object({
  data: z.array(z.object({ index: z.int().check(z.nonnegative()), embedding: z.array(z.number()) })),
  usage: z.optional(z.object({ total_tokens: z.optional(z.number()), prompt_tokens: z.optional(z.number()) })),
});

/** As it is kept: the vectors' 32-bit floats in base64, in the order of the texts, and what they took. */
const Kept = z.object({ vectors: z.array(z.string()), usage: Usage });
type Kept = z.infer<typeof Kept>;

const tokensOf = (texts: readonly string[]): number => texts.reduce((sum, text) => sum + estimateTokens(text), 0);

/** In order, each within the limits by a careful count; a text that is over them alone stands alone. */
export function batchesOf(texts: readonly string[], limits: Limits): string[][] {
  const batches: string[][] = [];
  let tokens = 0;
  for (const text of texts) {
    const own = Math.ceil(estimateTokens(text) * MARGIN);
    const last = batches.at(-1);
    if (last === undefined || last.length >= limits.texts || tokens + own > limits.tokens) {
      batches.push([text]);
      tokens = own;
    } else {
      last.push(text);
      tokens += own;
    }
  }
  return batches;
}

function unit(vector: readonly number[]): Float32Array {
  const length = Math.hypot(...vector);
  if (!Number.isFinite(length)) throw new FailureError({ code: 'bad-reply', detail: 'an embedding is no vector' });
  return Float32Array.from(vector, (value) => (length === 0 ? 0 : value / length));
}

function vectorsIn({ data }: z.infer<typeof Reply>, count: number): Float32Array[] {
  const byIndex = new Map(data.map(({ index, embedding }) => [index, embedding]));
  const dimensions = data[0]?.embedding.length ?? 0;
  const vectors = Array.from({ length: count }, (_, at) => byIndex.get(at));
  if (data.length !== count || vectors.some((vector) => vector?.length !== dimensions) || dimensions === 0) {
    throw new FailureError({ code: 'bad-reply', detail: `${data.length} embeddings for ${count} texts` });
  }
  return vectors.map((vector) => unit(vector!));
}

const packed = (vector: Float32Array): string => btoa(String.fromCharCode(...new Uint8Array(vector.buffer)));
const unpacked = (text: string): Float32Array => new Float32Array(Uint8Array.from(atob(text), (one) => one.charCodeAt(0)).buffer);

/** A signal that follows a Stop, or is aborted by itself; `done` lets go of the Stop. */
export function abortedBy(stop: Stop): { signal: AbortSignal; abort: () => void; done: () => void } {
  const controller = new AbortController();
  const abort = (): void => controller.abort();
  if (stop.aborted) abort();
  stop.addEventListener('abort', abort, { once: true });
  return { signal: controller.signal, abort, done: () => stop.removeEventListener('abort', abort) };
}

/** The failures that may pass by themselves. */
function becauseOf(error: unknown): 'rate-limited' | 'overloaded' | 'unreachable' | null {
  if (!(error instanceof RequestError)) return null;
  const { code } = error.failure;
  return code === 'rate-limited' || code === 'overloaded' || code === 'unreachable' ? code : null;
}

/** Not a failure: the same texts are asked for in smaller requests. */
class TooMuch extends Error {}

export class Embedder {
  constructor(
    private readonly service: EmbeddingService,
    private readonly means: Means,
  ) {}

  /**
   * The vectors of some texts, and what they took, now or when they were asked for.
   * @throws FailureError spend-limit where a request was not allowed; what was embedded before stays kept
   */
  async embed(texts: readonly string[], listening: Listening): Promise<{ vectors: Map<string, Float32Array>; taken: ModelUsage[] }> {
    const vectors = new Map<string, Float32Array>();
    const taken: ModelUsage[] = [];
    const all = [...new Set(texts)].filter((text) => text.trim() !== '');
    const queue = batchesOf(all, this.service.limits);
    for (let batch = queue.shift(); batch !== undefined; batch = queue.shift()) {
      const found = await this.batch(batch, listening, taken);
      if (found === 'too-much') {
        queue.unshift(...batchesOf(batch, this.service.slow!.limits));
        continue;
      }
      for (const [at, text] of batch.entries()) vectors.set(text, found[at]!);
      listening.progress(vectors.size, all.length);
      await listening.pause();
    }
    return { vectors, taken };
  }

  /** `too-much`: the account may send only less at once. */
  private async batch(texts: readonly string[], listening: Listening, taken: ModelUsage[]): Promise<Float32Array[] | 'too-much'> {
    const { provider, model, url } = this.service;
    const question = { stage: 'compare', version: VERSION, provider, model, parameters: new URL(url).origin, input: texts } as const;
    const parse = (stored: unknown): Kept | null => {
      const kept = Kept.safeParse(stored);
      return kept.success && kept.data.vectors.length === texts.length ? kept.data : null;
    };
    const lines: ModelUsage[] = [];
    const ask = async (): Promise<Kept> => {
      const vectors = (await this.patiently(texts, listening, lines)).map(packed);
      return { vectors, usage: sumUsage(lines) };
    };
    try {
      const kept = await this.means.memo.once(question, { parse, isWhole: () => true, ask }, listening.stop);
      taken.push(...kept.usage);
      return kept.vectors.map(unpacked);
    } catch (error) {
      if (!(error instanceof TooMuch)) throw error;
      taken.push(...lines);
      return 'too-much';
    }
  }

  /** @throws TooMuch where waiting did not help and less at once may */
  private async patiently(texts: readonly string[], listening: Listening, taken: ModelUsage[]): Promise<Float32Array[]> {
    for (let waits = 0; ; waits++) {
      try {
        return await this.ask(texts, listening, taken);
      } catch (error) {
        const because = becauseOf(error);
        if (because === null || waits >= (because === 'rate-limited' ? MOST_WAITS : PAUSES.length)) throw error;
        const { slow } = this.service;
        const asked = error instanceof RequestError ? error.retryAfter : null;
        const usual = because === 'rate-limited' ? (slow?.seconds ?? PAUSES.at(-1)!) : PAUSES[waits]!;
        await this.wait(because, Math.min(LONGEST_WAIT, Math.ceil(asked ?? usual)), listening);
        const divisible = slow !== null && batchesOf(texts, slow.limits).length > 1;
        // waiting once was not enough: it is not how often, but how much at once
        if (because === 'rate-limited' && divisible && waits > 0) throw new TooMuch();
      }
    }
  }

  private async wait(because: 'rate-limited' | 'overloaded' | 'unreachable', seconds: number, listening: Listening): Promise<void> {
    listening.waiting({ because, seconds });
    try {
      await this.means.clock.sleep(seconds * 1000, listening.stop);
    } finally {
      listening.waiting(null);
    }
  }

  private async ask(texts: readonly string[], listening: Listening, taken: ModelUsage[]): Promise<Float32Array[]> {
    const { provider, model, url, key } = this.service;
    const expected = { provider, model, requests: 1, cacheReadTokens: 0, cacheWriteTokens: 0, outputTokens: 0 };
    const most = { ...expected, inputTokens: Math.ceil(tokensOf(texts) * MARGIN) };
    if (!(await listening.may(most))) throw new FailureError({ code: 'spend-limit' });
    const { signal, done } = abortedBy(listening.stop);
    let used: ModelUsage = { ...expected, inputTokens: 0 };
    try {
      const response = await request({ url, key, body: this.service.body(texts) }, signal, this.means.fetch);
      // an answer was made and is billed, whether it can be read or not
      used = { ...most, estimated: true };
      const reply = await jsonOf(response, Reply, signal);
      const counted = reply.usage?.total_tokens ?? reply.usage?.prompt_tokens;
      if (counted !== undefined) used = { ...most, inputTokens: counted };
      return vectorsIn(reply, texts.length);
    } finally {
      done();
      taken.push(used);
      listening.spent(used);
    }
  }
}

/** Rows a × columns b; a text without a vector (an empty one) is like nothing. */
export const cosines = (a: readonly string[], b: readonly string[], vectors: ReadonlyMap<string, Float32Array>): number[][] =>
  a.map((one) => b.map((other) => dot(vectors.get(one), vectors.get(other))));

function dot(a: Float32Array | undefined, b: Float32Array | undefined): number {
  if (a === undefined || b === undefined) return 0;
  let sum = 0;
  for (const [at, value] of a.entries()) sum += value * b[at]!;
  return Math.min(1, Math.max(0, sum));
}

/** @param threshold on the model's own scale; it has not been measured against readers */
export function embeddingSimilarity(service: EmbeddingService, threshold: number, means: Means): SimilarityProvider {
  const embedder = new Embedder(service, means);
  return {
    recipe: { provider: service.provider, model: service.model, version: VERSION, calibrated: false },
    threshold,
    similarity: async (a, b, _corpus, asking) => {
      const { vectors, taken } = await embedder.embed([...a, ...b], asking);
      return { matrix: cosines(a, b, vectors), usage: sumUsage(taken) };
    },
  };
}
