/**
 * A server that speaks the OpenAI API as decomposer: its JSON may be nearly JSON; candidates that were whole are kept.
 */
import * as z from 'zod/mini';
import { estimateTokens } from '../core/cost';
import type { Memo } from '../core/memo';
import { type Candidate, FailureError, type ModelUsage, type Usage } from '../core/model';
import type { Article, Asking, Clock, Decomposer } from '../core/ports';
import { sumUsage } from '../core/usage';
import { type Answer, type ChatMeans, chat } from './chat';
import { type Chunk, chunkedDecomposer, type Means, NOTHING, type Part } from './chunked';
import { readNearJson } from './near-json';
import { DECOMPOSE, DECOMPOSE_SCHEMA, DIGEST, DIGEST_SCHEMA, languageLine, numbered, PROMPT_VERSION, taskOf } from './prompt';
import { candidateOf, Digested } from './reply';

const PROVIDER = 'openai-compatible';

export interface CompatibleOptions extends ChatMeans {
  /** See readAddress. */
  readonly base: string;
  readonly key: string;
  readonly model: string;
  /** BCP 47, of the claims; null is the article's own. */
  readonly language: string | null;
  /** Characters of text a request; a server of one's own has little room for context. */
  readonly chunk: number;
  readonly memo: Memo;
  readonly clock: Clock;
}

const OUTPUT_TOKENS = 6000;

/** Candidates as small models write them: numbers as words, quotes without their place. What is not said stays unsaid. */
const Loose = z.object({
  kind: z.string(),
  confidence: z.union([z.number(), z.string()]),
  quotes: z.array(z.union([z.string(), z.object({ block: z.optional(z.union([z.number(), z.string()])), text: z.string() })])),
});
const NO_BLOCK = -1;

function tightened(value: unknown): unknown {
  const loose = Loose.safeParse(value);
  if (!loose.success || typeof value !== 'object') return value;
  const { kind, confidence, quotes } = loose.data;
  return {
    ...value,
    kind: kind.trim().toLowerCase(),
    confidence: Number(confidence),
    quotes: quotes.map((quote) =>
      typeof quote === 'string'
        ? { block: NO_BLOCK, text: quote }
        : { block: Number(String(quote.block ?? NO_BLOCK).replace(/^\[|\]$/g, '')), text: quote.text },
    ),
  };
}

const userText = ({ page, known }: Article, { blocks, number, of }: Chunk, told: readonly Candidate[]): string =>
  `<document title=${JSON.stringify(page.title)}>\n${numbered(blocks)}\n</document>\n\n${taskOf(known, told, { number, of })}`;

/** What has come of an answer, read into a part; each candidate is told once. */
function readInto(before: Part, { text }: Answer, { blocks }: Chunk, told: (candidate: Candidate) => void): Part {
  const value = readNearJson(text)?.value;
  if (value === undefined) return before;
  const titles = new Set(before.candidates.map(({ title }) => title));
  const fresh: Candidate[] = [];
  for (const one of Array.isArray(value.candidates) ? value.candidates : []) {
    const candidate = candidateOf(tightened(one), (number) => blocks[number - 1]?.id ?? null);
    if (candidate === null || titles.has(candidate.title)) continue;
    titles.add(candidate.title);
    fresh.push(candidate);
    told(candidate);
  }
  const head = before.headline === '' ? Digested.safeParse({ summary: '', questions: [], ...value }) : null;
  return { ...before, ...(head?.success ? head.data : {}), candidates: [...before.candidates, ...fresh] };
}

/** A server that reads less than it was sent has cut the article off silently, as some do with a short context. */
function assertRead({ inputTokens }: Answer, estimated: number): void {
  if (inputTokens === null || inputTokens > estimated / 2) return;
  const detail = `the server read ${inputTokens} of about ${Math.round(estimated)} tokens; give the model a longer context`;
  throw new FailureError({ code: 'too-long', detail });
}

