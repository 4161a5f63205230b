import type { BlockCoverage, ClaimId } from '../core/model';
import type { Basis } from '../core/shade';
import type { Claims } from './derive';
import { strip, pointed as words } from './strings';

/** Claims and facts named at most, so that the drawer stays a few lines high. */
const NAMED = 3;
const FACTS = 6;

interface PointedProps {
  coverage: BlockCoverage;
  /** Ordinal, and of how many; 0 for a dropped run. */
  number: number;
  paragraphs: number;
  share: number;
  by: Basis;
  covering: readonly ClaimId[];
  claims: Claims;
  missing: readonly string[];
}

/** What is known of the paragraph under the pointer: how much is captured, by which claims, and what is left out. */
export function Pointed({ coverage, number, paragraphs, share, by, covering, claims, missing }: PointedProps) {
  const named = covering.slice(0, NAMED).flatMap((id) => claims.get(id) ?? []);
  const title = number > 0 ? strip.number(number, number, paragraphs) : words.label;
  return (
    <>
      <p class="small num">
        {title} · {strip.state(coverage.state, share, by)}
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
