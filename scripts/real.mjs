// npm run real [-- PAGE.html] [--model NAME] [--limit DOLLARS] [--base URL]: asks Claude, and Voyage where there is a key, about an article,
// by the product's own code, and prints what was done. Keys come from ANTHROPIC_API_KEY and VOYAGE_API_KEY and go to the providers' hosts alone;
// --base names another server in their place, to try it without keys.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { openCorpus } from '../test/bench/corpus-browser.mjs';
import { bundle, bundleTo } from './bundle.mjs';

const ROOT = fileURLToPath(new URL('../', import.meta.url));
const KEPT = path.join(ROOT, 'out/real/answers.json');

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    model: { type: 'string', default: 'claude-sonnet-5-5' },
    limit: { type: 'string', default: '0.5' },
    base: { type: 'string' },
  },
});

async function read(file) {
  const corpus = await openCorpus(path.dirname(file));
  try {
    const tab = await corpus.open(path.basename(file));
    await tab.evaluate(await bundle('test/bench/reading.entry.ts', { format: 'iife', name: 'reading' }));
    return await tab.evaluate('reading.read()');
  } finally {
    await corpus.close();
  }
}

/** Answers in one file. */
function storeIn(file) {
  const kept = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
  return {
    get: async (key) => kept[key],
    put: async (key, value) => {
      kept[key] = value;
      mkdirSync(path.dirname(file), { recursive: true });
      writeFileSync(file, JSON.stringify(kept));
    },
  };
}

const percent = (share) => `${Math.round(share * 100)} %`;

function report({ finished: { decomposition }, spent, usd }) {
  const { headline, claims, selection, coverage, failed } = decomposition;
  const { shown, all, touchedAll, paragraphs } = coverage.figures;
  const total = (field) => spent.reduce((sum, line) => sum + line[field], 0);
  const ungrounded = selection.rejected.filter(({ reason }) => reason === 'ungrounded').length;
  const redundant = selection.rejected.filter(({ reason }) => reason === 'redundant').length;
  const input = total('inputTokens') + total('cacheReadTokens') + total('cacheWriteTokens');
  console.log(`\n${headline}\n`);
  console.log(`requests   ${spent.length}${spent.length === 0 ? ' (every answer was kept)' : ''}`);
  console.log(`tokens     ${input} in, ${total('outputTokens')} out`);
  console.log(`money      $${usd.toFixed(4)} by list prices`);
  console.log(
    `claims     ${claims.length}: ${selection.selected.length} shown, ${redundant} redundant, ${ungrounded} without a quote that was found`,
  );
  console.log(`captured   ${percent(shown)} by the shown, ${percent(all)} by all; ${touchedAll} of ${paragraphs} paragraphs touched`);
  for (const { blocks, failure } of failed) console.log(`failed     ${blocks.length} paragraphs: ${failure.code} ${failure.detail ?? ''}`);
}

const { ANTHROPIC_API_KEY: claude, VOYAGE_API_KEY: voyage } = process.env;
if (!claude) {
  console.error('ANTHROPIC_API_KEY is not set.');
  process.exitCode = 1;
} else {
  const file = path.resolve(positionals[0] ?? path.join(ROOT, 'demo/article.html'));
  const { real } = await import(await bundleTo('scripts/real.entry.ts', 'out/real/real.mjs'));
  const page = await read(file);
  const wish = { page, claude, voyage: voyage || null, model: values.model, limit: Number(values.limit), base: values.base ?? null };
  try {
    report(await real({ ...wish, store: storeIn(KEPT), say: console.log }));
  } catch (error) {
    if (!error.failure) throw error;
    console.error(`${error.failure.code}: ${error.failure.detail ?? ''}`);
    process.exitCode = 1;
  }
}
