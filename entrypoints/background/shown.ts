/** What the panels of a tab are shown: the state of its run, and the parts that travel once. */
import type { Changes } from '../../core/carry';
import type { Decomposition, Failure } from '../../core/model';
import type { Finished, Run } from '../../core/pipeline';
import type { RunState, State } from '../../platform/messages';
import { post } from './panels';

export class Shown {
  /** The run that is under way or was; null before its first stage. */
  latest: Run | null = null;
  finished: Finished | null = null;
  failure: Failure | null = null;
  origin: RunState['origin'] = { from: 'run', savedAt: null };
  changes: Changes | null = null;
  /** Digest of the kept text of the reading, before what the reader kept and dropped by hand. */
  digest = '';
  /** Key under which the cache has what is shown. */
  key: string | null = null;
  readonly stopped = new AbortController();

  constructor(
    readonly tab: number,
    /** Rises with every run of the tab. */
    readonly run: number,
    readonly isPrivate: boolean,
  ) {}

  get decomposition(): Decomposition | null {
    return this.finished?.decomposition ?? null;
  }

  advance(next: Run): void {
    const before = this.latest;
    this.latest = next;
    for (const part of this.parts(before)) post(this.tab, part);
    this.tell();
  }

  finish(finished: Finished): void {
    const before = this.latest;
    this.latest = { stage: 'done', done: 0, total: 0, waiting: null, uncovered: finished.uncovered };
    this.finished = finished;
    for (const part of this.parts(before)) post(this.tab, part);
    this.tell();
  }

  fail(failure: Failure): void {
    this.failure = failure;
    this.tell();
  }

  tell(): void {
    post(this.tab, this.state());
  }

  state(): State {
    const { latest, run, failure, finished, origin, changes } = this;
    const head = latest && (({ page: _page, blocks: _blocks, similarities: _similarities, ...rest }) => rest)(latest.uncovered);
    const stage = finished ? 'done' : (latest?.stage ?? 'read');
    const progress = { done: latest?.done ?? 0, total: latest?.total ?? 0 };
    return { type: 'run', state: { run, stage, ...progress, failure, origin, changes, private: this.isPrivate, head } };
  }

  /** The parts that `before` did not have yet: texts as soon as they are cleaned, similarities as soon as they are compared. */
  parts(before: Run | null): State[] {
    const { latest, run, finished } = this;
    if (!latest) return [];
    const { page, blocks, similarities } = latest.uncovered;
    const parts: State[] = [];
    if (blocks !== before?.uncovered.blocks) parts.push({ type: 'page', run, page, blocks });
    const compared = similarities !== before?.uncovered.similarities && similarities.claims.length > 0;
    if (compared) parts.push({ type: 'similarities', run, similarities });
    if (finished !== null) parts.push({ type: 'cover', run, input: finished.input });
    return parts;
  }
}
