/** Which of a block's text the similarities have a column for. What has none was never read by the decomposer. */
import { grouped } from './grouped';
import type { BlockId, Span } from './model';
import type { Stretch } from './text';

/** Columns by block, in the order of the columns. */
export const columnsByBlock = (spans: readonly Span[]): Map<BlockId, number[]> => grouped(spans.keys(), (column) => spans[column]!.block);

/** The stretches of a text that hold a word and lie outside those that were read; trimmed, in order. */
export function unreadStretches(text: string, read: readonly Stretch[]): Stretch[] {
  const out: Stretch[] = [];
  let from = 0;
  const gap = (to: number): void => {
    const piece = text.slice(from, Math.max(from, to));
    if (!/[\p{L}\p{N}]/u.test(piece)) return;
    out.push({ start: from + piece.length - piece.trimStart().length, end: from + piece.trimEnd().length });
  };
  for (const { start, end } of [...read].sort((a, b) => a.start - b.start)) {
    gap(start);
    from = Math.max(from, end);
  }
  gap(text.length);
  return out;
}
