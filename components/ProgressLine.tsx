import type { Stage } from '../core/model';
import type { Progress } from './state';
import { app, stageWords, progress as words } from './strings';

const STAGES = Object.keys(stageWords) as Stage[];

/** How far the run is: whole stages, and within a stage as far as it knows. */
const fraction = ({ stage, done, total }: Progress): number =>
  (STAGES.indexOf(stage) + (total > 0 ? Math.min(1, done / total) : 0)) / (STAGES.length - 1);

export function ProgressLine({ run, onStop }: { run: Progress; onStop: () => void }) {
  return (
    <div class="progress">
      <p class="small num">{words(run.stage, run.done, run.total)}</p>
      <progress max={1} value={fraction(run)} aria-label={words(run.stage, 0, 0)} />
      <button type="button" class="text small" onClick={() => onStop()}>
        {app.stop}
      </button>
    </div>
  );
}
