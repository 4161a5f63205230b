import { Finished } from './Finished';
import { Partial } from './Partial';
import { ProgressLine } from './ProgressLine';
import type { PanelActions, PanelState } from './state';
import { app, card, failures, stageWords } from './strings';
import { Trouble } from './Trouble';

interface PanelProps {
  state: PanelState;
  actions: PanelActions;
}

/** What a screen reader is told as it happens; one short text at a time. */
function announcement({ run, failure, jump, notice }: PanelState): string {
  if (failure !== null) return failures[failure.code];
  if (run !== null) return stageWords[run.stage];
  return notice ?? (jump === null ? '' : card.jumped[jump.how]);
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

/** The side panel: shows a PanelState, and says by PanelActions what the reader asks for. */
export function Panel({ state, actions }: PanelProps) {
  const { run, partial, decomposition, failure } = state;
  const above = (
    <>
      {run !== null && <ProgressLine run={run} onStop={actions.stop} />}
      {failure !== null && <Trouble failure={failure} onStart={actions.start} />}
    </>
  );
  return (
    <main class="panel">
      {decomposition !== null && <Finished state={state} actions={actions} decomposition={decomposition} above={above} />}
      {decomposition === null && partial !== null && <Partial partial={partial} above={above} />}
      {decomposition === null && partial === null && (
        <>
          <h1>{app.name}</h1>
          {above}
          {run === null && failure === null && <HowToBegin />}
        </>
      )}
      <p class="unseen" role="status">
        {announcement(state)}
      </p>
    </main>
  );
}
