/** What the reader asks of the panel, as calls to the page and the background. */
import { type Browser, browser } from 'wxt/browser';
import type { StartingActions } from '../../components/starting';
import type { KeepingActions, PanelActions, RemoteActions } from '../../components/state';
import { card, takeAlong } from '../../components/strings';
import { brief } from '../../components/strings/left-out';
import { copy, copyBrief, download, print } from '../../components/take-along';
import type { BlockId, ClaimId, Edit, Span } from '../../core/model';
import { askBackground, askPage, type Reply } from '../../platform/messages';
import { anchorAt, checkText } from './check';
import type { Known, Session } from './session';
import { startingActions } from './starting';

type Said = Pick<Known, 'jump' | 'notice' | 'failure'>;

/** Long enough to be read; a live region has said it by then. */
const NOTICE_MS = 4_000;

/** Says something in the panel, for as long as it takes to read. */
function speaker(session: Session) {
  let notice: ReturnType<typeof setTimeout> | undefined;
  /** What is said replaces what was said before. */
  return (said: Partial<Said>, current = session.known.current): void => {
    clearTimeout(notice);
    session.set({ jump: null, notice: null, failure: null, ...said, current });
    if (said.notice) notice = setTimeout(() => session.set({ notice: null }), NOTICE_MS);
  };
}

type Say = ReturnType<typeof speaker>;

/** The value of a call; what went wrong is shown. */
function asked<T>(reply: Reply<T>, say: Say): T | null {
  if (reply.ok) return reply.value;
  say({ failure: reply.failure });
  return null;
}

const editsOf = (session: Session): Edit[] => session.known.decomposition?.edits ?? [];

/** The last edit that was to a block means that the text is another: then it is run anew. */
function undo(session: Session): void {
  const edits = editsOf(session);
  const last = edits.at(-1);
  if (last === undefined) return;
  const ofBlock = last.do === 'keep' || last.do === 'drop';
  if (ofBlock) session.start(edits.slice(0, -1));
  else void session.edit(edits.slice(0, -1));
}

/** One message at a time: while the page draws, what is pointed at next replaces what was to be lit. */
function lighter(tab: number): PanelActions['light'] {
  let wanted: readonly BlockId[] = [];
  let isUnderWay = false;
  const light = async (): Promise<void> => {
    isUnderWay = true;
    for (let lit: readonly BlockId[] | null = null; lit !== wanted; ) {
      lit = wanted;
      await askPage(tab, 'light', { blocks: [...lit] });
    }
    isUnderWay = false;
  };
  return (blocks) => {
    wanted = blocks;
    if (!isUnderWay) void light();
  };
}

/** Of whoever compared the claims that are shown. */
function setThreshold(session: Session, threshold: number | null): void {
  const { decomposition, view } = session.known;
  if (decomposition === null) return;
  const { provider } = decomposition.recipe.similarity;
  const others = Object.entries(view.thresholds).filter(([name]) => name !== provider);
  session.show({ thresholds: Object.fromEntries(threshold === null ? others : [...others, [provider, threshold]]) });
}

export function actionsOf(session: Session): PanelActions & KeepingActions {
  const say = speaker(session);
  return { ...readingActions(session, say), ...remoteActions(session), ...keepingActions(session, say), ...startingActions() };
}

const isGranted = (details: Browser.permissions.Permissions): Promise<boolean> => browser.permissions.request(details);

/** Firefox asks for the sending of text besides; both browsers ask within a click only. */
async function agree(session: Session): Promise<void> {
  const question = session.known.run?.question;
  if (!question) return;
  const sending = { data_collection: ['websiteContent'] } as Browser.permissions.Permissions;
  if (import.meta.env.FIREFOX && !(await isGranted(sending))) return;
  await session.agree(question.origins);
}

/** The failure no-permission names the origin that it was for. */
async function allow(session: Session): Promise<void> {
  const origin = session.known.run?.failure?.detail ?? '';
  if (!URL.canParse(origin)) return;
  // a pattern names no port
  const { protocol, hostname } = new URL(origin);
  if (await isGranted({ origins: [`${protocol}//${hostname}/*`] })) session.again();
}

const remoteActions = (session: Session): RemoteActions => ({
  agree: () => void agree(session),
  offline: () => session.start(editsOf(session), true),
  openSettings: () => void browser.runtime.openOptionsPage(),
  allow: () => void allow(session),
  again: () => session.again(),
  coverToo: (blocks) => session.extend([...blocks]),
  audit: () => session.audit(),
  setJudge: (judge) => session.judgeBy(judge),
});

