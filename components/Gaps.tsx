import { useState } from 'preact/hooks';
import type { BlockId } from '../core/model';
import type { Basis } from '../core/shade';
import type { Gap } from './derive';
import type { PanelActions } from './state';
import { coverage as words } from './strings';
import { coverToo } from './strings/remote';

/** Gaps listed at first; the rest on demand. */
const FIRST = 12;

interface GapsProps {
  gaps: readonly Gap[];
  by: Basis;
  /** Paragraphs that count in the percentages. */
  paragraphs: number;
  current: BlockId | null;
  actions: Pick<PanelActions, 'goTo' | 'drop' | 'coverToo'>;
}

function GapItem({ gap, paragraphs, current, actions }: Omit<GapsProps, 'gaps' | 'by'> & { gap: Gap }) {
  return (
    <li class={`gap${gap.block === current ? ' here' : ''}`}>
      <button type="button" class="go" onClick={() => actions.goTo(gap.block)}>
        <span class="small num">{words.gap(gap.number, paragraphs, gap.state, gap.share)}</span>
        <span class="excerpt" dir="auto">
          {gap.text}
        </span>
      </button>
      {gap.missing.length > 0 && (
        <p class="small missing">
          {words.missing}{' '}
          {gap.missing.map((fact, index) => (
            <>
              {index > 0 && ' · '}
              <mark dir="auto">{fact}</mark>
            </>
          ))}
        </p>
      )}
      <div class="acts">
        <button type="button" class="text small" aria-label={coverToo.oneLabel(gap.number)} onClick={() => actions.coverToo([gap.block])}>
          {coverToo.one}
        </button>
        <button
          type="button"
          class="text small"
          aria-label={words.dropLabel(gap.number)}
          title={words.dropLabel(gap.number)}
          onClick={() => actions.drop(gap.block)}
        >
          {words.drop}
        </button>
      </div>
    </li>
  );
}

/** What was left out: each paragraph with the facts in it that no claim carries. */
export function Gaps({ gaps, by, ...rest }: GapsProps) {
  const [all, setAll] = useState(false);
  if (gaps.length === 0) return <p class="small">{words.noGaps(by)}</p>;
  const shown = all ? gaps : gaps.slice(0, FIRST);
  return (
    <>
      <p>
        <button type="button" class="text small" onClick={() => rest.actions.coverToo(gaps.map(({ block }) => block))}>
          {coverToo.all(gaps.length)}
        </button>
      </p>
      <ol class="gaps">
        {shown.map((gap) => (
          <GapItem key={gap.block} gap={gap} {...rest} />
        ))}
      </ol>
      {shown.length < gaps.length && (
        <button type="button" class="text small" onClick={() => setAll(true)}>
          {words.more(gaps.length - shown.length)}
        </button>
      )}
    </>
  );
}
