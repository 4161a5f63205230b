import { Curve } from './Curve';
import { Segment } from './Segment';
import type { PanelActions, View } from './state';
import { controls as words } from './strings';
import { curve as curveWords } from './strings/choice';

interface ControlsProps {
  view: View;
  /** Claims that could be shown: those whose quote was found. */
  claims: number;
  /** Captured share by 1, 2, … claims shown; null until it is known. */
  curve: readonly number[] | null;
  actions: Pick<PanelActions, 'setK' | 'setMode' | 'setBy' | 'step'>;
}

/** How the page is shaded, by whom, and by how many claims. */
export function Controls({ view, claims, curve, actions }: ControlsProps) {
  const k = Math.min(view.k, claims);
  return (
    <div class="controls">
      <Segment legend={words.mode} name="mode" options={words.modes} value={view.mode} onPick={actions.setMode} />
      <Segment legend={words.by} name="by" options={words.bys} value={view.by} onPick={actions.setBy} />
      {claims > 0 && (
        <label class="slider small num">
          <span class="slider-name">
            {words.k} <output>{k}</output>
          </span>
          <span class="slider-track">
            {curve !== null && curve.length > 1 && <Curve curve={curve} k={k} />}
            <input
              type="range"
              min={1}
              max={claims}
              value={k}
              aria-valuetext={curve === null ? words.kOf(k, claims) : `${words.kOf(k, claims)}. ${curveWords.here(curve, k)}`}
              onInput={(event) => actions.setK(event.currentTarget.valueAsNumber)}
            />
          </span>
        </label>
      )}
      {view.mode === 'left-out' && (
        <div class="steps small">
          <button type="button" class="text" onClick={() => actions.step(-1)}>
            {words.previous}
          </button>
          <button type="button" class="text" onClick={() => actions.step(1)}>
            {words.next}
          </button>
        </div>
      )}
    </div>
  );
}
