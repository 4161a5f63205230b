/** What the reader asks of the panel, as calls to the page and the background. */
import type { PanelActions } from '../../components/state';
import { card, takeAlong } from '../../components/strings';
import type { BlockId, ClaimId, Edit } from '../../core/model';
import { askPage, type Reply } from '../../platform/messages';
import type { Known, Session } from './session';
import { copy, download } from './take-along';

type Said = Pick<Known, 'jump' | 'notice' | 'failure'>;

/** Long enough to be read; a live region has said it by then. */
const NOTICE_MS = 4_000;

export function actionsOf(session: Session): PanelActions {
  const { tab } = session;
  let notice: ReturnType<typeof setTimeout> | undefined;

  /** What is said replaces what was said before. */
  const say = (said: Partial<Said>, current = session.known.current): void => {
    clearTimeout(notice);
    session.set({ jump: null, notice: null, failure: null, ...said, current });
    if (said.notice) notice = setTimeout(() => session.set({ notice: null }), NOTICE_MS);
  };

  /** The value of a call to the page; what went wrong is shown. */
  const asked = <T>(reply: Reply<T>): T | null => {
    if (reply.ok) return reply.value;
    say({ failure: reply.failure });
    return null;
  };

  const edits = (): Edit[] => session.known.decomposition?.edits ?? [];

  const jump = async (claim: ClaimId, quote: number): Promise<void> => {
    const anchor = session.known.decomposition?.claims[claim]?.quotes[quote]?.anchor;
    if (!anchor) return;
    const value = asked(await askPage(tab, 'reveal', { anchor }));
    if (value) say({ jump: { claim, quote, how: value.found } }, value.found === 'lost' ? undefined : anchor.block);
  };

  const goTo = async (block: BlockId): Promise<void> => {
    const value = asked(await askPage(tab, 'goTo', { block }));
    if (value) say(value.found ? {} : { notice: card.blockGone }, value.found ? block : undefined);
  };

  const step = async (direction: 1 | -1): Promise<void> => {
    const value = asked(await askPage(tab, 'step', { direction }));
    if (value !== null && value.block !== null) say({}, value.block);
  };

  const exportAs: PanelActions['exportAs'] = (format, way) => {
    const { decomposition } = session.known;
    if (decomposition === null) return;
    const done = way === 'download' ? download(decomposition, format) : copy(decomposition, format);
    done.then(
      () => say(way === 'copy' ? { notice: takeAlong.copied(format) } : {}),
      () => say({ notice: takeAlong.notCopied }),
    );
  };

  return {
    start: () => void session.start(edits()),
    stop: () => session.stop(),
    setK: (k) => session.show({ k }),
    setBy: (by) => session.show({ by }),
    setMode: (mode) => (mode === 'off' ? void session.off() : session.show({ mode })),
    jump: (claim, quote) => void jump(claim, quote),
    goTo: (block) => void goTo(block),
    step: (direction) => void step(direction),
    keep: (block) => void session.start([...edits(), { do: 'keep', block }]),
    drop: (block) => void session.start([...edits(), { do: 'drop', block }]),
    undo: () => void session.start(edits().slice(0, -1)),
    exportAs,
  };
}
