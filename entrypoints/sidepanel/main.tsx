/** The side panel of one tab: signals in, PanelState out, PanelActions to the page and the background. */
import '../../components/panel.css';
import { effect, signal } from '@preact/signals-core';
import { render } from 'preact';
import { Idle, Panel } from '../../components/Panel';
import type { JumpResult, PanelActions, PanelState } from '../../components/state';
import { card, takeAlong } from '../../components/strings';
import type { BlockId, ClaimId, Edit, Failure } from '../../core/model';
import { DEFAULT_VIEW } from '../../core/shade';
import { askBackground, askPage, type Reply } from '../../platform/messages';
import { createStore, type Store } from './store';
import { copy, download } from './take-along';

/** What was last done in the panel itself. */
interface Here {
  current: BlockId | null;
  jump: JumpResult | null;
  notice: string | null;
  failure: Failure | null;
}

const NOTHING: Here = { current: null, jump: null, notice: null, failure: null };

function stateOf(store: Store, here: Here): PanelState {
  const run = store.run.value;
  const decomposition = store.decomposition.value;
  const running = run !== null && run.failure === null && (run.stage !== 'done' || decomposition === null);
  return {
    run: running ? { stage: run.stage, done: run.done, total: run.total } : null,
    partial: store.partial.value,
    decomposition,
    failure: run?.failure ?? here.failure,
    view: { ...store.view.value, mode: store.on.value ? store.view.value.mode : 'off' },
    hovered: store.hovered.value,
    current: here.current,
    jump: here.jump,
    notice: here.notice,
  };
}

function actionsOf(tab: number, store: Store, here: { value: Here }): PanelActions {
  const say = (change: Partial<Here>): void => {
    here.value = { ...NOTHING, current: here.value.current, ...change };
  };
  /** The value of a call to the page; what went wrong is shown. */
  const asked = <T,>(reply: Reply<T>): T | null => {
    if (reply.ok) return reply.value;
    say({ failure: reply.failure });
    return null;
  };
  const edit = (edits: Edit[]) => void store.start(edits);
  const edits = (): Edit[] => store.decomposition.value?.edits ?? [];
  const jump = async (claim: ClaimId, quote: number): Promise<void> => {
    const anchor = store.decomposition.value?.claims[claim]?.quotes[quote]?.anchor;
    if (!anchor) return;
    const value = asked(await askPage(tab, 'reveal', { anchor }));
    if (value) say({ jump: { claim, quote, how: value.found }, current: value.found === 'lost' ? here.value.current : anchor.block });
  };
  const goTo = async (block: BlockId): Promise<void> => {
    const value = asked(await askPage(tab, 'goTo', { block }));
    if (value) say(value.found ? { current: block } : { notice: card.blockGone });
  };
  const step = async (direction: 1 | -1): Promise<void> => {
    const value = asked(await askPage(tab, 'step', { direction }));
    if (value?.block !== null && value?.block !== undefined) say({ current: value.block });
  };
  return {
    start: () => edit(edits()),
    stop: () => void store.stop(),
    setK: (k) => store.show({ k }),
    setBy: (by) => store.show({ by }),
    setMode: (mode) => (mode === 'off' ? void store.off() : store.show({ mode })),
    jump: (claim, quote) => void jump(claim, quote),
    goTo: (block) => void goTo(block),
    step: (direction) => void step(direction),
    keep: (block) => edit([...edits(), { do: 'keep', block }]),
    drop: (block) => edit([...edits(), { do: 'drop', block }]),
    undo: () => edit(edits().slice(0, -1)),
    exportAs: (format, way) => {
      const decomposition = store.decomposition.value;
      if (decomposition === null) return;
      if (way === 'download') void download(decomposition, format);
      else
        copy(decomposition, format).then(
          () => say({ notice: takeAlong.copied(format) }),
          () => say({ notice: takeAlong.notCopied }),
        );
    },
  };
}

/** The tab that the panel was opened for stands in its URL; a panel opened without one shows how to begin. */
function tabOfPanel(): number | null {
  const tab = new URL(location.href).searchParams.get('tab');
  return tab === null ? null : Number(tab);
}

function stepByKey(store: Store, actions: PanelActions): void {
  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || (event.key !== 'n' && event.key !== 'p')) return;
    if (store.view.value.mode === 'left-out' && store.on.value) actions.step(event.key === 'n' ? 1 : -1);
  });
}

async function show(root: HTMLElement): Promise<void> {
  const tab = tabOfPanel();
  if (tab === null) {
    render(<Idle />, root);
    return;
  }
  const view = await askBackground('view', null);
  const store = createStore(tab, view.ok ? view.value : DEFAULT_VIEW);
  const here = signal<Here>(NOTHING);
  const actions = actionsOf(tab, store, here);
  effect(() => render(<Panel state={stateOf(store, here.value)} actions={actions} />, root));
  stepByKey(store, actions);
}

const root = document.getElementById('panel');
if (root) void show(root);
