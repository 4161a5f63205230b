// Builds the extension for Chrome and Firefox (or the one that is named) and holds its sizes against their limits.
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { onRequest, sizes } from './sizes.mjs';
import { run } from './tools.mjs';

const OUTPUT = fileURLToPath(new URL('../.output/', import.meta.url));

/**
 * @param {'chrome' | 'firefox'} browser
 * @returns {string} folder of the built extension
 */
export const outputOf = (browser) => path.join(OUTPUT, `${browser}-mv3`);

/** Folder of the build that reaches the tests' servers in the place of providers. */
export const TEST_OUTPUT = `${outputOf('chrome')}-test-hosts`;

/**
 * @param {'chrome' | 'firefox'} browser
 * @param {string[]} [more] arguments of the build
 * @throws {Error} when the build failed; what it printed was shown
 */
export function build(browser, more = []) {
  if (run('wxt', ['build', '-b', browser, '--mv3', ...more], { quiet: true }) !== 0) throw new Error(`The build for ${browser} failed.`);
}

const kilobytes = (bytes) => `${(bytes / 1000).toFixed(1)} kB`;

/** Prints the sizes of a build, one line a part; true when every part is within its limit. */
function report(browser) {
  const parts = sizes(outputOf(browser));
  console.log(`${browser} (MV3), gzipped:`);
  for (const { name, bytes, limit, files } of parts) {
    const verdict = bytes <= limit ? '' : '  OVER';
    console.log(`  ${name.padEnd(16)} ${kilobytes(bytes).padStart(8)} of ${kilobytes(limit).padStart(8)}${verdict}   ${files.join(', ')}`);
  }
  for (const { file, bytes } of onRequest(outputOf(browser), parts)) {
    console.log(`  on request       ${kilobytes(bytes).padStart(8)}                ${file}`);
  }
  return parts.every(({ bytes, limit }) => bytes <= limit);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const named = process.argv.slice(2).filter((one) => !one.startsWith('--'));
  const browsers = named.length > 0 ? named : ['chrome', 'firefox'];
  try {
    for (const browser of browsers) build(browser);
    if (process.argv.includes('--test-hosts')) build('chrome', ['-m', 'test-hosts']);
    if (!browsers.map(report).every(Boolean)) throw new Error('A part is larger than its limit.');
  } catch (error) {
    console.error(error.message);
    process.exitCode = 1;
  }
}
