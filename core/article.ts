/** Finds the article among the runs of a page: a first guess from structure, then a judgement of every run. */
import { EVIDENCE_NAMES, evidenceOf } from './evidence';
import { evaluator, type Forest } from './forest';
import weights from './janitor-weights.json';
import type { Page } from './model';
import { type Surroundings, surroundingsOf } from './surroundings';

// The type that is read off the file does not know how deep the trees nest.
const forest = weights as unknown as Forest;
const judge = evaluator(forest, EVIDENCE_NAMES);

export interface Article {
  /** For every block: it is text of the article. */
  readonly text: readonly boolean[];
  /** For every container: it lies in the main region, the smallest element that holds all the text. */
  readonly inside: readonly boolean[];
  readonly root: number;
  readonly surroundings: Surroundings;
}

/** Fewer characters of text than this are no article. */
const LEAST_TEXT = 140;

/** The article; null where the page has none. */
export function findArticle(page: Page): Article | null {
  if (page.blocks.length === 0) return null;
  const surroundings = surroundingsOf(page);
  const text = evidenceOf(page, surroundings, forest.columns).map((row) => judge(row) >= forest.threshold);
  const length = page.blocks.reduce(
    (sum, block, index) => sum + (text[index] ? block.text.length * (1 - block.features.linkDensity) : 0),
    0,
  );
  if (length < LEAST_TEXT) return null;
  const root = holderOf(page, text);
  const inside: boolean[] = [];
  for (const [index, container] of page.containers.entries())
    inside.push(index === root || (container.parent >= 0 && inside[container.parent]!));
  return { text, inside, root, surroundings };
}

/** The deepest container that holds every run of the article. */
function holderOf(page: Page, text: readonly boolean[]): number {
  const counts = page.containers.map(() => 0);
  let all = 0;
  page.blocks.forEach((block, index) => {
    if (!text[index]) return;
    all++;
    for (let at = block.features.container; at >= 0; at = page.containers[at]!.parent) counts[at]! += 1;
  });
  // Parents stand before children: the last full count is the deepest.
  return counts.lastIndexOf(all);
}
