import { useRef, useState } from 'preact/hooks';
import type { BlockId } from '../core/model';
import type { Basis } from '../core/shade';
import type { Blocks, Cell, Row } from './derive';
import { stripRows } from './derive';
import { strip as words } from './strings';
import { path } from './strings/left-out';

interface StripProps {
  cells: readonly Cell[];
  blocks: Blocks;
  /** Whose coverage it is; `text`: that of a text which is checked. */
  by: Basis | 'text';
  /** Paragraphs that count in the percentages. */
  paragraphs: number;
  hovered: BlockId | null;
  current: BlockId | null;
  /** Paragraphs on the shortest way through what was left out, numbered from 1. */
  steps: ReadonlyMap<BlockId, number>;
  /** The paragraph at the reading line of the page. */
  reading: BlockId | null;
  /** Paragraphs of the claim that is looked at. */
  lit: readonly BlockId[];
  onGo: (block: BlockId) => void;
  /** A cell is under the pointer or has the focus; null where it holds several paragraphs. */
  onPoint: (block: BlockId | null) => void;
}

const firstStep = (cell: Cell, steps: StripProps['steps']): number | undefined =>
  cell.blocks.map((block) => steps.get(block)).find((step) => step !== undefined);

function cellLabel(cell: Cell, { blocks, by, paragraphs, steps, reading }: StripProps): string {
  if (cell.state === 'dropped') {
    const block = cell.blocks.length === 1 ? blocks.get(cell.blocks[0] ?? -1) : undefined;
    return [words.droppedRun(cell.blocks.length), ...(block ? [block.label, block.rule] : [])].join(', ');
  }
  const parts = [words.number(cell.first, cell.last, paragraphs), words.state(cell.state, cell.share, by)];
  const step = firstStep(cell, steps);
  return [
    ...parts,
    ...(cell.state === 'scored' ? [words.claims(cell.claims, by)] : []),
    ...(reading !== null && cell.blocks.includes(reading) ? [words.reading] : []),
    ...(step === undefined ? [] : [path.inStrip(step, steps.size)]),
  ].join(', ');
}

const STEPS: Readonly<Record<string, number>> = {
  ArrowRight: 1,
  ArrowDown: 1,
  ArrowLeft: -1,
  ArrowUp: -1,
  PageDown: 10,
  PageUp: -10,
  End: Number.POSITIVE_INFINITY,
  Home: Number.NEGATIVE_INFINITY,
};

/** The article as a line of cells: width by length, shade by captured share, pattern by state. One tab stop; arrows move. */
export function Strip(props: StripProps) {
  const { cells, hovered, current, reading, lit, onGo, onPoint } = props;
  const list = useRef<HTMLDivElement>(null);
  const [focused, setFocused] = useState<number | null>(null);
  const at = (block: BlockId | null) => (block === null ? -1 : cells.findIndex((cell) => cell.blocks.includes(block)));
  const here = at(current);
  const pointed = at(hovered);
  const read = at(reading);
  const isLit = new Set(lit);
  const stop = Math.min(focused ?? Math.max(0, here), cells.length - 1);

  const onKeyDown = (event: KeyboardEvent) => {
    const step = STEPS[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const next = Math.min(cells.length - 1, Math.max(0, stop + step));
    list.current?.querySelectorAll<HTMLElement>('[role=option]')[next]?.focus();
  };

  const classOf = (cell: Cell, index: number): string =>
    [
      ...['cell', cell.state, ...(cell.state === 'scored' ? [`l${cell.level}`] : [])],
      ...(index === here ? ['here'] : []),
      ...(index === pointed ? ['hovered'] : []),
      ...(index === read ? ['reading'] : []),
      ...(cell.blocks.some((block) => isLit.has(block)) ? ['lit'] : []),
      ...(firstStep(cell, props.steps) === undefined ? [] : ['step']),
    ].join(' ');
  const cellOf = (cell: Cell, index: number) => {
    const block = cell.blocks[0] ?? 0;
    const one = cell.blocks.length === 1 ? block : null;
    return (
      <button
        key={block}
        type="button"
        role="option"
        class={classOf(cell, index)}
        style={{ flexGrow: cell.weight }}
        aria-label={cellLabel(cell, props)}
        aria-selected={index === here}
        tabIndex={index === stop ? 0 : -1}
        onClick={() => onGo(block)}
        onFocus={() => {
          setFocused(index);
          onPoint(one);
        }}
        onMouseEnter={() => onPoint(one)}
      />
    );
  };
  const rowOf = ({ cells: inRow, start, rest }: Row) => (
    <div key={start} class="strip-row" role="presentation">
      {inRow.map((cell, index) => cellOf(cell, start + index))}
      {rest > 0 && <span class="rest" style={{ flexGrow: rest }} />}
    </div>
  );
  const rows = stripRows(cells);
  const leave = () => onPoint(null);
  return (
    <div
      ref={list}
      class={`strip${rows.length > 1 ? ' many' : ''}`}
      role="listbox"
      tabIndex={-1}
      aria-label={words.label}
      aria-orientation="horizontal"
      onKeyDown={onKeyDown}
      onMouseLeave={leave}
      onFocusOut={leave}
    >
      {rows.map(rowOf)}
    </div>
  );
}

/** What the shades and patterns mean; only the states that this article has. */
export function StripKey({ cells, hasSteps }: { cells: readonly Cell[]; hasSteps: boolean }) {
  const has = (state: Cell['state']) => cells.some((cell) => cell.state === state);
  return (
    <p class="key small">
      <span>{words.key.block}</span>
      <span class="key-item">
        <i class="cell scored l0" aria-hidden="true" /> {words.key.out}
      </span>
      <span class="key-item">
        <span class="ramp" aria-hidden="true">
          {[1, 2, 3, 4, 5].map((level) => (
            <i key={level} class={`cell scored l${level}`} />
          ))}
        </span>
        {words.key.captured}
      </span>
      {(['dropped', 'unsent', 'failed'] as const).filter(has).map((state) => (
        <span key={state} class="key-item">
          <i class={`cell ${state}`} aria-hidden="true" /> {words.key[state]}
        </span>
      ))}
      {hasSteps && (
        <span class="key-item">
          <i class="cell scored l0 step" aria-hidden="true" /> {path.onIt}
        </span>
      )}
    </p>
  );
}
