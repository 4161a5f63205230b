// Builds both browsers and packs what the stores ask for into out/store/: `npm run pack`. The same sources give the same bytes.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { zipSync } from 'fflate';
import { build, outputOf } from './build.mjs';
import { run } from './tools.mjs';

const ROOT = fileURLToPath(new URL('../', import.meta.url));
const STORE = path.join(ROOT, 'out', 'store');
/** The oldest day that a zip file can name, at noon: the same day in every time zone. */
const MTIME = '1980-01-02T12:00:00';

/**
 * A zip of a folder whose bytes depend on nothing but its files: sorted, with one fixed date.
 * @param {string} folder
 * @returns {Uint8Array}
 */
export function zipOf(folder) {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'))
    .sort();
  const contents = Object.fromEntries(files.map((file) => [file, new Uint8Array(readFileSync(path.join(folder, file)))]));
  return zipSync(contents, { level: 9, mtime: MTIME });
}

/** The committed sources, which Firefox's reviewers build from. */
function sources() {
  const { status, stdout, stderr } = spawnSync('git', ['archive', '--format=zip', 'HEAD'], { cwd: ROOT, maxBuffer: 200_000_000 });
  if (status !== 0) throw new Error(`The sources could not be packed: ${stderr}`);
  return stdout;
}

/** Everything that the stores take, by file name. */
function packAll() {
  const { version } = JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8'));
  for (const browser of ['chrome', 'firefox']) build(browser);
  if (run('web-ext', ['lint', '--source-dir', outputOf('firefox'), '--self-hosted=false']) !== 0) throw new Error('web-ext found errors.');
  return {
    [`claimshade-${version}-chrome.zip`]: zipOf(outputOf('chrome')),
    [`claimshade-${version}-firefox.zip`]: zipOf(outputOf('firefox')),
    [`claimshade-${version}-sources.zip`]: sources(),
  };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  try {
    const packed = packAll();
    mkdirSync(STORE, { recursive: true });
    for (const [name, bytes] of Object.entries(packed)) {
      writeFileSync(path.join(STORE, name), bytes);
      console.log(
        `${createHash('sha256').update(bytes).digest('hex')}  ${(bytes.length / 1000).toFixed(0).padStart(5)} kB  out/store/${name}`,
      );
    }
  } catch (error) {
    console.error(error.message);
    process.exitCode = 1;
  }
}
