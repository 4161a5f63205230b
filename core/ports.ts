/** All that core asks of the outside, as structural types: what decomposes, compares, audits, keeps answers, tells the time. */
import type { BlockId, Candidate, Claim, FailedBlocks, LabelledBlock, ModelUsage, PageInfo, Recipe, Usage } from './model';

/** Gives the event loop a turn, so that a long pure stage never holds a worker's other messages. @throws FailureError stopped */
export type Pause = () => Promise<void>;

/** What an AbortSignal is, as far as core needs to know. */
export interface Stop {
  readonly aborted: boolean;
  addEventListener(type: 'abort', listener: () => void, options?: { once?: boolean }): void;
  removeEventListener(type: 'abort', listener: () => void): void;
}

export interface Clock {
  /** ms since 1970 */
  now(): number;
  /** @throws FailureError stopped, as soon as `stop` is aborted */
  sleep(ms: number, stop: Stop): Promise<void>;
}

/** Why nothing comes for a while, and for how long; shown to the reader. */
export interface Waiting {
  readonly because: 'rate-limited' | 'overloaded' | 'unreachable' | 'cut-short';
  readonly seconds: number;
}

/** What goes with every question to a provider. Whoever has nothing to say calls only `pause`. */
export interface Asking {
  readonly pause: Pause;
  readonly stop: Stop;
  /** A candidate is whole, while others are still to come. */
  told(candidate: Candidate): void;
  /** Parts of the work that are done, of all. */
  progress(done: number, total: number): void;
  /** null: it goes on. */
  waiting(why: Waiting | null): void;
  /**
   * Asked before every request, with the most that it may take. False: a limit of the reader's would be passed, and it is not made;
   * whoever can say which limit throws that as the failure.
   * Once it has been answered, or failed, `spent` says what it took.
   */
  may(request: ModelUsage): Promise<boolean>;
  /** Only what was really asked for just now: an answer that was kept costs nothing. */
  spent(request: ModelUsage): void;
}

/** What a decomposer is given: the kept blocks, in order. */
export interface Article {
  readonly page: PageInfo;
  readonly blocks: readonly LabelledBlock[];
  /** Claims that are there already, which it need not say again. */
  readonly known: readonly Pick<Claim, 'title' | 'body'>[];
}

/** What a decomposer gives back. */
export interface Draft {
  readonly headline: string;
  readonly summary: string;
  readonly questions: readonly string[];
  /** In the order of the article's parts, each also told as it came. */
  readonly candidates: readonly Candidate[];
  /** Blocks that a limit kept from being sent. */
  readonly unsent: readonly BlockId[];
  readonly failed: readonly FailedBlocks[];
  readonly usage: Usage;
}

export interface Decomposer {
  readonly recipe: Recipe['decomposer'];
  /** @throws FailureError where nothing at all could be read */
  decompose(article: Article, asking: Asking): Promise<Draft>;
}

export interface Likeness {
  readonly matrix: number[][];
  readonly usage: Usage;
}

export interface SimilarityProvider {
  readonly recipe: Recipe['similarity'];
  /** Default redundancy threshold on this provider's scale. */
  readonly threshold: number;
  /**
   * Rows a × columns b, 0..1, higher = `a` says more of what `b` says; need not be symmetric.
   * `corpus` is the text that word weights are taken from, where the provider weighs words.
   * @throws FailureError
   */
  similarity(a: readonly string[], b: readonly string[], corpus: readonly string[], asking: Asking): Promise<Likeness>;
}

/** What an auditor says of a block; untrusted. */
export interface AuditedBlock {
  readonly block: BlockId;
  readonly shown: number;
  readonly all: number;
  /** Verbatim, as it claims. */
  readonly missing: readonly string[];
}

export interface Auditor {
  readonly recipe: { readonly provider: string; readonly model: string; readonly version: string };
  /** @throws FailureError */
  audit(
    article: Article,
    claims: readonly { readonly claim: Pick<Claim, 'title' | 'body'>; readonly shown: boolean }[],
    asking: Asking,
  ): Promise<{ readonly blocks: readonly AuditedBlock[]; readonly usage: Usage }>;
}

/** Where finished answers are kept. What is stored is JSON; what comes back is not to be believed. */
export interface MemoStore {
  /** undefined where there is none. */
  get(key: string): Promise<unknown>;
  put(key: string, value: unknown): Promise<void>;
}

/** A short name for a text that no other text has. */
export type Digest = (text: string) => Promise<string>;
