/** What the panels of a tab are shown: the state of its run, and the parts that travel once. */
import type { Changes } from '../../core/carry';
import type { Outlook, Question, Spending } from '../../core/cost';
import type { Decomposition, Failure } from '../../core/model';
import type { Finished, Run } from '../../core/pipeline';
import type { RunState, State } from '../../platform/messages';
import { post } from './panels';
import { paintQuoted } from './reading';

/** ms between two posts of a state that changes steadily. */
const POSTS_APART = 250;

export class Shown {
  /** The run that is under way or was; null before its first stage. */
  latest: Run | null = null;
  finished: Finished | null = null;
  failure: Failure | null = null;
  origin: RunState['origin'] = { from: 'run', savedAt: null };
  changes: Changes | null = null;
  question: Question | null = null;
  sending: readonly Outlook[] = [];
  spending: Spending | null = null;
  /** Claims that come are shaded by what they quote, for nothing else is known yet. */
  isProvisional = false;
  /** Digest of the kept text of the reading, before what the reader kept and dropped by hand. */
  digest = '';
  /** Key under which the cache has what is shown. */
  key: string | null = null;
  /** What is shown again should this run fail. */
  fallback: Finished | null = null;
  readonly stopped = new AbortController();
  private toldAt = 0;
  private telling: ReturnType<typeof setTimeout> | undefined;
  private painted = 0;

  constructor(
    readonly tab: number,
    /** Rises with every run of the tab. */
    readonly run: number,
    readonly isPrivate: boolean,
  ) {}

  /** Another run takes its place: it ends, and is silent from now on. */
  retire(): void {
    this.stopped.abort();
    clearTimeout(this.telling);
  }

  get decomposition(): Decomposition | null {
    return this.finished?.decomposition ?? null;
  }

  advance(next: Run): void {
    const before = this.latest;
    this.latest = next;
    for (const part of this.parts(before)) post(this.tab, part);
    this.tellSoon();
  }

  finish(finished: Finished): void {
    const before = this.latest;
    this.latest = { stage: 'done', done: 0, total: 0, waiting: null, uncovered: finished.uncovered };
    this.finished = finished;
    for (const part of this.parts(before)) post(this.tab, part);
    this.tell();
  }

  fail(failure: Failure, question: Question | null): void {
    this.failure = failure;
    this.question = question;
    this.tell();
  }

  tell(): void {
    clearTimeout(this.telling);
    this.telling = undefined;
    this.toldAt = performance.now();
    post(this.tab, this.state());
    this.paintWhatCame();
  }

  /** At once, unless something was told a moment ago. */
  private tellSoon(): void {
    const wait = this.toldAt + POSTS_APART - performance.now();
    if (wait <= 0) this.tell();
    else this.telling ??= setTimeout(() => this.tell(), wait);
  }

  private paintWhatCame(): void {
    const claims = this.latest?.uncovered.claims ?? [];
    if (!this.isProvisional || this.latest?.stage !== 'decompose' || this.stopped.signal.aborted || claims.length === this.painted) return;
    this.painted = claims.length;
    paintQuoted(this.tab, claims);
  }

  state(): State {
    const { latest, run, failure, finished, origin, changes, question, sending, spending } = this;
    const head = latest && (({ page: _page, blocks: _blocks, similarities: _similarities, ...rest }) => rest)(latest.uncovered);
    const stage = finished ? 'done' : (latest?.stage ?? 'read');
    const progress = { done: latest?.done ?? 0, total: latest?.total ?? 0, waiting: latest?.waiting ?? null };
    const money = { question, sending: [...sending], spending };
    return { type: 'run', state: { run, stage, ...progress, failure, origin, changes, private: this.isPrivate, ...money, head } };
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
