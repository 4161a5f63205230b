/** Tells a single-page navigation, which loads no document, from a page that only renames itself or grows. */
import type { Reading } from './blocks';

/**
 * here: the article that was read. leaving: it is gone and what comes is not there yet. arrived: another article, once.
 */
export type Whereabouts = 'here' | 'leaving' | 'arrived';

/** Share of the prose that has to stay for the article to be the same. */
const STAYS = 0.5;
/** Characters of prose with which an article has arrived. */
const LEAST_PROSE = 200;
/** Milliseconds that an article may take to arrive, and after which an address is only another name of the same article. */
const LONGEST = 10_000;

interface Passage {
  readonly text: string;
  /** Characters outside links: menus stay when articles go. */
  readonly prose: number;
}

const passagesOf = (reading: Reading): Passage[] =>
  reading.page.blocks
    .map(({ text, features }) => ({ text, prose: text.length * (1 - features.linkDensity) }))
    .filter(({ prose }) => prose > 0);

const sum = (passages: readonly Passage[]): number => passages.reduce((total, { prose }) => total + prose, 0);

/** Path and query; the fragment only where it holds a route. */
const addressOf = ({ location }: Document): string => {
  const route = /^#!?\//.test(location.hash) ? location.hash : '';
  return location.pathname + location.search + route;
};

/** Where a document is, compared with the article that was last read as a new one. Holds texts, no nodes. */
export class Place {
  private home: string;
  private passages: Passage[];
  private seen: string;
  private since = 0;

  constructor(
    private readonly document: Document,
    reading: Reading,
  ) {
    this.home = this.seen = addressOf(document);
    this.passages = passagesOf(reading);
  }

  /** @returns the address is another than at the last call */
  hasMoved(now: number): boolean {
    const address = addressOf(this.document);
    if (address === this.seen) return false;
    this.seen = address;
    this.since = now;
    return true;
  }

  /** @param reading of the document as it is at `now` */
  is(reading: Reading, now: number): Whereabouts {
    this.hasMoved(now);
    if (this.seen === this.home) return 'here';
    const passages = passagesOf(reading);
    const late = now - this.since >= LONGEST;
    if (this.keeps(passages)) {
      if (late) this.settle(passages);
      return 'here';
    }
    if (sum(passages) < LEAST_PROSE && !late) return 'leaving';
    this.settle(passages);
    return 'arrived';
  }

  private settle(passages: Passage[]): void {
    this.home = this.seen;
    this.passages = passages;
  }

  private keeps(now: readonly Passage[]): boolean {
    const texts = new Set(now.map(({ text }) => text));
    const before = sum(this.passages);
    return before === 0 ? now.length === 0 : sum(this.passages.filter(({ text }) => texts.has(text))) >= STAYS * before;
  }
}
