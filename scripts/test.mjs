// `npm test`: everything that must hold, and as its last line the count of what passed and failed.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { setup } from './setup.mjs';

const ROOT = fileURLToPath(new URL('../', import.meta.url));
const RESULTS = fileURLToPath(new URL('../out/test-results.json', import.meta.url));
const total = { passed: 0, failed: 0, skipped: 0 };

const heading = (text) => console.log(`\n── ${text}`);

/** One check that passes or fails as a whole, counted as one result. */
function check(name, ok) {
  total[ok ? 'passed' : 'failed'] += 1;
  if (!ok) console.log(`FAILED: ${name}`);
}

const runsWell = (script, args = []) =>
  spawnSync(process.execPath, [script, ...args], { cwd: ROOT, stdio: ['ignore', 'inherit', 'inherit'] }).status === 0;

async function types() {
  const { run } = await import('./tools.mjs');
  return ['core', 'page', 'platform', 'providers', '.'].map((project) => run('tsc', ['-p', project])).every((status) => status === 0);
}

async function lint() {
  const { run } = await import('./tools.mjs');
  return run('biome', ['check', '.']) === 0;
}

const OF_STATUS = { passed: 'passed', failed: 'failed', pending: 'skipped', skipped: 'skipped', todo: 'skipped', disabled: 'skipped' };

/** Adds the results of a vitest run: each test by its status; a file that failed without one, and a run without any, as failed. */
function count(status) {
  if (!existsSync(RESULTS)) return check('vitest gave no results', false);
  const before = total.failed;
  const files = JSON.parse(readFileSync(RESULTS, 'utf8')).testResults;
  for (const file of files) {
    for (const test of file.assertionResults) total[OF_STATUS[test.status] ?? 'failed'] += 1;
    const explained = file.assertionResults.some((test) => test.status === 'failed');
    if (file.status === 'failed' && !explained) check(file.name, false);
  }
  if (files.length === 0) check('vitest ran no test', false);
  if (status !== 0 && total.failed === before) check(`vitest ended with status ${status}`, false);
}

async function tests() {
  const { run } = await import('./tools.mjs');
  rmSync(RESULTS, { force: true });
  mkdirSync(fileURLToPath(new URL('../out/', import.meta.url)), { recursive: true });
  count(run('vitest', ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${RESULTS}`]));
}

async function everything() {
  heading('setup');
  setup(['chromium', 'firefox']);
  heading('build');
  // Before the types, some of which the build writes. Nothing of an older build may stand in for one that fails.
  rmSync(fileURLToPath(new URL('../.output/', import.meta.url)), { recursive: true, force: true });
  check('build', runsWell('scripts/build.mjs', ['--test-hosts']));
  heading('types');
  check('types', await types());
  heading('lint');
  check('lint', await lint());
  heading('tests');
  await tests();
}

try {
  await everything();
} catch (error) {
  console.error(error.message);
  check('could not go on', false);
}
const skipped = total.skipped > 0 ? `, ${total.skipped} skipped` : '';
process.exitCode = total.failed > 0 ? 1 : 0;
process.stdout.write(`\n${total.passed} passed, ${total.failed} failed${skipped}\n`);
