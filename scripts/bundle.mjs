// Bundles a TypeScript entry for where no build of the product runs: benches in Node, pages driven by a test.
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

const ROOT = fileURLToPath(new URL('../', import.meta.url));

/**
 * One entry and all it imports as the text of one module or script.
 * @param {string} entry path from the project's root
 * @param {{ format?: 'es' | 'iife', name?: string, minify?: boolean }} [options] `name`: the global that an iife assigns its exports to
 * @returns {Promise<string>}
 */
export async function bundle(entry, { format = 'es', name = 'bundle', minify = false } = {}) {
  const built = await build({
    root: ROOT,
    configFile: false,
    logLevel: 'warn',
    publicDir: false,
    build: {
      write: false,
      minify,
      target: 'es2022',
      lib: { entry: path.resolve(ROOT, entry), formats: [format], name, fileName: 'bundle' },
      // What runs in Node has Node's own modules.
      rolldownOptions: { external: /^node:/, output: { codeSplitting: false } },
    },
  });
  const outputs = [built].flat().flatMap((one) => one.output);
  const chunks = outputs.filter((file) => file.type === 'chunk');
  if (chunks.length !== 1)
    throw new Error(`${entry}: expected one chunk, got ${chunks.map((chunk) => chunk.fileName).join(', ') || 'none'}`);
  return chunks[0].code;
}

/**
 * The same, written to a file (its folder is made).
 * @param {string} entry path from the project's root
 * @param {string} file path from the project's root, or absolute
 * @param {Parameters<typeof bundle>[1]} [options]
 * @returns {Promise<string>} the absolute path of the file
 */
export async function bundleTo(entry, file, options) {
  const target = path.resolve(ROOT, file);
  await mkdir(path.dirname(target), { recursive: true });
  await writeFile(target, await bundle(entry, options));
  return target;
}
