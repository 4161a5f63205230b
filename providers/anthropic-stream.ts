/** One streamed request to Claude: its text as it comes, what it took, and what can go wrong in the vocabulary's words. */
import { BaseAnthropic } from '@anthropic-ai/sdk/client';
import { Stream } from '@anthropic-ai/sdk/core/streaming';
import { APIConnectionError } from '@anthropic-ai/sdk/error';
import type { MessageCreateParamsNonStreaming } from '@anthropic-ai/sdk/resources/messages/messages';
import * as z from 'zod/mini';
import { estimateTokens } from '../core/cost';
import { type Failure, FailureError, type ModelUsage } from '../core/model';
import type { Asking, Clock, Stop } from '../core/ports';
import { failureIn, guarded, jsonOf } from './http';

export interface Connection {
  readonly baseURL: string;
  readonly key: string;
  readonly clock: Clock;
  readonly fetch?: typeof fetch;
  /** ms without a byte after which a stream counts as dead */
  readonly silence?: number;
}

export type Body = MessageCreateParamsNonStreaming;

const SILENCE_MS = 30_000;
const LONGEST_DETAIL = 200;

const count = z.nullish(z.number());
const Started = z.object({
  type: z.literal('message_start'),
  message: z.object({
    usage: z.object({ input_tokens: z.number(), cache_read_input_tokens: count, cache_creation_input_tokens: count, output_tokens: count }),
  }),
});
/** Of a block of text, or of one that is thought: both are billed. */
const Grown = z.object({
  type: z.literal('content_block_delta'),
  delta: z.object({ text: z.optional(z.string()), thinking: z.optional(z.string()) }),
});
const Ending = z.object({
  type: z.literal('message_delta'),
  delta: z.object({ stop_reason: z.nullish(z.string()) }),
  usage: z.object({ output_tokens: z.number() }),
});
const Ended = z.object({ type: z.literal('message_stop') });
const Faulty = z.object({ type: z.literal('error'), error: z.object({ type: z.string(), message: z.string() }) });
/** What is read of a stream; other events say nothing that is needed here. */
const Event = z.discriminatedUnion('type', [Started, Grown, Ending, Ended, Faulty]);
const READ: ReadonlySet<string> = new Set<z.infer<typeof Event>['type']>([
  'message_start',
  'content_block_delta',
  'message_delta',
  'message_stop',
  'error',
]);
const AnyEvent = z.object({ type: z.string() });

const FAULTS: Readonly<Record<string, Failure['code']>> = {
  rate_limit_error: 'rate-limited',
  overloaded_error: 'overloaded',
  billing_error: 'spend-limit',
  authentication_error: 'bad-key',
  permission_error: 'bad-key',
};

const cutShort = (detail: string): FailureError => new FailureError({ code: 'cut-short', detail });

/** null for an event that says nothing. @throws FailureError cut-short where it is no JSON or has another form */
function eventIn(data: string): z.infer<typeof Event> | null {
  const json = ((): unknown => {
    try {
      return JSON.parse(data);
    } catch (error) {
      if (error instanceof SyntaxError) throw cutShort('the stream is no JSON');
      throw error;
    }
  })();
  const event = Event.safeParse(json);
  if (event.success) return event.data;
  if (READ.has(AnyEvent.safeParse(json).data?.type ?? '')) throw cutShort('the stream has another form');
  return null;
}

/** What a stream has said so far. */
class Heard {
  private started: z.infer<typeof Started>['message']['usage'] | null = null;
  private billed: number | null = null;
  private said = '';
  reason: string | null = null;
  ended = false;

  constructor(private readonly key: string) {}

  /** @returns a piece of the answer @throws FailureError what the provider says went wrong */
  take(event: z.infer<typeof Event>): string {
    if (event.type === 'message_start') this.started = event.message.usage;
    else if (event.type === 'content_block_delta') {
      this.said += event.delta.text ?? event.delta.thinking ?? '';
      return event.delta.text ?? '';
    } else if (event.type === 'message_delta') {
      this.billed = event.usage.output_tokens;
      this.reason = event.delta.stop_reason ?? null;
    } else if (event.type === 'message_stop') this.ended = true;
    else {
      const { type, message } = event.error;
      throw new FailureError({ code: FAULTS[type] ?? 'cut-short', detail: message.replaceAll(this.key, '…').slice(0, LONGEST_DETAIL) });
    }
    return '';
  }

