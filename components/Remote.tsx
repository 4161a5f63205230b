import { useEffect, useState } from 'preact/hooks';
import type { Decomposition } from '../core/model';
import type { Waiting } from '../core/ports';
import { Consent } from './Consent';
import type { PanelActions, PanelState } from './state';
import { failures } from './strings';
import { failed as failedWords, sending as sendingWords, spending as spendingWords, waiting as waitingWords } from './strings/remote';

/** Why nothing comes, and for how long still. */
function WaitingLine({ because, seconds }: Waiting) {
  const [left, setLeft] = useState(seconds);
  useEffect(() => {
    const end = performance.now() + seconds * 1000;
    setLeft(seconds);
    const ticking = setInterval(() => setLeft((end - performance.now()) / 1000), 1000);
    return () => clearInterval(ticking);
  }, [because, seconds]);
  return <p class="small num waiting">{waitingWords.line(because, left)}</p>;
}

/** Paragraphs whose request failed, by why. */
function Failed({ decomposition, onAgain }: { decomposition: Decomposition; onAgain: (() => void) | null }) {
  return decomposition.failed.map(({ blocks, failure }) => (
    <p key={blocks[0]} class="small unread">
      {failedWords.line(blocks.length)} {failures[failure.code]}{' '}
      {onAgain !== null && (
        <button type="button" class="text" onClick={() => onAgain()}>
          {failedWords.again}
        </button>
      )}
    </p>
  ));
}

interface RemoteProps {
  state: PanelState;
  actions: PanelActions;
}

function Sending({ state: { run, remote, decomposition } }: Pick<RemoteProps, 'state'>) {
  if (run === null) return null;
  return (
    <>
      {remote.sending.map((outlook) => (
        <p key={outlook.remote.task} class="small num sending">
          {sendingWords.line(outlook)}
        </p>
      ))}
      {remote.waiting !== null && <WaitingLine {...remote.waiting} />}
      {remote.sending.length > 0 && decomposition === null && run.stage === 'decompose' && <p class="small">{sendingWords.provisional}</p>}
    </>
  );
}

/** What leaves this machine: asked before it does, told while it does, summed after. */
export function Remote({ state, actions }: RemoteProps) {
  const { run, remote, decomposition, origin } = state;
  const isRemote = decomposition !== null && decomposition.recipe.decomposer.model !== null;
  return (
    <>
      {remote.question !== null && <Consent {...remote.question} onAgree={actions.agree} onOffline={actions.offline} />}
      <Sending state={state} />
      {run === null && remote.spending !== null && <p class="small num spending">{spendingWords.line(remote.spending)}</p>}
      {run === null && remote.spending === null && isRemote && origin?.from === 'cache' && <p class="small">{spendingWords.cached}</p>}
      {decomposition !== null && <Failed decomposition={decomposition} onAgain={run === null ? actions.start : null} />}
    </>
  );
}
