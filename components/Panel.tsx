import type { ComponentChildren } from 'preact';
import { useMemo, useState } from 'preact/hooks';
import type { BlockId, ClaimId, Decomposition } from '../core/model';
import { Candidates, SelectedClaims } from './Claims';
import { Controls } from './Controls';
import { CoverageSection } from './CoverageSection';
import { Digest } from './Digest';
import type { Blocks, Claims } from './derive';
import { byId, coveringClaims, gapsOf, groundedCount, missingFacts, ordinals, shareOf, stripCells } from './derive';
import { Figures } from './Figures';
import { Gaps } from './Gaps';
import { Janitor } from './Janitor';
import { Masthead } from './Masthead';
import { Partial } from './Partial';
import { Pipeline } from './Pipeline';
import { Pointed } from './Pointed';
import { ProgressLine } from './ProgressLine';
import { Questions } from './Questions';
import { Strip, StripKey } from './Strip';
import type { PanelActions, PanelState } from './state';
import { app, card, coverage as coverageWords, digest, failures, stageWords } from './strings';
import { TakeAlong } from './TakeAlong';
import { Trouble } from './Trouble';

interface PanelProps {
  state: PanelState;
  actions: PanelActions;
}

/** What a screen reader is told as it happens; one short text at a time. */
function announcement({ run, failure, jump, notice }: PanelState): string {
  if (failure !== null) return failures[failure.code];
  if (run !== null) return stageWords[run.stage];
  return notice ?? (jump === null ? '' : card.jumped[jump.how]);
}

function PointedAt({
  decomposition: d,
  blocks,
  claims,
  block,
  by,
}: {
  decomposition: Decomposition;
  blocks: Blocks;
  claims: Claims;
  block: BlockId;
  by: PanelState['view']['by'];
}) {
  const coverage = d.coverage.blocks.find((one) => one.block === block);
  if (coverage === undefined) return null;
  return (
    <Pointed
      coverage={coverage}
      number={ordinals(d.coverage).get(block) ?? 0}
      paragraphs={d.coverage.figures.paragraphs}
      share={shareOf(coverage, by)}
      by={by}
      covering={coveringClaims(coverage, by, new Set(d.selection.selected))}
      claims={claims}
      missing={coverage.state === 'scored' ? missingFacts(coverage, by, blocks.get(block)?.text ?? '') : []}
    />
  );
}

/** Every section of a finished decomposition, top to bottom. */
function Finished({ state, actions, decomposition: d, above }: PanelProps & { decomposition: Decomposition; above: ComponentChildren }) {
  const { view, hovered, current, jump, notice } = state;
  const { by, mode } = view;
  const [inStrip, setInStrip] = useState<BlockId | null>(null);
  const blocks = useMemo(() => byId(d.blocks), [d.blocks]);
  const claims = useMemo(() => byId(d.claims), [d.claims]);
  const cells = useMemo(() => stripCells(d, blocks, by), [d, blocks, by]);
  const gaps = useMemo(() => gapsOf(d, blocks, by), [d, blocks, by]);
  const block = hovered ?? inStrip;
  const marked = new Set<ClaimId>(d.coverage.blocks.find((one) => one.block === block)?.claims.map(({ claim }) => claim));
  const { paragraphs } = d.coverage.figures;
  const list = { decomposition: d, claims, marked, jump, onJump: actions.jump };
  const leftOut = <Gaps gaps={gaps} by={by} paragraphs={paragraphs} current={current} actions={actions} />;
  return (
    <>
      <Masthead page={d.page} />
      {above}
      <Figures decomposition={d} by={by} />
      <Strip
        cells={cells}
        blocks={blocks}
        by={by}
        paragraphs={paragraphs}
        hovered={block}
        current={current}
        onGo={actions.goTo}
        onPoint={setInStrip}
      />
      <StripKey cells={cells} />
      <Controls view={view} claims={groundedCount(d.claims)} actions={actions} />
      {mode === 'left-out' && (
        <section>
          <h2>{coverageWords.leftOut}</h2>
          {leftOut}
        </section>
      )}
      <Digest of={d} />
      <section>
        <h2>{digest.selected}</h2>
        {d.claims.length === 0 ? <p>{digest.noClaims}</p> : <SelectedClaims {...list} />}
      </section>
      <Questions decomposition={d} />
      <Candidates {...list} />
      <Pipeline decomposition={d} />
      <CoverageSection decomposition={d} gaps={gaps.length}>
        {mode === 'left-out' ? null : leftOut}
      </CoverageSection>
      <Janitor decomposition={d} actions={actions} />
      <TakeAlong onExport={actions.exportAs} />
      {(block !== null || notice !== null) && (
        <aside class="drawer">
          {block === null ? (
            <p class="small">{notice}</p>
          ) : (
            <PointedAt decomposition={d} blocks={blocks} claims={claims} block={block} by={by} />
          )}
        </aside>
      )}
    </>
  );
}

/** The side panel: shows a PanelState, and says by PanelActions what the reader asks for. */
export function Panel({ state, actions }: PanelProps) {
  const { run, partial, decomposition, failure } = state;
  const above = (
    <>
      {run !== null && <ProgressLine run={run} onStop={actions.stop} />}
      {failure !== null && <Trouble failure={failure} onStart={actions.start} />}
    </>
  );
  const idle = run === null && failure === null;
  return (
    <main class="panel">
      {decomposition !== null && <Finished state={state} actions={actions} decomposition={decomposition} above={above} />}
      {decomposition === null && partial !== null && <Partial partial={partial} above={above} />}
      {decomposition === null && partial === null && (
        <>
          <h1>{app.name}</h1>
          {above}
          {idle && <p>{app.idle}</p>}
          {idle && <p class="small">{app.idleMore}</p>}
        </>
      )}
      <p class="unseen" role="status">
        {announcement(state)}
      </p>
    </main>
  );
}
