import type { Decomposition } from '../core/model';
import type { Basis } from '../core/shade';
import { groundedCount } from './derive';
import { percent, figures as words } from './strings';

interface FiguresProps {
  decomposition: Decomposition;
  by: Basis;
  /** The shares are what an audit says, which has a basis of its own. */
  isAudited: boolean;
}

/** How much is captured: every figure with whom it is by. */
export function Figures({ decomposition, by, isAudited }: FiguresProps) {
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
      {!isAudited && <p class="small estimate">{words.estimate(recipe.similarity.calibrated)}</p>}
    </>
  );
}
