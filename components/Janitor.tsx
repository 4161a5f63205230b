import { useState } from 'preact/hooks';
import type { BlockId, Decomposition, LabelledBlock } from '../core/model';
import { janitorCounts } from './derive';
import { Facts } from './Facts';
import { Fold } from './Fold';
import type { PanelActions } from './state';
import { count, janitor as words } from './strings';

/** Runs of one group listed at first; the rest on demand. */
const FIRST = 30;

interface RunsProps {
  title: string;
  runs: readonly LabelledBlock[];
  verb: string;
  onAct: (block: BlockId) => void;
  onGo: (block: BlockId) => void;
}

function Runs({ title, runs, verb, onAct, onGo }: RunsProps) {
  const [all, setAll] = useState(false);
  if (runs.length === 0) return null;
  const shown = all ? runs : runs.slice(0, FIRST);
  return (
    <section class="group">
      <h3>{title}</h3>
      <ul class="runs">
        {shown.map((run) => (
          <li key={run.id}>
            <button type="button" class="go" onClick={() => onGo(run.id)}>
              <span class="small">{run.rule}</span>
              <span class="excerpt" dir="auto">
                {run.text}
              </span>
            </button>
            <button type="button" class="text small" onClick={() => onAct(run.id)}>
              {verb}
            </button>
          </li>
        ))}
      </ul>
      {shown.length < runs.length && (
        <button type="button" class="text small" onClick={() => setAll(true)}>
          {words.more(runs.length - shown.length)}
        </button>
      )}
    </section>
  );
}

interface JanitorProps {
  decomposition: Decomposition;
  actions: Pick<PanelActions, 'keep' | 'drop' | 'goTo'>;
}

/** Which runs of text are held to be the article, which are not and by which rule; the reader may say otherwise. */
export function Janitor({ decomposition: { blocks, edits, outside }, actions }: JanitorProps) {
  const { total, kept, labels, dropped, groups, keptByHand } = janitorCounts(blocks, edits);
  return (
    <Fold title={words.title} brief={words.brief(total, dropped)}>
      <p class="small">{words.explanation}</p>
      <Facts
        rows={[
          [words.total, count(total)],
          [words.kept, count(kept)],
          [words.dropped, count(dropped)],
        ]}
      />
      <ul class="labels small num">
        {labels.map(({ label, n }) => (
          <li key={label}>{words.label(label, n)}</li>
        ))}
      </ul>
      {outside !== null && outside > 0 && <p class="small outside">{words.outside(outside)}</p>}
      {groups.map(({ label, runs }) => (
        <Runs key={label} title={words.label(label, runs.length)} runs={runs} verb={words.keep} onAct={actions.keep} onGo={actions.goTo} />
      ))}
      <Runs title={words.keptByHand} runs={keptByHand} verb={words.drop} onAct={actions.drop} onGo={actions.goTo} />
    </Fold>
  );
}
