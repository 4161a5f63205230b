/** One streamed answer of a server that speaks the OpenAI API, as text, with what it took. */
import * as z from 'zod/mini';
import { FailureError } from '../core/model';
import type { Stop } from '../core/ports';
import { abortedBy } from './embeddings';
import { jsonOf, RequestError, request } from './http';

export interface Chat {
  /** Without a slash at its end; see readAddress. */
  readonly base: string;
  readonly key: string;
  readonly model: string;
  readonly system: string;
  readonly user: string;
  readonly schema: { readonly [key: string]: unknown };
}

export interface ChatMeans {
  readonly fetch?: typeof fetch;
  /** ms without a byte after which the answer counts as dead; a model of one's own may take long to be loaded. */
  readonly silence?: number;
}

export interface Answer {
  readonly text: string;
  /** `stop` where the model was done, `length` at a limit; null where the stream ended without a word. */
  readonly finish: string | null;
  /** As the server counts; null where it does not. */
  readonly inputTokens: number | null;
  readonly outputTokens: number | null;
}

const SILENCE_MS = 180_000;

const Tokens = z.nullish(z.object({ prompt_tokens: z.nullish(z.number()), completion_tokens: z.nullish(z.number()) }));
const Chunk = z.object({
  choices: z.array(z.object({ delta: z.optional(z.object({ content: z.nullish(z.string()) })), finish_reason: z.nullish(z.string()) })),
  usage: z.optional(Tokens),
});
const Whole = z.object({
  choices: z.array(z.object({ message: z.object({ content: z.nullish(z.string()) }), finish_reason: z.nullish(z.string()) })),
  usage: z.optional(Tokens),
});
const StreamError = z.object({ error: z.union([z.string(), z.object({ message: z.string() })]) });

const NOTHING: Answer = { text: '', finish: null, inputTokens: null, outputTokens: null };

const bodyOf = ({ model, system, user, schema }: Chat, structured: boolean): unknown => ({
  model,
  messages: [
    {
      role: 'system',
      content: structured ? system : `${system}\n\nAnswer with JSON of this schema and nothing else:\n${JSON.stringify(schema)}`,
    },
    { role: 'user', content: user },
  ],
  ...(structured ? { response_format: { type: 'json_schema', json_schema: { name: 'decomposition', strict: true, schema } } } : {}),
  stream: true,
  stream_options: { include_usage: true },
});

/** Some servers know no schema: they are told it in words. */
const knowsNoSchema = (error: unknown): boolean =>
  error instanceof RequestError && error.status === 400 && /response_format|json_schema|schema|grammar/i.test(error.failure.detail ?? '');

function joined(before: Answer, line: string): Answer {
  const json = ((): unknown => {
    try {
      return JSON.parse(line);
    } catch (error) {
      if (error instanceof SyntaxError) throw new FailureError({ code: 'cut-short', detail: 'the stream is no JSON' });
      throw error;
    }
  })();
  const failed = StreamError.safeParse(json);
  if (failed.success) {
    const { error } = failed.data;
    throw new FailureError({ code: 'cut-short', detail: (typeof error === 'string' ? error : error.message).slice(0, 200) });
  }
  const chunk = Chunk.safeParse(json);
  if (!chunk.success) throw new FailureError({ code: 'bad-reply', detail: 'the stream has another form' });
  const [choice] = chunk.data.choices;
  return {
    text: before.text + (choice?.delta?.content ?? ''),
    finish: choice?.finish_reason ?? before.finish,
    inputTokens: chunk.data.usage?.prompt_tokens ?? before.inputTokens,
    outputTokens: chunk.data.usage?.completion_tokens ?? before.outputTokens,
  };
}

/** Ends what it watches when nothing has come for a while. */
function watchdog(ms: number, bite: () => void): { alive(): void; end(): void } {
  let timer = setTimeout(bite, ms);
  return {
    alive: () => {
      clearTimeout(timer);
      timer = setTimeout(bite, ms);
    },
    end: () => clearTimeout(timer),
  };
}

async function* linesOf(body: ReadableStream<Uint8Array>, alive: () => void): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  const reader = body.getReader();
  let rest = '';
  for (;;) {
    const { done, value } = await reader.read();
    alive();
    rest += done ? decoder.decode() : decoder.decode(value, { stream: true });
    const lines = rest.split(/\r?\n/);
    rest = done ? '' : lines.pop()!;
    yield* lines;
    if (done) return;
  }
}

async function streamed(body: ReadableStream<Uint8Array>, alive: () => void, onAnswer: (now: Answer) => void): Promise<Answer> {
  let now = NOTHING;
  for await (const line of linesOf(body, alive)) {
    if (!line.startsWith('data:')) continue;
    const data = line.slice(5).trim();
    if (data === '[DONE]' || data === '') continue;
    now = joined(now, data);
    onAnswer(now);
  }
  return now;
}

async function atOnce(response: Response, signal: AbortSignal): Promise<Answer> {
  const { choices, usage } = await jsonOf(response, Whole, signal);
  return {
    text: choices[0]?.message.content ?? '',
    finish: choices[0]?.finish_reason ?? 'stop',
    inputTokens: usage?.prompt_tokens ?? null,
    outputTokens: usage?.completion_tokens ?? null,
  };
}

/**
 * @param onAnswer is told what has come, at every piece
 * @throws RequestError where nothing was answered
 * @throws FailureError cut-short where the answer broke off with an error, stopped
 */
export async function chat(of: Chat, stop: Stop, onAnswer: (now: Answer) => void, means: ChatMeans = {}): Promise<Answer> {
  const { signal, abort, done } = abortedBy(stop);
  const dog = watchdog(means.silence ?? SILENCE_MS, abort);
  const send = (structured: boolean): Promise<Response> =>
    request({ url: `${of.base}/chat/completions`, key: of.key, body: bodyOf(of, structured) }, signal, means.fetch);
  try {
    const response = await send(true).catch((error: unknown) => {
      if (knowsNoSchema(error)) return send(false);
      throw error;
    });
    if (response.body === null || /\bjson\b/.test(response.headers.get('content-type') ?? '')) return await atOnce(response, signal);
    return await streamed(response.body, dog.alive, onAnswer);
  } catch (error) {
    if (stop.aborted) throw new FailureError({ code: 'stopped' });
    if (signal.aborted) throw new FailureError({ code: 'cut-short', detail: 'the server fell silent' });
    if (error instanceof FailureError) throw error;
    throw new FailureError({ code: 'cut-short', detail: 'the connection ended before the answer did' });
  } finally {
    dog.end();
    done();
  }
}
