// Cuts every page of a corpus manifest into the paragraphs of its article, in a real browser, by the product's own code and by
// its peers, and prints how well each finds them.
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { bundle } from '../../scripts/bundle.mjs';
import { openCorpus } from './corpus-browser.mjs';
import { timeGenerated } from './split-generated.mjs';
import { report as reportFound } from './split-report.mjs';

/** The pages that the janitor's weights were fitted on. */
const OPEN = fileURLToPath(new URL('../../../shared/corpus/articles/manifest.json', import.meta.url));

const quantile = (values, q) => [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(q * values.length))];
const median = (values) => quantile(values, 0.5);

/** Ours and the peer's on the same page in the same run; each page gives the median of `rounds`. */
const timed = (tab, rounds) =>
  tab.evaluate((count) => {
    const took = (work) => {
      const begun = performance.now();
      work();
      return performance.now() - begun;
    };
    const middle = (values) => values.sort((a, b) => a - b)[Math.floor(values.length / 2)];
    const ours = [];
    const peer = [];
    for (let round = 0; round < count; round++) {
      ours.push(took(() => globalThis.claimshade.split()));
      peer.push(took(() => new globalThis.peer.Readability(document.cloneNode(true)).parse()));
    }
    return { ours: middle(ours), peer: middle(peer) };
  }, rounds);

const report = (times) => {
  const ratios = times.map((one) => one.ours / one.peer);
  console.log(`time, ours / Readability on the same page: median ${median(ratios).toFixed(2)}, p95 ${quantile(ratios, 0.95).toFixed(2)}`);
  for (const [name, pick] of [
    ['ours', (t) => t.ours],
    ['Readability', (t) => t.peer],
  ]) {
    const values = times.map(pick);
    console.log(`  ${name}: median ${median(values).toFixed(1)} ms, p95 ${quantile(values, 0.95).toFixed(1)} ms`);
  }
};

async function main() {
  const { values } = parseArgs({
    options: { manifest: { type: 'string', default: OPEN }, out: { type: 'string' }, time: { type: 'boolean', default: false } },
  });
  const manifest = JSON.parse(await readFile(values.manifest, 'utf8'));
  const code = await bundle('test/bench/split.entry.ts', { format: 'iife', name: 'claimshade', minify: true });
  const peer = await bundle('test/bench/split-peers.entry.ts', { format: 'iife', name: 'peer', minify: true });
  const corpus = await openCorpus(path.dirname(path.resolve(values.manifest)));
  const found = { ours: [], Readability: [], Defuddle: [] };
  const times = [];
  try {
    for (const [index, entry] of manifest.entries()) {
      const tab = await corpus.open(entry.file);
      await tab.evaluate(`${code};globalThis.claimshade = claimshade`);
      const result = await tab.evaluate(() => globalThis.claimshade.split());
      await tab.evaluate(`${peer};globalThis.peer = peer`);
      if (values.time) times.push(await timed(tab, 3));
      const peers = await tab.evaluate(() => globalThis.peer.split());
      found.ours.push(result);
      found.Readability.push(peers.Readability);
      found.Defuddle.push(peers.Defuddle);
      console.log(`${index + 1}/${manifest.length} ${entry.id}: ${result.failure ?? `${result.paragraphs.length} paragraphs`}`);
    }
    if (values.time) {
      const tab = await corpus.open(manifest[0].file);
      await timeGenerated(tab, `${code};globalThis.claimshade = claimshade;${peer};globalThis.peer = peer`);
    }
  } finally {
    await corpus.close();
  }
  if (values.out !== undefined) {
    const lines = found.ours.map(({ title, paragraphs }, index) => JSON.stringify({ id: manifest[index].id, title, paragraphs }));
    await writeFile(values.out, `${lines.join('\n')}\n`);
  }
  await reportFound(manifest, found, path.resolve(values.manifest) === OPEN);
  if (times.length > 0) report(times);
}

await main().catch((error) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
