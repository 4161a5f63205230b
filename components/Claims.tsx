import type { ClaimId, Decomposition, Rejection, RejectionReason } from '../core/model';
import { ClaimCard } from './ClaimCard';
import type { Claims } from './derive';
import { rejectedByReason } from './derive';
import { Fold } from './Fold';
import type { JumpResult, PanelActions } from './state';
import { candidates as candidateWords, card, group } from './strings';

interface ListProps {
  decomposition: Decomposition;
  claims: Claims;
  /** Claims of the paragraph that is pointed at. */
  marked: ReadonlySet<ClaimId>;
  jump: JumpResult | null;
  onJump: PanelActions['jump'];
}

/** Why a claim as similar as a redundant one was kept apart, where it was. */
function keptLine({ decomposition, claims }: ListProps, id: ClaimId): string | undefined {
  const kept = decomposition.selection.kept.find((one) => one.id === id);
  const by = kept && claims.get(kept.by);
  return kept && by && card.kept(by.title, kept.because);
}

export function SelectedClaims(props: ListProps) {
  const { decomposition, claims, marked, jump, onJump } = props;
  return (
    <ul class="claims">
      {decomposition.selection.selected.map((id) => {
        const claim = claims.get(id);
        if (claim === undefined) return null;
        const why = keptLine(props, id);
        return <ClaimCard key={id} claim={claim} level={3} why={why} marked={marked.has(id)} jump={jump} onJump={onJump} />;
      })}
    </ul>
  );
}

function Rejected({ rejection, list }: { rejection: Rejection; list: ListProps }) {
  const claim = list.claims.get(rejection.id);
  if (claim === undefined) return null;
  const by = rejection.by === undefined ? undefined : list.claims.get(rejection.by);
  return (
    <ClaimCard
      claim={claim}
      level={4}
      similarity={rejection.similarity}
      why={by === undefined ? keptLine(list, claim.id) : card.overlapped(by.title)}
      marked={list.marked.has(claim.id)}
      jump={list.jump}
      onJump={list.onJump}
    />
  );
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
