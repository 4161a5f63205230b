// Fits the curve of core/known.ts and writes it, with its error, to core/cover-weights.json: how much of a paragraph the claims carry, from the evidence that cover itself reads. Three kinds
// of labels: readers' shares of our own kind of claims, characters that annotators aligned to a summary, and claims that are
// sentences of the article itself, of which the share is their length. Prints, per set, how well a fit does on articles that it had
// not seen (by event and article).
//   node test/bench/fit-cover.mjs [--ablate]      --ablate: every part taken away in turn, nothing written
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { bundleTo } from '../../scripts/bundle.mjs';

const SHARED = new URL('../../../shared/', import.meta.url);
const FOLDS = 10;
// A news paragraph counts twice (as sentences and as propositions); readers' labels of our own kind of claims are few, and
// ask the product's own question.
const WEIGHT = { news: 0.5, own: 3, verbatim: 0.4 };

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

/** Every `step`th sentence as a claim that quotes itself. */
async function verbatimRows(set, { id, paragraphs }, step) {
  const quoted = paragraphs.map(() => 0);
  const candidates = [];
  let at = 0;
  for (const [block, text] of paragraphs.entries())
    for (const { start, end } of decompositions.sentences(text)) {
      if (at++ % step !== 0) continue;
      const sentence = text.slice(start, end);
      quoted[block] += sentence.length;
      candidates.push({
        kind: 'claim',
        title: sentence.split(' ').slice(0, 9).join(' '),
        body: sentence,
        confidence: 0.5,
        quotes: [{ block, text: sentence }],
      });
    }
  const { all } = await decompositions.evidence({ id, paragraphs, candidates, shown: [] });
  return paragraphs.flatMap((text, block) =>
    text.length < 40
      ? []
      : [{ set, group: id, article: id, length: text.length, gold: quoted[block] / text.length, weight: WEIGHT.verbatim, ...all[block] }],
  );
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
    rows.push(...(await verbatimRows('verbatim', article, 4)), ...(await verbatimRows('few', article, 12)));
  }
  return rows;
}

const PARTS = ['bias', 'similar', 'quoted', 'beyond', 'others', 'facts'];
const SIZE = PARTS.length;
const features = (sentence, row) => [1, Math.sqrt(sentence.similar), sentence.quoted, row.beyond, row.others, row.facts];

/** The predicted share of a row and its gradient. */
function known(weights, row) {
  let share = 0;
  const gradient = new Array(SIZE).fill(0);
  for (const sentence of row.sentences) {
    if (sentence.similar <= 0 && sentence.quoted <= 0 && row.beyond <= 0) continue;
    const x = features(sentence, row);
    const p = 1 / (1 + Math.exp(-x.reduce((sum, value, at) => sum + value * weights[at], 0)));
    share += sentence.weight * p;
    for (let at = 0; at < SIZE; at++) gradient[at] += sentence.weight * p * (1 - p) * x[at];
  }
  return { share, gradient };
}

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

const loss = (weights, rows) => rows.reduce((sum, row) => sum + row.weight * (known(weights, row).share - row.gold) ** 2, 0);

/** Least squares by Levenberg and Marquardt; the weight of a part taken `away` stays 0. */
function regress(rows, away) {
  let weights = PARTS.map((part) => (part === 'bias' ? -2 : part === 'similar' && part !== away ? 3 : 0));
  let best = loss(weights, rows);
  let damping = 0.01;
  for (let round = 0; round < 40 && damping < 1e6; round++) {
    const gradient = new Array(SIZE).fill(0);
    const hessian = Array.from({ length: SIZE }, () => new Array(SIZE).fill(0));
    for (const row of rows) {
      const at = known(weights, row);
      if (away) at.gradient[PARTS.indexOf(away)] = 0;
      for (let i = 0; i < SIZE; i++) {
        gradient[i] += row.weight * (row.gold - at.share) * at.gradient[i];
        for (let j = 0; j < SIZE; j++) hessian[i][j] += row.weight * at.gradient[i] * at.gradient[j];
      }
    }
    const damped = hessian.map((line, i) => line.map((value, j) => (i === j ? value * (1 + damping) + 1e-6 : value)));
    const next = solve(damped, gradient).map((step, at) => weights[at] + step);
    const reached = loss(next, rows);
    if (reached < best) {
      if (best - reached < 1e-6 * best) return next;
      [weights, best, damping] = [next, reached, damping / 3];
    } else damping *= 5;
  }
  return weights;
}

