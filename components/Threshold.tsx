import type { Decomposition } from '../core/model';
import { defaultThreshold } from '../core/thresholds';
import type { PanelActions } from './state';
import { threshold as words } from './strings/choice';

interface ThresholdProps {
  decomposition: Pick<Decomposition, 'recipe' | 'selection'>;
  onSet: PanelActions['setThreshold'];
}

/** From which similarity on a claim is redundant; the provider's own threshold is said, and the way back to it. */
export function Threshold({ decomposition: { recipe, selection }, onSet }: ThresholdProps) {
  const { threshold } = recipe;
  const { provider, calibrated } = recipe.similarity;
  const own = defaultThreshold(provider);
  const redundant = selection.rejected.filter(({ reason }) => reason === 'redundant').length;
  return (
    <div class="threshold">
      <label class="slider small num">
        <span class="slider-name">
          {words.name} <output>{words.value(threshold)}</output>
        </span>
        <input
          type="range"
          min={0.05}
          max={1}
          step={0.01}
          value={threshold}
          aria-valuetext={words.valueText(threshold, redundant)}
          onInput={(event) => onSet(event.currentTarget.valueAsNumber)}
        />
      </label>
      {own !== null && (
        <p class="small num">
          {calibrated ? words.ownMeasured(own, provider) : words.own(own, provider)}
          {own !== threshold && (
            <button type="button" class="text" aria-label={words.resetLabel(own)} onClick={() => onSet(null)}>
              {words.reset}
            </button>
          )}
        </p>
      )}
    </div>
  );
}
