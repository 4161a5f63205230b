/** The blocks that quotes are looked for in, folded once, and joined so that one native call searches them all. */
import { type Folded, fold } from './fold';
import type { BlockId } from './model';
import type { Stretch } from './text';
import { WordIndex } from './word-index';

export interface TextBlock {
  readonly id: BlockId;
  readonly text: string;
}

/** A place in one block, in units of its original text. */
export interface Place extends Stretch {
  readonly index: number;
}

/** Parts blocks in the joined text; folded quotes never hold it. */
export const BORDER = '\u0000';

interface Joined {
  readonly text: string;
  /** Offset of each block. */
  readonly starts: readonly number[];
  readonly words: WordIndex;
}

export class Haystack {
  private joinedFold: Joined | null = null;
  private readonly folds: (Folded | null)[];
  private readonly indexOfId: Map<BlockId, number>;

  constructor(readonly blocks: readonly TextBlock[]) {
    this.folds = blocks.map(() => null);
    this.indexOfId = new Map(blocks.map((block, index) => [block.id, index]));
  }

  index(id: BlockId | null): number | null {
    return id === null ? null : (this.indexOfId.get(id) ?? null);
  }

  folded(index: number): Folded {
    this.folds[index] ??= fold(this.blocks[index]!.text.replaceAll(BORDER, ' '));
    return this.folds[index];
  }

  /** All folded blocks in one string, so that a search is one native call. */
  joined(): Joined {
    if (!this.joinedFold) {
      const texts = this.blocks.map((_, index) => this.folded(index).text);
      const starts: number[] = [];
      let at = 0;
      for (const text of texts) {
        starts.push(at);
        at += text.length + 1;
      }
      const text = texts.join(BORDER);
      let words: WordIndex | null = null;
      this.joinedFold = {
        text,
        starts,
        get words() {
          words ??= new WordIndex(text);
          return words;
        },
      };
    }
    return this.joinedFold;
  }

  original(index: number, start: number, end: number): Place {
    const folded = this.folded(index);
    return { index, start: folded.startAt(start), end: folded.endAt(end) };
  }
}

export function blockAt(starts: readonly number[], offset: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (starts[middle]! <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}
