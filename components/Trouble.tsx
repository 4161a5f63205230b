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

export function Trouble({ failure, onStart }: { failure: Failure; onStart: () => void }) {
  return (
    <div class="trouble">
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
