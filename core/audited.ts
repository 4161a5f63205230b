/** A Decomposition as its audit sees it. */
import { figuresOf } from './cover';
import type { Audit, BlockCoverage, Decomposition, LabelledBlock } from './model';

const isOf = ({ selected }: Audit, shown: readonly number[]): boolean =>
  selected.length === shown.length && selected.every((id) => shown.includes(id));

/** A missing fact has the kind that was computed for that stretch; a model names none. */
function linesOf({ blocks }: Audit): (computed: BlockCoverage) => BlockCoverage {
  const said = new Map(blocks.map((line) => [line.block, line]));
  return (computed) => {
    if (computed.state !== 'scored') return computed;
    const line = said.get(computed.block);
    if (line === undefined) return { ...computed, state: 'failed', shown: 0, all: 0, claims: [], facts: [] };
    const kindAt = (start: number, end: number) => computed.facts.find((fact) => fact.start < end && fact.end > start)?.kind ?? 'name';
    const facts = line.missing.map(({ start, end }) => ({ start, end, kind: kindAt(start, end), carried: 'none' as const }));
    return { ...computed, shown: line.shown, all: line.all, facts };
  };
}

/**
 * With the shares and the missing facts that the auditor said in the place of the computed ones; a block that it said nothing of counts as
 * uncovered. null where there is no audit, or it was made for another selection.
 */
export function audited(d: Decomposition): Decomposition | null {
  if (d.audit === null || !isOf(d.audit, d.selection.selected)) return null;
  const lengths = new Map(d.blocks.map(({ id, text }: LabelledBlock) => [id, text.length]));
  const blocks = d.coverage.blocks.map(linesOf(d.audit));
  return { ...d, coverage: { blocks, figures: figuresOf(blocks, ({ block }) => lengths.get(block) ?? 0) } };
}
