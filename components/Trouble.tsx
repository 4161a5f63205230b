import { useEffect, useRef } from 'preact/hooks';
import type { Failure } from '../core/model';
import { failures } from './strings';
import { type Way, ways, waysOut } from './strings/remote';

/** What went wrong and the ways out of it that are offered, brought into view: what was asked for may have been asked for at the foot. */
export function Trouble({ failure, take }: { failure: Failure; take: Partial<Record<Way, () => void>> }) {
  const offered = waysOut[failure.code].filter((way) => take[way] !== undefined);
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => place.current?.scrollIntoView({ block: 'nearest' }), [failure]);
  return (
    <div class="trouble" ref={place}>
      <p>{failures[failure.code]}</p>
      {failure.detail && (
        <p class="small" dir="auto">
          {failure.detail}
        </p>
      )}
      {offered.length > 0 && (
        <p class="ways">
          {offered.map((way) => (
            <button key={way} type="button" class="text" onClick={() => take[way]?.()}>
              {ways[way]}
            </button>
          ))}
        </p>
      )}
    </div>
  );
}
