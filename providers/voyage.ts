/** Voyage's embeddings. */
import type { Settings } from '../core/settings';
import type { EmbeddingService } from './embeddings';

/** Of one request, as documented; and of an account without a payment method: 3 requests and 10,000 tokens a minute. */
const LIMITS = { texts: 1000, tokens: 120_000 };
const SLOW = { limits: { texts: 1000, tokens: 9_000 }, seconds: 60 };

/** @param origin the host that the key's beginning names; see voyageOrigin */
export const voyage = (origin: string, model: Settings['voyageModel'], key: string): EmbeddingService => ({
  provider: 'voyage',
  model,
  url: `${origin}/v1/embeddings`,
  key,
  // no input type: claims and sentences are compared with each other in both directions, none is a query
  body: (input) => ({ input, model, truncation: false }),
  limits: LIMITS,
  slow: SLOW,
});

/** Embeddings of a server that speaks the OpenAI API; small servers take small requests. */
export const compatibleEmbeddings = (base: string, model: string, key: string): EmbeddingService => ({
  provider: 'openai-compatible',
  model,
  url: `${base}/embeddings`,
  key,
  body: (input) => ({ input, model, encoding_format: 'float' }),
  limits: { texts: 256, tokens: 100_000 },
  slow: null,
});
