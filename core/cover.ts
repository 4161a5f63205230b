/** cover: per block the share that the claims shown carry, and all of them; the claims that cover it; its facts. */
import { type CoverInput, sharesBy } from './known';
import type { BlockCoverage, BlockState, Coverage, Figures, Selection } from './model';

export { type CoverInput, MEASURED_ERROR } from './known';
export { isGrounded } from './reading-rules';

/** Below this share a block counts as left out, and a claim as none of those that cover it. */
export const LEFT_OUT = 0.1;

const COUNTED: ReadonlySet<BlockState> = new Set(['scored', 'unsent', 'failed']);

/** @param lengthOf the text's length, of the block at a place in `blocks` */
export function figuresOf(blocks: readonly BlockCoverage[], lengthOf: (block: BlockCoverage, at: number) => number): Figures {
  const counted = blocks.flatMap((block, at) => (COUNTED.has(block.state) ? [{ ...block, length: lengthOf(block, at) }] : []));
  const whole = counted.reduce((sum, block) => sum + block.length, 0) || 1;
  const mean = (share: (block: BlockCoverage) => number): number =>
    Math.min(1, counted.reduce((sum, block) => sum + share(block) * block.length, 0) / whole);
  return {
    shown: mean((block) => block.shown),
    all: mean((block) => block.all),
    touchedShown: counted.filter((block) => block.shown >= LEFT_OUT).length,
    touchedAll: counted.filter((block) => block.all >= LEFT_OUT).length,
    paragraphs: counted.length,
  };
}

/** Coverage by the claims shown and by all grounded ones. Synchronous: runs on every move of a slider. */
export function cover(input: CoverInput, selection: Selection): Coverage {
  const selected = new Set(selection.selected);
  const isShown = input.claims.map((id) => selected.has(id));
  const rows = input.claims.flatMap((_, row) => (isShown[row] ? [row] : []));
  const shown = sharesBy(input.blocks, rows, input.claims.length);
  const blocks = input.blocks.map(
    (block, at): BlockCoverage => ({
      block: block.block,
      state: block.state,
      shown: shown[at]!,
      all: input.all[at]!,
      claims: block.scores
        .flatMap((score, row) => (score >= LEFT_OUT && input.grounded[row] ? [{ claim: input.claims[row]!, score }] : []))
        .sort((a, b) => b.score - a.score || a.claim - b.claim),
      facts: block.facts.map(({ start, end, kind, rows: by }) => ({
        start,
        end,
        kind,
        carried: by.some((row) => isShown[row]) ? 'shown' : by.some((row) => input.grounded[row]) ? 'all' : 'none',
      })),
    }),
  );
  return { blocks, figures: figuresOf(blocks, (_, at) => input.blocks[at]!.length) };
}

/** 0 = left out, then five even steps of the captured share. */
export function levelOf(share: number): 0 | 1 | 2 | 3 | 4 | 5 {
  if (!(share >= LEFT_OUT)) return 0;
  return Math.min(5, 1 + Math.floor(((share - LEFT_OUT) / (1 - LEFT_OUT)) * 5)) as 1 | 2 | 3 | 4 | 5;
}
