/** The side panel of one tab: what its Session knows, rendered at every change. */
import '../../components/panel.css';
import { render } from 'preact';
import { Idle, Panel } from '../../components/Panel';
import type { PanelActions, PanelState } from '../../components/state';
import { audited } from '../../core/audited';
import { leftToRead, stepFrom } from '../../core/left-out';
import { DEFAULT_VIEW } from '../../core/shade';
import { askBackground } from '../../platform/messages';
import { actionsOf } from './actions';
import { checkText } from './check';
import { type Known, partsOf, Session } from './session';

function stateOf(known: Known): PanelState {
  const { run, decomposition, drawn, judge, view, on, hovered, current, jump, notice } = known;
  const running = run !== null && run.failure === null && (run.stage !== 'done' || decomposition === null);
  return {
    run: running ? { stage: run.stage, done: run.done, total: run.total } : null,
    partial: partsOf(known),
    decomposition: drawn,
    prospect: known.prospect,
    failure: run?.failure ?? known.failure,
    view: { ...view, mode: on ? view.mode : 'off' },
    hovered,
    reading: known.reading,
    current,
    jump,
    check: known.check,
    notice,
    origin: run && { ...run.origin, savedAt: run.origin.savedAt === null ? null : new Date(run.origin.savedAt).toISOString() },
    changes: run?.changes ?? null,
    library: known.library,
    private: run?.private ?? false,
    remote: {
      question: run?.question ?? null,
      sending: run?.sending ?? [],
      waiting: run?.waiting ?? null,
      spending: run?.spending ?? null,
      audited: decomposition && audited(decomposition),
      judge,
    },
  };
}

/** The tab that the panel was opened for stands in its URL; a panel opened without one shows how to begin. */
function tabOfPanel(): number | null {
  const tab = new URL(location.href).searchParams.get('tab');
  return tab === null ? null : Number(tab);
}

const isTyping = ({ target }: KeyboardEvent): boolean =>
  target instanceof Element && target.matches('input:not([type="range"], [type="radio"]), textarea');

/** The keys that step through the gaps in the page do so in the panel too; j and k go along the shortest way through them. */
function stepByKey(session: Session, actions: PanelActions): void {
  document.addEventListener('keydown', (event) => {
    const { decomposition, view, on, current } = session.known;
    if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event) || view.mode !== 'left-out' || !on) return;
    if (event.key === 'n' || event.key === 'p') actions.step(event.key === 'n' ? 1 : -1);
    if ((event.key !== 'j' && event.key !== 'k') || decomposition === null) return;
    const block = stepFrom(leftToRead(decomposition, view.by).path, current, event.key === 'j' ? 1 : -1);
    if (block !== null) actions.goTo(block);
  });
}

async function show(root: HTMLElement): Promise<void> {
  const tab = tabOfPanel();
  if (tab === null) {
    render(<Idle />, root);
    return;
  }
  const view = await askBackground('view', null);
  const draw = (known: Known): void => render(<Panel state={stateOf(known)} actions={actions} keeping={actions} />, root);
  const session = new Session(
    tab,
    view.ok ? view.value : DEFAULT_VIEW,
    draw,
    ({ text, result, isShading }) => void checkText(session, text, isShading || result === null),
  );
  const actions = actionsOf(session);
  draw(session.known);
  stepByKey(session, actions);
}

const root = document.getElementById('panel');
if (root) void show(root);
