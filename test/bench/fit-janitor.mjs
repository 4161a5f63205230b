// Fits core/janitor-weights.json on a corpus of pages whose article's paragraphs are known, and reports what the same fit
// reaches on sites it has not seen. node test/bench/fit-janitor.mjs [--manifest FILE.json] [--dry]
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { bundle, bundleTo } from '../../scripts/bundle.mjs';
import { boost, foldOf, portable } from './boosting.mjs';
import { openCorpus } from './corpus-browser.mjs';

const SHARED = new URL('../../../shared/corpus/', import.meta.url);
const WEIGHTS = new URL('../../core/janitor-weights.json', import.meta.url);
/** What the split bench prints beside its own figures. */
const UNSEEN = new URL('./janitor-unseen.json', import.meta.url);
const FOLDS = 5;
/** Leaning towards keeping: what is kept wrongly is one click away, and recall weighs more than a stray line. */
const THRESHOLD = 0.45;
const LONG = 40;
const OPTIONS = { trees: 60, depth: 4, rate: 0.1, penalty: 3, least: 6, columns: 0.5, rows: 0.7, seed: 1 };
const CELL_WALL = ' | ';

const textsOf = (block) => (block.kind === 'table-row' ? block.text.split(CELL_WALL) : [block.text]);

/** Which blocks of a page are in its truth, by the scorer's own matching. */
function truthOf(entry, blocks, scorer) {
  const prepared = (text, block) => {
    const tokens = scorer.tokenize(text);
    const bag = new Map();
    for (const token of tokens) bag.set(token, (bag.get(token) ?? 0) + 1);
    return { tokens, key: tokens.join(' '), bag, chars: scorer.visibleLength(text), match: null, block };
  };
  const truth = entry.truthParagraphs.map((text) => prepared(text)).filter((one) => one.tokens.length > 0);
  const parts = blocks.flatMap((block) => textsOf(block).map((text) => prepared(text, block.id))).filter((one) => one.tokens.length > 0);
  scorer.matchParagraphs(truth, parts, 0.9);
  const matched = blocks.map(() => 0);
  const all = blocks.map(() => 0);
  for (const part of parts) {
    all[part.block] += 1;
    if (part.match !== null) matched[part.block] += 1;
  }
  return {
    is: blocks.map((_, index) => (matched[index] * 2 >= all[index] && matched[index] > 0 ? 1 : 0)),
    long: truth.filter((one) => one.chars >= LONG).length,
  };
}

async function readAll(manifest, folder, core, scorer) {
  const code = await bundle('test/bench/reading.entry.ts', { format: 'iife', name: 'claimshade', minify: true });
  const corpus = await openCorpus(folder);
  const pages = [];
  try {
    for (const entry of manifest) {
      const tab = await corpus.open(entry.file);
      await tab.evaluate(`${code};globalThis.claimshade = claimshade`);
      const page = await tab.evaluate(() => globalThis.claimshade.read());
      const { is, long } = truthOf(entry, page.blocks, scorer);
      pages.push({ entry, blocks: page.blocks, rows: core.evidenceOf(page), is, long, fold: foldOf(entry.siteKey, FOLDS) });
    }
  } finally {
    await corpus.close();
  }
  return pages;
}

/** Every page counts by the root of its length, short runs less: they are seldom counted and their truth is loose. */
function fitted(pages) {
  const rows = [];
  const truth = [];
  const weights = [];
  for (const page of pages) {
    page.blocks.forEach((block, index) => {
      const short = block.text.length < LONG;
      // Menus are plenty and easy: one in four is enough.
      if (!page.is[index] && short && block.features.linkDensity > 0.7 && index % 4 !== 0) return;
      rows.push(page.rows[index]);
      truth.push(page.is[index]);
      weights.push(((short ? 0.3 : 1) * 8) / Math.sqrt(Math.max(1, page.long)));
    });
  }
  return boost(rows, truth, weights, OPTIONS);
}

const mean = (values) => {
  const known = values.filter((value) => value !== null);
  return known.reduce((sum, value) => sum + value, 0) / known.length;
};

function report(name, pages, keep, scorer) {
  const scores = pages.map((page) =>
    scorer.scorePage(page.entry.truthParagraphs, page.blocks.filter((_, index) => keep(page, index)).flatMap(textsOf)),
  );
  const figures = {};
  for (const source of [null, ...new Set(pages.map((page) => page.entry.source))]) {
    const some = scores.filter((_, index) => source === null || pages[index].entry.source === source);
    const of = (measure, figure) => mean(some.map((score) => score[measure][figure])).toFixed(3);
    const [p, r] = [Number(of('shingle', 'p')), Number(of('shingle', 'r'))];
    const grams = ((2 * p * r) / (p + r)).toFixed(3);
    console.log(
      `${name} ${(source ?? 'all').padEnd(12)} paragraphs P ${of('paragraph', 'p')} R ${of('paragraph', 'r')} F1 ${of('paragraph', 'f1')}  4-grams ${grams}`,
    );
    figures[source ?? 'all'] = { f1: Number(of('paragraph', 'f1')), recall: Number(of('paragraph', 'r')), grams: Number(grams) };
  }
  return figures;
}

async function main() {
  const { values } = parseArgs({
    options: {
      manifest: { type: 'string', default: fileURLToPath(new URL('articles/manifest.json', SHARED)) },
      dry: { type: 'boolean', default: false },
    },
  });
  const scorer = await import(new URL('score-extraction.mjs', SHARED).href);
  const core = await import(await bundleTo('test/bench/fit-janitor.entry.ts', 'out/bench/fit-janitor.mjs'));
  const manifest = JSON.parse(await readFile(values.manifest, 'utf8'));
  const pages = await readAll(manifest, path.dirname(path.resolve(values.manifest)), core, scorer);
  const judges = Array.from({ length: FOLDS }, (_, fold) => {
    const forest = portable(fitted(pages.filter((page) => page.fold !== fold)), core.EVIDENCE_NAMES, THRESHOLD);
    return core.evaluator(forest, core.EVIDENCE_NAMES);
  });
  const unseen = report('unseen sites', pages, (page, index) => judges[page.fold](page.rows[index]) >= THRESHOLD, scorer);
  const forest = portable(fitted(pages), core.EVIDENCE_NAMES, THRESHOLD);
  const judge = core.evaluator(forest, core.EVIDENCE_NAMES);
  report('fitted', pages, (page, index) => judge(page.rows[index]) >= THRESHOLD, scorer);
  if (values.dry) return;
  await writeFile(WEIGHTS, `${JSON.stringify({ madeBy: 'test/bench/fit-janitor.mjs', ...forest })}\n`);
  await writeFile(UNSEEN, `${JSON.stringify({ madeBy: 'test/bench/fit-janitor.mjs', ...unseen }, null, 2)}\n`);
}

await main();
