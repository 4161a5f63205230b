import type { PanelState } from './state';
import { origin as words } from './strings';

interface OriginLinesProps {
  state: Pick<PanelState, 'origin' | 'private' | 'run' | 'changes'>;
  onStart: () => void;
}

/** Where the result came from when it was not made just now, and that a private window keeps none. */
export function OriginLines({ state: { origin, private: isPrivate, run, changes }, onStart }: OriginLinesProps) {
  const carried = origin !== null && origin.from !== 'run';
  return (
    <>
      {carried && (
        <p class="small origin">
          {origin.from === 'cache' ? words.cache(origin.savedAt) : words.import}{' '}
          {run === null && changes === null && (
            <button type="button" class="text" onClick={() => onStart()}>
              {words.again}
            </button>
          )}
        </p>
      )}
      {isPrivate && <p class="small origin">{words.private}</p>}
    </>
  );
}
