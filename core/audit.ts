/** What a model says on a second reading, as far as it can be true: what cannot is left out. */
import type { Audit, ClaimId, LabelledBlock, Usage } from './model';
import type { AuditedBlock, Auditor } from './ports';
import { findQuote } from './quote';
import { isScored } from './reading-rules';

const isShare = (value: number): boolean => value >= 0 && value <= 1;

/** Stretches of a block that are found there letter by letter but for case, quotes, dashes and spaces; each once, in order. */
function missingIn(text: string, facts: readonly string[]): { start: number; end: number }[] {
  const found = facts.flatMap((fact) => {
    const place = fact.trim() === '' ? null : findQuote(fact, text);
    return place === null || place.grounding.by === 'fuzzy' ? [] : [{ start: place.start, end: place.end }];
  });
  const once = new Map(found.map((one) => [`${one.start} ${one.end}`, one]));
  return [...once.values()].sort((a, b) => a.start - b.start || a.end - b.end);
}

/**
 * @param blocks those of the Decomposition that was audited
 * @param at ms since 1970
 */
export function auditOf(
  answered: { readonly blocks: readonly AuditedBlock[]; readonly usage: Usage },
  { provider, model, version }: Auditor['recipe'],
  blocks: readonly LabelledBlock[],
  selected: readonly ClaimId[],
  at: number,
): Audit {
  const said = new Map<number, AuditedBlock>();
  for (const line of answered.blocks) if (!said.has(line.block)) said.set(line.block, line);
  const lines = blocks.filter(isScored).flatMap(({ id, text }) => {
    const line = said.get(id);
    // All the claims carry at least what those that are shown do.
    if (line === undefined || !isShare(line.shown) || !isShare(line.all) || line.all < line.shown) return [];
    return [{ block: id, shown: line.shown, all: line.all, missing: missingIn(text, line.missing) }];
  });
  return { provider, model, version, selected: [...selected], blocks: lines, usage: answered.usage, at };
}
