import type { BlockId, Decomposition, LabelledBlock } from '../core/model';
import { janitorCounts } from './derive';
import { Facts } from './Facts';
import { Fold } from './Fold';
import type { PanelActions } from './state';
import { count, janitor as words } from './strings';

interface RunsProps {
  title: string;
  runs: readonly LabelledBlock[];
  verb: string;
  onAct: (block: BlockId) => void;
  onGo: (block: BlockId) => void;
}

function Runs({ title, runs, verb, onAct, onGo }: RunsProps) {
  if (runs.length === 0) return null;
  return (
    <section class="group">
      <h3>{title}</h3>
      <ul class="runs">
        {runs.map((run) => (
          <li key={run.id}>
            <button type="button" class="go" onClick={() => onGo(run.id)}>
              <span class="small">
                {run.label} · {run.rule}
              </span>
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
    </section>
  );
}

interface JanitorProps {
  decomposition: Decomposition;
  actions: Pick<PanelActions, 'keep' | 'drop' | 'goTo'>;
}

/** Which runs of text are held to be the article, which are not and by which rule; the reader may say otherwise. */
export function Janitor({ decomposition: { blocks, edits }, actions }: JanitorProps) {
  const { total, kept, labels, dropped, keptByHand } = janitorCounts(blocks, edits);
  return (
    <Fold title={words.title} brief={words.brief(total, dropped.length)}>
      <p class="small">{words.explanation}</p>
      <Facts
        rows={[
          [words.total, count(total)],
          [words.kept, count(kept)],
          [words.dropped, count(dropped.length)],
        ]}
      />
      <ul class="labels small num">
        {labels.map(({ label, n }) => (
          <li key={label}>{words.label(label, n)}</li>
        ))}
      </ul>
      <Runs title={words.droppedRuns} runs={dropped} verb={words.keep} onAct={actions.keep} onGo={actions.goTo} />
      <Runs title={words.keptByHand} runs={keptByHand} verb={words.drop} onAct={actions.drop} onGo={actions.goTo} />
    </Fold>
  );
}
