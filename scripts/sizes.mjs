// What a reader's browser loads of the built extension, part by part, gzipped.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';

/** Limits in bytes, gzipped; 1 kB is 1,000 bytes. */
export const PARTS = [
  { name: 'content script', entry: 'overlay.js', limit: 30_000 },
  { name: 'background', entry: 'background.js', limit: 128_500 },
  { name: 'panel', entry: 'sidepanel.html', limit: 60_000 },
  { name: 'settings', entry: 'options.html', limit: 36_500 },
  { name: 'library', entry: 'library.html', limit: 25_000 },
];

// A chunk that is imported when it is asked for (`import(…)`) is not what opening the part loads.
const SCRIPT_IMPORT = /(?:\bfrom|\bimport)\s*["'`](\.{1,2}\/[^"'`]+|\/[^"'`]+)["'`]/g;
const HTML_LINK = /<(?:script|link)\b[^>]*?\b(?:src|href)="([^"]+)"/g;

/** Addresses of the scripts and style sheets that a built file loads. */
function loadedBy(file, text) {
  if (file.endsWith('.html')) return [...text.matchAll(HTML_LINK)].map((match) => match[1]);
  return file.endsWith('.js') ? [...text.matchAll(SCRIPT_IMPORT)].map((match) => match[1]) : [];
}

/** A file and everything that it loads at once, each once, as paths in `dir`. */
function closure(dir, entry) {
  const files = new Set();
  const visit = (file) => {
    if (files.has(file)) return;
    files.add(file);
    for (const address of loadedBy(file, readFileSync(path.join(dir, file), 'utf8'))) {
      visit(address.startsWith('/') ? address.slice(1) : path.posix.join(path.posix.dirname(file), address));
    }
  };
  visit(entry);
  return [...files];
}

const gzipped = (dir, file) => gzipSync(readFileSync(path.join(dir, file)), { level: 9 }).length;

/**
 * The scripts that no part loads by itself.
 * @param {string} dir of a built extension
 * @param {{ files: string[] }[]} parts
 * @returns {{ file: string, bytes: number }[]} bytes: gzipped
 */
export function onRequest(dir, parts) {
  const loaded = new Set(parts.flatMap(({ files }) => files));
  return readdirSync(dir, { recursive: true, encoding: 'utf8' })
    .map((file) => file.split(path.sep).join('/'))
    .filter((file) => file.endsWith('.js') && !loaded.has(file))
    .map((file) => ({ file, bytes: gzipped(dir, file) }));
}

/**
 * @param {string} dir of a built extension
 * @returns {{ name: string, bytes: number, limit: number, files: string[] }[]} bytes: gzipped, every file by itself
 * @throws {Error} when it was not built, or a file names another that is not there
 */
export function sizes(dir) {
  if (!existsSync(dir)) throw new Error(`There is no ${path.basename(dir)}: run npm run build first.`);
  return PARTS.map(({ name, entry, limit }) => {
    const files = closure(dir, entry);
    return { name, bytes: files.reduce((sum, file) => sum + gzipped(dir, file), 0), limit, files };
  });
}
