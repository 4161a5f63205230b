/** Claude as decomposer: a request a chunk, read as it comes; of an answer that was cut only the rest is asked for again. */
import type * as z from 'zod/mini';
import { estimateTokens } from '../core/cost';
import type { Memo } from '../core/memo';
import { type BlockId, type Candidate, FailureError, type Usage } from '../core/model';
import type { Article, Asking, Decomposer } from '../core/ports';
import { sumUsage } from '../core/usage';
import { type Body, type Connection, stream } from './anthropic-stream';
import { type Chunk, chunkedDecomposer, NOTHING, type Part } from './chunked';
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

interface Request {
  readonly system: string;
  readonly document: string;
  readonly title: string;
  readonly task: string;
  readonly schema: { readonly [key: string]: unknown };
}

const bodyOf = ({ system, document, title, task, schema }: Request, model: string, language: string | null): Body => ({
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
async function allowed(body: Body, asking: Asking): Promise<void> {
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

/** An answer that is read at its end. */
interface Answered {
  readonly text: string;
  readonly reason: string | null;
  readonly usage: Usage;
}

/** @throws FailureError */
export async function answerTo(request: Request, options: Omit<AnthropicOptions, 'memo' | 'chunk'>, asking: Asking): Promise<Answered> {
  const body = bodyOf(request, options.model, options.language);
  await allowed(body, asking);
  let text = '';
  const usage: Usage = [];
  const onText = (piece: string): void => {
    text += piece;
  };
  const reason = await stream(body, options, asking.stop, onText, (line) => {
    asking.spent(line);
    usage.push(line);
  });
  if (reason === 'refusal') throw new FailureError({ code: 'refused', detail: options.model });
  return { text, reason, usage };
}

export function anthropic(options: AnthropicOptions): Decomposer {
  const { model, language, memo, clock, chunk: size = CHUNK } = options;
  return chunkedDecomposer({
    recipe: { provider: 'anthropic', model, version: PROMPT_VERSION + (language === null ? '' : ` · ${language}`) },
    question: { version: PROMPT_VERSION, provider: 'anthropic', model, parameters: { effort: EFFORT, language } },
    memo,
    clock,
    size,
    atOnce: AT_ONCE,
    inputOf: (article, chunk) => requestOf(article, chunk, []),
    ask: (part, keep, article, chunk, asking) => askOnce(part, keep, { article, chunk, options, asking }),
    sumUp: async ({ title, document }, asking) => {
      const request = { system: DIGEST, document, title, task: 'Write the three.', schema: DIGEST_SCHEMA };
      const { text, usage } = await answerTo(request, options, asking);
      const told = Digested.safeParse(parsed(text));
      if (!told.success) throw new FailureError({ code: 'bad-reply', detail: `${model} gave no summary` });
      return { ...NOTHING, ...told.data, whole: true, usage };
    },
  });
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
