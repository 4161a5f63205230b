/** The surroundings of a page's runs: which element groups them, how much prose each holds, how it is named. */
import { NAME_CUE_LIST, NAME_CUES } from './cues';
import type { Block, Container, Page } from './model';

const PROSE_LENGTH = 60;
const INLINE_HOMES = new Set(
  'p span a b i em strong u small font li ul ol dl dt dd blockquote q h1 h2 h3 h4 h5 h6 td th tr tbody table pre code figcaption cite time label sup sub abbr mark ins del tt big center'.split(
    ' ',
  ),
);
export const TAG_FLAGS = ['article', 'main', 'aside', 'nav', 'header', 'footer', 'form', 'figure', 'table', 'list'] as const;

export const isProse = (block: Block): boolean =>
  block.text.length >= PROSE_LENGTH &&
  block.features.linkDensity < 0.4 &&
  block.kind !== 'heading' &&
  block.kind !== 'code' &&
  block.kind !== 'table-row';

export interface Tally {
  prose: number;
  chars: number;
  links: number;
  blocks: number;
}

export const emptyTally = (): Tally => ({ prose: 0, chars: 0, links: 0, blocks: 0 });

const add = (tally: Tally, block: Block, prose: number): void => {
  tally.prose += prose;
  tally.chars += block.text.length;
  tally.links += block.text.length * block.features.linkDensity;
  tally.blocks += 1;
};

/** Adds to every container what those inside it hold; parents stand before children. */
function sumUp(containers: readonly Container[], tallies: readonly Tally[]): void {
  for (let index = containers.length - 1; index > 0; index--) {
    const { parent } = containers[index]!;
    if (parent < 0) continue;
    const [outer, inner] = [tallies[parent]!, tallies[index]!];
    outer.prose += inner.prose;
    outer.chars += inner.chars;
    outer.links += inner.links;
    outer.blocks += inner.blocks;
  }
}

export const linksOf = (tally: Tally): number => (tally.chars === 0 ? 0 : tally.links / tally.chars);

/** What is known of each container before any run is looked at. */
export interface Frames {
  readonly cues: readonly number[];
  readonly tags: readonly number[];
  readonly depth: readonly number[];
  readonly home: readonly number[];
}

/** The cues of an element's words. A cue is one word: pages name many elements with few words, and each is looked at once. */
function cueReader(): (words: string) => number {
  const known = new Map<string, number>();
  const ofWord = (word: string): number => {
    let bits = known.get(word);
    if (bits !== undefined) return bits;
    bits = 0;
    for (let bit = 0; bit < NAME_CUE_LIST.length; bit++) if (NAME_CUES[NAME_CUE_LIST[bit]!].test(word)) bits |= 1 << bit;
    known.set(word, bits);
    return bits;
  };
  return (words) => {
    if (words === '') return 0;
    let bits = 0;
    for (let start = 0; start < words.length; ) {
      const space = words.indexOf(' ', start);
      const end = space < 0 ? words.length : space;
      bits |= ofWord(words.slice(start, end));
      start = end + 1;
    }
    return bits;
  };
}

const TAG_BITS: ReadonlyMap<string, number> = new Map<string, number>([
  ...TAG_FLAGS.map((flag, bit): [string, number] => [flag, 1 << bit]),
  ...['ul', 'ol', 'dl'].map((tag): [string, number] => [tag, 1 << TAG_FLAGS.indexOf('list')]),
]);

function framesOf(containers: readonly Container[]): Frames {
  const cues: number[] = [];
  const tags: number[] = [];
  const depth: number[] = [];
  const home: number[] = [];
  const cueBits = cueReader();
  containers.forEach((container, index) => {
    const { parent } = container;
    cues.push(cueBits(container.words));
    tags.push((TAG_BITS.get(container.tag) ?? 0) | (parent < 0 ? 0 : tags[parent]!));
    depth.push(parent < 0 ? 0 : depth[parent]! + 1);
    home.push(parent >= 0 && INLINE_HOMES.has(container.tag) ? home[parent]! : index);
  });
  return { cues, tags, depth, home };
}

/** The shape of an element and the one around it: paragraphs that are each wrapped alike belong together. */
const shapeOf = (containers: readonly Container[], index: number): string => {
  const own = containers[index]!;
  const outer = containers[own.parent];
  return `${looksOf(own)}<${outer === undefined ? '' : looksOf(outer)}`;
};

