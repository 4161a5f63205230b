import { isGrounded } from '../core/cover';
import type { Claim, ClaimId, Decomposition, Rejection, RejectionReason } from '../core/model';
import { wishesOf } from '../core/select';
import { ClaimCard } from './ClaimCard';
import type { Claims } from './derive';
import { rejectedByReason } from './derive';
import { Fold } from './Fold';
import type { JumpResult, KeepingActions, PanelActions } from './state';
import { candidates as candidateWords, card, group } from './strings';
import { Wishes } from './Wishes';

interface ListProps {
  decomposition: Decomposition;
  claims: Claims;
  /** Claims of the paragraph that is pointed at. */
  marked: ReadonlySet<ClaimId>;
  jump: JumpResult | null;
  onJump: PanelActions['jump'];
  keeping: KeepingActions;
}

/** Why a claim as similar as a redundant one was kept apart, where it was. */
function keptLine({ decomposition, claims }: ListProps, id: ClaimId): string | undefined {
  const kept = decomposition.selection.kept.find((one) => one.id === id);
  const by = kept && claims.get(kept.by);
  return kept && by && card.kept(by.title, kept.because);
}

/** What every card of the list is given. */
function common({ decomposition, marked, jump, onJump, keeping }: ListProps, claim: Claim) {
  const wish = wishesOf(decomposition.edits).get(claim.id);
  const wishes = isGrounded(claim) && <Wishes claim={claim} wish={wish} actions={keeping} />;
  return { claim, wish, wishes, marked: marked.has(claim.id), jump, onJump };
}

export function SelectedClaims(list: ListProps) {
  return (
    <ul class="claims">
      {list.decomposition.selection.selected.map((id) => {
        const claim = list.claims.get(id);
        return claim && <ClaimCard key={id} level={3} why={keptLine(list, id)} {...common(list, claim)} />;
      })}
    </ul>
  );
}

function Rejected({ rejection, list }: { rejection: Rejection; list: ListProps }) {
  const claim = list.claims.get(rejection.id);
  if (claim === undefined) return null;
  const by = rejection.by === undefined ? undefined : list.claims.get(rejection.by);
  const why = by === undefined ? keptLine(list, claim.id) : card.overlapped(by.title);
  return <ClaimCard level={4} similarity={rejection.similarity} why={why} {...common(list, claim)} />;
}

function RejectedGroup({ reason, of, list }: { reason: RejectionReason; of: readonly Rejection[]; list: ListProps }) {
  return (
    <section class="group">
      <h3>{group(candidateWords.groups[reason], of.length)}</h3>
      <p class="small">{candidateWords.why[reason]}</p>
      <ul class="claims">
        {of.map((rejection) => (
          <Rejected key={rejection.id} rejection={rejection} list={list} />
        ))}
      </ul>
    </section>
  );
}

/** The candidates that are not shown, by the reason for it. */
export function Candidates(list: ListProps) {
  const { rejected } = list.decomposition.selection;
  return (
    <Fold title={candidateWords.title} n={rejected.length}>
      {rejected.length === 0 && <p class="small">{candidateWords.none}</p>}
      {rejectedByReason(rejected).map(({ reason, of }) => (
        <RejectedGroup key={reason} reason={reason} of={of} list={list} />
      ))}
    </Fold>
  );
}
