// Boosted decision trees with logistic loss, after Friedman (2001), on binned values: enough to fit a small forest in seconds.

const MOST_BINS = 32;
const LEAST_ROWS = 10;
const LEAST_GAIN = 0.1;

/** Cuts between the values of a column: all of them, or at even ranks. */
function cutsOf(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const distinct = [...new Set(sorted)];
  if (distinct.length <= MOST_BINS) return distinct.slice(0, -1).map((value, index) => (value + distinct[index + 1]) / 2);
  const cuts = new Set();
  for (let bin = 1; bin < MOST_BINS; bin++) cuts.add(sorted[Math.floor((bin * sorted.length) / MOST_BINS)]);
  return [...cuts];
}

const binOf = (cuts, value) => {
  let low = 0;
  let high = cuts.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (value <= cuts[middle]) high = middle;
    else low = middle + 1;
  }
  return low;
};

/** Numbers from 0 to 1, the same for the same seed (a linear congruential generator). */
const randomOf = (seed) => {
  let state = seed;
  return () => {
    state = (state * 1103515245 + 12345) & 0x7fffffff;
    return state / 0x7fffffff;
  };
};

/** The best cut over `columns` of the rows, by the gain in the second order of the loss; null where none is worth it. */
function bestCut(rows, columns, { bins, width, gradient, curvature, cuts, total, penalty, least }) {
  let best = null;
  const rest = (total.g * total.g) / (total.h + penalty);
  const sumG = new Float64Array(MOST_BINS + 1);
  const sumH = new Float64Array(MOST_BINS + 1);
  for (const column of columns) {
    const count = cuts[column].length;
    sumG.fill(0);
    sumH.fill(0);
    for (const row of rows) {
      const bin = bins[row * width + column];
      sumG[bin] += gradient[row];
      sumH[bin] += curvature[row];
    }
    let g = 0;
    let h = 0;
    for (let bin = 0; bin < count; bin++) {
      g += sumG[bin];
      h += sumH[bin];
      if (h < least || total.h - h < least) continue;
      const gain = (g * g) / (h + penalty) + (total.g - g) ** 2 / (total.h - h + penalty) - rest;
      if (gain > LEAST_GAIN && (best === null || gain > best.gain)) best = { gain, column, bin };
    }
  }
  return best;
}

/**
 * @param {number[][]} table rows of evidence
 * @param {number[]} truth 0 or 1 a row
 * @param {number[]} weights a row
 * @param {{ trees: number, depth: number, rate: number, penalty: number, least: number, columns: number, rows: number, seed: number }} options
 *   `least`: curvature on each side of a cut; `columns`, `rows`: shares drawn for each tree
 * @returns {{ base: number, trees: import('../../core/forest').Tree[] }} columns by their number in the table
 */
export function boost(table, truth, weights, options) {
  const width = table[0].length;
  const cuts = Array.from({ length: width }, (_, column) => cutsOf(table.map((row) => row[column])));
  const bins = new Uint8Array(table.length * width);
  table.forEach((row, index) => {
    for (let column = 0; column < width; column++) bins[index * width + column] = binOf(cuts[column], row[column]);
  });
  const random = randomOf(options.seed);
  const yes = truth.reduce((sum, value, index) => sum + value * weights[index], 0);
  const all = weights.reduce((sum, weight) => sum + weight, 0);
  const base = Math.log((yes + 1) / (all - yes + 1));
  const odds = new Float64Array(table.length).fill(base);
  const gradient = new Float64Array(table.length);
  const curvature = new Float64Array(table.length);
  const grow = (rows, columns, depth) => {
    const total = { g: 0, h: 0 };
    for (const row of rows) {
      total.g += gradient[row];
      total.h += curvature[row];
    }
    const leaf = Number(((options.rate * total.g) / (total.h + options.penalty)).toFixed(3));
    if (depth === 0 || rows.length < LEAST_ROWS) return leaf;
    const cut = bestCut(rows, columns, { bins, width, gradient, curvature, cuts, total, penalty: options.penalty, least: options.least });
    if (cut === null) return leaf;
    const low = [];
    const high = [];
    for (const row of rows) (bins[row * width + cut.column] <= cut.bin ? low : high).push(row);
    const value = cuts[cut.column][cut.bin];
    return [cut.column, value, grow(low, columns, depth - 1), grow(high, columns, depth - 1)];
  };
  const trees = [];
  for (let tree = 0; tree < options.trees; tree++) {
    for (let row = 0; row < table.length; row++) {
      const share = 1 / (1 + Math.exp(-odds[row]));
      gradient[row] = weights[row] * (truth[row] - share);
      curvature[row] = weights[row] * share * (1 - share);
    }
    const columns = cuts.map((_, column) => column).filter(() => random() < options.columns);
    const rows = table.map((_, row) => row).filter(() => random() < options.rows);
    const grown = grow(rows, columns, options.depth);
    trees.push(grown);
    for (let row = 0; row < table.length; row++) odds[row] += leafOf(grown, table[row]);
  }
  return { base: Number(base.toFixed(4)), trees };
}

const leafOf = (root, row) => {
  let tree = root;
  while (typeof tree !== 'number') tree = row[tree[0]] <= tree[1] ? tree[2] : tree[3];
  return tree;
};

/** The fitted forest in the form that core/forest reads: only the columns that it uses, cuts at four significant digits. */
export function portable({ base, trees }, names, threshold) {
  const used = new Map();
  const renumber = (tree) => {
    if (typeof tree === 'number') return tree;
    if (!used.has(tree[0])) used.set(tree[0], used.size);
    return [used.get(tree[0]), Number(tree[1].toPrecision(4)), renumber(tree[2]), renumber(tree[3])];
  };
  const renumbered = trees.map(renumber);
  return { columns: [...used.keys()].map((column) => names[column]), base, threshold, trees: renumbered };
}

/** The fold of a group, the same on every machine. */
export const foldOf = (group, folds) => [...group].reduce((hash, char) => (Math.imul(hash, 31) + char.codePointAt(0)) >>> 0, 0) % folds;
