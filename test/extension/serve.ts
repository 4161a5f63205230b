import { createServer } from 'node:http';

export interface Served {
  body: string | Buffer;
  type: string;
  headers?: Record<string, string>;
}

/**
 * Pages on 127.0.0.1 by their path; what is not among them is a 404.
 * @returns the origin, and how to stop serving
 */
export async function serve(pages: Record<string, string | Served>): Promise<{ origin: string; close(): void }> {
  const server = createServer((request, response) => {
    const page = pages[new URL(request.url ?? '/', 'http://127.0.0.1').pathname];
    const served: Served = typeof page === 'object' ? page : { body: page ?? '', type: 'text/html; charset=utf-8' };
    response.writeHead(page === undefined ? 404 : 200, { 'Content-Type': served.type, ...served.headers });
    response.end(served.body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('not listening on a port');
  return { origin: `http://127.0.0.1:${address.port}`, close: () => server.close() };
}
