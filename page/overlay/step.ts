import type { BlockId } from '../../core/model';
import type { Box } from './fragments';

/**
 * The indices to try, nearest first, for a step forth or back. Steps are counted from `last` while it is in view, else
 * from where the reader is: forth to what begins in the window or after it, back to what begins above its middle.
 * @param standsIn client box of a block that is near the window, null for others
 */
export function* stepsFrom(
  blocks: readonly { block: BlockId }[],
  standsIn: (block: BlockId) => Box | null,
  last: BlockId | null,
  direction: 1 | -1,
  height: number,
): Generator<number> {
  for (let i = start(blocks, standsIn, last, direction, height); i >= 0 && i < blocks.length; i += direction) yield i;
}

function start(
  blocks: readonly { block: BlockId }[],
  standsIn: (block: BlockId) => Box | null,
  last: BlockId | null,
  direction: 1 | -1,
  height: number,
): number {
  const isSeen = (box: Box | null): box is Box => box !== null && box.bottom > 0 && box.top < height;
  const box = last === null ? null : standsIn(last);
  if (isSeen(box)) return blocks.findIndex(({ block }) => block === last) + direction;
  const seen = blocks.flatMap(({ block }, index) => {
    const stands = standsIn(block);
    return isSeen(stands) ? [{ index, top: stands.top }] : [];
  });
  if (direction === 1) return seen.find(({ top }) => top >= 0)?.index ?? (seen.at(-1)?.index ?? -1) + 1;
  return seen.findLast(({ top }) => top < height / 2)?.index ?? (seen[0]?.index ?? blocks.length) - 1;
}
