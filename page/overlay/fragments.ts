/** A rectangle by its edges, in CSS pixels. */
export interface Box {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

export interface Line extends Box {
  /** 0 for the first column that the run fills, 1 for the next, … */
  column: number;
  /** Height of the tallest text rectangle on the line. */
  text: number;
}

/** Lines of a run that stand together: one box of the shade. */
export interface Fragment extends Box {
  column: number;
}

export const boxOf = (rect: DOMRectReadOnly): Box => ({ left: rect.left, top: rect.top, right: rect.right, bottom: rect.bottom });

export const overlaps = (a: Box, b: Box): boolean => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

export const unite = (a: Box, b: Box): Box => ({
  left: Math.min(a.left, b.left),
  top: Math.min(a.top, b.top),
  right: Math.max(a.right, b.right),
  bottom: Math.max(a.bottom, b.bottom),
});

export const intersect = (a: Box, b: Box): Box => ({
  left: Math.max(a.left, b.left),
  top: Math.max(a.top, b.top),
  right: Math.min(a.right, b.right),
  bottom: Math.min(a.bottom, b.bottom),
});

export const shift = (box: Box, x: number, y: number): Box => ({
  left: box.left + x,
  top: box.top + y,
  right: box.right + x,
  bottom: box.bottom + y,
});

const middle = (box: Box): number => (box.top + box.bottom) / 2;

const sharesLine = (line: Box, rect: Box): boolean =>
  (middle(rect) > line.top && middle(rect) < line.bottom) || (middle(line) > rect.top && middle(line) < rect.bottom);

/** Groups a run's client rectangles, which come in reading order, into lines; a run that goes up again is in the next column. */
export function linesOf(rects: Iterable<Box>): Line[] {
  const lines: Line[] = [];
  let column = NO_LINES;
  for (const rect of rects) {
    if (rect.right - rect.left < 0.5 || rect.bottom - rect.top < 0.5) continue;
    const last = lines.at(-1);
    if (last && sharesLine(last, rect) && !(rect.left > last.right && isAside(column, rect))) {
      Object.assign(last, unite(last, rect), { text: Math.max(last.text, rect.bottom - rect.top) });
      column = extended(column, rect, 0);
      continue;
    }
    const isNext = last !== undefined && (rect.bottom <= middle(last) || isAside(column, rect));
    column = extended(isNext ? NO_LINES : column, rect, 1);
    lines.push({ ...boxOnly(rect), column: (last?.column ?? 0) + (isNext ? 1 : 0), text: rect.bottom - rect.top });
  }
  return lines;
}

/** How far the lines of a column reach, kept while they are found: one paragraph may have a hundred thousand. */
interface Column {
  readonly lines: number;
  readonly left: number;
  readonly right: number;
}

const NO_LINES: Column = { lines: 0, left: Number.POSITIVE_INFINITY, right: Number.NEGATIVE_INFINITY };

const extended = ({ lines, left, right }: Column, rect: Box, more: number): Column => ({
  lines: lines + more,
  left: Math.min(left, rect.left),
  right: Math.max(right, rect.right),
});

const boxOnly = ({ left, top, right, bottom }: Box): Box => ({ left, top, right, bottom });

/** Columns stand at least this far apart, in CSS pixels. */
const GUTTER = 10;

/** Beyond everything that the column held so far: the first line of the next column may stand level with the last of this one. */
const isAside = ({ lines, left, right }: Column, rect: Box): boolean =>
  lines >= 2 && (rect.left >= right + GUTTER || rect.right <= left - GUTTER);

/** Lines with something taller than this many lines between them are not one box. */
const APART = 2.5;

/** Merges lines of one column that have the same edges into one box each. `place` gives a line the edges that it fills. */
export function merge(lines: readonly Line[], place: (line: Line) => Box): Fragment[] {
  const fragments: Fragment[] = [];
  let previous: Line | null = null;
  for (const line of lines) {
    const box = place(line);
    const last = fragments.at(-1);
    const joins =
      last &&
      previous &&
      last.column === line.column &&
      Math.abs(last.left - box.left) < 1 &&
      Math.abs(last.right - box.right) < 1 &&
      line.top - previous.bottom < APART * line.text;
    if (joins) Object.assign(last, unite(last, box));
    else if (last && last.column === line.column && Math.abs(box.top - last.bottom) < line.text) {
      // A line beside a float and the next one below it: the boxes meet, and do not overlap.
      fragments.push({ ...box, top: last.bottom, column: line.column });
    } else fragments.push({ ...box, column: line.column });
    previous = line;
  }
  return fragments;
}
