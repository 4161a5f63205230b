/** One request by fetch, and what can go wrong with it in the vocabulary's words. Keys travel in a header and nowhere else. */
import * as z from 'zod/mini';
import { type Failure, FailureError } from '../core/model';

export interface Call {
  readonly url: string;
  /** Empty where the server needs none. */
  readonly key: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON by POST; GET where there is none. */
  readonly body?: unknown;
}

/** A failure with the seconds that the server asked to wait, where it did. */
export class RequestError extends FailureError {
  constructor(
    failure: Failure,
    readonly status: number | null,
    readonly retryAfter: number | null = null,
  ) {
    super(failure);
  }
}

/** What Ollama wants to be told before it answers an extension. */
export const OLLAMA_LINE = 'OLLAMA_ORIGINS=chrome-extension://*,moz-extension://*';

const ErrorBody = z.object({ error: z.union([z.string(), z.object({ message: z.string() })]) });
const Detail = z.object({ detail: z.string() });

const LONGEST_DETAIL = 200;

/** The provider's own words, in short; a reply that echoes the key does not bring it to the screen. */
function detailOf(text: string, key: string): string {
  const said = ((): string => {
    try {
      const json: unknown = JSON.parse(text);
      const error = ErrorBody.safeParse(json);
      if (error.success) return typeof error.data.error === 'string' ? error.data.error : error.data.error.message;
      const detail = Detail.safeParse(json);
      return detail.success ? detail.data.detail : '';
    } catch (error) {
      if (error instanceof SyntaxError) return /^\s*</.test(text) ? '' : text;
      throw error;
    }
  })();
  return (key === '' ? said : said.replaceAll(key, '…')).trim().slice(0, LONGEST_DETAIL);
}

function codeOf(status: number, said: string): Failure['code'] {
  if (/\bCORS\b/i.test(said) && (status === 401 || status === 403)) return 'cors-refused';
  if (status === 401) return 'bad-key';
  if (status === 429) return 'rate-limited';
  if (status === 402) return 'spend-limit';
  if (status === 413 || /\bprompt is too long\b/i.test(said)) return 'too-long';
  if (status >= 500) return 'overloaded';
  return status === 403 ? 'bad-key' : 'bad-reply';
}

const secondsOf = (header: string | null): number | null => {
  if (header === null) return null;
  const seconds = /^\d+(?:\.\d+)?$/.test(header) ? Number(header) : (Date.parse(header) - Date.now()) / 1000;
  return Number.isFinite(seconds) ? Math.max(0, seconds) : null;
};

async function refusalOf(response: Response, { url, key }: Call): Promise<RequestError> {
  const said = detailOf(await response.text(), key);
  const { status } = response;
  const keyless = status === 403 && key === '';
  const code = keyless ? 'cors-refused' : codeOf(status, said);
  const detail = keyless
    ? `${new URL(url).host} does not answer browser extensions. If it is Ollama, start it with ${OLLAMA_LINE}`
    : said || `${new URL(url).host} answered ${status}`;
  return new RequestError({ code, detail }, status, secondsOf(response.headers.get('retry-after')));
}

const isOffline = (): boolean => globalThis.navigator?.onLine === false;

/** A redirect would take the key to another host. */
const GUARDED = { redirect: 'error', credentials: 'omit', referrerPolicy: 'no-referrer' } as const satisfies RequestInit;

/** What was thrown while an answer was waited for, in the vocabulary's words. */
export function failureIn(error: unknown, signal: AbortSignal, url: string): FailureError {
  if (signal.aborted) return new FailureError({ code: 'stopped' });
  if (error instanceof FailureError) return error;
  return new RequestError({ code: isOffline() ? 'offline' : 'unreachable', detail: new URL(url).host }, null);
}

/** A fetch that takes no key elsewhere and gives back answers that are 2xx alone. @throws RequestError for every other answer */
export const guarded =
  (fetcher: typeof fetch, call: Call): typeof fetch =>
  async (url, init) => {
    const response = await fetcher(url, { ...init, ...GUARDED });
    if (response.ok) return response;
    throw await refusalOf(response, call);
  };

/**
 * @throws RequestError for every answer that is not 2xx, and where there was none
 * @throws FailureError stopped
 */
export async function request(call: Call, signal: AbortSignal, fetcher: typeof fetch = fetch): Promise<Response> {
  const { url, key, headers, body } = call;
  try {
    return await guarded(fetcher, call)(url, {
      method: body === undefined ? 'GET' : 'POST',
      headers: {
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(key === '' ? {} : { authorization: `Bearer ${key}` }),
        ...headers,
      },
      body: body === undefined ? null : JSON.stringify(body),
      signal,
    });
  } catch (error) {
    throw failureIn(error, signal, url);
  }
}

/** @throws FailureError bad-reply where the body is not what the schema says, stopped */
export async function jsonOf<T>(response: Response, schema: z.ZodMiniType<T>, signal: AbortSignal): Promise<T> {
  try {
    const parsed = schema.safeParse(await response.json());
    if (parsed.success) return parsed.data;
    const [issue] = parsed.error.issues;
    throw new FailureError({ code: 'bad-reply', detail: `${issue?.path.map(String).join('.')}: ${issue?.message}` });
  } catch (error) {
    if (signal.aborted) throw new FailureError({ code: 'stopped' });
    if (error instanceof FailureError) throw error;
    if (error instanceof SyntaxError) throw new FailureError({ code: 'bad-reply', detail: error.message });
    throw new FailureError({ code: 'unreachable' });
  }
}
