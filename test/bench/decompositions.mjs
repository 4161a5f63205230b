// Predictions for ../shared/decompositions/score.mjs: each article's claims and paragraphs through the product's own stages.
//   node test/bench/decompositions.mjs [--dir DIR] [--out FILE]      reads ID.json, never the labels
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { bundleTo } from '../../scripts/bundle.mjs';

const { values } = parseArgs({
  options: {
    dir: { type: 'string', default: fileURLToPath(new URL('../../../shared/decompositions/', import.meta.url)) },
    out: { type: 'string', default: 'out/bench/decompositions.jsonl' },
  },
});

const { predict } = await import(await bundleTo('test/bench/decompositions-entry.ts', 'out/bench/decompositions-entry.mjs'));
const files = readdirSync(values.dir).filter((file) => file.endsWith('.json') && !file.endsWith('.labels.json'));
if (files.length === 0) throw new Error(`no ID.json in ${values.dir}`);
const lines = [];
for (const file of files.sort()) lines.push(JSON.stringify(await predict(JSON.parse(readFileSync(path.join(values.dir, file), 'utf8')))));
mkdirSync(path.dirname(path.resolve(values.out)), { recursive: true });
writeFileSync(values.out, `${lines.join('\n')}\n`);
process.stdout.write(`${lines.length} articles: ${values.out}\n`);
