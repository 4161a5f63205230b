import type { Decomposition } from '../core/model';
import { Segment } from './Segment';
import type { Judge, PanelActions } from './state';
import { audit as words } from './strings/remote';

interface AuditSwitchProps {
  /** As it was computed. */
  decomposition: Decomposition;
  /** What the audit says is drawn; null where it does not speak of the claims that are shown. */
  audited: Decomposition | null;
  judge: Judge;
  busy: boolean;
  actions: Pick<PanelActions, 'audit' | 'setJudge'>;
}

const unjudged = (drawn: Decomposition): number => drawn.coverage.blocks.filter(({ state }) => state === 'failed').length;

/** By whom the captured shares are said: computed here, or by a model's second reading; each with its basis. */
export function AuditSwitch({ decomposition: { audit, recipe }, audited, judge, busy, actions }: AuditSwitchProps) {
  if (recipe.decomposer.model === null && audit === null) return null;
  const ask = (name: string) =>
    !busy && (
      <button type="button" class="text small" onClick={() => actions.audit()}>
        {name}
      </button>
    );
  if (audit === null) return <p>{ask(words.start)}</p>;
  if (audited === null) {
    return (
      <p class="small">
        {words.stale} {ask(words.again)}
      </p>
    );
  }
  return (
    <div class="audit">
      <Segment legend={words.judge} name="judge" options={words.judges(audit.model)} value={judge} onPick={actions.setJudge} />
      {judge === 'audited' && <p class="small">{words.basis(audit.model, unjudged(audited))}</p>}
    </div>
  );
}
