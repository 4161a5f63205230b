import { useEffect, useRef } from 'preact/hooks';
import type { Failure, FailureCode } from '../core/model';
import { app, failures } from './strings';

/** Failures after which the same request may well succeed. */
const WORTH_TRYING: ReadonlySet<FailureCode> = new Set([
  'no-article',
  'offline',
  'unreachable',
  'rate-limited',
  'overloaded',
  'cut-short',
  'bad-reply',
  'stopped',
]);

/** What went wrong, brought into view: what was asked for may have been asked for at the foot. */
export function Trouble({ failure, onStart }: { failure: Failure; onStart: () => void }) {
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
      {WORTH_TRYING.has(failure.code) && (
        <button type="button" class="text" onClick={() => onStart()}>
          {app.again}
        </button>
      )}
    </div>
  );
}
