/** Reads a document again: what was there before keeps its ids, whatever nodes it stands in now. */
import type { Block, BlockId } from '../core/model';
import { type Reading, readPage } from './blocks';
import type { Run } from './text';

/** What a document has become since the reading before. */
export interface Reread {
  readonly reading: Reading;
  /** Runs of text came, went, changed, moved, or were shown or hidden. */
  readonly changed: boolean;
  /** There are more runs than before. */
  readonly grown: boolean;
  /** Some text stands in other nodes: what was measured of it is void. */
  readonly replaced: boolean;
}

/** Texts that left the page and may come back under their ids; of a page that never ends, the latest. */
const MOST_REMEMBERED = 5_000;

/**
 * The ids of one document's blocks over its life. An id is never given to another text; a text that left the page and
 * comes back (a list that keeps only what is in view, a view that was loading) has the id that it had.
 */
export class Ids {
  private next: BlockId;
  private readonly gone = new Map<string, BlockId[]>();

  /** @param first the document's first reading */
  constructor(first: Reading) {
    this.next = first.page.blocks.reduce((most, block) => Math.max(most, block.id + 1), 0);
  }

  take(text: string): BlockId {
    const known = this.gone.get(text);
    const id = known?.shift();
    if (known?.length === 0) this.gone.delete(text);
    return id ?? this.next++;
  }

  leave({ text, id }: Block): void {
    const known = this.gone.get(text) ?? [];
    this.gone.delete(text);
    this.gone.set(text, [...known, id]);
    if (this.gone.size > MOST_REMEMBERED) this.gone.delete(this.gone.keys().next().value!);
  }
}

/** Reads the document as it is now. A block keeps its id where its text is the same; of equal texts the nearest by place. */
export const reread = (document: Document, before: Reading, ids: Ids): Reread => follows(before, readPage(document), ids);

/** What a reading is beside the one before: the same as `reread`, of a document that was read already. */
export function follows(before: Reading, now: Reading, ids: Ids): Reread {
  const [old, blocks] = [before.page.blocks, now.page.blocks];
  const matches = matchTexts(
    old.map((block) => block.text),
    blocks.map((block) => block.text),
  );
  const kept = new Set(matches);
  for (const [index, block] of old.entries()) if (!kept.has(index)) ids.leave(block);
  const given = blocks.map((block, index) => (matches[index]! >= 0 ? old[matches[index]!]!.id : ids.take(block.text)));
  const reading = renumbered(now, given);
  return { reading, changed: differs(before, reading), grown: blocks.length > old.length, replaced: isReplaced(before, reading) };
}

/** A first reading's ids are places: `ids` are to stand in their stead. */
function renumbered({ page, runs, roots }: Reading, ids: readonly BlockId[]): Reading {
  const blocks = page.blocks.map((block, index) => ({
    ...block,
    id: ids[index]!,
    section: block.section === null ? null : ids[block.section]!,
  }));
  return { page: { ...page, blocks }, runs: new Map([...runs].map(([place, run]) => [ids[place]!, run])), roots };
}

const differs = (before: Reading, now: Reading): boolean =>
  before.page.blocks.length !== now.page.blocks.length ||
  now.page.blocks.some((block, index) => {
    const old = before.page.blocks[index]!;
    return (
      block.id !== old.id || block.kind !== old.kind || block.section !== old.section || block.features.visible !== old.features.visible
    );
  });

const isReplaced = (before: Reading, now: Reading): boolean =>
  [...now.runs].some(([id, run]) => {
    const old = before.runs.get(id);
    return old !== undefined && !samePieces(old, run);
  });

const samePieces = (a: Run, b: Run): boolean =>
  a.pieces.length === b.pieces.length &&
  a.pieces.every((piece, index) => {
    const other = b.pieces[index]!;
    if (!('node' in piece) || !('node' in other)) return 'node' in piece === 'node' in other;
    return piece.node === other.node && piece.start === other.start && piece.end === other.end;
  });

/**
 * For every text of `after` the index of the same text in `before`, each used once; -1 where there is none. Texts that are
 * there once decide by themselves; of those that repeat, the ones beside a match go with it, and what is left goes in
 * order to the nearest place.
 */
export function matchTexts(before: readonly string[], after: readonly string[]): number[] {
  const matches = new Matches(before, after);
  matches.ends();
  matches.unique();
  matches.neighbours();
  matches.nearest();
  return matches.found;
}

/** The free places of texts, by text, rising. */
function placesOf(texts: readonly string[], isFree: (index: number) => boolean): Map<string, number[]> {
  const places = new Map<string, number[]>();
  for (const [index, text] of texts.entries()) {
    if (!isFree(index)) continue;
    const known = places.get(text);
    if (known === undefined) places.set(text, [index]);
    else known.push(index);
  }
  return places;
}

class Matches {
  readonly found: number[];
  private readonly used: boolean[];

  constructor(
    private readonly before: readonly string[],
    private readonly after: readonly string[],
  ) {
    this.found = after.map(() => -1);
    this.used = before.map(() => false);
  }

  /** What is the same from the start on, and from the end back: all of a page that only grew or was rendered anew. */
  ends(): void {
    const shorter = Math.min(this.before.length, this.after.length);
    let start = 0;
    while (start < shorter && this.join(start, start)) start++;
    for (let back = 1; back <= shorter - start && this.join(this.before.length - back, this.after.length - back); back++);
  }

  unique(): void {
    const old = this.oldPlaces();
    for (const [text, places] of this.newPlaces()) {
      const candidates = old.get(text);
      if (places.length === 1 && candidates?.length === 1) this.join(candidates[0]!, places[0]!);
    }
  }

  neighbours(): void {
    for (let at = 1; at < this.after.length; at++) if (this.found[at - 1]! >= 0) this.join(this.found[at - 1]! + 1, at);
    for (let at = this.after.length - 2; at >= 0; at--) if (this.found[at + 1]! > 0) this.join(this.found[at + 1]! - 1, at);
  }

  nearest(): void {
    const old = this.oldPlaces();
    for (const [text, places] of this.newPlaces()) {
      const candidates = old.get(text) ?? [];
      let spare = candidates.length - places.length;
      let next = 0;
      for (const place of places) {
        while (spare > 0 && Math.abs(candidates[next + 1]! - place) < Math.abs(candidates[next]! - place)) {
          next++;
          spare--;
        }
        if (next < candidates.length) this.join(candidates[next++]!, place);
      }
    }
  }

  private oldPlaces = (): Map<string, number[]> => placesOf(this.before, (index) => !this.used[index]);

  private newPlaces = (): Map<string, number[]> => placesOf(this.after, (index) => this.found[index]! < 0);

  /** @returns false where the texts differ or one of them has its match */
  private join(old: number, place: number): boolean {
    if (this.used[old] !== false || this.found[place]! >= 0 || this.before[old] !== this.after[place]) return false;
    this.used[old] = true;
    this.found[place] = old;
    return true;
  }
}
