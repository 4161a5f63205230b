import { useState } from 'preact/hooks';
import { isGrounded } from '../core/cover';
import type { Gain } from '../core/gain';
import type { Claim, ClaimId, Decomposition, Rejection, RejectionReason } from '../core/model';
import { wishesOf } from '../core/select';
import { ClaimCard } from './ClaimCard';
import { Compare } from './Compare';
import type { Claims } from './derive';
import { byGain, rejectedByReason } from './derive';
import { Fold } from './Fold';
import { Segment } from './Segment';
import type { JumpResult, KeepingActions, PanelActions } from './state';
import { type CandidateOrder, candidates as candidateWords, card, group } from './strings';
import { find } from './strings/choice';
import { Threshold } from './Threshold';
import { Wishes } from './Wishes';

export interface ListProps {
  decomposition: Decomposition;
  claims: Claims;
  /** What showing each claim that is not shown would add; empty until it is known. */
  gains: ReadonlyMap<ClaimId, Gain>;
  /** Claims of the paragraph that is pointed at. */
  marked: ReadonlySet<ClaimId>;
  jump: JumpResult | null;
  onJump: PanelActions['jump'];
  keeping: KeepingActions;
  /** The claims that the reader looks for. */
  fits: ReadonlySet<ClaimId>;
  /** A claim is looked at. */
  onLook: (claim: ClaimId | null) => void;
  onThreshold: PanelActions['setThreshold'];
}

/** Why a claim as similar as a redundant one was kept apart, where it was. */
function keptLine({ decomposition, claims }: ListProps, id: ClaimId): string[] {
  const kept = decomposition.selection.kept.find((one) => one.id === id);
  const by = kept && claims.get(kept.by);
  return kept && by ? [card.kept(by.title, kept.because)] : [];
}

/** A claim beside the one that it is similar to, or a selected one beside what repeats it most nearly. */
function comparison({ decomposition, claims }: ListProps, claim: Claim) {
  const { selection, similarities, page } = decomposition;
  const near = [...selection.rejected, ...selection.kept].flatMap(({ id, by, similarity = 0 }) =>
    by === undefined ? [] : [{ id, by, similarity }],
  );
  const repeats = near.filter(({ by }) => by === claim.id).sort((x, y) => y.similarity - x.similarity);
  const pair = near.find(({ id }) => id === claim.id) ?? repeats[0];
  const other = pair && claims.get(pair.id === claim.id ? pair.by : pair.id);
  if (pair === undefined || other === undefined) return null;
  const [a, b] = claim.id < other.id ? [claim.id, other.id] : [other.id, claim.id];
  const apart = similarities.apart.find((one) => one.a === a && one.b === b)?.because ?? null;
  return <Compare one={claim} other={other} similarity={pair.similarity} apart={apart} lang={page.lang} />;
}

/** What every card of the list is given. */
function common(list: ListProps, claim: Claim) {
  const { decomposition, marked, jump, onJump, onLook, keeping } = list;
  const wish = wishesOf(decomposition.edits).get(claim.id);
  const wishes = isGrounded(claim) && <Wishes claim={claim} wish={wish} actions={keeping} />;
  return { claim, wish, wishes, marked: marked.has(claim.id), jump, onJump, onLook, children: comparison(list, claim) };
}

export function SelectedClaims(list: ListProps) {
  const selected = list.decomposition.selection.selected.filter((id) => list.fits.has(id));
  if (selected.length === 0) return <p class="small">{find.nothing}</p>;
  return (
    <ul class="claims">
      {selected.map((id) => {
        const claim = list.claims.get(id);
        return claim && <ClaimCard key={id} level={3} notes={keptLine(list, id)} {...common(list, claim)} />;
      })}
    </ul>
  );
}

function Rejected({ rejection, list, withReason }: { rejection: Rejection; list: ListProps; withReason: boolean }) {
  const claim = list.claims.get(rejection.id);
  if (claim === undefined) return null;
  const by = rejection.by === undefined ? undefined : list.claims.get(rejection.by);
  const gain = list.gains.get(claim.id);
  const notes = [
    ...(withReason ? [candidateWords.groups[rejection.reason]] : []),
    ...(by === undefined ? keptLine(list, claim.id) : [card.overlapped(by.title)]),
    ...(gain === undefined ? [] : [card.gain(gain.from, gain.to)]),
  ];
  return <ClaimCard level={withReason ? 3 : 4} similarity={rejection.similarity} notes={notes} {...common(list, claim)} />;
}

function RejectedList({ of, list, withReason = false }: { of: readonly Rejection[]; list: ListProps; withReason?: boolean }) {
  return (
    <ul class="claims">
      {of.map((rejection) => (
        <Rejected key={rejection.id} rejection={rejection} list={list} withReason={withReason} />
      ))}
    </ul>
  );
}

function RejectedGroup({ reason, of, list }: { reason: RejectionReason; of: readonly Rejection[]; list: ListProps }) {
  return (
    <section class="group">
      <h3>{group(candidateWords.groups[reason], of.length)}</h3>
      <p class="small">{candidateWords.why[reason]}</p>
      <RejectedList of={of} list={list} />
    </section>
  );
}

/** The candidates that are not shown: by the reason for it, or by what showing each would add. */
export function Candidates(list: ListProps) {
  const [order, setOrder] = useState<CandidateOrder>('reason');
  const { rejected: all } = list.decomposition.selection;
  const rejected = all.filter(({ id }) => list.fits.has(id));
  return (
    <Fold title={candidateWords.title} n={rejected.length}>
      {list.claims.size > 1 && <Threshold decomposition={list.decomposition} onSet={list.onThreshold} />}
      {all.length === 0 && <p class="small">{candidateWords.none}</p>}
      {rejected.length > 0 && list.gains.size > 0 && (
        <div class="order small">
          <span aria-hidden="true">{candidateWords.order}</span>
          <Segment legend={candidateWords.order} name="order" options={candidateWords.orders} value={order} onPick={setOrder} />
        </div>
      )}
      {order === 'gain' && <RejectedList of={byGain(rejected, list.gains)} list={list} withReason />}
      {order === 'reason' &&
        rejectedByReason(rejected).map(({ reason, of }) => <RejectedGroup key={reason} reason={reason} of={of} list={list} />)}
    </Fold>
  );
}
