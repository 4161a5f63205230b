/** The blocks that quotes are looked for in: folded once, and joined, each only when a quote asks for it. */
import { type Folded, fold } from './fold';
import type { BlockId } from './model';
import { Seeds } from './seeds';
import type { Stretch } from './text';

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

/** All blocks in one string, so that a search is one native call. */
interface Joined {
  readonly text: string;
  /** Offset of each block. */
  readonly starts: readonly number[];
}

function join(texts: readonly string[]): Joined {
  const starts: number[] = [];
  let at = 0;
  for (const text of texts) {
    starts.push(at);
    at += text.length + 1;
  }
  return { text: texts.join(BORDER), starts };
}

export class Haystack {
  private joinedFold: Joined | null = null;
  private joinedText: Joined | null = null;
  private words: Seeds | null = null;
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

  joined(): Joined {
    this.joinedFold ??= join(this.blocks.map((_, index) => this.folded(index).text));
    return this.joinedFold;
  }

  /** As they are, but for what would be taken for a border. */
  joinedAsIs(): Joined {
    this.joinedText ??= join(this.blocks.map(({ text }) => text.replaceAll(BORDER, ' ')));
    return this.joinedText;
  }

  seeds(): Seeds {
    this.words ??= new Seeds(this.joined().text);
    return this.words;
  }

  /** A place in the text of all blocks, so that what stands in the blocks around can be compared too. */
  among(place: Place): { readonly text: string; readonly span: Stretch } {
    const { text, starts } = this.joinedAsIs();
    const shift = starts[place.index]!;
    return { text, span: { start: shift + place.start, end: shift + place.end } };
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
