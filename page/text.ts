/**
 * A run of text as the page's own nodes, and the two ways between it and a string: `textOf` gives the text a reader sees,
 * `rangeOf` gives the nodes under a stretch of that text. Nothing is stored between the two, so they cannot drift apart.
 */

/** Part of a text node, or (`gap`) text that stands for something that is no text: a line break, the wall between two cells. */
export type Piece = { readonly node: Text; readonly start: number; readonly end: number } | { readonly gap: string };

export interface Run {
  readonly pieces: readonly Piece[];
  /** White space is the page's own (code), not collapsed. */
  readonly preserve: boolean;
}

/** What stands between two cells of a row. */
export const CELL_WALL = ' | ';

// Characters that a reader does not see: soft hyphen, zero width space, word joiner, byte order mark.
const INVISIBLE = /[\u00ad\u200b\u2060\ufeff]/;
const ALL_INVISIBLE = /[\u00ad\u200b\u2060\ufeff]/g;
const SPACE = /\s/;
/** Anything to collapse or leave out but at the ends. */
const UNEVEN = /\s\s|[^\S ]|[\u00ad\u200b\u2060\ufeff]/;

const rawOf = (run: Run): string => {
  const only = run.pieces[0];
  if (run.pieces.length === 1 && only !== undefined && 'node' in only) return only.node.data.slice(only.start, only.end);
  let raw = '';
  for (const piece of run.pieces) raw += 'node' in piece ? piece.node.data.slice(piece.start, piece.end) : piece.gap;
  return raw;
};

/** As it is rendered: each stretch of white space is one space, none at the ends; code keeps its own but for blank lines around it. */
const normalise = (raw: string, preserve: boolean): string => {
  if (!preserve && !UNEVEN.test(raw)) return raw.trim();
  const seen = raw.replace(ALL_INVISIBLE, '');
  return preserve ? seen.replace(/^(?:[^\S\n]*\n)+/, '').trimEnd() : seen.replace(/\s+/g, ' ').trim();
};

/** The text of a run. Offsets into it are what `rangeOf` takes. */
export const textOf = (run: Run): string => normalise(rawOf(run), run.preserve);

/** For every character of the normalised text its place in the raw text. Must agree with `normalise`. */
function* places(raw: string, preserve: boolean): Generator<number> {
  let from = 0;
  if (preserve) {
    const visible = raw.search(/[^\s\u00ad\u200b\u2060\ufeff]/);
    from = visible < 0 ? raw.length : raw.lastIndexOf('\n', visible) + 1;
  }
  let space = -1;
  let begun = false;
  for (let at = from; at < raw.length; at++) {
    const char = raw[at]!;
    if (INVISIBLE.test(char)) continue;
    if (!preserve && SPACE.test(char)) {
      if (begun && space < 0) space = at;
      continue;
    }
    if (space >= 0) yield space;
    space = -1;
    begun = true;
    yield at;
  }
}

interface Place {
  readonly node: Text;
  readonly offset: number;
}

/** A place in the raw text as a place in the document; one inside a gap moves to the nearest text on the side of `end`. */
function placeOf(run: Run, raw: number, end: boolean): Place | null {
  let base = 0;
  let before: Place | null = null;
  for (const piece of run.pieces) {
    const length = 'node' in piece ? piece.end - piece.start : piece.gap.length;
    if ('node' in piece && length > 0) {
      if (end ? raw <= base : raw < base) return end ? before : { node: piece.node, offset: piece.start };
      if (raw < base + length || (end && raw === base + length)) return { node: piece.node, offset: piece.start + raw - base };
      before = { node: piece.node, offset: piece.end };
    }
    base += length;
  }
  return before;
}

/**
 * The range under characters `start` to `end` of `textOf(run)`. Made on demand: live ranges slow down a page's own changes.
 * Null where the stretch is empty, lies outside the text, or the run's nodes have changed or left the document.
 */
export function rangeOf(run: Run, start: number, end: number): Range | null {
  if (start < 0 || end <= start || !isWhole(run)) return null;
  let from = -1;
  let to = -1;
  let index = 0;
  for (const place of places(rawOf(run), run.preserve)) {
    if (index === start) from = place;
    if (index === end - 1) {
      to = place + 1;
      break;
    }
    index++;
  }
  const first = from < 0 || to < 0 ? null : placeOf(run, from, false);
  const last = first === null ? null : placeOf(run, to, true);
  if (first === null || last === null) return null;
  return rangeBetween(run, first, last);
}

/** A range lies in one tree. Of a run that goes through several (text in a slot, text around it) it takes the one with the most. */
function rangeBetween(run: Run, first: Place, last: Place): Range {
  const range = first.node.ownerDocument.createRange();
  range.setStart(first.node, first.offset);
  range.setEnd(last.node, last.offset);
  if (range.startContainer === first.node) return range;
  const inside = piecesBetween(run, first, last);
  const sizes = new Map<Node, number>();
  for (const { root, start, end } of inside) sizes.set(root, (sizes.get(root) ?? 0) + end - start);
  const most = Math.max(...sizes.values());
  const own = inside.filter(({ root }) => sizes.get(root) === most);
  range.setStart(own[0]!.node, own[0]!.start);
  range.setEnd(own.at(-1)!.node, own.at(-1)!.end);
  return range;
}

/** The stretches of text nodes from one place to another, with the tree that each stands in. */
function piecesBetween({ pieces }: Run, first: Place, last: Place): { node: Text; start: number; end: number; root: Node }[] {
  const texts = pieces.filter((piece) => 'node' in piece);
  const from = texts.findIndex(({ node }) => node === first.node);
  const to = texts.findLastIndex(({ node }) => node === last.node);
  return texts.slice(from, to + 1).map(({ node, start, end }) => ({
    node,
    start: node === first.node ? first.offset : start,
    end: node === last.node ? last.offset : end,
    root: node.getRootNode(),
  }));
}

const isWhole = (run: Run): boolean =>
  run.pieces.every((piece) => !('node' in piece) || (piece.node.isConnected && piece.node.length >= piece.end));

/** The texts of a row's cells; of any other run its text. */
export const cellsOf = (run: Run): string[] => {
  const cells: Piece[][] = [[]];
  for (const piece of run.pieces) {
    if ('gap' in piece && piece.gap === CELL_WALL) cells.push([]);
    else cells.at(-1)!.push(piece);
  }
  return cells.map((pieces) => textOf({ pieces, preserve: run.preserve })).filter((text) => text !== '');
};

/** The range of the whole run. Unlike `rangeOf` it does not read the text, so that a block costs the same at any length. */
export function extent(run: Run): Range | null {
  const first = run.pieces.find((piece) => 'node' in piece);
  const last = run.pieces.findLast((piece) => 'node' in piece);
  if (first === undefined || last === undefined || !('node' in first) || !('node' in last) || !isWhole(run)) return null;
  return rangeBetween(run, { node: first.node, offset: first.start }, { node: last.node, offset: last.end });
}
