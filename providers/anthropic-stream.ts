/** One streamed request to Claude: its text as it comes, what it took, and what can go wrong in the vocabulary's words. */
import { BaseAnthropic } from '@anthropic-ai/sdk/client';
import { APIConnectionError, APIError, APIUserAbortError } from '@anthropic-ai/sdk/error';
import { type MessageCreateParamsNonStreaming, Messages } from '@anthropic-ai/sdk/resources/messages/messages';
import { type Asking, type Clock, type Failure, FailureError, type ModelUsage } from '../core/model';
import { RequestError } from './http';

export interface Connection {
  readonly baseURL: string;
  readonly key: string;
  readonly clock: Clock;
  readonly fetch?: typeof fetch;
  /** ms without a byte after which a stream counts as dead */
  readonly silence?: number;
}

export type Body = MessageCreateParamsNonStreaming;

export interface Streamed {
  readonly stop: string | null;
  readonly usage: ModelUsage;
}

const SILENCE_MS = 30_000;
const LONGEST_DETAIL = 200;

function clientOf({ baseURL, key, fetch: fetcher }: Connection, alive: () => void): Messages {
  const send = fetcher ?? fetch;
  const watched = async (...[url, init]: Parameters<typeof fetch>): Promise<Response> => {
    const response = await send(url, init);
    if (response.body === null) return response;
    const body = response.body.pipeThrough(
      new TransformStream<Uint8Array, Uint8Array>({
        transform(bytes, controller) {
          alive();
          controller.enqueue(bytes);
        },
      }),
    );
    return new Response(body, { status: response.status, statusText: response.statusText, headers: response.headers });
  };
  // The SDK writes a reply that it cannot parse to the console, and obeys any `retry-after`.
  const client = new BaseAnthropic({ baseURL, apiKey: key, dangerouslyAllowBrowser: true, maxRetries: 0, logLevel: 'off', fetch: watched });
  return new Messages(client);
}

function codeOf(error: APIError, said: string): Failure['code'] {
  const { status, type } = error;
  if (/\bCORS\b/i.test(said) && (status === 401 || status === 403)) return 'cors-refused';
  if (status === 401 || status === 403) return 'bad-key';
  if (status === 429 || type === 'rate_limit_error') return 'rate-limited';
  if (status === 402 || type === 'billing_error') return 'spend-limit';
  if (status === 413 || /prompt is too long/i.test(said)) return 'too-long';
  if (status === 529 || type === 'overloaded_error' || (status ?? 0) >= 500) return 'overloaded';
  return status === undefined ? 'cut-short' : 'bad-reply';
}

/** What was thrown while a request was made or its stream was read. @param begun the stream had begun */
function failureOf(error: unknown, { key, baseURL }: Connection, begun: boolean): FailureError {
  const host = new URL(baseURL).host;
  if (error instanceof FailureError) return error;
  if (error instanceof APIConnectionError && !begun) {
    const offline = globalThis.navigator?.onLine === false;
    return new RequestError({ code: offline ? 'offline' : 'unreachable', detail: host }, null);
  }
  if (error instanceof APIError && !(error instanceof APIConnectionError)) {
    const said = (error.apiMessage ?? '').replaceAll(key, '…').slice(0, LONGEST_DETAIL);
    const after = error.headers?.get('retry-after');
    const seconds = after === null || after === undefined ? Number.NaN : Number(after);
    const detail = said || `${host} answered ${error.status ?? 'with an error'}`;
    return new RequestError({ code: codeOf(error, said), detail }, error.status ?? null, Number.isFinite(seconds) ? seconds : null);
  }
  const detail = error instanceof SyntaxError ? 'the reply is no JSON' : 'the connection ended before the answer did';
  return new FailureError({ code: 'cut-short', detail });
}

const used = (model: string, more: Partial<ModelUsage>): ModelUsage => ({
  provider: 'anthropic',
  model,
  requests: 1,
  inputTokens: 0,
  cacheReadTokens: 0,
  cacheWriteTokens: 0,
  outputTokens: 0,
  ...more,
});

/**
 * @param onText pieces of the answer, without what the model thinks
 * @param onUsage also where it fails: what was billed by then, as far as the provider has said it
 * @throws FailureError
 */
