// Makes a fresh clone ready: `node scripts/setup.mjs [chromium] [firefox]`. Uses nothing but Node until the packages are there.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureBrowsers } from './browsers.mjs';

const ROOT = fileURLToPath(new URL('../', import.meta.url));
const OLDEST_NODE = [20, 19];

/** A failure that the reader can do something about: its message is all that is shown. */
export class SetupError extends Error {}

const inRoot = (...parts) => path.join(ROOT, ...parts);
const readJson = (file) => JSON.parse(readFileSync(file, 'utf8'));

function checkNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor >= OLDEST_NODE[1])) return;
  throw new SetupError(`Claimshade needs Node ${OLDEST_NODE.join('.')} or later; this is ${process.versions.node}.`);
}

/** Whether every package of the lockfile is installed in its version; those for other platforms are optional in it. */
function installed() {
  const record = inRoot('node_modules', '.package-lock.json');
  if (!existsSync(record)) return false;
  const have = readJson(record).packages;
  const want = Object.entries(readJson(inRoot('package-lock.json')).packages);
  return want.every(([place, { version, optional }]) => place === '' || optional || have[place]?.version === version);
}

function install() {
  console.log('Installing the packages of package-lock.json …');
  const { status, error } = spawnSync('npm', ['ci', '--no-fund', '--no-audit', '--loglevel=error'], {
    cwd: ROOT,
    stdio: ['ignore', 'ignore', 'inherit'],
    shell: process.platform === 'win32',
  });
  if (error) throw new SetupError(`npm could not be started (${error.message}). It comes with Node: https://nodejs.org`);
  if (status !== 0) throw new SetupError('npm ci failed; its message stands above. Without a network, the packages cannot be installed.');
}

/**
 * Installs what is missing: the packages and the browsers.
 * @param {('chromium' | 'firefox')[]} browsers
 * @throws {SetupError | Error} with a sentence that says what to do
 */
export function setup(browsers) {
  checkNode();
  if (!installed()) install();
  ensureBrowsers(browsers);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  try {
    setup(process.argv.slice(2));
    console.log('Ready.');
  } catch (error) {
    console.error(error.message);
    process.exitCode = 1;
  }
}