function assertWhole({ finish }: Answer): void {
  if (finish === 'content_filter') throw new FailureError({ code: 'refused' });
  if (finish === 'length') throw new FailureError({ code: 'cut-short', detail: 'the answer reached its longest' });
  if (finish === null) throw new FailureError({ code: 'cut-short', detail: 'the stream ended early' });
}

export function openaiCompatible(options: CompatibleOptions): Decomposer {
  const { base, key, model, language, memo, clock, chunk: size } = options;
  const system = `${DECOMPOSE}\n\n${languageLine(language)}`;
  const line = { provider: PROVIDER, model, requests: 1, cacheReadTokens: 0, cacheWriteTokens: 0 };
  const inputOf = (article: Article, chunk: Chunk) => [system, userText(article, chunk, [])];

  /** One request within the reader's limits; what it took is told and handed on, also where it fails. */
  async function asked(
    request: Pick<Parameters<typeof chat>[0], 'system' | 'user' | 'schema'>,
    asking: Asking,
    hear: (answer: Answer) => void,
    took: (used: ModelUsage) => void,
  ): Promise<Answer> {
    const estimated = estimateTokens(request.system + request.user);
    if (!(await asking.may({ ...line, inputTokens: estimated, outputTokens: OUTPUT_TOKENS })))
      throw new FailureError({ code: 'spend-limit' });
    let heard: Answer | null = null;
    const listen = (answer: Answer): void => {
      heard = answer;
      hear(answer);
    };
    try {
      const answer = await chat({ base, key, model, ...request }, asking.stop, listen, options);
      listen(answer);
      assertRead(answer, estimated);
      assertWhole(answer);
      return answer;
    } finally {
      const used = takenBy(heard, estimated, { ...line, inputTokens: 0, outputTokens: 0 });
      asking.spent(used);
      took(used);
    }
  }

  const ask: Means['ask'] = async (part, keep, article, chunk, asking) => {
    let now = part;
    let length = 0;
    const hear = (answer: Answer): void => {
      const grown = answer.text.slice(length);
      length = answer.text.length;
      if (answer.finish === null && !grown.includes('}')) return;
      now = readInto(now, answer, chunk, asking.told);
      keep(now);
    };
    await asked({ system, user: userText(article, chunk, part.candidates), schema: DECOMPOSE_SCHEMA }, asking, hear, (used) => {
      now = { ...now, usage: sumUsage([...now.usage, used]) };
      keep(now);
    });
    return { ...now, whole: true };
  };

  const sumUp: Means['sumUp'] = async ({ title, document }, asking) => {
    const user = `<document title=${JSON.stringify(title)}>\n${document}\n</document>\n\nWrite the three.`;
    const request = { system: `${DIGEST}\n\n${languageLine(language)}`, user, schema: DIGEST_SCHEMA };
    let usage: Usage = [];
    const { text } = await asked(
      request,
      asking,
      () => undefined,
      (used) => {
        usage = [used];
      },
    );
    const told = Digested.safeParse(readNearJson(text)?.value);
    if (!told.success) throw new FailureError({ code: 'bad-reply', detail: `${model} gave no summary` });
    return { ...NOTHING, ...told.data, whole: true, usage };
  };

  return chunkedDecomposer({
    recipe: { provider: PROVIDER, model, version: PROMPT_VERSION + (language === null ? '' : ` · ${language}`) },
    question: { version: PROMPT_VERSION, provider: PROVIDER, model, parameters: { base, language } },
    memo,
    clock,
    size,
    // a server of one's own has one processor
    atOnce: 1,
    inputOf,
    ask,
    sumUp,
  });
}

/** By the server's own count, or as estimated where it has none; nothing where nothing was answered. */
function takenBy(heard: Answer | null, estimated: number, none: ModelUsage): ModelUsage {
  if (heard === null) return none;
  const { inputTokens, outputTokens, text } = heard;
  return {
    ...none,
    inputTokens: inputTokens ?? estimated,
    outputTokens: outputTokens ?? estimateTokens(text),
    ...(inputTokens === null || outputTokens === null ? { estimated: true } : {}),
  };
}
