// Serves the folder of one HTML file on 127.0.0.1, because an extension may be kept from pages of file:.
import { readFile } from 'node:fs/promises';
import http from 'node:http';
import path from 'node:path';

const TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.htm': 'text/html; charset=utf-8',
  '.css': 'text/css',
  '.js': 'text/javascript',
  '.mjs': 'text/javascript',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.gif': 'image/gif',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
};

/**
 * @param {string} file
 * @returns {Promise<{ url: string, close: () => void }>}
 */
export async function serve(file) {
  const folder = path.dirname(path.resolve(file));
  const server = http.createServer(async (request, response) => {
    const asked = path.join(folder, decodeURIComponent(new URL(request.url ?? '/', 'http://127.0.0.1').pathname));
    const body = asked.startsWith(folder + path.sep) ? await readFile(asked).catch(() => null) : null;
    response.writeHead(body === null ? 404 : 200, { 'content-type': TYPES[path.extname(asked)] ?? 'application/octet-stream' });
    response.end(body ?? undefined);
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  // Ends with the process, so that a browser that is still open does not hold it.
  server.unref();
  return {
    url: `http://127.0.0.1:${server.address().port}/${encodeURIComponent(path.basename(file))}`,
    close: () => server.close(),
  };
}
