/** Claude as decomposer: a request a chunk, read as it comes; of an answer that was cut only the rest is asked for again. */
import pLimit from 'p-limit';
import * as z from 'zod/mini';
import { chunksOf } from '../core/chunks';
import { estimateTokens } from '../core/cost';
import type { Memo } from '../core/memo';
import { type BlockId, Candidate, type FailedBlocks, type Failure, FailureError, type LabelledBlock, Usage } from '../core/model';
import type { Article, Asking, Decomposer, Draft } from '../core/ports';
import { sumUsage } from '../core/usage';
import { again, type Body, type Connection, stream } from './anthropic-stream';
import { Newest } from './newest';
import { DECOMPOSE, DECOMPOSE_SCHEMA, DIGEST, DIGEST_SCHEMA, languageLine, numbered, PROMPT_VERSION, taskOf } from './prompt';
import { candidateOf, Digested, ReplyReader } from './reply';

export interface AnthropicOptions extends Connection {
  readonly model: string;
  /** BCP 47, of the claims; null is the article's own. */
  readonly language: string | null;
  readonly memo: Memo;
  /** Characters of text a request. */
  readonly chunk?: number;
}

/** About 60,000 tokens: the answer stays a careful one, and a request that fails loses little. */
export const CHUNK = 200_000;
const AT_ONCE = 2;
const MAX_TOKENS = 32_000;
export const EFFORT = 'medium';

/** An answer, or what of it is there. */
const Part = z.object({ ...Digested.shape, candidates: z.array(Candidate), whole: z.boolean(), usage: Usage });
type Part = z.infer<typeof Part>;

const NOTHING: Part = { headline: '', summary: '', questions: [], candidates: [], whole: false, usage: [] };

const parsePart = (stored: unknown): Part | null => {
  const part = Part.safeParse(stored);
  return part.success ? part.data : null;
};

interface Request {
  readonly system: string;
  readonly document: string;
  readonly title: string;
  readonly task: string;
  readonly schema: { readonly [key: string]: unknown };
}

export const bodyOf = ({ system, document, title, task, schema }: Request, model: string, language: string | null): Body => ({
  model,
  max_tokens: MAX_TOKENS,
  system: `${system}\n\n${languageLine(language)}`,
  output_config: { effort: EFFORT, format: { type: 'json_schema', schema } },
  messages: [
    {
      role: 'user',
      content: [
        {
          type: 'document',
          source: { type: 'text', media_type: 'text/plain', data: document },
          title,
          cache_control: { type: 'ephemeral' },
        },
        { type: 'text', text: task },
      ],
    },
  ],
});

interface Chunk {
  readonly blocks: readonly LabelledBlock[];
  readonly number: number;
  readonly of: number;
}

const requestOf = ({ page, known }: Article, { blocks, number, of }: Chunk, told: readonly Candidate[]): Request => ({
  system: DECOMPOSE,
  document: numbered(blocks),
  title: page.title,
  task: taskOf(known, told, { number, of }),
  schema: DECOMPOSE_SCHEMA,
});

/** The whole article's request as it would be sent first: for an exact count of its tokens. */
export const firstBody = (article: Article, model: string, language: string | null): Body =>
  bodyOf(requestOf(article, { blocks: article.blocks, number: 1, of: 1 }, []), model, language);

/** @throws FailureError spend-limit where the reader's limits do not allow the request */
export async function allowed(body: Body, asking: Asking): Promise<void> {
  const line = { provider: 'anthropic', model: body.model, requests: 1, cacheReadTokens: 0, cacheWriteTokens: 0 };
  const inputTokens = estimateTokens(JSON.stringify(body));
  if (!(await asking.may({ ...line, inputTokens, outputTokens: 6000 }))) throw new FailureError({ code: 'spend-limit' });
}

/** One request for a chunk, or for the rest of it. What became whole is in the part that `keep` was given, also where it throws. */
async function askOnce(
  part: Part,
  keep: (part: Part) => void,
  { article, chunk, options, asking }: { article: Article; chunk: Chunk; options: AnthropicOptions; asking: Asking },
): Promise<Part> {
  const body = bodyOf(requestOf(article, chunk, part.candidates), options.model, options.language);
  await allowed(body, asking);
  const reader = new ReplyReader();
  const blockOf = (number: number): BlockId | null => chunk.blocks[number - 1]?.id ?? null;
  let now = part;
  const onText = (text: string): void => {
    for (const value of reader.feed(text)) {
      const candidate = candidateOf(value, blockOf);
      if (candidate === null || now.candidates.some(({ title }) => title === candidate.title)) continue;
      now = { ...now, ...(now.headline === '' ? headOf(reader.soFar(), now) : {}), candidates: [...now.candidates, candidate] };
      asking.told(candidate);
      keep(now);
    }
  };
  const reason = await stream(body, options, asking.stop, onText, (usage) => {
    asking.spent(usage);
    now = { ...now, usage: sumUsage([...now.usage, usage]) };
    keep(now);
  });
  if (reason === 'refusal') throw new FailureError({ code: 'refused', detail: options.model });
  if (reason === 'max_tokens') throw new FailureError({ code: 'cut-short', detail: 'the answer reached its longest' });
  return { ...now, ...headOf(endOf(reader), now), whole: true };
}

function endOf(reader: ReplyReader): unknown {
  try {
    return reader.end();
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new FailureError({ code: 'cut-short', detail: 'the reply is no JSON' });
  }
}

/** Headline, summary and questions of the first answer that has them. */
function headOf(value: unknown, before: Part): z.infer<typeof Digested> {
  const { headline, summary, questions } = before;
  if (headline !== '') return { headline, summary, questions };
  const told = Digested.safeParse(value);
  return told.success ? told.data : { headline, summary, questions };
}

