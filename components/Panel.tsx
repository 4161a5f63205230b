import { AuditSwitch } from './AuditSwitch';
import { useDrop } from './BringBack';
import { Finished } from './Finished';
import { Foot } from './Foot';
import { OriginLines } from './Origin';
import { Partial } from './Partial';
import { ProgressLine } from './ProgressLine';
import { Remote } from './Remote';
import { Since } from './Since';
import type { Checking, KeepingActions, PanelActions, PanelState } from './state';
import { app, bringBack, card, failures, stageWords } from './strings';
import { checking } from './strings/check';
import { Trouble } from './Trouble';

interface PanelProps {
  state: PanelState;
  actions: PanelActions;
  keeping: KeepingActions;
}

function checkWords(check: Checking | null): string {
  if (check === null) return '';
  const { result } = check;
  if (result === null) return checking.busy;
  return typeof result === 'string' ? checking.unfit[result] : checking.summary(result.sentences.map(({ state }) => state));
}

/** What a screen reader is told as it happens; one short text at a time. */
function announcement({ run, failure, jump, notice, check }: PanelState): string {
  if (failure !== null) return failures[failure.code];
  if (run !== null) return stageWords[run.stage];
  return notice ?? (jump === null ? checkWords(check) : card.jumped[jump.how]);
}

const HowToBegin = () => (
  <>
    <p class="idle">{app.idle}</p>
    <p class="small">{app.idleMore}</p>
  </>
);

/** A panel that belongs to no tab: how to begin. */
export function Idle() {
  return (
    <main class="panel">
      <h1>{app.name}</h1>
      <HowToBegin />
    </main>
  );
}

const waysOf = ({ again, openSettings, offline, allow }: PanelActions) => ({ again, settings: openSettings, offline, allow });

/** What stands between the title and the figures. */
function Above({ state, actions, keeping }: PanelProps) {
  const { run, decomposition, failure, changes, remote } = state;
  const { audited, judge } = remote;
  return (
    <>
      <OriginLines state={state} onStart={actions.start} />
      {run !== null && <ProgressLine run={run} onStop={actions.stop} />}
      {failure !== null && remote.question === null && <Trouble failure={failure} take={waysOf(actions)} />}
      <Remote state={state} actions={actions} />
      {decomposition !== null && (
        <>
          <Since decomposition={decomposition} changes={changes} busy={run !== null} onExtend={keeping.extend} onStart={actions.start} />
          <AuditSwitch {...{ decomposition, audited, judge, actions }} busy={run !== null} />
        </>
      )}
    </>
  );
}

/** The side panel: shows a PanelState, and says by its actions what the reader asks for. */
export function Panel(props: PanelProps) {
  const { state, actions, keeping } = props;
  const { run, partial, decomposition, failure } = state;
  const held = useDrop(keeping.importFile);
  const around = { above: <Above {...props} />, below: <Foot state={state} actions={actions} keeping={keeping} /> };
  return (
    <main class="panel">
      {decomposition !== null && (
        <Finished
          key={decomposition.page.url}
          state={state}
          actions={actions}
          keeping={keeping}
          decomposition={decomposition}
          {...around}
        />
      )}
      {decomposition === null && partial !== null && <Partial partial={partial} {...around} />}
      {decomposition === null && partial === null && (
        <>
          <h1>{app.name}</h1>
          {around.above}
          {run === null && failure === null && <HowToBegin />}
          {around.below}
        </>
      )}
      {held && <p class="drop">{bringBack.drop}</p>}
      <p class="unseen" role="status">
        {announcement(state)}
      </p>
    </main>
  );
}
