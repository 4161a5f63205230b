/**
 * What the panel knows, as signals: the parts that the background posted, the view that the reader chose, and the
 * Decomposition that follows from both. Selecting and covering happen here, so that a slider asks nobody.
 */
import { computed, effect, type ReadonlySignal, type Signal, signal } from '@preact/signals-core';
import { type Browser, browser } from 'wxt/browser';
import { choose, NOTHING_SIMILAR, prepare, type Uncovered } from '../../core/choose';
import type { BlockId, Decomposition, Edit, LabelledBlock, PageInfo, Similarities } from '../../core/model';
import { shadesOf, type View } from '../../core/shade';
import {
  answer,
  askBackground,
  askPage,
  fromTab,
  isRecord,
  PANEL_PORT,
  type PanelCalls,
  type Parsers,
  type RunState,
  refuse,
  type State,
} from '../../platform/messages';

export interface Store {
  readonly run: ReadonlySignal<RunState | null>;
  /** What the run that is under way has so far. */
  readonly partial: ReadonlySignal<Uncovered | null>;
  readonly decomposition: ReadonlySignal<Decomposition | null>;
  readonly view: ReadonlySignal<View>;
  readonly on: ReadonlySignal<boolean>;
  readonly hovered: ReadonlySignal<BlockId | null>;
  /** Changes the view, shades the page by it, and remembers it. */
  show(change: Partial<View>): void;
  /** Takes the shade off the page; `show` puts it on again. */
  off(): Promise<void>;
  /** Runs the pipeline with these edits. */
  start(edits: Edit[]): Promise<void>;
  stop(): Promise<void>;
}

/** A turn of the event loop, so that the panel paints while a long document is prepared. */
const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

const parsers: Parsers<PanelCalls> = {
  hovered: (argument) =>
    isRecord(argument) && (argument.block === null || typeof argument.block === 'number') ? { block: argument.block } : refuse('a block'),
  shaded: (argument) => (isRecord(argument) && typeof argument.on === 'boolean' ? { on: argument.on } : refuse('a switch')),
};

interface Parts {
  run: Signal<RunState | null>;
  page: Signal<{ run: number; page: PageInfo; blocks: LabelledBlock[] } | null>;
  similarities: Signal<{ run: number; similarities: Similarities } | null>;
}

function receive(parts: Parts, message: State): void {
  if (message.type === 'run') parts.run.value = message.state;
  else if (message.type === 'page') parts.page.value = message;
  else parts.similarities.value = message;
}

/** Keeps a port to the background; a worker that died is woken again, once for each time the panel is looked at. */
function listen(tab: number, parts: Parts): void {
  const port: Browser.runtime.Port = browser.runtime.connect({ name: `${PANEL_PORT}${tab}` });
  port.onMessage.addListener((message: State) => receive(parts, message));
  port.onDisconnect.addListener(() => {
    const again = () => {
      if (document.visibilityState !== 'visible') return;
      document.removeEventListener('visibilitychange', again);
      document.removeEventListener('pointerdown', again, true);
      listen(tab, parts);
    };
    document.addEventListener('visibilitychange', again);
    document.addEventListener('pointerdown', again, true);
  });
}

/** The parts of the latest run that have come; null before its texts have. */
function joined({ run, page, similarities }: Parts): Uncovered | null {
  const state = run.value;
  if (state === null || state.head === null || page.value?.run !== state.run) return null;
  const compared = similarities.value?.run === state.run ? similarities.value.similarities : NOTHING_SIMILAR;
  return { ...state.head, page: page.value.page, blocks: page.value.blocks, similarities: compared };
}

export function createStore(tab: number, chosen: View): Store {
  const parts: Parts = { run: signal(null), page: signal(null), similarities: signal(null) };
  const view = signal<View>(chosen);
  const on = signal(false);
  const hovered = signal<BlockId | null>(null);
  const covered = signal<{ of: Uncovered; input: Awaited<ReturnType<typeof prepare>> } | null>(null);
  const partial = computed(() => joined(parts));
  const decomposition = computed(() => covered.value && choose(covered.value.of, covered.value.input, view.value.k));

  // Between two runs the earlier Decomposition stays, so that keeping a block does not blank the panel.
  effect(() => {
    const of = partial.value;
    if (of === null || parts.run.value?.stage !== 'done') return;
    void askPage(tab, 'status', null).then((reply) => {
      on.value = reply.ok && reply.value.on;
    });
    void prepare(of, pause).then((input) => {
      covered.value = { of, input };
    });
  });

  const shade = async (): Promise<void> => {
    const of = decomposition.value;
    if (of === null) return;
    const { by, mode } = view.value;
    const reply = await askPage(tab, 'shade', { shades: shadesOf(of.coverage, by), mode });
    on.value = reply.ok;
  };

  answer<PanelCalls>(
    'panel',
    {
      hovered: ({ block }) => {
        hovered.value = block;
        return null;
      },
      shaded: (argument) => {
        on.value = argument.on;
        return null;
      },
    },
    parsers,
    fromTab(tab),
    () => ({ code: 'no-access' }),
  );
  listen(tab, parts);

  return {
    run: parts.run,
    partial,
    decomposition,
    view,
    on,
    hovered,
    show: (change) => {
      view.value = { ...view.value, ...change };
      void shade();
      void askBackground('saveView', view.value);
    },
    off: async () => {
      await askPage(tab, 'clear', null);
      on.value = false;
    },
    start: async (edits) => {
      await askBackground('start', { tab, edits });
    },
    stop: async () => {
      await askBackground('stop', { tab });
    },
  };
}
