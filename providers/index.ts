/** Settings → who decomposes and who compares, and which hosts that means. */
import { listPrice, type Remote } from '../core/cost';
import { extractive } from '../core/extractive';
import { lexical } from '../core/lexical';
import type { Memo } from '../core/memo';
import { FailureError } from '../core/model';
import type { Article, Auditor, Clock, Decomposer, SimilarityProvider } from '../core/ports';
import type { Price, Settings } from '../core/settings';
import { THRESHOLDS } from '../core/thresholds';
import { type AnthropicOptions, anthropic, firstBody } from './anthropic';
import { countTokens } from './anthropic-stream';
import { anthropicAuditor } from './audit';
import { embeddingSimilarity } from './embeddings';
import { type Endpoint, readAddress } from './endpoint';
import { ANTHROPIC, SILENCE_MS } from './hosts';
import { openaiCompatible } from './openai-compatible';
import { DECOMPOSE, DECOMPOSE_SCHEMA } from './prompt';
import { VOYAGE_ORIGINS } from './services';
import { compatibleEmbeddings, voyage } from './voyage';

export interface ProviderMeans {
  /** The key that may be sent to an origin. */
  keyFor(origin: string): Promise<string | null>;
  readonly memo: Memo;
  readonly clock: Clock;
}

export interface Providers {
  readonly decomposer: Decomposer;
  readonly similarity: SimilarityProvider;
  /** Where text goes; none where all is done on this machine. */
  readonly remotes: readonly Remote[];
}

interface Chosen<P> {
  readonly provider: P;
  readonly remote: Remote | null;
}

type Table<Name extends string, P> = { readonly [N in Name]: (settings: Settings, means: ProviderMeans) => Promise<Chosen<P>> };

/** Characters a request: a server of one's own is often given a context of 4,096 tokens, which holds prompt, text and answer. */
const CHUNK = { own: 6_000, hosted: 100_000 } as const;
const FREE: Price = { input: 0, output: 0 };

async function keyAt(origins: readonly string[], { keyFor }: ProviderMeans): Promise<{ origin: string; key: string }> {
  for (const origin of origins) {
    const key = await keyFor(origin);
    if (key !== null) return { origin, key };
  }
  throw new FailureError({ code: 'no-key', detail: new URL(origins[0]!).host });
}

/** @throws FailureError unreachable where no server was entered */
function serverOf({ address, model }: Settings['server']): Endpoint {
  const endpoint = readAddress(address);
  if (typeof endpoint === 'string' || model === '') throw new FailureError({ code: 'unreachable', detail: 'no server was entered' });
  return endpoint;
}

const serverRemote = (task: Remote['task'], { model, price }: Settings['server'], { origin, own }: Endpoint): Remote => ({
  ...{ origin, provider: 'openai-compatible', model, task },
  price: price ?? (own ? FREE : null),
});

/** The text that goes with an article besides its own. */
export const INSTRUCTIONS = DECOMPOSE + JSON.stringify(DECOMPOSE_SCHEMA);

/** @throws FailureError no-key */
const claudeOf = async ({ model, language }: Pick<Settings, 'model' | 'language'>, means: ProviderMeans): Promise<AnthropicOptions> => {
  const { key } = await keyAt([ANTHROPIC], means);
  return { ...means, baseURL: ANTHROPIC, key, model, language, silence: SILENCE_MS };
};

const claudeRemote = (model: string): Remote => ({
  ...{ origin: ANTHROPIC, provider: 'anthropic', model, task: 'decompose', price: listPrice(model) },
});

const DECOMPOSERS: Table<Settings['decomposer'], Decomposer> = {
  extractive: async () => ({ provider: extractive, remote: null }),
  anthropic: async ({ model, language }, means) => {
    return {
      provider: anthropic(await claudeOf({ model, language }, means)),
      remote: claudeRemote(model),
    };
  },
  'openai-compatible': async ({ server, language }, means) => {
    const endpoint = serverOf(server);
    const key = (await means.keyFor(endpoint.origin)) ?? '';
    const chunk = endpoint.own ? CHUNK.own : CHUNK.hosted;
    return {
      provider: openaiCompatible({ ...means, base: endpoint.base, key, model: server.model, language, chunk }),
      remote: serverRemote('decompose', server, endpoint),
    };
  },
};

const SIMILARITIES: Table<Settings['similarity'], SimilarityProvider> = {
  lexical: async () => ({ provider: lexical, remote: null }),
  voyage: async ({ voyageModel }, means) => {
    const { origin, key } = await keyAt(VOYAGE_ORIGINS, means);
    return {
      provider: embeddingSimilarity(voyage(origin, voyageModel, key), THRESHOLDS.voyage, means),
      remote: { origin, provider: 'voyage', model: voyageModel, task: 'compare', price: listPrice(voyageModel) },
    };
  },
  'openai-compatible': async ({ embedder }, means) => {
    const endpoint = serverOf(embedder);
    const key = (await means.keyFor(endpoint.origin)) ?? '';
    return {
      provider: embeddingSimilarity(compatibleEmbeddings(endpoint.base, embedder.model, key), THRESHOLDS['openai-compatible'], means),
      remote: serverRemote('compare', embedder, endpoint),
    };
  },
};

/** @throws FailureError no-key, unreachable */
export async function providersOf(settings: Settings, means: ProviderMeans): Promise<Providers> {
  const decomposer = await DECOMPOSERS[settings.decomposer](settings, means);
  const similarity = await SIMILARITIES[settings.similarity](settings, means);
  const remotes = [decomposer.remote, similarity.remote].filter((remote) => remote !== null);
  return { decomposer: decomposer.provider, similarity: similarity.provider, remotes };
}

/** Claude on a second reading. @throws FailureError no-key */
export const auditorOf = async (settings: Settings, means: ProviderMeans): Promise<{ auditor: Auditor; remote: Remote }> => ({
  auditor: anthropicAuditor(await claudeOf(settings, means)),
  remote: claudeRemote(settings.model),
});

/** Input tokens of the article's request to Claude, as Claude's own API counts them; free. @throws FailureError */
export const tokensOf = async (article: Article, settings: Settings, means: ProviderMeans): Promise<number> =>
  countTokens(firstBody(article, settings.model, settings.language), await claudeOf(settings, means));
