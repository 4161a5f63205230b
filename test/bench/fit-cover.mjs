// Fits the curve of core/cover.ts on the labelled halves: how much of a paragraph the claims carry, from the evidence of
// cover itself. Prints the constants, and per set the errors on articles that a fit had not seen (by event and article).
//   node test/bench/fit-cover.mjs
import { readdirSync, readFileSync } from 'node:fs';
import { bundleTo } from '../../scripts/bundle.mjs';

const SHARED = new URL('../../../shared/', import.meta.url);
const FOLDS = 10;
// A news paragraph counts twice (as sentences and as propositions), and the question of our own labels is the product's.
const WEIGHT = { news: 0.5, own: 3 };

const json = (url) => JSON.parse(readFileSync(url, 'utf8'));
const adapter = await import(await bundleTo('test/bench/adapter-entry.ts', 'out/bench/adapter.mjs'));
const decompositions = await import(await bundleTo('test/bench/decompositions-entry.ts', 'out/bench/decompositions-entry.mjs'));

async function newsRows(set) {
  const rows = [];
  for (const doc of json(new URL(`coverage-bench/data/alignment.${set}.json`, SHARED)).docs) {
    const evidence = await adapter.evidence(
      doc.claims.map((claim) => claim.text),
      doc.paragraphs,
    );
    for (const [at, one] of evidence.entries())
      rows.push({
        set,
        group: doc.group,
        article: doc.id,
        length: doc.paragraphs[at].length,
        gold: doc.paraGold[at],
        weight: WEIGHT.news,
        ...one,
      });
  }
  return rows;
}

async function ownRows() {
  const dir = new URL('decompositions/', SHARED);
  const rows = [];
  for (const file of readdirSync(dir)
    .filter((name) => name.endsWith('.labels.json'))
    .sort()) {
    const article = json(new URL(file.replace('.labels', ''), dir));
    const evidence = await decompositions.evidence(article);
    for (const label of json(new URL(file, dir)).paragraphs) {
      const length = article.paragraphs[label.i].length;
      if (!label.content || length < 40) continue;
      for (const set of ['shown', 'all'])
        rows.push({ set, group: article.id, article: article.id, length, gold: label[set], weight: WEIGHT.own, ...evidence[set][label.i] });
    }
  }
  return rows;
}

const features = (row) => [1, Math.sqrt(row.similar), Math.sqrt(row.quoted)];
const predict = (weights, row) => 1 / (1 + Math.exp(-features(row).reduce((sum, x, at) => sum + x * weights[at], 0)));

/** Solves a small linear system by elimination; the matrix is positive definite. */
function solve(matrix, vector) {
  const rows = matrix.map((row, at) => [...row, vector[at]]);
  for (const [at, pivot] of rows.entries())
    for (const [other, row] of rows.entries()) {
      if (other === at) continue;
      const factor = row[at] / pivot[at];
      for (let column = at; column < row.length; column++) row[column] -= factor * pivot[column];
    }
  return rows.map((row, at) => row.at(-1) / row[at]);
}

/** Logistic regression on shares, by Newton's method. */
function regress(rows) {
  let weights = [0, 0, 0];
  for (let round = 0; round < 30; round++) {
    const gradient = [0, 0, 0];
    const hessian = [0, 1, 2].map((at) => [0, 1, 2].map((other) => (at === other ? 0.01 : 0)));
    for (const row of rows) {
      const p = predict(weights, row);
      const x = features(row);
      for (let i = 0; i < 3; i++) {
        gradient[i] += row.weight * (row.gold - p) * x[i];
        for (let j = 0; j < 3; j++) hessian[i][j] += row.weight * p * (1 - p) * x[i] * x[j];
      }
    }
    const step = solve(hessian, gradient);
    weights = weights.map((weight, at) => weight + step[at]);
  }
  return weights;
}

const mean = (values) => values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);

function report(set, rows) {
  const articles = new Map();
  for (const row of rows) articles.set(row.article, [...(articles.get(row.article) ?? []), row]);
  const share = (list, key) => list.reduce((sum, row) => sum + row[key] * row.length, 0) / list.reduce((sum, row) => sum + row.length, 0);
  const block = [...articles.values()].map((list) => mean(list.map((row) => Math.abs(row.said - row.gold))));
  const whole = [...articles.values()].map((list) => Math.abs(share(list, 'said') - share(list, 'gold')));
  process.stdout.write(
    `${set.padEnd(10)} ${articles.size} articles   block error ${mean(block).toFixed(3)}   % error ${mean(whole).toFixed(3)}\n`,
  );
}

const rows = [...(await newsRows('news-sent')), ...(await newsRows('news-prop')), ...(await ownRows())];
const groups = [...new Set(rows.map((row) => row.group))].sort();
const foldOf = new Map(groups.map((group, at) => [group, at % FOLDS]));
for (let fold = 0; fold < FOLDS; fold++) {
  const weights = regress(rows.filter((row) => foldOf.get(row.group) !== fold));
  for (const row of rows) if (foldOf.get(row.group) === fold) row.said = predict(weights, row);
}
const [bias, similar, quoted] = regress(rows).map((weight) => weight.toFixed(2));
process.stdout.write(`bias ${bias}   similar ${similar}   quoted ${quoted}\nOn articles not fitted on:\n`);
for (const set of ['news-sent', 'news-prop', 'shown', 'all'])
  report(
    set,
    rows.filter((row) => row.set === set),
  );
