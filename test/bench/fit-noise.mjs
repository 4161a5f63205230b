// Fits test/bench/line-noise-weights.json on lines that people have labelled, and reports what the same fit reaches on documents it has
// not seen. node test/bench/fit-noise.mjs [--dry]
import { readFile, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { bundleTo } from '../../scripts/bundle.mjs';
import { boost, foldOf, portable } from './boosting.mjs';

const DATA = new URL('../../../shared/coverage-bench/data/', import.meta.url);
const WEIGHTS = new URL('./line-noise-weights.json', import.meta.url);
const SETS = ['readability', 'weblines-en', 'weblines-xx'];
const FOLDS = 5;
const OPTIONS = { trees: 120, depth: 3, rate: 0.08, penalty: 3, least: 4, columns: 0.25, rows: 0.7, seed: 1 };
/** Share of the article's words that may be lost: dropping text is worse than keeping noise. */
const MOST_LOST = 0.0095;

const wordsIn = (line) => line.match(/[\p{L}\p{N}]+/gu)?.length ?? 0;

async function load(core) {
  const docs = [];
  for (const set of SETS) {
    for (const doc of JSON.parse(await readFile(new URL(`janitor.${set}.json`, DATA), 'utf8')).docs) {
      const rows = core.lineEvidence(doc.lines);
      docs.push({ set, rows, noise: doc.noise, words: doc.lines.map(wordsIn), fold: foldOf(String(doc.group ?? doc.id), FOLDS) });
    }
  }
  return docs;
}

/** Pages that an extractor has been over are what the product sees: they count in full, raw pages half. */
const weightOf = (doc) => (doc.set === 'readability' ? 1 : 0.4);

const fitted = (docs) =>
  boost(
    docs.flatMap((doc) => doc.rows),
    docs.flatMap((doc) => doc.noise.map((value) => (value ? 1 : 0))),
    docs.flatMap((doc) => doc.rows.map(() => weightOf(doc))),
    OPTIONS,
  );

/** Area under the ROC curve; ties count half. */
function areaOf(pairs) {
  const sorted = [...pairs].sort((a, b) => a.share - b.share);
  let rank = 0;
  for (let start = 0, end = 0; start < sorted.length; start = end) {
    while (end < sorted.length && sorted[end].share === sorted[start].share) end++;
    rank += ((start + 1 + end) / 2) * sorted.slice(start, end).filter((pair) => pair.noise).length;
  }
  const noisy = sorted.filter((pair) => pair.noise).length;
  return (rank - (noisy * (noisy + 1)) / 2) / (noisy * (sorted.length - noisy));
}

const pairsOf = (docs, share) =>
  docs.flatMap((doc) => doc.rows.map((row, index) => ({ share: share(doc, row), noise: doc.noise[index] === 1, words: doc.words[index] })));

const sum = (pairs) => pairs.reduce((total, pair) => total + pair.words, 0);

function figures(pairs, threshold) {
  const [content, noise] = [pairs.filter((pair) => !pair.noise), pairs.filter((pair) => pair.noise)];
  const over = (list) => sum(list.filter((pair) => pair.share >= threshold)) / sum(list);
  return { area: areaOf(pairs), lost: over(content), removed: over(noise) };
}

/** The lowest threshold at which no more of the article than allowed is lost. */
function thresholdFor(pairs) {
  const content = pairs.filter((pair) => !pair.noise).sort((a, b) => b.share - a.share);
  const all = sum(content);
  let lost = 0;
  for (const pair of content) {
    lost += pair.words;
    if (lost > MOST_LOST * all) return pair.share + 1e-6;
  }
  return 0.5;
}

const print = (name, docs, share, threshold) => {
  for (const set of SETS) {
    const { area, lost, removed } = figures(
      pairsOf(
        docs.filter((doc) => doc.set === set),
        share,
      ),
      threshold,
    );
    console.log(
      `${name} ${set.padEnd(12)} AUC ${area.toFixed(3)}  content words lost ${lost.toFixed(3)}  noise words removed ${removed.toFixed(3)}`,
    );
  }
};

async function main() {
  const { values } = parseArgs({ options: { dry: { type: 'boolean', default: false } } });
  const core = await import(await bundleTo('test/bench/fit-noise.entry.ts', 'out/bench/fit-noise.mjs'));
  const docs = await load(core);
  const judges = Array.from({ length: FOLDS }, (_, fold) =>
    core.evaluator(portable(fitted(docs.filter((doc) => doc.fold !== fold)), core.LINE_NAMES, 0.5), core.LINE_NAMES),
  );
  const unseen = (doc, row) => judges[doc.fold](row);
  const threshold = Number(
    thresholdFor(
      pairsOf(
        docs.filter((doc) => doc.set === 'readability'),
        unseen,
      ),
    ).toFixed(3),
  );
  console.log(`threshold ${threshold}`);
  print('unseen documents', docs, unseen, threshold);
  const forest = portable(fitted(docs), core.LINE_NAMES, threshold);
  const judge = core.evaluator(forest, core.LINE_NAMES);
  print('fitted', docs, (_, row) => judge(row), threshold);
  if (!values.dry) await writeFile(WEIGHTS, `${JSON.stringify({ madeBy: 'test/bench/fit-noise.mjs', ...forest })}\n`);
}

await main();
