/** How much of each section the claims capture. */
import type { BlockId, Decomposition } from '../model';

export interface SectionShare {
  /** The heading; null before the first one. */
  readonly heading: string | null;
  readonly shown: number;
  readonly all: number;
  readonly paragraphs: number;
}

/** In the order of the article; sections without a paragraph that counts are left out. Shares are weighted by length, as the figures are. */
export function sectionShares(d: Decomposition): SectionShare[] {
  const blocks = new Map(d.blocks.map((block) => [block.id, block]));
  const sections = new Map<BlockId | null, { length: number; shown: number; all: number; paragraphs: number }>();
  for (const { block: id, state, shown, all } of d.coverage.blocks) {
    const block = blocks.get(id);
    if (state === 'dropped' || block === undefined) continue;
    const sum = sections.get(block.section) ?? { length: 0, shown: 0, all: 0, paragraphs: 0 };
    const length = block.text.length;
    sections.set(block.section, {
      length: sum.length + length,
      shown: sum.shown + shown * length,
      all: sum.all + all * length,
      paragraphs: sum.paragraphs + 1,
    });
  }
  return [...sections].map(([section, { length, shown, all, paragraphs }]) => ({
    heading: section === null ? null : (blocks.get(section)?.text ?? ''),
    shown: Math.min(1, shown / (length || 1)),
    all: Math.min(1, all / (length || 1)),
    paragraphs,
  }));
}
