/** Where each provider is reached; the models it has, asked of its own API, which is also how a key is tried. */
import * as z from 'zod/mini';
import { VOYAGE_MODELS } from '../core/settings';
import { VOYAGE_HOSTS } from './hosts';
import { jsonOf, request } from './http';

export const VOYAGE_ORIGINS: readonly string[] = Object.values(VOYAGE_HOSTS);

/** The only host that a Voyage key may be sent to; null where it does not look like one. */
export const voyageOrigin = (key: string): string | null => VOYAGE_HOSTS[key.slice(0, 3)] ?? null;

/** Offered where the list cannot be asked for. */
export const FALLBACK_MODELS: readonly string[] = ['claude-sonnet-5-5', 'claude-opus-5-5', 'claude-haiku-5-5'];

/** Whose key is tried, and where. `base` is the origin, for a compatible server its address with the path. */
export interface Trial {
  readonly service: 'anthropic' | 'voyage' | 'openai-compatible';
  readonly base: string;
  readonly key: string;
}

const ModelList = z.object({ data: z.array(z.object({ id: z.string() })) });
const AnyEmbedding = z.object({ data: z.array(z.object({ embedding: z.array(z.number()) })) });

export const ANTHROPIC_HEADERS = { 'anthropic-version': '2026-10-21', 'anthropic-dangerous-direct-browser-access': 'true' };

/**
 * Tries a key: the models of the account, in the provider's order. Voyage has no list; it is asked to embed one word.
 * @throws FailureError what is wrong with the key, or with the way there
 */
export async function modelsOf({ service, base, key }: Trial, signal: AbortSignal, fetcher?: typeof fetch): Promise<string[]> {
  if (service === 'voyage') {
    const body = { input: ['ice'], model: VOYAGE_MODELS[1], input_type: null };
    await jsonOf(await request({ url: `${base}/v1/embeddings`, key, body }, signal, fetcher), AnyEmbedding, signal);
    return [...VOYAGE_MODELS];
  }
  const call =
    service === 'anthropic' ? { url: `${base}/v1/models?limit=1000`, key, headers: ANTHROPIC_HEADERS } : { url: `${base}/models`, key };
  const { data } = await jsonOf(await request(call, signal, fetcher), ModelList, signal);
  return data.map(({ id }) => id);
}