export async function stream(
  body: Body,
  connection: Connection,
  stop: Asking['stop'],
  onText: (text: string) => void,
  onUsage: (usage: ModelUsage) => void,
): Promise<string | null> {
  const { clock, silence = SILENCE_MS } = connection;
  const over = new AbortController();
  const end = (): void => over.abort();
  stop.addEventListener('abort', end, { once: true });
  let heardAt = clock.now();
  let silent = false;
  const watch = async (): Promise<void> => {
    for (let left = silence; left > 0; left = heardAt + silence - clock.now()) await clock.sleep(left, over.signal);
    silent = true;
    over.abort();
  };
  let usage = used(body.model, {});
  let begun = false;
  try {
    if (stop.aborted) throw new FailureError({ code: 'stopped' });
    watch().catch(end);
    const messages = clientOf(connection, () => {
      heardAt = clock.now();
    });
    const events = await messages.create({ ...body, stream: true }, { signal: over.signal });
    begun = true;
    let reason: string | null = null;
    for await (const event of events) {
      if (event.type === 'message_start') {
        const { input_tokens, cache_read_input_tokens, cache_creation_input_tokens, output_tokens } = event.message.usage;
        usage = used(body.model, {
          inputTokens: input_tokens,
          cacheReadTokens: cache_read_input_tokens ?? 0,
          cacheWriteTokens: cache_creation_input_tokens ?? 0,
          outputTokens: output_tokens,
        });
      } else if (event.type === 'content_block_delta' && event.delta.type === 'text_delta') onText(event.delta.text);
      else if (event.type === 'message_delta') {
        usage = { ...usage, outputTokens: event.usage.output_tokens };
        reason = event.delta.stop_reason;
      } else if (event.type === 'message_stop') return reason;
    }
    throw new FailureError({ code: 'cut-short', detail: silent ? `nothing came for ${silence / 1000} s` : 'the stream ended early' });
  } catch (error) {
    if (stop.aborted) throw new FailureError({ code: 'stopped' });
    if (silent || error instanceof APIUserAbortError)
      throw new FailureError({ code: 'cut-short', detail: `nothing came for ${silence / 1000} s` });
    throw failureOf(error, connection, begun);
  } finally {
    stop.removeEventListener('abort', end);
    over.abort();
    onUsage(usage);
  }
}

/** Exact input tokens of a request; free. @throws FailureError */
export async function countTokens({ model, system, messages, output_config }: Body, connection: Connection): Promise<number> {
  try {
    const counted = await clientOf(connection, () => undefined).countTokens({
      model,
      messages,
      ...(system === undefined ? {} : { system }),
      ...(output_config === undefined ? {} : { output_config }),
    });
    return counted.input_tokens;
  } catch (error) {
    throw failureOf(error, connection, false);
  }
}

const LONGEST_WAIT = 60;
const WAITS_MS = [1000, 4000];
const AGAIN = new Set<Failure['code']>(['rate-limited', 'overloaded', 'unreachable', 'cut-short']);

/**
 * Does something again, up to twice, where that may help; waits as long as it was told to, but no more than a minute.
 * @throws FailureError the last one; a longer wait as rate-limited, with its length
 */
export async function again<T>(work: () => Promise<T>, clock: Clock, { stop, waiting }: Asking): Promise<T> {
  for (let attempt = 0; ; attempt++) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof FailureError)) throw error;
      const { code, detail } = error.failure;
      const wait = WAITS_MS[attempt];
      if (wait === undefined || !AGAIN.has(code)) throw error;
      const asked = error instanceof RequestError ? error.retryAfter : null;
      if (asked !== null && asked > LONGEST_WAIT)
        throw new FailureError({ code, detail: `${detail ?? ''} (asked to wait ${Math.round(asked)} s)`.trim() });
      const ms = asked === null ? wait : Math.max(asked * 1000, 100);
      waiting({ because: code as 'rate-limited' | 'overloaded' | 'unreachable' | 'cut-short', seconds: ms / 1000 });
      try {
        await clock.sleep(ms, stop);
      } finally {
        waiting(null);
      }
    }
  }
}
