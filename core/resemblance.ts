/** Which of many texts resemble one, by the words that they share. */
import { words } from './text';

export interface Resembling {
  readonly index: number;
  /** Dice coefficient over distinct words, 0..1. */
  readonly likeness: number;
}

/** Places of a text's rarest words that are looked at, so that texts made of common words stay cheap. */
const PLACES = 160;
/** Texts that are compared word by word: those with the most of the rare words. */
const COMPARED = 6;

export class Resemblance {
  private readonly bags: readonly ReadonlySet<string>[];
  private readonly places = new Map<string, number[]>();

  constructor(texts: readonly string[]) {
    this.bags = texts.map((text) => new Set(words(text)));
    for (const [index, bag] of this.bags.entries())
      for (const word of bag) {
        const places = this.places.get(word);
        if (places) places.push(index);
        else this.places.set(word, [index]);
      }
  }

  /** The texts that are at least so much like one, the most alike first. */
  like(text: string, least: number): Resembling[] {
    const bag = new Set(words(text));
    return this.mostShared(bag)
      .map((index) => ({ index, likeness: this.likeness(bag, index) }))
      .filter(({ likeness }) => likeness >= least)
      .sort((a, b) => b.likeness - a.likeness || a.index - b.index);
  }

  private likeness(bag: ReadonlySet<string>, index: number): number {
    const other = this.bags[index]!;
    let shared = 0;
    for (const word of bag) if (other.has(word)) shared += 1;
    return (2 * shared) / (bag.size + other.size);
  }

  private mostShared(bag: ReadonlySet<string>): number[] {
    const votes = new Map<number, number>();
    let looked = 0;
    for (const list of this.rarestFirst(bag)) {
      if (looked >= PLACES) break;
      for (const index of list.slice(0, PLACES - looked)) votes.set(index, (votes.get(index) ?? 0) + 1);
      looked += list.length;
    }
    return [...votes]
      .sort((a, b) => b[1] - a[1])
      .slice(0, COMPARED)
      .map(([index]) => index);
  }

  private rarestFirst(bag: ReadonlySet<string>): number[][] {
    const lists: number[][] = [];
    for (const word of bag) {
      const list = this.places.get(word);
      if (list) lists.push(list);
    }
    return lists.sort((a, b) => a.length - b.length);
  }
}
