/**
 * A decomposer that asks for an article in chunks, whoever answers: each answer is kept as it grows, of one that was cut only the rest is asked
 * for again, a chunk that fails leaves the others, and several are summed up by one more small request.
 */
import pLimit from 'p-limit';
import * as z from 'zod/mini';
import { chunksOf } from '../core/chunks';
import type { Memo, Question } from '../core/memo';
import {
  type BlockId,
  Candidate,
  type FailedBlocks,
  type Failure,
  FailureError,
  type LabelledBlock,
  type Recipe,
  Usage,
} from '../core/model';
import type { Article, Asking, Clock, Decomposer, Draft } from '../core/ports';
import { sumUsage } from '../core/usage';
import { again } from './again';
import { Newest } from './newest';
import { Digested } from './reply';

/** An answer, or what of it is there. */
export const Part = z.object({ ...Digested.shape, candidates: z.array(Candidate), whole: z.boolean(), usage: Usage });
export type Part = z.infer<typeof Part>;

export const NOTHING: Part = { headline: '', summary: '', questions: [], candidates: [], whole: false, usage: [] };

const parsePart = (stored: unknown): Part | null => {
  const part = Part.safeParse(stored);
  return part.success ? part.data : null;
};

export interface Chunk {
  readonly blocks: readonly LabelledBlock[];
  readonly number: number;
  readonly of: number;
}

/** The claims of several chunks, which stand for the article in the request that sums it up. */
export interface ToSumUp {
  readonly title: string;
  readonly document: string;
}

export interface Means {
  readonly recipe: Recipe['decomposer'];
  /** What an answer depends on besides what is asked. */
  readonly question: Omit<Question, 'input' | 'stage'>;
  readonly memo: Memo;
  readonly clock: Clock;
  /** Characters of text a request. */
  readonly size: number;
  /** Requests under way at once. */
  readonly atOnce: number;
  /** What is asked about a chunk first. */
  inputOf(article: Article, chunk: Chunk): unknown;
  /** One request for a chunk, or for the rest of it. What became whole is in the part that `keep` was given, also where it throws. */
  ask(part: Part, keep: (part: Part) => void, article: Article, chunk: Chunk, asking: Asking): Promise<Part>;
  /** One request for headline, summary and questions. */
  sumUp(of: ToSumUp, asking: Asking): Promise<Part>;
}

interface Outcome {
  /** What of it is whole. */
  readonly part: Part;
  readonly failure: FailureError | null;
}

export function chunkedDecomposer(means: Means): Decomposer {
  const { recipe, question, memo, clock } = means;
  const once = (input: unknown, ask: Parameters<typeof memo.once<Part>>[1]['ask'], { stop }: Asking): Promise<Part> =>
    memo.once({ ...question, stage: 'decompose', input }, { parse: parsePart, isWhole: ({ whole }) => whole, ask }, stop);

  /** @throws FailureError stopped */
  async function read(article: Article, chunk: Chunk, asking: Asking): Promise<Outcome> {
    let now = NOTHING;
    let asked = false;
    const ask = async (stored: Part | null, keep: (part: Part) => Promise<void>): Promise<Part> => {
      asked = true;
      now = stored ?? NOTHING;
      for (const candidate of now.candidates) asking.told(candidate);
      const newest = new Newest(keep);
      const kept = (part: Part): void => {
        now = part;
        newest.put(part);
      };
      try {
        const part = await again(() => means.ask(now, kept, article, chunk, asking), clock, asking);
        if (part.candidates.length === 0) throw new FailureError({ code: 'bad-reply', detail: `${question.model} gave no claims` });
        return part;
      } finally {
        await newest.settled();
      }
    };
    try {
      const part = await once(means.inputOf(article, chunk), ask, asking);
      if (!asked) for (const candidate of part.candidates) asking.told(candidate);
      return { part, failure: null };
    } catch (error) {
      if (!(error instanceof FailureError) || error.failure.code === 'stopped') throw error;
      return { part: now, failure: error };
    }
  }

  const sumUp = (article: Article, candidates: readonly Candidate[], asking: Asking): Promise<Part> => {
    const of = { title: article.page.title, document: candidates.map(({ title, body }) => `${title}. ${body}`).join('\n\n') };
    return once(of, () => again(() => means.sumUp(of, asking), clock, asking), asking);
  };

  return {
    recipe,
    decompose: async (article, asking) => {
      const lists = chunksOf(article.blocks, means.size);
      const bounded = pLimit(means.atOnce);
      let done = 0;
      const reading = lists.map((blocks, at) =>
        bounded(async () => {
          try {
            return await read(article, { blocks, number: at + 1, of: lists.length }, asking);
          } finally {
            asking.progress(++done, lists.length);
          }
        }),
      );
      return draftOf(lists, await Promise.all(reading), (candidates) => sumUp(article, candidates, asking));
    },
  };
}

/** @throws FailureError the first chunk's, where none has a claim */
async function draftOf(
  lists: readonly (readonly LabelledBlock[])[],
  outcomes: readonly Outcome[],
  sumUp: (candidates: readonly Candidate[]) => Promise<Part>,
): Promise<Draft> {
  const parts = outcomes.map(({ part }) => part);
  const candidates = parts.flatMap((part) => part.candidates);
  const unsent: BlockId[] = [];
  const failed: FailedBlocks[] = [];
  for (const [at, { failure }] of outcomes.entries()) {
    if (failure === null) continue;
    if (candidates.length === 0) throw failure;
    const ids = lists[at]!.map(({ id }) => id);
    if (failure.failure.code === 'spend-limit') unsent.push(...ids);
    else failed.push({ blocks: ids, failure: failure.failure });
  }
  const { head, fault } = lists.length === 1 ? { head: parts[0]!, fault: null } : await headOrFirst(parts, sumUp, candidates);
  if (fault !== null) failed.push({ blocks: [], failure: fault });
  const usage = sumUsage([...parts, ...(parts.includes(head) ? [] : [head])].flatMap((part) => part.usage));
  const { headline, summary, questions } = head;
  return { headline, summary, questions, candidates, unsent, failed, usage };
}

/** The claims are worth more than a summary of them: where that fails, the first part's own stands, and it is said why. */
async function headOrFirst(
  parts: readonly Part[],
  sumUp: (of: readonly Candidate[]) => Promise<Part>,
  of: readonly Candidate[],
): Promise<{ head: Part; fault: Failure | null }> {
  try {
    return { head: await sumUp(of), fault: null };
  } catch (error) {
    if (!(error instanceof FailureError) || error.failure.code === 'stopped') throw error;
    return { head: parts.find(({ headline }) => headline !== '') ?? parts[0]!, fault: error.failure };
  }
}