  /** As the provider counts; what a stream that was cut did not come to say is estimated. @param begun whether it had been answered at all */
  usage(body: Body, begun: boolean): ModelUsage {
    const { started, billed } = this;
    const unsaid = begun && started === null ? estimateTokens(JSON.stringify(body)) : 0;
    return {
      provider: 'anthropic',
      model: body.model,
      requests: 1,
      inputTokens: started?.input_tokens ?? unsaid,
      cacheReadTokens: started?.cache_read_input_tokens ?? 0,
      cacheWriteTokens: started?.cache_creation_input_tokens ?? 0,
      outputTokens: billed ?? Math.max(started?.output_tokens ?? 0, estimateTokens(this.said)),
      ...(begun && billed === null ? { estimated: true } : {}),
    };
  }
}

/** A stop, or silence for too long. `silence` says how long it was; null before it was. */
class Watch {
  private readonly over = new AbortController();
  private heardAt: number;
  private readonly end = (): void => this.over.abort();
  silence: number | null = null;

  constructor(
    private readonly stop: Stop,
    private readonly clock: Clock,
    private readonly longest: number,
  ) {
    this.heardAt = clock.now();
    if (stop.aborted) this.end();
    stop.addEventListener('abort', this.end, { once: true });
    this.bite().catch(this.end);
  }

  get signal(): AbortSignal {
    return this.over.signal;
  }

  private async bite(): Promise<void> {
    for (let left = this.longest; left > 0; left = this.heardAt + this.longest - this.clock.now())
      await this.clock.sleep(left, this.signal);
    this.silence = this.longest;
    this.end();
  }

  /** The same bytes; each is a sign of life. */
  heard(response: Response): Response {
    const body = response.body?.pipeThrough(
      new TransformStream<Uint8Array, Uint8Array>({
        transform: (bytes, controller) => {
          this.heardAt = this.clock.now();
          controller.enqueue(bytes);
        },
      }),
      // Whoever made the request may let go of its signal once the answer has begun.
      { signal: this.signal },
    );
    return new Response(body ?? null, { headers: response.headers });
  }

  done(): void {
    this.stop.removeEventListener('abort', this.end);
    this.end();
  }
}

/**
 * By the SDK's client, but for what it would do again by itself: that is told to the reader, and waits no longer than a minute. Its resources
 * are left out: `Messages` alone brings a second reader of streams along.
 * @throws FailureError
 */
async function post(
  path: string,
  body: unknown,
  { baseURL, key, fetch: fetcher = fetch }: Connection,
  signal: AbortSignal,
): Promise<Response> {
  const url = baseURL + path;
  const client = new BaseAnthropic({
    baseURL,
    apiKey: key,
    dangerouslyAllowBrowser: true,
    maxRetries: 0,
    logLevel: 'off',
    fetch: guarded(fetcher, { url, key }),
  });
  try {
    return await client.post(path, { body, signal }).asResponse();
  } catch (error) {
    throw failureIn(error instanceof APIConnectionError ? error.cause : error, signal, url);
  }
}

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
  const watch = new Watch(stop, connection.clock, connection.silence ?? SILENCE_MS);
  const heard = new Heard(connection.key);
  let begun = false;
  try {
    const response = await post('/v1/messages', { ...body, stream: true }, connection, watch.signal);
    begun = true;
    for await (const { data } of Stream.rawEvents(watch.heard(response))) {
      const event = eventIn(data);
      const text = event === null ? '' : heard.take(event);
      if (text !== '') onText(text);
      if (heard.ended) return heard.reason;
    }
    throw cutShort('the stream ended early');
  } catch (error) {
    if (stop.aborted) throw new FailureError({ code: 'stopped' });
    if (watch.silence !== null) throw cutShort(`nothing came for ${watch.silence / 1000} s`);
    throw error instanceof FailureError ? error : cutShort('the connection ended before the answer did');
  } finally {
    watch.done();
    onUsage(heard.usage(body, begun));
  }
}

/** Exact input tokens of a request; free. @throws FailureError */
export async function countTokens({ model, system, messages, output_config }: Body, connection: Connection): Promise<number> {
  const { signal } = new AbortController();
  const body = { model, messages, system, output_config };
  const response = await post('/v1/messages/count_tokens', body, connection, signal);
  return (await jsonOf(response, z.object({ input_tokens: z.number() }), signal)).input_tokens;
}
