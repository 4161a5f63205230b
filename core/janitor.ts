/** The janitor: finds the article among the runs of a page and says of every run of its region what it is, and why. */
import { findRegion } from './article';
import { type Block, type Edit, FailureError, type Label, type LabelledBlock, type Page, SCORED_KINDS } from './model';

export interface Cleaned {
  /** The runs of the main region, in document order. */
  readonly blocks: LabelledBlock[];
  /** How many runs of the page lie outside it. */
  readonly outside: number;
}

interface Verdict {
  readonly label: Label;
  readonly rule: string;
}

const judge = (block: Block): Verdict => {
  if (!block.features.visible) return { label: 'boilerplate', rule: 'hidden on the page' };
  if (block.features.linkDensity > 0.6) return { label: 'boilerplate', rule: 'link list' };
  return { label: 'content', rule: 'text of the article' };
};

const labelled = ({ features: _, ...block }: Block, verdict: Verdict): LabelledBlock => ({ ...block, ...verdict });

/**
 * The runs of the page's main region, each with a label and the rule that said so.
 * @throws FailureError no-article
 */
export function clean(page: Page): Cleaned {
  const region = findRegion(page);
  if (region === null) throw new FailureError({ code: 'no-article' });
  const blocks = page.blocks.filter((block) => region.inside[block.features.container]).map((block) => labelled(block, judge(block)));
  return { blocks, outside: page.blocks.length - blocks.length };
}

/** The blocks with what the reader kept or dropped by hand. */
export function applyEdits(blocks: readonly LabelledBlock[], edits: readonly Edit[]): LabelledBlock[] {
  const byHand = new Map<number, Verdict>();
  for (const edit of edits) {
    if (edit.do === 'keep') byHand.set(edit.block, { label: 'content', rule: 'kept by hand' });
    if (edit.do === 'drop') byHand.set(edit.block, { label: 'boilerplate', rule: 'dropped by hand' });
  }
  return blocks.map((block) => ({ ...block, ...byHand.get(block.id) }));
}

/** Counts in the percentages: text of the article, of a kind that is scored. */
export const isScored = (block: LabelledBlock): boolean => block.label === 'content' && SCORED_KINDS.has(block.kind);
