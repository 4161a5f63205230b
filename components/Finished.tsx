import type { ComponentChildren } from 'preact';
import { useMemo, useState } from 'preact/hooks';
import type { Check } from '../core/check';
import type { Gain } from '../core/gain';
import { leftToRead, type Step } from '../core/left-out';
import type { BlockId, ClaimId, Decomposition, Edit } from '../core/model';
import { CheckText, ShadedByText } from './CheckText';
import { ClaimSections } from './ClaimSections';
import { Controls } from './Controls';
import { CoverageSection } from './CoverageSection';
import { Digest } from './Digest';
import {
  type Blocks,
  blocksOfClaim,
  byId,
  type Claims,
  gapsOf,
  groundedCount,
  ordinals,
  shadingText,
  stripCells,
  thirdsOf,
} from './derive';
import { Figures } from './Figures';
import { Gaps } from './Gaps';
import { Janitor } from './Janitor';
import { LastEdit } from './LastEdit';
import { LeftOut } from './LeftOut';
import { Masthead } from './Masthead';
import { Pipeline } from './Pipeline';
import { Pointed } from './Pointed';
import { Strip, StripKey } from './Strip';
import type { KeepingActions, PanelActions, PanelState } from './state';

interface FinishedProps {
  state: PanelState;
  actions: PanelActions;
  decomposition: Decomposition;
  keeping: KeepingActions;
  /** What stands between the title and the figures: where this is from, progress of another run, a failure, what changed since. */
  above: ComponentChildren;
  below: ComponentChildren;
}

interface TopProps extends Omit<FinishedProps, 'keeping' | 'below'> {
  blocks: Blocks;
  pointed: BlockId | null;
  /** Paragraphs of the claim that is looked at. */
  lit: readonly BlockId[];
  /** The shortest way through what was left out; empty where it is not shown. */
  path: readonly Step[];
  /** The text that the page is shaded by; null where it is by the claims. */
  shadedBy: Check | null;
  onPoint: (block: BlockId | null) => void;
}

/** As if the sentences of a checked text were the claims shown. */
const withCoverageOf = (d: Decomposition, { coverage, sentences }: Check): Decomposition => ({
  ...d,
  coverage,
  selection: { selected: [...sentences.keys()], rejected: [], kept: [] },
});

/** Title, figures, strip and controls. */
function Top({ state, actions, decomposition: d, above, blocks, pointed, lit, path, shadedBy, onPoint }: TopProps) {
  const { by } = state.view;
  const cells = useMemo(
    () => (shadedBy ? stripCells(withCoverageOf(d, shadedBy), blocks, 'shown') : stripCells(d, blocks, by)),
    [d, blocks, by, shadedBy],
  );
  const steps = useMemo(() => new Map(path.map(({ block }, at) => [block, at + 1])), [path]);
  return (
    <>
      <Masthead page={d.page} />
      {above}
      {shadedBy ? (
        <ShadedByText result={shadedBy} onBack={() => actions.shadeByCheck(false)} />
      ) : (
        <Figures decomposition={d} by={by} isAudited={state.remote.judge === 'audited' && state.remote.audited !== null} />
      )}
      <Strip
        cells={cells}
        blocks={blocks}
        by={shadedBy ? 'text' : by}
        paragraphs={d.coverage.figures.paragraphs}
        hovered={pointed}
        current={state.current}
        reading={state.reading}
        lit={lit}
        steps={steps}
        onGo={actions.goTo}
        onPoint={onPoint}
      />
      <StripKey cells={cells} hasSteps={steps.size > 0} />
      <Controls view={state.view} claims={groundedCount(d.claims)} curve={state.prospect?.curve ?? null} actions={actions} />
    </>
  );
}

/** The last edit, once there is another than when the panel was opened: the way back from what the reader just did. */
function useLastEdit(edits: readonly Edit[]): Edit | undefined {
  const now = JSON.stringify(edits);
  const [before] = useState(now);
  return now === before ? undefined : edits.at(-1);
}

/** The paragraphs of the claim that is looked at, here and on the page. */
function useLit(d: Decomposition, claims: Claims, light: PanelActions['light']): [readonly BlockId[], (id: ClaimId | null) => void] {
  const [lit, setLit] = useState<readonly BlockId[]>([]);
  const look = (id: ClaimId | null) => {
    const claim = id === null ? undefined : claims.get(id);
    const blocks = claim === undefined ? [] : blocksOfClaim(d, claim);
    setLit(blocks);
    light(blocks);
  };
  return [lit, look];
}

const NO_STEPS: readonly Step[] = [];
const NO_GAINS: ReadonlyMap<ClaimId, Gain> = new Map();

/** Every section of a finished decomposition, top to bottom. */
export function Finished({ state, actions, keeping, decomposition: d, above, below }: FinishedProps) {
  const { by, mode } = state.view;
  const [inStrip, setInStrip] = useState<BlockId | null>(null);
  const blocks = useMemo(() => byId(d.blocks), [d.blocks]);
  const claims = useMemo(() => byId(d.claims), [d.claims]);
  const gaps = useMemo(() => gapsOf(d, blocks, by), [d, blocks, by]);
  const pointed = state.hovered ?? inStrip;
  const marked = new Set(d.coverage.blocks.find((one) => one.block === pointed)?.claims.map(({ claim }) => claim));
  const [lit, onLook] = useLit(d, claims, actions.light);
  const gains = state.prospect?.gains ?? NO_GAINS;
  const list = {
    decomposition: d,
    claims,
    gains,
    marked,
    jump: state.jump,
    onJump: actions.jump,
    keeping,
    onLook,
    onThreshold: actions.setThreshold,
  };
  const shadedBy = shadingText(state.check);
  const said = new Set(shadedBy?.coverage.blocks.find((one) => one.block === pointed)?.claims.map(({ claim }) => claim));
  const lastEdit = useLastEdit(d.edits);
  const left = useMemo(() => (mode === 'left-out' ? leftToRead(d, by) : null), [d, by, mode]);
  const gapList = <Gaps gaps={gaps} by={by} paragraphs={d.coverage.figures.paragraphs} current={state.current} actions={actions} />;
  return (
    <>
      <Top
        {...{ state, actions, decomposition: d, above, blocks, pointed, lit, path: left?.path ?? NO_STEPS, shadedBy }}
        onPoint={setInStrip}
      />
      {left !== null && (
        <LeftOut left={left} blocks={blocks} numbers={ordinals(d.coverage)} by={by} current={state.current} actions={actions}>
          {gapList}
        </LeftOut>
      )}
      <Digest of={d} />
      <ClaimSections {...list} />
      <CheckText check={state.check} blocks={blocks} marked={said} actions={actions} />
      <Pipeline decomposition={d} />
      <CoverageSection decomposition={d} gaps={gaps.length} thirds={thirdsOf(d, blocks, by)} by={by}>
        {left === null && gapList}
      </CoverageSection>
      <Janitor decomposition={d} actions={actions} />
      {below}
      {((pointed !== null && shadedBy === null) || state.notice !== null || lastEdit) && (
        <aside class="drawer">
          {pointed !== null && shadedBy === null && <Pointed decomposition={d} blocks={blocks} claims={claims} block={pointed} by={by} />}
          {(pointed === null || shadedBy !== null) && state.notice !== null && <p class="small">{state.notice}</p>}
          {lastEdit && <LastEdit edit={lastEdit} blocks={blocks} claims={claims} onUndo={actions.undo} />}
        </aside>
      )}
    </>
  );
}
