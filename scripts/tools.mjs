// Runs a development tool of node_modules in this process's Node, the same way on every platform.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../', import.meta.url));
const PACKAGES = { wxt: 'wxt', vitest: 'vitest', tsc: 'typescript', biome: '@biomejs/biome', 'web-ext': 'web-ext' };

function entryOf(tool) {
  const folder = path.join(ROOT, 'node_modules', PACKAGES[tool]);
  const { bin } = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'));
  return path.join(folder, bin[tool]);
}

/**
 * @param {keyof typeof PACKAGES} tool
 * @param {string[]} args
 * @param {{ quiet?: boolean, env?: Record<string, string> }} [options] quiet: what it prints is shown only when it fails
 * @returns {number} its exit status; 1 where a signal ended it
 */
export function run(tool, args, { quiet = false, env = {} } = {}) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [entryOf(tool), ...args], {
    cwd: ROOT,
    env: { ...process.env, ...env },
    stdio: quiet ? ['ignore', 'pipe', 'pipe'] : ['ignore', 'inherit', 'inherit'],
    encoding: 'utf8',
  });
  if (quiet && status !== 0) process.stderr.write(`${stdout}${stderr}`);
  return status ?? 1;
}