class ChunkFailed extends Error {
  constructor(
    readonly part: Part,
    readonly failure: FailureError,
  ) {
    super(failure.message);
  }
}

export function anthropic(options: AnthropicOptions): Decomposer {
  const { model, language, memo, clock, chunk: limit = CHUNK } = options;
  const recipe = { provider: 'anthropic', model, version: PROMPT_VERSION + (language === null ? '' : ` · ${language}`) };
  const identity = {
    stage: 'decompose',
    version: PROMPT_VERSION,
    provider: 'anthropic',
    model,
    parameters: { effort: EFFORT, language },
  } as const;

  /** @throws ChunkFailed with what of it is whole */
  async function read(article: Article, chunk: Chunk, asking: Asking): Promise<Part> {
    let now: Part | null = null;
    const input = requestOf(article, chunk, []);
    const ask = async (stored: Part | null, keep: (part: Part) => Promise<void>): Promise<Part> => {
      now = stored ?? NOTHING;
      for (const candidate of now.candidates) asking.told(candidate);
      const newest = new Newest(keep);
      const kept = (part: Part): void => {
        now = part;
        newest.put(part);
      };
      try {
        const part = await again(() => askOnce(now ?? NOTHING, kept, { article, chunk, options, asking }), clock, asking);
        if (part.candidates.length === 0) throw new FailureError({ code: 'bad-reply', detail: `${model} gave no claims` });
        return part;
      } finally {
        await newest.settled();
      }
    };
    try {
      const before = now;
      const part = await memo.once({ ...identity, input }, { parse: parsePart, isWhole: (one) => one.whole, ask }, asking.stop);
      if (now === before) for (const candidate of part.candidates) asking.told(candidate);
      return part;
    } catch (error) {
      if (error instanceof FailureError) throw new ChunkFailed(now ?? NOTHING, error);
      throw error;
    }
  }

  async function digest(article: Article, candidates: readonly Candidate[], asking: Asking): Promise<Part> {
    const document = candidates.map(({ title, body }) => `${title}. ${body}`).join('\n\n');
    const input: Request = { system: DIGEST, document, title: article.page.title, task: 'Write the three.', schema: DIGEST_SCHEMA };
    const ask = (): Promise<Part> =>
      again(
        async () => {
          const body = bodyOf(input, model, language);
          await allowed(body, asking);
          let [text, usage]: [string, Usage] = ['', []];
          await stream(
            body,
            options,
            asking.stop,
            (piece) => {
              text += piece;
            },
            (line) => {
              asking.spent(line);
              usage = [line];
            },
          );
          const told = Digested.safeParse(parsed(text));
          if (!told.success) throw new FailureError({ code: 'bad-reply', detail: `${model} gave no summary` });
          return { ...NOTHING, ...told.data, whole: true, usage };
        },
        clock,
        asking,
      );
    return memo.once({ ...identity, input }, { parse: parsePart, isWhole: (one) => one.whole, ask }, asking.stop);
  }

  async function decompose(article: Article, asking: Asking): Promise<Draft> {
    const lists = chunksOf(article.blocks, limit);
    let done = 0;
    const bounded = pLimit(AT_ONCE);
    const reading = lists.map((blocks, at) =>
      bounded(async (): Promise<Part | ChunkFailed> => {
        try {
          return await read(article, { blocks, number: at + 1, of: lists.length }, asking);
        } catch (error) {
          if (error instanceof ChunkFailed && error.failure.failure.code !== 'stopped') return error;
          throw error instanceof ChunkFailed ? error.failure : error;
        } finally {
          asking.progress(++done, lists.length);
        }
      }),
    );
    const parts = await Promise.all(reading);
    return draftOf(lists, parts, (candidates) => digest(article, candidates, asking));
  }
  return { recipe, decompose };
}

/** null where it is no JSON. */
export function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

/** @throws FailureError the first chunk's, where none has a claim */
async function draftOf(
  lists: readonly (readonly LabelledBlock[])[],
  parts: readonly (Part | ChunkFailed)[],
  digest: (candidates: readonly Candidate[]) => Promise<Part>,
): Promise<Draft> {
  const said = parts.map((part) => (part instanceof ChunkFailed ? part.part : part));
  const candidates = said.flatMap((part) => part.candidates);
  const unsent: BlockId[] = [];
  const failed: FailedBlocks[] = [];
  for (const [at, part] of parts.entries()) {
    if (!(part instanceof ChunkFailed)) continue;
    if (candidates.length === 0) throw part.failure;
    const ids = lists[at]!.map(({ id }) => id);
    if (part.failure.failure.code === 'spend-limit') unsent.push(...ids);
    else failed.push({ blocks: ids, failure: part.failure.failure });
  }
  const { head, fault } = lists.length === 1 ? { head: said[0]!, fault: null } : await headOrFirst(said, digest, candidates);
  if (fault !== null) failed.push({ blocks: [], failure: fault });
  const usage = sumUsage([...said, ...(said.includes(head) ? [] : [head])].flatMap((part) => part.usage));
  const { headline, summary, questions } = head;
  return { headline, summary, questions, candidates, unsent, failed, usage };
}

/** The claims are worth more than a summary of them: where that fails, the first part's own stands, and it is said why. */
async function headOrFirst(
  said: readonly Part[],
  digest: (of: readonly Candidate[]) => Promise<Part>,
  of: readonly Candidate[],
): Promise<{ head: Part; fault: Failure | null }> {
  try {
    return { head: await digest(of), fault: null };
  } catch (error) {
    if (!(error instanceof FailureError) || error.failure.code === 'stopped') throw error;
    return { head: said.find(({ headline }) => headline !== '') ?? said[0]!, fault: error.failure };
  }
}