const mean = (values) => values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
const deviation = (values) => Math.sqrt(mean(values.map((value) => (value - mean(values)) ** 2)));

const ranks = (values) => {
  const order = [...values.keys()].sort((a, b) => values[a] - values[b]);
  const out = new Array(values.length);
  for (let from = 0, to = 0; from < order.length; from = to) {
    while (to < order.length && values[order[to]] === values[order[from]]) to++;
    for (let at = from; at < to; at++) out[order[at]] = (from + to - 1) / 2;
  }
  return out;
};

const correlation = (a, b) => {
  const [x, y] = [mean(a), mean(b)];
  return mean(a.map((value, at) => (value - x) * (b[at] - y))) / (deviation(a) * deviation(b) || 1);
};

function measure(rows) {
  const articles = new Map();
  for (const row of rows) articles.set(row.article, [...(articles.get(row.article) ?? []), row]);
  const share = (list, key) => list.reduce((sum, row) => sum + row[key] * row.length, 0) / list.reduce((sum, row) => sum + row.length, 0);
  const lists = [...articles.values()];
  const of = (list, key) => list.map((row) => row[key]);
  const graded = lists.filter((list) => new Set(of(list, 'gold')).size > 1 && list.length > 4);
  return {
    rank: graded.map((list) => correlation(ranks(of(list, 'said')), ranks(of(list, 'gold')))),
    block: lists.map((list) => mean(list.map((row) => Math.abs(row.said - row.gold)))),
    whole: lists.map((list) => Math.abs(share(list, 'said') - share(list, 'gold'))),
  };
}

const shown = (values) => `${mean(values).toFixed(3)} ± ${(deviation(values) / Math.sqrt(values.length)).toFixed(3)}`;

/** Lets every row be said by a fit that had not seen its article. */
function validate(rows, away) {
  const groups = [...new Set(rows.map((row) => row.group))].sort();
  const foldOf = new Map(groups.map((group, at) => [group, at % FOLDS]));
  for (let fold = 0; fold < FOLDS; fold++) {
    const weights = regress(
      rows.filter((row) => foldOf.get(row.group) !== fold),
      away,
    );
    for (const row of rows) if (foldOf.get(row.group) === fold) row.said = known(weights, row).share;
  }
  const errors = {};
  for (const set of new Set(rows.map((row) => row.set))) {
    const { rank, block, whole } = measure(rows.filter((row) => row.set === set));
    process.stdout.write(
      `  ${set.padEnd(10)} ${whole.length} articles   rank ${shown(rank)}   block error ${shown(block)}   % error ${shown(whole)}\n`,
    );
    errors[set] = { block: Number(mean(block).toFixed(3)), whole: Number(mean(whole).toFixed(3)) };
  }
  return errors;
}

const { values } = parseArgs({ options: { ablate: { type: 'boolean', default: false } } });
const rows = [...(await newsRows('news-sent')), ...(await newsRows('news-prop')), ...(await ownRows())];
process.stdout.write('On articles not fitted on:\n');
const { shown: byShown, all } = validate(rows);
if (values.ablate)
  for (const part of PARTS.slice(1)) {
    process.stdout.write(`Without ${part}:\n`);
    validate(rows, part);
  }
else {
  const curve = Object.fromEntries(regress(rows).map((weight, at) => [PARTS[at], Number(weight.toFixed(2))]));
  const file = new URL('../../core/cover-weights.json', import.meta.url);
  writeFileSync(file, `${JSON.stringify({ curve, error: { shown: byShown, all } }, null, 2)}\n`);
  process.stdout.write(`${JSON.stringify(curve)}\n`);
}
