/** Checks a text of the reader's against the article. What checks is loaded when it is first asked for. */
import type { Anchor, LabelledBlock, Span } from '../../core/model';
import { takingTurns } from '../../platform/macrotask';
import type { Session } from './session';

/** Milliseconds that the panel's own frames wait. */
const LONGEST_MS = 12;

/** Of each session the text that was asked for last: one that is overtaken by another is given up. */
const asked = new WeakMap<Session, object>();

/** Thrown from a pause of a check that nobody waits for any more. Not core's own: its module would bring every schema into the panel. */
class Overtaken extends Error {}

async function checked(text: string, blocks: readonly LabelledBlock[], isWanted: () => boolean) {
  const [{ check }, { quietly }] = await Promise.all([import('../../core/check'), import('../../core/asking')]);
  const turn = takingTurns(LONGEST_MS);
  const pause = async (): Promise<void> => {
    await turn();
    if (!isWanted()) throw new Overtaken();
  };
  return check(text, blocks, quietly(pause));
}

/** @param isShading whether the page is shaded by it once it is there */
export async function checkText(session: Session, text: string, isShading = true): Promise<void> {
  const { decomposition } = session.known;
  if (decomposition === null) return;
  const mine = {};
  asked.set(session, mine);
  const isWanted = (): boolean => asked.get(session) === mine && session.known.check?.text === text;
  session.set({ check: { text, result: null, isShading: false } });
  try {
    const result = await checked(text, decomposition.blocks, isWanted);
    if (!isWanted()) return;
    session.set({ check: { text, result, isShading: isShading && typeof result !== 'string' } });
    session.shade();
  } catch (error) {
    if (!(error instanceof Overtaken)) throw error;
  }
}

export async function anchorAt(blocks: readonly LabelledBlock[], span: Span): Promise<Anchor | null> {
  const block = blocks.find(({ id }) => id === span.block);
  if (block === undefined) return null;
  const { anchorOf } = await import('../../core/anchor');
  return anchorOf(block, span);
}
