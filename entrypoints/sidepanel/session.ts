/**
 * What the panel of a tab knows, as one record that is replaced at every change: the parts that the background posted,
 * the view that the reader chose, and the Decomposition that follows from both. Selecting and covering happen here, so
 * that a slider asks nobody.
 */
import { type Browser, browser } from 'wxt/browser';
import { shadingText } from '../../components/derive';
import type { Checking, Judge, JumpResult, Library, Prospect } from '../../components/state';
import { badge } from '../../components/strings/starting';
import { audited } from '../../core/audited';
import { chooseBy, NOTHING_SIMILAR, type Uncovered } from '../../core/choose';
import type { CoverInput } from '../../core/cover';
import { capturedByCount, gains } from '../../core/gain';
import type { BlockId, Decomposition, Edit, Failure, LabelledBlock, PageInfo, Similarities } from '../../core/model';
import { shadesOf, type View } from '../../core/shade';
import { setBadge } from '../../platform/badge';
import {
  answer,
  askBackground,
  askPage,
  fromTab,
  isRecord,
  PANEL_PORT,
  type PanelCalls,
  type Parsers,
  type Reply,
  type RunState,
  refuse,
  type State,
} from '../../platform/messages';

export interface Known {
  readonly run: RunState | null;
  readonly page: { readonly run: number; readonly page: PageInfo; readonly blocks: LabelledBlock[] } | null;
  readonly similarities: { readonly run: number; readonly similarities: Similarities } | null;
  readonly cover: { readonly run: number; readonly input: CoverInput } | null;
  /** Of the latest run that was done; stays while another is under way, so that keeping a block does not blank the panel. */
  readonly decomposition: Decomposition | null;
  /** What is drawn of it: as it was computed, or as its audit says. */
  readonly drawn: Decomposition | null;
  readonly judge: Judge;
  /** What other choices of claims would capture; null until it is known of `decomposition`. */
  readonly prospect: Prospect | null;
  readonly view: View;
  /** The page is shaded. */
  readonly on: boolean;
  readonly hovered: BlockId | null;
  /** The paragraph at the reading line of the page. */
  readonly reading: BlockId | null;
  /** What was last done in the panel itself. */
  readonly current: BlockId | null;
  readonly jump: JumpResult | null;
  readonly check: Checking | null;
  readonly notice: string | null;
  readonly failure: Failure | null;
  readonly library: Library | null;
}

const someBlock = (argument: unknown): { block: BlockId | null } =>
  isRecord(argument) && (argument.block === null || typeof argument.block === 'number') ? { block: argument.block } : refuse('a block');

const parsers: Parsers<PanelCalls> = {
  hovered: someBlock,
  reading: someBlock,
  shaded: (argument) => (isRecord(argument) && typeof argument.on === 'boolean' ? { on: argument.on } : refuse('a switch')),
};

/** The parts of the latest run that have come; null before its texts have. */
export function partsOf({ run, page, similarities }: Known): Uncovered | null {
  if (run === null || run.head === null || page?.run !== run.run) return null;
  const compared = similarities?.run === run.run ? similarities.similarities : NOTHING_SIMILAR;
  return { ...run.head, page: page.page, blocks: page.blocks, similarities: compared };
}

/** A run that ends its worker again and again is left alone. */
const MOST_DEATHS = 3;

/** What is known of a page before it was read. */
const NOTHING = {
  ...{ run: null, page: null, similarities: null, cover: null, decomposition: null, drawn: null, prospect: null },
  ...{ on: false, hovered: null, reading: null, current: null, jump: null, check: null, notice: null },
} as const;

/** Milliseconds without another change after which the view is kept. */
const REST_MS = 300;

export class Session {
  known: Known;
  /** Selects and covers the latest run that was done, for any view. */
  private covered: { readonly by: (view: View) => Decomposition; readonly input: CoverInput } | null = null;
  private remembering: ReturnType<typeof setTimeout> | undefined;
  private weighing: ReturnType<typeof setTimeout> | undefined;
  private edits: readonly Edit[] = [];
  private shading: Promise<void> | null = null;
  private shadeStale = false;
  /** What the run that is shown is the answer to. */
  private asked = (): Promise<Reply<null>> => askBackground('open', { tab: this.tab });
  /** How often a worker has died over the run that is shown. */
  private deaths = 0;

