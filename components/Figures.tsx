import type { Decomposition } from '../core/model';
import type { Basis } from '../core/shade';
import { groundedCount } from './derive';
import { percent, figures as words } from './strings';

/** How much is captured: every figure with whom it is by. */
export function Figures({ decomposition, by }: { decomposition: Decomposition; by: Basis }) {
  const { claims, selection, coverage, recipe } = decomposition;
  const { shown, all, touchedShown, touchedAll, paragraphs } = coverage.figures;
  return (
    <>
      <div class="figures">
        <p class={by === 'shown' ? 'basis' : ''}>
          <b>{percent(shown)}</b> <span class="small">{words.shown(selection.selected.length)}</span>
        </p>
        <p class={by === 'all' ? 'basis' : ''}>
          <b>{percent(all)}</b> <span class="small">{words.all(groundedCount(claims))}</span>
        </p>
        <p>
          <b>{words.ratio(by === 'shown' ? touchedShown : touchedAll, paragraphs)}</b> <span class="small">{words.touched(by)}</span>
        </p>
      </div>
      <p class="small estimate">{words.estimate(recipe.similarity.calibrated)}</p>
    </>
  );
}
