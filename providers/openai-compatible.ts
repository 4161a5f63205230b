/**
 * A server that speaks the OpenAI API as decomposer: a request a chunk, one after the other. Its JSON may be nearly JSON; candidates that were
 * whole are kept, and of an answer that was cut only the rest is asked for again.
 */
import * as z from 'zod/mini';
import { chunksOf } from '../core/chunks';
import { estimateTokens } from '../core/cost';
import type { Memo } from '../core/memo';
import { Candidate, type FailedBlocks, FailureError, type LabelledBlock, type ModelUsage, Usage } from '../core/model';
import type { Article, Asking, Clock, Decomposer, Draft } from '../core/ports';
import { sumUsage } from '../core/usage';
import { again } from './anthropic-stream';
import { type Answer, type ChatMeans, chat } from './chat';
import { readNearJson } from './near-json';
import { DECOMPOSE, DECOMPOSE_SCHEMA, languageLine, numbered, PROMPT_VERSION, taskOf } from './prompt';
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

const Part = z.object({ ...Digested.shape, candidates: z.array(Candidate), whole: z.boolean(), usage: Usage });
type Part = z.infer<typeof Part>;

const NOTHING: Part = { headline: '', summary: '', questions: [], candidates: [], whole: false, usage: [] };
const OUTPUT_TOKENS = 6000;

const parsePart = (stored: unknown): Part | null => {
  const part = Part.safeParse(stored);
  return part.success ? part.data : null;
};

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

interface Chunk {
  readonly blocks: readonly LabelledBlock[];
  readonly number: number;
  readonly of: number;
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

interface Outcome {
  readonly part: Part;
  readonly failure: FailureError | null;
}

/** @throws FailureError the first chunk's, where none has a claim */
function draftOf(lists: readonly (readonly LabelledBlock[])[], outcomes: readonly Outcome[]): Draft {
  const candidates = outcomes.flatMap(({ part }) => part.candidates);
  const unsent: number[] = [];
  const failed: FailedBlocks[] = [];
  for (const [at, { failure }] of outcomes.entries()) {
    if (failure === null) continue;
    if (candidates.length === 0) throw failure;
    const ids = lists[at]!.map(({ id }) => id);
    if (failure.failure.code === 'spend-limit') unsent.push(...ids);
    else failed.push({ blocks: ids, failure: failure.failure });
  }
  const heads = outcomes.map(({ part }) => part).filter(({ headline }) => headline !== '');
  return {
    headline: heads[0]?.headline ?? '',
    summary: heads.map(({ summary }) => summary).join(' '),
    questions: [...new Set(heads.flatMap(({ questions }) => questions))],
    candidates,
    unsent,
    failed,
    usage: sumUsage(outcomes.flatMap(({ part }) => part.usage)),
  };
}

export function openaiCompatible(options: CompatibleOptions): Decomposer {
  const { base, key, model, language, memo, clock } = options;
  const system = `${DECOMPOSE}\n\n${languageLine(language)}`;
  const line = { provider: PROVIDER, model, requests: 1, cacheReadTokens: 0, cacheWriteTokens: 0 };

  async function askOnce(part: Part, keep: (part: Part) => void, article: Article, chunk: Chunk, asking: Asking): Promise<Part> {
    const user = userText(article, chunk, part.candidates);
    const estimated = estimateTokens(system + user);
    if (!(await asking.may({ ...line, inputTokens: estimated, outputTokens: OUTPUT_TOKENS })))
      throw new FailureError({ code: 'spend-limit' });
    let heard: Answer | null = null;
    let now = part;
    const hear = (answer: Answer): void => {
      const grown = answer.text.slice(heard?.text.length ?? 0);
      heard = answer;
      if (!grown.includes('}')) return;
      now = readInto(now, answer, chunk, asking.told);
      keep(now);
    };
    let used: ModelUsage = { ...line, inputTokens: 0, outputTokens: 0 };
    try {
      const answer = await chat({ base, key, model, system, user, schema: DECOMPOSE_SCHEMA }, asking.stop, hear, options);
      heard = answer;
      now = readInto(now, answer, chunk, asking.told);
      assertRead(answer, estimated);
      assertWhole(answer);
    } finally {
      used = takenBy(heard, estimated, used);
      asking.spent(used);
      now = { ...now, usage: sumUsage([...now.usage, used]) };
      keep(now);
    }
    if (now.candidates.length === 0) throw new FailureError({ code: 'bad-reply', detail: `${model} gave no claims` });
    return { ...now, whole: true };
  }

  async function read(article: Article, chunk: Chunk, asking: Asking): Promise<Outcome> {
    let now: Part = NOTHING;
    let asked = false;
    const ask = async (stored: Part | null, keep: (part: Part) => Promise<void>): Promise<Part> => {
      asked = true;
      now = stored ?? NOTHING;
      for (const candidate of now.candidates) asking.told(candidate);
      const note = (part: Part): void => {
        now = part;
      };
      try {
        return await again(() => askOnce(now, note, article, chunk, asking), clock, asking);
      } catch (error) {
        if (now.candidates.length > 0) await keep(now);
        throw error;
      }
    };
    const input = [system, userText(article, chunk, [])];
    const question = { stage: 'decompose', version: PROMPT_VERSION, provider: PROVIDER, model, parameters: base, input } as const;
    try {
      const part = await memo.once(question, { parse: parsePart, isWhole: ({ whole }) => whole, ask }, asking.stop);
      if (!asked) for (const candidate of part.candidates) asking.told(candidate);
      return { part, failure: null };
    } catch (error) {
      if (!(error instanceof FailureError) || error.failure.code === 'stopped') throw error;
      return { part: now, failure: error };
    }
  }

  return {
    recipe: { provider: PROVIDER, model, version: PROMPT_VERSION + (language === null ? '' : ` · ${language}`) },
    decompose: async (article, asking) => {
      const lists = chunksOf(article.blocks, options.chunk);
      const outcomes: Outcome[] = [];
      for (const [at, blocks] of lists.entries()) {
        outcomes.push(await read(article, { blocks, number: at + 1, of: lists.length }, asking));
        asking.progress(at + 1, lists.length);
      }
      return draftOf(lists, outcomes);
    },
  };
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
