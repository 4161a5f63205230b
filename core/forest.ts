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

/** The trees as one table, a node a line: its column (-1: a leaf), its cut or the leaf's share, and the line of its low side. */
class Table {
  private readonly columns: number[] = [];
  private readonly cuts: number[] = [];
  private readonly lows: number[] = [];
  private readonly roots: number[];

  constructor(trees: readonly Tree[], places: readonly number[]) {
    this.roots = trees.map((tree) => {
      const root = this.columns.push(-1) - 1;
      this.cuts.push(0);
      this.lows.push(-1);
      this.put(root, tree, places);
      return root;
    });
  }

  private put(at: number, tree: Tree, places: readonly number[]): void {
    if (typeof tree === 'number') {
      this.cuts[at] = tree;
      return;
    }
    const low = this.columns.push(-1, -1) - 2;
    this.cuts.push(0, 0);
    this.lows.push(-1, -1);
    this.columns[at] = places[tree[0]]!;
    this.cuts[at] = tree[1];
    this.lows[at] = low;
    this.put(low, tree[2], places);
    this.put(low + 1, tree[3], places);
  }

  /** The sum of the leaves that a row comes to, on top of `base`. */
  sum(base: number, row: readonly number[]): number {
    const { columns, cuts, lows } = this;
    let odds = base;
    for (const root of this.roots) {
      let at = root;
      for (let column = columns[at]!; column >= 0; column = columns[at]!) at = row[column]! <= cuts[at]! ? lows[at]! : lows[at]! + 1;
      odds += cuts[at]!;
    }
    return odds;
  }
}

/**
 * The probability that a row of evidence is a yes.
 * @param names of the row's columns; the forest takes its own by name
 */
export function evaluator(forest: Forest, names: readonly string[]): (row: readonly number[]) => number {
  const places = forest.columns.map((column) => names.indexOf(column));
  if (places.includes(-1)) throw new Error(`no such evidence: ${forest.columns.filter((_, index) => places[index] === -1).join(', ')}`);
  const table = new Table(forest.trees, places);
  return (row) => 1 / (1 + Math.exp(-table.sum(forest.base, row)));
}
