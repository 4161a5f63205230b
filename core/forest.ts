/** Evaluates a small forest of decision trees, fitted elsewhere: the sum of its leaves is the log-odds. */

/** A leaf's share of the log-odds, or: column, cut, the tree for values up to the cut, the tree for those above. */
export type Tree = number | readonly [column: number, cut: number, low: Tree, high: Tree];

export interface Forest {
  /** Names of the columns that the trees read. */
  readonly columns: readonly string[];
  /** Log-odds before any tree has spoken. */
  readonly base: number;
  /** Probability at or over which the forest says yes. */
  readonly threshold: number;
  readonly trees: readonly Tree[];
}

const leafOf = (root: Tree, row: readonly number[], places: readonly number[]): number => {
  let tree = root;
  while (typeof tree !== 'number') tree = row[places[tree[0]]!]! <= tree[1] ? tree[2] : tree[3];
  return tree;
};

/**
 * The probability that a row of evidence is a yes.
 * @param names of the row's columns; the forest takes its own by name
 */
export function evaluator(forest: Forest, names: readonly string[]): (row: readonly number[]) => number {
  const places = forest.columns.map((column) => names.indexOf(column));
  if (places.includes(-1)) throw new Error(`no such evidence: ${forest.columns.filter((_, index) => places[index] === -1).join(', ')}`);
  return (row) => {
    let odds = forest.base;
    for (const tree of forest.trees) odds += leafOf(tree, row, places);
    return 1 / (1 + Math.exp(-odds));
  };
}
