/** What the panel shows but nobody stores: all of it follows from a Decomposition and the view. */

import type { Check } from '../core/check';
import { isGrounded, levelOf } from '../core/cover';
import type { Gain } from '../core/gain';
import { missingSentence } from '../core/left-out';
import type {
  BlockCoverage,
  BlockId,
  BlockState,
  Claim,
  ClaimId,
  Coverage,
  Decomposition,
  Edit,
  Label,
  LabelledBlock,
  PageInfo,
  Rejection,
  RejectionReason,
} from '../core/model';
import type { Basis } from '../core/shade';
import type { Checking } from './state';
import { shortDate } from './strings';

/** Past this many blocks the strip puts neighbours together. */
export const STRIP_LIMIT = 500;
const AGGREGATED_CELLS = 250;
const CELLS_A_ROW = 60;

export type Blocks = ReadonlyMap<BlockId, LabelledBlock>;
export type Claims = ReadonlyMap<ClaimId, Claim>;

export const byId = <T extends { readonly id: number }>(records: readonly T[]): ReadonlyMap<number, T> =>
  new Map(records.map((record) => [record.id, record]));

export const groundedCount = (claims: readonly Claim[]): number => claims.filter(isGrounded).length;

/** The claim's quotes that a jump can go to, as indices. */
export const jumpable = (claim: Claim): number[] => claim.quotes.flatMap((quote, index) => (quote.anchor === null ? [] : [index]));

export const shareOf = (coverage: BlockCoverage, by: Basis): number => (by === 'shown' ? coverage.shown : coverage.all);

/** The claims of the basis that cover a block, best first. */
export function coveringClaims(coverage: BlockCoverage, by: Basis, selected: ReadonlySet<ClaimId>): ClaimId[] {
  const ids = coverage.claims.map(({ claim }) => claim);
  return by === 'all' ? ids : ids.filter((id) => selected.has(id));
}

/** The paragraphs that a claim covers or quotes. */
export function blocksOfClaim(d: Decomposition, claim: Claim): BlockId[] {
  const quoted = new Set(claim.quotes.map(({ anchor }) => anchor?.block));
  return d.coverage.blocks.flatMap(({ block, claims }) =>
    quoted.has(block) || claims.some((one) => one.claim === claim.id) ? [block] : [],
  );
}

/** Facts of the block that no claim of the basis carries, as its text has them, each once. */
export function missingFacts(coverage: BlockCoverage, by: Basis, text: string): string[] {
  const missing = coverage.facts.filter(({ carried }) => carried === 'none' || (by === 'shown' && carried === 'all'));
  return [...new Set(missing.map(({ start, end }) => text.slice(start, end)))];
}

/** Paragraphs that the decomposer was never given. */
export const unsentCount = ({ blocks }: Coverage): number => blocks.filter(({ state }) => state === 'unsent').length;

/** Site and author, and the date, as far as the page says them. */
export function sourceParts(page: PageInfo): string[] {
  const host = URL.canParse(page.url) ? new URL(page.url).hostname : '';
  const parts = [page.site ?? host, page.byline ?? '', page.published === null ? '' : shortDate(page.published)];
  return parts.filter((part) => part !== '');
}

// ---------------------------------------------------------------- the strip

/** One cell of the strip: a block, or several neighbours of a very long page. */
export interface Cell {
  readonly blocks: readonly BlockId[];
  readonly state: BlockState;
  readonly share: number;
  readonly level: ReturnType<typeof levelOf>;
  /** Characters. */
  readonly weight: number;
  readonly claims: number;
  /** Ordinals among the paragraphs that count; 0 where the cell holds only dropped runs. */
  readonly first: number;
  readonly last: number;
}

/** Ordinals, from 1, of the blocks that count in the percentages. */
export function ordinals(coverage: Coverage): ReadonlyMap<BlockId, number> {
  const counted = coverage.blocks.filter(({ state }) => state !== 'dropped');
  return new Map(counted.map(({ block }, index) => [block, index + 1]));
}

/** A cell never looks more captured than the least of what it holds was read. */
function worstState(states: readonly BlockState[]): BlockState {
  if (states.includes('failed')) return 'failed';
  if (states.includes('unsent')) return 'unsent';
  return states.includes('scored') ? 'scored' : 'dropped';
}

export function stripCells(d: Decomposition, blocks: Blocks, by: Basis): Cell[] {
  const numbers = ordinals(d.coverage);
  const selected = new Set(d.selection.selected);
  const all = d.coverage.blocks;
  const step = all.length > STRIP_LIMIT ? Math.ceil(all.length / AGGREGATED_CELLS) : 1;
  const cells: Cell[] = [];
  for (let from = 0; from < all.length; from += step) {
    const group = all.slice(from, from + step);
    const counted = group.filter(({ state }) => state !== 'dropped');
    const length = (of: readonly BlockCoverage[]) => of.reduce((sum, { block }) => sum + (blocks.get(block)?.text.length ?? 0), 0);
    const weighted = counted.reduce((sum, one) => sum + shareOf(one, by) * length([one]), 0);
    const share = weighted / Math.max(1, length(counted));
    const ordinal = (one: BlockCoverage | undefined) => (one === undefined ? 0 : (numbers.get(one.block) ?? 0));
    cells.push({
      blocks: group.map(({ block }) => block),
      state: worstState(group.map(({ state }) => state)),
      share,
      level: levelOf(share),
      weight: Math.max(1, length(group)),
      claims: new Set(group.flatMap((one) => coveringClaims(one, by, selected))).size,
      first: ordinal(counted[0]),
      last: ordinal(counted.at(-1)),
    });
  }
  return cells;
}