  constructor(
    readonly tab: number,
    view: View,
    private readonly changed: (known: Known) => void,
    /** The article was read anew; what was checked against it has to be checked again. */
    private readonly readAnew: (check: Checking) => void,
  ) {
    this.known = { ...NOTHING, view, failure: null, library: null, judge: 'computed' };
    this.answerPage();
    this.listen();
  }

  /** Changes the view, shades the page by it, and remembers it. */
  show(change: Partial<View>): void {
    const view = { ...this.known.view, ...change };
    this.choose({ view });
    // Another choice of claims is looked at on the page; the text that was checked stays in the panel.
    if (change.mode === undefined) this.setShading(false);
    this.shade();
    this.remember();
  }

  /** Once the reader's hand rests: a slider that moves asks nothing of the background. */
  private remember(): void {
    clearTimeout(this.remembering);
    if (this.known.run?.private) return;
    const save = (): void => void askBackground('saveView', this.known.view);
    this.remembering = setTimeout(save, REST_MS);
  }

  /** Shades by the text that was checked, or by the claims again. */
  shadeBy(isChecked: boolean): void {
    this.setShading(isChecked);
    this.shade();
  }

  private setShading(isShading: boolean): void {
    const { check } = this.known;
    if (check) this.set({ check: { ...check, isShading } });
  }

  /** Draws the shares as they were computed, or as the audit says. */
  judgeBy(judge: Judge): void {
    this.choose({ judge });
    this.shade();
  }

  /** Takes the shade off the page; `show` puts it on again. */
  async off(): Promise<void> {
    await askPage(this.tab, 'clear', null);
    this.set({ on: false });
  }

  /** Runs the pipeline with these edits; `offline`: by this machine alone. */
  start(edits: Edit[], offline = false): void {
    const { tab } = this;
    void this.ask(() => askBackground('start', { tab, edits, offline }));
  }

  /** Asks for claims of these blocks besides; null: of those that were never read. */
  extend(blocks: BlockId[] | null): void {
    const { tab } = this;
    void this.ask(() => askBackground('extend', { tab, blocks }));
  }

  audit(): void {
    const { tab } = this;
    const selected = this.known.decomposition?.selection.selected ?? [];
    void this.ask(() => askBackground('audit', { tab, selected }));
  }

  /** Lets text be sent to these origins, and goes on with what that was in the way of. */
  async agree(origins: readonly string[]): Promise<void> {
    const reply = await askBackground('agree', { origins: [...origins] });
    if (reply.ok) await this.ask(this.asked);
    else this.set({ failure: reply.failure });
  }

  /** What was asked last, once more: what is kept of its answers is not asked for again. */
  again(): void {
    void this.ask(this.asked);
  }

  private async ask(what: () => Promise<Reply<null>>): Promise<void> {
    this.asked = what;
    const reply = await what();
    if (!reply.ok) this.set({ failure: reply.failure });
  }

  /** What the reader did to claims: chosen anew here, kept by the background. */
  async edit(edits: Edit[]): Promise<void> {
    if (this.covered === null) return;
    this.edits = edits;
    this.choose({});
    this.shade();
    const reply = await askBackground('edit', { tab: this.tab, edits });
    if (!reply.ok) this.set({ failure: reply.failure });
  }

  stop(): void {
    void askBackground('stop', { tab: this.tab });
  }

  set(change: Partial<Known>): void {
    this.known = { ...this.known, ...change };
    this.changed(this.known);
  }

