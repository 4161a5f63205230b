import type { ComponentChildren } from 'preact';
import type { Uncovered } from '../core/choose';
import { ClaimCard } from './ClaimCard';
import { Digest } from './Digest';
import { Masthead } from './Masthead';
import { digest as words } from './strings';

const NONE = { marked: false, jump: null, onJump: () => undefined };

/** A run before it has figures: what it is of, and the claims as they come. */
export function Partial({ partial, above, below }: { partial: Uncovered; above: ComponentChildren; below: ComponentChildren }) {
  return (
    <>
      <Masthead page={partial.page} />
      {above}
      <Digest of={partial} />
      {partial.claims.length > 0 && (
        <section>
          <h2>{words.soFar(partial.claims.length)}</h2>
          <ul class="claims">
            {partial.claims.map((claim) => (
              <ClaimCard key={claim.id} claim={claim} level={3} {...NONE} />
            ))}
          </ul>
        </section>
      )}
      {below}
    </>
  );
}
