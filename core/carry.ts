/** carry: a Decomposition onto another reading of its page: a page that changed since, that loaded more, or that was rendered anew. */
import type { Uncovered } from './choose';
import { columnsByBlock } from './columns';
import { counterparts } from './counterparts';
import { grouped } from './grouped';
import { applyEdits } from './janitor';
import type { Audit, BlockId, Edit, LabelledBlock, Similarities, Span } from './model';
import { isScored } from './reading-rules';
import { type Alteration, type Move, requote } from './requote';
import { sentences } from './text';

/** What the publisher changed, among the blocks that are kept. */
export interface Changes {
  readonly added: readonly BlockId[];
  /** Texts of the blocks that are gone. */
  readonly removed: readonly string[];
  readonly edited: readonly { readonly block: BlockId; readonly before: string }[];
  /** Quotes that no longer stand in the page as they did. */
  readonly altered: readonly Alteration[];
}

export interface Carried {
  readonly of: Uncovered;
  readonly changes: Changes;
}

function movesOf(before: readonly LabelledBlock[], now: readonly LabelledBlock[]): Map<BlockId, Move> {
  const pairs = counterparts(
    before.map((block) => block.text),
    now.map((block) => block.text),
  );
  return new Map(
    before.map((from, at) => {
      const pair = pairs[at];
      return [from.id, { from, to: pair ? now[pair.index]! : null, equal: pair?.equal ?? false }];
    }),
  );
}

/** The reader's acts on the blocks as they are called now; what was done to a block that is gone is forgotten with it. */
function carryEdits(edits: readonly Edit[], moves: ReadonlyMap<BlockId, Move>): Edit[] {
  return edits.flatMap((edit): Edit[] => {
    if (edit.do !== 'keep' && edit.do !== 'drop') return [edit];
    const to = moves.get(edit.block)?.to;
    return to ? [{ ...edit, block: to.id }] : [];
  });
}

/** A sentence of a block that did not stay as it was, and the column that it is given. */
interface Slot extends Span {
  readonly text: string;
  /** The block that it was in, where that is known. */
  readonly source: BlockId | undefined;
  column: number | null;
}

const slotsOf = (block: LabelledBlock, source: BlockId | undefined): Slot[] =>
  sentences(block.text).map(({ start, end }) => ({
    block: block.id,
    start,
    end,
    text: block.text.slice(start, end),
    source,
    column: null,
  }));

/** Gives out each column once: to a sentence of the block that it was of, what is left to sentences elsewhere. */
function fill(slots: readonly Slot[], loose: readonly { readonly column: number; readonly text: string; readonly block: BlockId }[]): void {
  const free = new Set(loose);
  for (const keyOf of [(text: string, block: BlockId | undefined) => `${block} ${text}`, (text: string) => text]) {
    const waiting = grouped([...free].reverse(), ({ text, block }) => keyOf(text, block));
    for (const slot of slots) {
      const one = slot.column === null ? waiting.get(keyOf(slot.text, slot.source))?.pop() : undefined;
      if (!one) continue;
      slot.column = one.column;
      free.delete(one);
    }
  }
}

/**
 * The columns of the sentences that still stand there, word for word. What the janitor or the reader drops now keeps its columns: kept again,
 * nothing has to be asked anew.
 */
function carryColumns(
  { sentences: rows, spans, ...rest }: Similarities,
  moves: Iterable<Move>,
  now: readonly LabelledBlock[],
): Similarities {
  const columns = columnsByBlock(spans);
  const sources = new Map<BlockId, Move>();
  const loose: { column: number; text: string; block: BlockId }[] = [];
  for (const move of moves) {
    if (move.to) sources.set(move.to.id, move);
    if (move.to && move.equal) continue;
    for (const column of columns.get(move.from.id) ?? [])
      loose.push({ column, text: move.from.text.slice(spans[column]!.start, spans[column]!.end), block: move.from.id });
  }
  const slots = now.flatMap((block): Slot[] => {
    const source = sources.get(block.id);
    if (!source?.equal) return isScored(block) ? slotsOf(block, source?.from.id) : [];
    return (columns.get(source.from.id) ?? []).map((column) => ({
      ...spans[column]!,
      block: block.id,
      text: '',
      source: undefined,
      column,
    }));
  });
  fill(slots, loose);
  const found = slots.flatMap(({ block, start, end, column }) => (column === null ? [] : [{ span: { block, start, end }, column }]));
  return { ...rest, sentences: rows.map((row) => found.map(({ column }) => row[column]!)), spans: found.map(({ span }) => span) };
}

/** What was said of a block holds as long as its text does. */
function carryAudit(audit: Audit | null, moves: ReadonlyMap<BlockId, Move>): Audit | null {
  if (audit === null) return null;
  const blocks = audit.blocks.flatMap((line) => {
    const move = moves.get(line.block);
    return move?.to && move.equal ? [{ ...line, block: move.to.id }] : [];
  });
  return { ...audit, blocks };
}

const isKept = (block: LabelledBlock | null): boolean => block?.label === 'content';

function blockChanges(moves: ReadonlyMap<BlockId, Move>, now: readonly LabelledBlock[]): Omit<Changes, 'altered'> {
  const known = new Set([...moves.values()].flatMap(({ to }) => (to ? [to.id] : [])));
  const changed = [...moves.values()].filter(({ equal }) => !equal);
  const edited = changed.flatMap(({ from, to }) => (to && isKept(to) ? [{ block: to.id, before: from.text }] : []));
  return {
    added: now.flatMap((block) => (isKept(block) && !known.has(block.id) ? [block.id] : [])),
    removed: changed.flatMap(({ from, to }) => (isKept(from) && !isKept(to) ? [from.text] : [])),
    edited,
  };
}

/**
 * A Decomposition on the blocks of another reading: blocks are matched by text, and what spoke of the old ones speaks of the new ones. A
 * sentence that is gone takes its column with it; a kept block of a scored kind without a column was never read.
 * @param blocks as the janitor labels them; what the reader kept and dropped by hand is applied here
 */
export function carry(of: Uncovered, blocks: readonly LabelledBlock[]): Carried {
  const plain = movesOf(of.blocks, blocks);
  const edits = carryEdits(of.edits, plain);
  const now = applyEdits(blocks, edits);
  const labelled = new Map(now.map((block) => [block.id, block]));
  const moves = new Map([...plain].map(([id, move]) => [id, { ...move, to: move.to && labelled.get(move.to.id)! }]));
  const { added, removed, edited } = blockChanges(moves, now);
  const changed = new Set([...added, ...edited.map(({ block }) => block)]);
  const { claims, altered } = requote(of.claims, {
    moves,
    changed: now.filter((block) => changed.has(block.id)),
    kept: now.filter(isKept),
    lang: of.page.lang,
  });
  const similarities = carryColumns(of.similarities, moves.values(), now);
  const failed = of.failed.flatMap(({ blocks: ids, failure }) => {
    const there = ids.flatMap((id) => moves.get(id)?.to?.id ?? []);
    return there.length > 0 ? [{ blocks: there, failure }] : [];
  });
  return {
    of: { ...of, blocks: now, claims, similarities, edits, failed, audit: carryAudit(of.audit, moves) },
    changes: { added, removed, edited, altered },
  };
}