  /**
   * Keeps a port to the background. A worker that died is woken when the panel is looked at or touched again; at once, where it died over a
   * run, so that that goes on.
   */
  private listen(): void {
    const port: Browser.runtime.Port = browser.runtime.connect({ name: `${PANEL_PORT}${this.tab}:${this.known.run?.run ?? 0}` });
    port.onMessage.addListener((message: State) => this.receive(message));
    port.onDisconnect.addListener(() => {
      if (this.isUnderWay() && this.deaths++ < MOST_DEATHS) return this.listen();
      const life = new AbortController();
      const again = () => {
        if (document.visibilityState !== 'visible') return;
        life.abort();
        this.listen();
      };
      document.addEventListener('visibilitychange', again, { signal: life.signal });
      document.addEventListener('pointerdown', again, { signal: life.signal, capture: true });
    });
  }

  private isUnderWay(): boolean {
    const { run } = this.known;
    return run !== null && run.failure === null && run.stage !== 'done';
  }

  private receive(message: State): void {
    if (message.type === 'gone') this.gone();
    else if (message.type === 'mode') this.show({ mode: message.mode });
    else if (message.type === 'lost') {
      if (this.isUnderWay()) this.again();
    } else if (message.type === 'page') this.set({ page: message });
    else if (message.type === 'similarities') this.set({ similarities: message });
    else if (message.type === 'cover') this.set({ cover: message });
    else {
      this.set({ run: message.state, failure: null });
      if (!this.isUnderWay()) this.deaths = 0;
      if (message.state.stage === 'done') void this.finish(message.state.run);
    }
  }

  /** The tab shows another page; only a click on the toolbar button gives access to it. */
  private gone(): void {
    this.covered = null;
    clearTimeout(this.weighing);
    this.set({ ...NOTHING, failure: { code: 'no-access' } });
  }

  private async finish(run: number): Promise<void> {
    const of = partsOf(this.known);
    const { cover } = this.known;
    if (of === null || cover?.run !== run) return;
    const { input } = cover;
    const status = await askPage(this.tab, 'status', null);
    if (this.known.run?.run !== run) return;
    this.edits = of.edits;
    this.covered = { by: (view) => chooseBy({ ...of, edits: [...this.edits] }, input, view), input };
    this.choose({ on: status.ok && status.value.on });
    if (this.known.check) this.readAnew(this.known.check);
  }

  /** Selects and covers by the view; what other choices would capture is weighed once that is shown. */
  private choose(change: Partial<Known>): void {
    const { covered } = this;
    const decomposition = covered?.by(change.view ?? this.known.view) ?? null;
    const judge = change.judge ?? this.known.judge;
    const drawn = (judge === 'audited' && decomposition !== null ? audited(decomposition) : null) ?? decomposition;
    this.set({ ...change, decomposition, drawn, prospect: null });
    clearTimeout(this.weighing);
    if (covered === null || decomposition === null) return;
    const { claims, similarities, selection, edits, recipe } = decomposition;
    this.weighing = setTimeout(() => {
      const curve = capturedByCount(covered.input, claims, similarities, { ...recipe, edits });
      this.set({ prospect: { gains: gains(covered.input, selection), curve } });
    });
  }

  /** One message at a time: while the page paints, a slider that moves on replaces what is to be painted next. */
  shade(): void {
    this.shadeStale = true;
    this.shading ??= this.shadeUntilFresh().finally(() => {
      this.shading = null;
    });
  }

  private async shadeUntilFresh(): Promise<void> {
    while (this.shadeStale) {
      this.shadeStale = false;
      const { drawn, view, check } = this.known;
      if (drawn === null) return;
      const { coverage } = shadingText(check) ?? drawn;
      const reply = await askPage(this.tab, 'shade', { shades: shadesOf(coverage, view.by), mode: view.mode });
      this.set(reply.ok ? { on: true } : { on: false, failure: reply.failure });
      if (reply.ok) void setBadge(this.tab, badge(drawn));
    }
  }

  private answerPage(): void {
    const handlers = {
      hovered: ({ block }: { block: BlockId | null }) => {
        this.set({ hovered: block });
        return null;
      },
      reading: ({ block }: { block: BlockId | null }) => {
        this.set({ reading: block });
        return null;
      },
      shaded: ({ on }: { on: boolean }) => {
        this.set({ on });
        return null;
      },
    };
    answer<PanelCalls>('panel', handlers, parsers, fromTab(this.tab), () => ({ code: 'no-access' }));
  }
}
