/** A server that answers as it is told to, byte for byte, faults included; it keeps what it was asked. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Asked {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: unknown;
}

/** `after`: what happens after the bytes: the reply ends, the connection is torn, or nothing more comes; or it is torn before any answer. */
export interface Answer {
  readonly status?: number;
  readonly headers?: Record<string, string>;
  /** Parts are sent as they come. */
  readonly bytes?: Uint8Array | string | AsyncIterable<string>;
  readonly after?: 'end' | 'reset' | 'silence' | 'no-answer';
}

export interface FaultServer {
  readonly url: string;
  readonly asked: Asked[];
  close(): Promise<void>;
}

async function bodyOf(request: IncomingMessage): Promise<unknown> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  const text = Buffer.concat(parts).toString();
  return text === '' ? null : JSON.parse(text);
}

async function give(response: ServerResponse, { status = 200, headers = {}, bytes = '', after = 'end' }: Answer): Promise<void> {
  if (after === 'no-answer') {
    response.destroy();
    return;
  }
  response.writeHead(status, { 'content-type': 'text/event-stream', 'access-control-allow-origin': '*', ...headers });
  response.flushHeaders();
  const parts = typeof bytes === 'string' || bytes instanceof Uint8Array ? [bytes] : bytes;
  for await (const part of parts) await new Promise((resolve) => response.write(part, resolve));
  if (after === 'end') response.end();
  else if (after === 'reset') setImmediate(() => response.destroy());
}

/** @param answer to the request with that number, from 0 */
export async function faultServer(answer: (asked: Asked, number: number) => Answer): Promise<FaultServer> {
  const asked: Asked[] = [];
  const server = createServer((request, response) => {
    // Over a connection that was kept a browser sends a request again by itself where no answer comes, and it would count twice.
    response.shouldKeepAlive = false;
    void bodyOf(request).then((body) => {
      const one: Asked = { method: request.method ?? '', url: request.url ?? '', headers: request.headers, body };
      asked.push(one);
      void give(response, answer(one, asked.length - 1));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    asked,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