/** One line of the strip, with the weight that is missing to the width of the others. */
export interface Row {
  readonly cells: readonly Cell[];
  readonly start: number;
  readonly rest: number;
}

/** Lines of about equal weight, so that a cell's width means the same in each. */
export function stripRows(cells: readonly Cell[]): Row[] {
  const total = cells.reduce((sum, { weight }) => sum + weight, 0);
  const lines = Math.max(1, Math.ceil(cells.length / CELLS_A_ROW));
  const rows = Array.from({ length: lines }, () => ({ cells: [] as Cell[], start: 0, weight: 0 }));
  let before = 0;
  cells.forEach((cell, index) => {
    const row = rows[Math.min(lines - 1, Math.floor(((before + cell.weight / 2) * lines) / total))]!;
    if (row.cells.length === 0) row.start = index;
    row.cells.push(cell);
    row.weight += cell.weight;
    before += cell.weight;
  });
  const widest = Math.max(...rows.map(({ weight }) => weight));
  return rows.filter((row) => row.cells.length > 0).map(({ cells, start, weight }) => ({ cells, start, rest: widest - weight }));
}

/** Captured shares of the article's beginning, middle and end, each a third of its length; a paragraph over a border counts in both. */
export function thirdsOf(d: Decomposition, blocks: Blocks, by: Basis): number[] {
  const counted = d.coverage.blocks.flatMap((one) =>
    one.state === 'dropped' ? [] : [{ share: shareOf(one, by), length: blocks.get(one.block)?.text.length ?? 0 }],
  );
  const third = counted.reduce((sum, { length }) => sum + length, 0) / 3 || 1;
  return [0, 1, 2].map((at) => {
    let start = 0;
    let known = 0;
    for (const { share, length } of counted) {
      known += share * Math.max(0, Math.min(start + length, (at + 1) * third) - Math.max(start, at * third));
      start += length;
    }
    return known / third;
  });
}

// ---------------------------------------------------------------- what was left out

/** A paragraph that no claim of the basis carries, or that was never read. */
export interface Gap {
  readonly block: BlockId;
  readonly number: number;
  readonly state: BlockState;
  readonly share: number;
  /** The sentence of which most is missing; all of the paragraph where it was never compared. */
  readonly text: string;
  readonly missing: readonly string[];
}

export function gapsOf(d: Decomposition, blocks: Blocks, by: Basis): Gap[] {
  const numbers = ordinals(d.coverage);
  const sentenceOf = missingSentence(d, by);
  return d.coverage.blocks.flatMap((coverage) => {
    const { block, state } = coverage;
    const share = shareOf(coverage, by);
    if (state === 'dropped' || levelOf(share) > 0) return [];
    const text = blocks.get(block)?.text ?? '';
    return [
      { block, number: numbers.get(block) ?? 0, state, share, text: sentenceOf(block) ?? text, missing: missingFacts(coverage, by, text) },
    ];
  });
}

// ---------------------------------------------------------------- considered candidates, janitor

const REASONS: readonly RejectionReason[] = ['below-top-k', 'redundant', 'ungrounded', 'dismissed'];

/** The rejected by reason, in the order that select gave them; reasons that nothing was rejected for are left out. */
export const rejectedByReason = (rejected: readonly Rejection[]): { reason: RejectionReason; of: Rejection[] }[] =>
  REASONS.map((reason) => ({ reason, of: rejected.filter((one) => one.reason === reason) })).filter(({ of }) => of.length > 0);

/** What would add most first; a claim that could add nothing, because the article does not hold its quote, last. */
export const byGain = (rejected: readonly Rejection[], gains: ReadonlyMap<ClaimId, Gain>): Rejection[] => {
  const more = ({ id }: Rejection): number => {
    const gain = gains.get(id);
    return gain === undefined ? -1 : gain.to - gain.from;
  };
  return [...rejected].sort((a, b) => more(b) - more(a));
};

const DROPPED_LABELS: readonly Label[] = ['header', 'footnote', 'reference', 'acknowledgement', 'boilerplate'];

export interface JanitorCounts {
  readonly total: number;
  readonly kept: number;
  readonly labels: readonly { label: Label; n: number }[];
  readonly dropped: number;
  /** What is not kept, by label; labels that nothing has are left out. */
  readonly groups: readonly { label: Label; runs: readonly LabelledBlock[] }[];
  readonly keptByHand: readonly LabelledBlock[];
}

export function janitorCounts(blocks: readonly LabelledBlock[], edits: readonly Edit[]): JanitorCounts {
  const hand = new Map<BlockId, 'keep' | 'drop'>();
  for (const edit of edits) if (edit.do === 'keep' || edit.do === 'drop') hand.set(edit.block, edit.do);
  const labels = new Map<Label, number>();
  for (const { label } of blocks) labels.set(label, (labels.get(label) ?? 0) + 1);
  const kept = blocks.filter(({ label }) => label === 'content');
  return {
    total: blocks.length,
    kept: kept.length,
    labels: [...labels].map(([label, n]) => ({ label, n })).sort((a, b) => Number(b.label === 'content') - Number(a.label === 'content')),
    dropped: blocks.length - kept.length,
    groups: DROPPED_LABELS.map((label) => ({ label, runs: blocks.filter((block) => block.label === label) })).filter(
      ({ runs }) => runs.length > 0,
    ),
    keptByHand: kept.filter(({ id }) => hand.get(id) === 'keep'),
  };
}

/** What was found of the text that the page is shaded by; null where it is shaded by the claims. */
export function shadingText(check: Checking | null): Check | null {
  if (!check?.isShading || check.result === null || typeof check.result === 'string') return null;
  return check.result;
}