function readingActions(session: Session, say: Say): Omit<PanelActions, keyof RemoteActions> {
  const { tab } = session;
  const jump = async (claim: ClaimId, quote: number): Promise<void> => {
    const anchor = session.known.decomposition?.claims.find(({ id }) => id === claim)?.quotes[quote]?.anchor;
    if (!anchor) return;
    const there = asked(await askPage(tab, 'reveal', { anchor }), say);
    if (there === null) return;
    const how = there.found ? 'exact' : asked(await askBackground('find', { tab, anchor }), say)?.found;
    if (how) say({ jump: { claim, quote, how } }, how === 'lost' ? undefined : anchor.block);
  };
  const goTo = async (block: BlockId): Promise<void> => {
    const value = asked(await askPage(tab, 'goTo', { block }), say);
    if (value) say(value.found ? {} : { notice: card.blockGone }, value.found ? block : undefined);
  };
  const goToSpan = async (span: Span): Promise<void> => {
    const anchor = await anchorAt(session.known.decomposition?.blocks ?? [], span);
    if (anchor === null) return;
    const value = asked(await askPage(tab, 'reveal', { anchor }), say);
    if (value) say({ notice: card.jumped[value.found ? 'exact' : 'lost'] }, value.found ? anchor.block : undefined);
  };
  const step = async (direction: 1 | -1): Promise<void> => {
    const value = asked(await askPage(tab, 'step', { direction }), say);
    if (value !== null && value.block !== null) say({}, value.block);
  };
  const exportAs: PanelActions['exportAs'] = (format, way) => {
    const { decomposition } = session.known;
    if (decomposition === null) return;
    const ways = {
      download: () => download(decomposition, format),
      copy: () => copy(decomposition, format),
      print: () => print(decomposition),
    };
    ways[way]().then(
      () => say(way === 'copy' ? { notice: takeAlong.copied(format) } : {}),
      () => say({ notice: way === 'print' ? takeAlong.notPrinted : takeAlong.notCopied }),
    );
  };
  const copyGaps: PanelActions['copyGaps'] = (format) => {
    const { decomposition, view } = session.known;
    if (decomposition === null) return;
    copyBrief(decomposition, view.by, format).then(
      () => say({ notice: brief.copied(format) }),
      () => say({ notice: takeAlong.notCopied }),
    );
  };
  return {
    start: () => session.start(editsOf(session)),
    stop: () => session.stop(),
    setK: (k) => session.show({ k }),
    setBy: (by) => session.show({ by }),
    setThreshold: (threshold) => setThreshold(session, threshold),
    setMode: (mode) => (mode === 'off' ? void session.off() : session.show({ mode })),
    jump: (claim, quote) => void jump(claim, quote),
    goTo: (block) => void goTo(block),
    step: (direction) => void step(direction),
    keep: (block) => session.start([...editsOf(session), { do: 'keep', block }]),
    drop: (block) => session.start([...editsOf(session), { do: 'drop', block }]),
    undo: () => undo(session),
    check: (text) => void checkText(session, text),
    shadeByCheck: (on) => session.shadeBy(on),
    goToSpan: (span) => void goToSpan(span),
    exportAs,
    copyGaps,
    light: lighter(tab),
  };
}

const isWish = (edit: Edit, claim: ClaimId): boolean => (edit.do === 'pin' || edit.do === 'dismiss') && edit.claim === claim;

function keepingActions(session: Session, say: Say): Omit<KeepingActions, keyof StartingActions> {
  const { tab } = session;
  const refresh = async (): Promise<void> => {
    const library = asked(await askBackground('library', null), say);
    if (library === null) return;
    const entries = library.entries.map((entry) => ({ ...entry, savedAt: new Date(entry.savedAt).toISOString() }));
    session.set({ library: { ...library, entries } });
  };
  const then = async (reply: Promise<Reply<null>>): Promise<void> => {
    asked(await reply, say);
    await refresh();
  };
  const importFile = async (text: string): Promise<void> => {
    asked(await askBackground('bring', { tab, text }), say);
  };
  return {
    extend: () => session.extend(null),
    pin: (claim) => void session.edit([...editsOf(session), { do: 'pin', claim }]),
    dismiss: (claim) => void session.edit([...editsOf(session), { do: 'dismiss', claim }]),
    restore: (claim) => void session.edit(editsOf(session).filter((edit) => !isWish(edit, claim))),
    importFile: (text) => void importFile(text),
    toggleLibrary: (open) => (open ? void refresh() : session.set({ library: null })),
    openEntry: (key) => void askBackground('openEntry', { key }).then((reply) => asked(reply, say)),
    removeEntry: (key) => void then(askBackground('removeEntry', { key })),
    clearLibrary: () => void then(askBackground('clearLibrary', null)),
  };
}
