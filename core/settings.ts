/** What the reader chose in the settings. Keys are not part of it: they are kept apart, each for the host that it may be sent to. */
import * as z from 'zod/mini';

/** US dollars for a million tokens. */
export const Price = z.object({ input: z.number().check(z.nonnegative()), output: z.number().check(z.nonnegative()) });
export type Price = z.infer<typeof Price>;

export const VOYAGE_MODELS = ['voyage-3.5', 'voyage-3.5-lite'] as const;

/** A server that speaks the OpenAI API, for one of the two things it can do. `price` null: the reader has not said. */
const Server = z.object({ address: z.string(), model: z.string(), price: z.nullable(Price) });

/** US dollars. */
const Limits = z.object({ article: z.number().check(z.nonnegative()), day: z.number().check(z.nonnegative()) });
export type Limits = z.infer<typeof Limits>;

const NO_SERVER = { address: '', model: '', price: null };

/** Every field stands for itself: one that is missing or of no known form, from an older or a newer version, takes its default. */
export const Settings = z.object({
  version: z.catch(z.literal(1), 1),
  decomposer: z.catch(z.enum(['extractive', 'anthropic', 'openai-compatible']), 'extractive'),
  similarity: z.catch(z.enum(['lexical', 'voyage', 'openai-compatible']), 'lexical'),
  /** Of Claude. */
  model: z.catch(z.string().check(z.minLength(1)), 'claude-sonnet-5-5'),
  voyageModel: z.catch(z.enum(VOYAGE_MODELS), 'voyage-3.5'),
  /** For the decomposition. */
  server: z.catch(Server, NO_SERVER),
  /** For embeddings. */
  embedder: z.catch(Server, NO_SERVER),
  limits: z.catch(Limits, { article: 0.5, day: 2 }),
  /** BCP 47, of headline, summary and claims; null is the article's own. */
  language: z.catch(z.nullable(z.string()), null),
});
export type Settings = z.infer<typeof Settings>;

/** Never throws: what is not settings is the defaults. */
export const readSettings = (stored: unknown): Settings =>
  Settings.parse(typeof stored === 'object' && stored !== null && !Array.isArray(stored) ? stored : {});

export const DEFAULT_SETTINGS: Settings = readSettings(null);
