/** A document too long for one request, cut at section boundaries. */
import type { LabelledBlock } from './model';

const lengthOf = (blocks: readonly LabelledBlock[]): number => blocks.reduce((sum, { text }) => sum + text.length, 0);

/** Runs of blocks that begin at a heading; the first may begin without one. */
function sectionsOf(blocks: readonly LabelledBlock[]): LabelledBlock[][] {
  const out: LabelledBlock[][] = [];
  for (const block of blocks) {
    if (block.kind === 'heading' || out.length === 0) out.push([block]);
    else out.at(-1)!.push(block);
  }
  return out;
}

/** Joins neighbours as long as they fit. */
function packed(parts: readonly (readonly LabelledBlock[])[], limit: number): LabelledBlock[][] {
  const out: LabelledBlock[][] = [];
  let room = 0;
  for (const part of parts) {
    const length = lengthOf(part);
    if (out.length > 0 && length <= room) out.at(-1)!.push(...part);
    else {
      out.push([...part]);
      room = limit;
    }
    room -= length;
  }
  return out;
}

/**
 * Every block once, in order. A section that does not fit is cut between its blocks; a block that alone does not fit stands alone.
 * @param limit characters of text a chunk
 */
export function chunksOf(blocks: readonly LabelledBlock[], limit: number): LabelledBlock[][] {
  const parts = sectionsOf(blocks).flatMap((section) =>
    lengthOf(section) <= limit
      ? [section]
      : packed(
          section.map((block) => [block]),
          limit,
        ),
  );
  return packed(parts, limit);
}
