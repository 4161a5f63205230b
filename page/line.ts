/** Collects the pieces of one run between two block boundaries, and decides where line breaks part it. */
import { isDrawn } from './pre';
import { CELL_WALL, type Piece, type Run, textOf } from './text';

/** What the walk knows at a text node. */
export interface Ink {
  readonly link: boolean;
  readonly bold: boolean;
}

/** A collected run, and what it was made of. */
export interface Line {
  readonly run: Run;
  readonly linkDensity: number;
  readonly bold: boolean;
  /** Bold throughout and followed by a line break: a heading that is no heading element. */
  readonly headline: boolean;
  /** Lines among prose that are a table or a drawing. */
  readonly drawn: boolean;
}

/** flow: line breaks may part it. row: a row of a data table, one block. code: lines and white space are its own. prose: hard-wrapped text, parted by blank lines alone. */
export type Mode = 'flow' | 'row' | 'code' | 'prose';

const LONGEST_HEADLINE = 200;
const NEW_LINE: Piece = { gap: '\n' };
const ALL_SPACE = /^\s*$/;
const EDGE = /^\s*/;

/** Columns by which rendered white space indents a line: a space of the source that stands beside a newline is not rendered. */
const indentOf = (white: string): number => {
  let columns = 0;
  for (const char of white) {
    if (char === '\u3000' || char === '\u2003') columns += 2;
    else if (char === '\u00a0' || char === '\u2002' || (char === ' ' && !white.includes('\n'))) columns += 1;
  }
  return columns;
};

export class LineBuilder {
  private pieces: Piece[] = [];
  /** Pieces up to the last visible character: what stands after is white space and breaks. */
  private solid = 0;
  private chars = 0;
  private linkChars = 0;
  private bold = true;
  private breaks = 0;
  private indent = 0;
  private mode: Mode = 'flow';

  /** Grows with every text added that is not all white space. */
  get size(): number {
    return this.chars;
  }

  /**
   * Adds part of a text node.
   * @returns a line that this text has ended, because line breaks before it part two blocks
   */
  text(node: Text, start: number, end: number, ink: Ink): Line | null {
    const data = start === 0 && end === node.length ? node.data : node.data.slice(start, end);
    const blank = ALL_SPACE.test(data);
    if (this.chars === 0 && blank) return null;
    if (this.breaks > 0) this.indent += indentOf(EDGE.exec(data)![0]);
    const ended = !blank && this.breaks > 0 && this.parts(ink) ? this.take() : null;
    this.pieces.push({ node, start, end });
    if (blank) return null;
    this.chars += data.length;
    if (ink.link) this.linkChars += data.length;
    this.bold &&= ink.bold;
    this.solid = this.pieces.length;
    this.breaks = 0;
    this.indent = 0;
    return ended;
  }

  /** A line break. One alone is a space. */
  break(): void {
    if (this.chars === 0) return;
    this.breaks += 1;
    this.indent = 0;
    this.pieces.push(this.mode === 'code' || this.mode === 'prose' ? NEW_LINE : { gap: ' ' });
  }

  /** A boundary inside a row or code, which parts no run: between two cells, two lines. */
  wall(cell: boolean): void {
    if (this.chars === 0) return;
    const last = this.pieces.slice(this.solid).find((piece) => 'gap' in piece && piece.gap === CELL_WALL);
    this.pieces.length = this.solid;
    this.breaks = 0;
    this.pieces.push(last ?? { gap: cell ? CELL_WALL : this.mode === 'code' ? '\n' : ' ' });
  }

  /** Ends what was collected and goes on in another mode. */
  turn(mode: Mode): Line | null {
    const ended = this.take();
    this.mode = mode;
    return ended;
  }

  private parts(next: Ink): boolean {
    if (this.mode === 'prose') return this.breaks > 1;
    if (this.mode !== 'flow') return false;
    return this.breaks > 1 || this.indent > 1 || (this.bold && !next.bold && this.chars <= LONGEST_HEADLINE);
  }

  /** Ends the line; null where nothing visible was collected. */
  take(): Line | null {
    if (this.chars === 0) {
      this.pieces = [];
      return null;
    }
    const pieces = this.pieces.slice(0, this.solid);
    const drawn = this.mode === 'prose' && pieces.includes(NEW_LINE) && isDrawn(textOf({ pieces, preserve: true }));
    const line: Line = {
      run: { pieces, preserve: this.mode === 'code' || drawn },
      drawn,
      linkDensity: Math.min(1, this.linkChars / this.chars),
      bold: this.bold,
      headline: this.bold && this.breaks > 0 && this.chars <= LONGEST_HEADLINE,
    };
    this.pieces = [];
    this.solid = this.chars = this.linkChars = this.breaks = this.indent = 0;
    this.bold = true;
    return line;
  }
}
