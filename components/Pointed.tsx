import type { BlockId, Decomposition } from '../core/model';
import type { Basis } from '../core/shade';
import type { Blocks, Claims } from './derive';
import { coveringClaims, missingFacts, ordinals, shareOf } from './derive';
import { strip, pointed as words } from './strings';

/** Claims and facts named at most, so that the drawer stays a few lines high. */
const NAMED = 3;
const FACTS = 6;

interface PointedProps {
  decomposition: Decomposition;
  blocks: Blocks;
  claims: Claims;
  block: BlockId;
  by: Basis;
}

/** What is known of the paragraph under the pointer: how much is captured, by which claims, and what is left out. */
export function Pointed({ decomposition: d, blocks, claims, block, by }: PointedProps) {
  const coverage = d.coverage.blocks.find((one) => one.block === block);
  if (coverage === undefined) return null;
  const number = ordinals(d.coverage).get(block) ?? 0;
  const covering = coveringClaims(coverage, by, new Set(d.selection.selected));
  const named = covering.slice(0, NAMED).flatMap((id) => claims.get(id) ?? []);
  const missing = coverage.state === 'scored' ? missingFacts(coverage, by, blocks.get(block)?.text ?? '') : [];
  return (
    <>
      <p class="small num">
        {words.paragraph(number, d.coverage.figures.paragraphs)} · {strip.state(coverage.state, shareOf(coverage, by), by)}
      </p>
      {named.length > 0 && (
        <ul>
          {named.map((claim) => (
            <li key={claim.id} dir="auto">
              {claim.title}
            </li>
          ))}
        </ul>
      )}
      {covering.length > NAMED && <p class="small">{words.more(covering.length - NAMED)}</p>}
      {missing.length > 0 && (
        <p class="small missing">
          {words.missing} <span dir="auto">{missing.slice(0, FACTS).join(' · ')}</span>
        </p>
      )}
    </>
  );
}
