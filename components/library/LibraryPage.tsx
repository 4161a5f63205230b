import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { ExportFormat } from '../state';
import { takeAlong } from '../strings';
import { Trouble } from '../Trouble';
import { Aside } from './Aside';
import { Row } from './Row';
import { ordered, search } from './search';
import type { ShelfActions, ShelfState } from './state';
import { type Order, shelf as words } from './strings';

interface Props {
  state: ShelfState;
  actions: ShelfActions;
}

/** What was typed, once nothing was for so many milliseconds. */
const TYPED_AFTER = 120;

function useSettled(value: string): string {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), TYPED_AFTER);
    return () => clearTimeout(timer);
  }, [value]);
  return settled;
}

/** The picked of what is listed; a range from the last one picked with Shift. */
function usePicked(keys: readonly string[]) {
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set());
  const last = useRef<string | null>(null);
  const here = keys.filter((key) => picked.has(key));
  const pick = (key: string, on: boolean, range: boolean) => {
    const [from, to] = [keys.indexOf(last.current ?? key), keys.indexOf(key)].sort((a, b) => a - b) as [number, number];
    const next = new Set(picked);
    for (const one of range && from >= 0 ? keys.slice(from, to + 1) : [key]) on ? next.add(one) : next.delete(one);
    last.current = key;
    setPicked(next);
  };
  return { here, pick, all: (on: boolean) => setPicked(new Set(on ? keys : [])) };
}

/** Nothing is deleted by one press: the question says what is lost. */
function Question({ n, bytes, onYes, onNo }: { n: number; bytes: number; onYes: () => void; onNo: () => void }) {
  const safe = useRef<HTMLButtonElement>(null);
  useEffect(() => safe.current?.focus(), []);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for fields, and here are none
    <div role="group" class="question" aria-label={words.sure(n, bytes)}>
      <p class="small">{words.sure(n, bytes)}</p>
      <p class="ways">
        <button type="button" class="text danger small" onClick={onYes}>
          {words.yes}
        </button>
        <button ref={safe} type="button" class="text small" onClick={onNo}>
          {words.no}
        </button>
      </p>
    </div>
  );
}

const FORMATS = Object.keys(takeAlong.formats) as ExportFormat[];

interface BarProps {
  here: readonly string[];
  n: number;
  onAll: (on: boolean) => void;
  onExport: (format: ExportFormat) => void;
  onDelete: () => void;
}

/** What is done with all that is picked. */
function Bar({ here, n, onAll, onExport, onDelete }: BarProps) {
  const isAll = n > 0 && here.length === n;
  return (
    <div class="bar small" role="toolbar" aria-label={words.picked(here.length)}>
      <label title={words.keys}>
        <input type="checkbox" checked={isAll} onChange={(event) => onAll(event.currentTarget.checked)} />{' '}
        {here.length === 0 ? words.pickAll(n) : words.picked(here.length)}
      </label>
      {here.length > 0 && (
        <>
          <span>{words.exportAs}</span>
          {FORMATS.map((format) => (
            <button key={format} type="button" class="text small" onClick={() => onExport(format)}>
              {takeAlong.formats[format]}
            </button>
          ))}
          <button type="button" class="text danger small" onClick={onDelete}>
            {words.remove}
          </button>
        </>
      )}
    </div>
  );
}

function Find({
  query,
  order,
  onQuery,
  onOrder,
}: {
  query: string;
  order: Order;
  onQuery: (text: string) => void;
  onOrder: (order: Order) => void;
}) {
  return (
    <search class="find">
      <label>
        <span class="small">{words.search}</span>
        <input type="search" value={query} onInput={(event) => onQuery(event.currentTarget.value)} />
      </label>
      <label>
        <span class="small">{words.order}</span>
        <select value={order} onChange={(event) => onOrder(event.currentTarget.value as Order)}>
          {(Object.keys(words.orders) as Order[]).map((one) => (
            <option key={one} value={one}>
              {words.orders[one]}
            </option>
          ))}
        </select>
      </label>
    </search>
  );
}

function Shelf({ state, actions, kept }: Props & { kept: NonNullable<ShelfState['kept']> }) {
  const [query, setQuery] = useState('');
  const [order, setOrder] = useState<Order>('saved');
  const [asked, setAsked] = useState<readonly string[]>([]);
  const sought = useSettled(query);
  const entries = useMemo(() => ordered(kept.entries, order), [kept.entries, order]);
  const hits = useMemo(() => search(entries, state.claims, sought), [entries, state.claims, sought]);
  const { here, pick, all } = usePicked(hits.map(({ entry }) => entry.key));
  const isSearch = sought.trim() !== '';
  const lost = kept.entries.filter(({ key }) => asked.includes(key));
  const answered = (yes: boolean) => {
    if (yes) actions.remove(asked);
    setAsked([]);
  };
  return (
    <>
      <Find query={query} order={order} onQuery={setQuery} onOrder={setOrder} />
      <p class="small" role="status">
        {isSearch && words.found(hits.length)}{' '}
        {isSearch && state.claims.size < entries.length && words.reading(state.claims.size, entries.length)}
      </p>
      <Bar here={here} n={hits.length} onAll={all} onExport={(format) => actions.exportAs(here, format)} onDelete={() => setAsked(here)} />
      {lost.length > 0 && (
        <Question
          n={lost.length}
          bytes={lost.reduce((sum, { bytes }) => sum + bytes, 0)}
          onYes={() => answered(true)}
          onNo={() => answered(false)}
        />
      )}
      <ul>
        {hits.map(({ entry, claim }) => (
          <Row
            key={entry.key}
            entry={entry}
            claim={claim}
            picked={here.includes(entry.key)}
            onPick={(on, range) => pick(entry.key, on, range)}
            onDelete={() => setAsked([entry.key])}
            actions={actions}
          />
        ))}
      </ul>
    </>
  );
}

/** All that this browser keeps. */
export function LibraryPage({ state, actions }: Props) {
  const { kept } = state;
  return (
    <main class="panel shelf">
      <h1>{words.title}</h1>
      {kept !== null && (
        <p class="small num">
          {words.total(kept.entries.length, kept.bytes, kept.limit)}. {words.limit}
        </p>
      )}
      {state.failure !== null && <Trouble failure={state.failure} take={{ again: () => location.reload() }} />}
      {kept === null && state.failure === null && <p class="small">{words.loading}</p>}
      {kept?.entries.length === 0 && <p>{words.none}</p>}
      {kept !== null && kept.entries.length > 0 && <Shelf state={state} actions={actions} kept={kept} />}
      <Aside records={state.aside} actions={actions} />
      <p class="small" role="status">
        {state.notice}
      </p>
    </main>
  );
}