const looksOf = ({ tag, words }: Container): string => `${tag}.${words === '' ? '' : words.replace(/\d+/g, '')}`;

export interface Surroundings {
  readonly page: Page;
  readonly frames: Frames;
  readonly direct: readonly Tally[];
  readonly deep: readonly Tally[];
  readonly alike: ReadonlyMap<string, Tally>;
  readonly shapes: readonly string[];
  readonly counts: ReadonlyMap<string, number>;
  readonly totalProse: number;
  readonly best: number;
  /** For every container how many steps away the best one is. */
  readonly toBest: readonly number[];
  /** The deepest containers that hold half, and four fifths, of the page's prose. */
  readonly half: number;
  readonly most: number;
  /** For every container: it holds the best one. */
  readonly trunk: readonly boolean[];
  readonly bestProse: number;
  readonly title: ReadonlySet<string>;
  /** The page shows next to nothing of its text: it waits for a script. Then being hidden says nothing. */
  readonly shrouded: boolean;
}

const ASCII = /^[\x20-\x7e]*$/;

/** The words of a text in lower case. Plain text is not looked at for the letters of all scripts. */
export const wordSet = (text: string): Set<string> =>
  new Set(text.toLowerCase().match(ASCII.test(text) ? /[a-z\d]+/g : /[\p{L}\p{N}]+/gu) ?? []);

export function surroundingsOf(page: Page): Surroundings {
  const { containers, blocks } = page;
  const frames = framesOf(containers);
  const direct = containers.map(emptyTally);
  const deep = containers.map(emptyTally);
  const alike = new Map<string, Tally>();
  const shapes = containers.map(() => '');
  const counts = new Map<string, number>();
  let shown = 0;
  let hidden = 0;
  for (const block of blocks) {
    if (block.features.visible) shown += block.text.length * (1 - block.features.linkDensity);
    else if (isProse(block)) hidden += block.text.length;
  }
  const shrouded = hidden > 4 * shown;
  let totalProse = 0;
  for (const block of blocks) {
    const { container } = block.features;
    const prose = isProse(block) && (block.features.visible || shrouded) ? block.text.length : 0;
    totalProse += prose;
    const home = frames.home[container]!;
    add(direct[home]!, block, prose);
    add(deep[home]!, block, prose);
    if (shapes[container] === '') shapes[container] = shapeOf(containers, container);
    const shape = shapes[container]!;
    const like = alike.get(shape) ?? emptyTally();
    alike.set(shape, like);
    add(like, block, prose);
    counts.set(block.text, (counts.get(block.text) ?? 0) + 1);
  }
  sumUp(containers, deep);
  let best = 0;
  const score = (index: number): number => {
    const parent = containers[index]!.parent;
    return direct[index]!.prose + (parent < 0 ? 0 : 0.3 * (deep[index]!.prose - direct[index]!.prose));
  };
  containers.forEach((_, index) => {
    if (score(index) > score(best)) best = index;
  });
  const holding = (share: number): number => {
    let found = 0;
    containers.forEach((_, index) => {
      if (deep[index]!.prose >= share * totalProse && frames.depth[index]! >= frames.depth[found]!) found = index;
    });
    return found;
  };
  const trunk = containers.map(() => false);
  for (let index = best; index >= 0 && index < containers.length; index = containers[index]!.parent) trunk[index] = true;
  return {
    half: holding(0.5),
    most: holding(0.8),
    trunk,
    page,
    frames,
    direct,
    deep,
    alike,
    shapes,
    counts,
    totalProse,
    best,
    toBest: hopsTo(containers, frames.depth, best),
    bestProse: deep[best]?.prose ?? 0,
    title: wordSet(page.title),
    shrouded,
  };
}

/** For every container how many steps up and down the tree lead from it to the target. Parents stand before children. */
export function hopsTo(containers: readonly Container[], depth: readonly number[], target: number): number[] {
  const hops = new Array<number>(containers.length).fill(-1);
  for (let index = target; index >= 0; index = containers[index]!.parent) hops[index] = depth[target]! - depth[index]!;
  for (let index = 0; index < containers.length; index++) {
    if (hops[index]! >= 0) continue;
    const { parent } = containers[index]!;
    hops[index] = parent < 0 ? depth[target]! + 1 : hops[parent]! + 1;
  }
  return hops;
}
