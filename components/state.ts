/** All that the panel is told, as one value, and all that it can ask for. */

import type { Changes } from '../core/carry';
import type { Check, Unfit } from '../core/check';
import type { Uncovered } from '../core/choose';
import type { Outlook, Question, Spending } from '../core/cost';
import type { BriefFormat } from '../core/export/gap-brief';
import type { Gain } from '../core/gain';
import type { BlockId, ClaimId, Decomposition, Failure, Span, Stage } from '../core/model';
import type { Waiting } from '../core/ports';
import type { Basis } from '../core/shade';
import type { StartingActions } from './starting';

export type Mode = 'captured' | 'left-out' | 'off';

export interface View {
  /** Claims shown. */
  readonly k: number;
  readonly mode: Mode;
  /** Whose coverage shades the page and the strip: of the claims shown, or of all. */
  readonly by: Basis;
}

export interface Progress {
  readonly stage: Stage;
  readonly done: number;
  /** 0 where the stage does not know how much there is to do. */
  readonly total: number;
}

/** What leaves this machine: asked before, told while it does, summed after. */
export interface RemoteState {
  /** What has to be agreed to before it can go on. */
  readonly question: Question | null;
  /** What is being sent where, while a run is under way; empty where nothing is. */
  readonly sending: readonly Outlook[];
  readonly waiting: Waiting | null;
  /** null where nothing was to be sent. */
  readonly spending: Spending | null;
  /** By what the figures and the shade are: computed here, or what a model said on a second reading. */
  /** The audit's view of what is shown; null where there is none, or it was made for other claims. */
  readonly audited: Decomposition | null;
  readonly judge: Judge;
}

export type Judge = 'computed' | 'audited';

/** What a remote run may need of the reader. */
export interface RemoteActions {
  agree(): void;
  /** The same, by this machine alone. */
  offline(): void;
  openSettings(): void;
  /** Asks the browser for the permission that was missing, and goes on. */
  allow(): void;
  /** What was asked last, once more. */
  again(): void;
  /** Claims for these paragraphs besides. */
  coverToo(blocks: readonly BlockId[]): void;
  audit(): void;
  setJudge(judge: Judge): void;
}

/** Where the last jump to a quote ended. */
export interface JumpResult {
  readonly claim: ClaimId;
  /** Index into the claim's quotes. */
  readonly quote: number;
  readonly how: 'exact' | 'moved' | 'lost';
}

/** Where the decomposition that is shown came from. */
export interface Origin {
  readonly from: 'run' | 'cache' | 'import';
  /** ISO 8601; null where it is not kept. */
  readonly savedAt: string | null;
}

export interface LibraryEntry {
  readonly key: string;
  readonly url: string;
  readonly title: string;
  readonly site: string | null;
  /** ISO 8601. */
  readonly savedAt: string;
  readonly bytes: number;
  /** Shares, 0..1, captured by the claims shown and by all. */
  readonly shown: number;
  readonly all: number;
}

/** What is kept in this browser. */
export interface Library {
  readonly entries: readonly LibraryEntry[];
  /** Of all that is kept, and what it may grow to. */
  readonly bytes: number;
  readonly limit: number;
  /** Records that could not be read and were set aside. */
  readonly aside: number;
}

/** What other choices of claims would capture of the article. */
export interface Prospect {
  /** For each grounded claim that is not shown, the captured share without and with it. */
  readonly gains: ReadonlyMap<ClaimId, Gain>;
  /** Captured share by 1, 2, … claims shown, up to all grounded ones. */
  readonly curve: readonly number[];
}

/** A text that the reader checks against the article. */
export interface Checking {
  readonly text: string;
  /** null while it is under way; a reason where it could not be checked. */
  readonly result: Check | Unfit | null;
  /** The page and the strip are shaded by it instead of by the claims. */
  readonly isShading: boolean;
}

export interface PanelState {
  /** null when nothing was started, or what was started has ended. */
  readonly run: Progress | null;
  /** What a run has so far: the title and the claims that came, before there are figures. Not read once `decomposition` is there. */
  readonly partial: Uncovered | null;
  /** Selected and covered for `view.k`. */
  readonly decomposition: Decomposition | null;
  /** Follows `decomposition`, a moment later; null until then. */
  readonly prospect: Prospect | null;
  /** The last thing that went wrong; null once something else was started. */
  readonly failure: Failure | null;
  readonly view: View;
  /** The paragraph under the pointer in the page. */
  readonly hovered: BlockId | null;
  /** The paragraph at the reading line of the page. */
  readonly reading: BlockId | null;
  /** The paragraph last gone to. */
  readonly current: BlockId | null;
  readonly jump: JumpResult | null;
  /** null where nothing was checked. */
  readonly check: Checking | null;
  /** A short confirmation, such as that something was copied. */
  readonly notice: string | null;
  /** null where there is no decomposition. */
  readonly origin: Origin | null;
  /** What the publisher changed since the decomposition was made; null where nothing was, or once it was read. */
  readonly changes: Changes | null;
  /** null while the list of what is kept is closed. */
  readonly library: Library | null;
  /** The page is in a private window. */
  readonly private: boolean;
  readonly remote: RemoteState;
}

export type ExportFormat = 'markdown' | 'html' | 'csv' | 'json';
export type ExportWay = 'download' | 'copy' | 'print';

export interface PanelActions extends RemoteActions {
  start(): void;
  stop(): void;
  setK(k: number): void;
  setMode(mode: Mode): void;
  setBy(by: Basis): void;
  /** Similarity from which claims are redundant; null takes the similarity provider's own. */
  setThreshold(threshold: number | null): void;
  /** `quote` is an index into the claim's quotes; one that has an anchor. */
  jump(claim: ClaimId, quote: number): void;
  goTo(block: BlockId): void;
  /** Marks paragraphs on the page, and no others. */
  light(blocks: readonly BlockId[]): void;
  /** To the next or the previous gap, in left-out mode. */
  step(direction: 1 | -1): void;
  /** The omitted numbers, names and caveats, to the clipboard. */
  copyGaps(format: BriefFormat): void;
  keep(block: BlockId): void;
  drop(block: BlockId): void;
  /** Takes the last edit back. */
  undo(): void;
  /** Checks a text against the article, and shades the page by it. */
  check(text: string): void;
  /** Shades by the text that was checked, or by the claims again. */
  shadeByCheck(on: boolean): void;
  /** To a stretch of the article, such as the source of a checked sentence. */
  goToSpan(span: Span): void;
  exportAs(format: ExportFormat, way: ExportWay): void;
}

/** What concerns more than the page in front of the reader: its other readings, the reader's choice of claims, other articles. */
export interface KeepingActions extends StartingActions {
  /** Decomposes the paragraphs that were never read, and nothing else. */
  extend(): void;
  pin(claim: ClaimId): void;
  dismiss(claim: ClaimId): void;
  /** Takes back that the claim was pinned or dismissed. */
  restore(claim: ClaimId): void;
  /** `text` of a file that the reader chose, unchecked; empty where it could not be read. */
  importFile(text: string): void;
  toggleLibrary(open: boolean): void;
  /** `key` of a LibraryEntry, here and below. */
  openEntry(key: string): void;
  removeEntry(key: string): void;
  clearLibrary(): void;
}
