/** What speaks for and against each run of a page being text of its article: one row of numbers a run. */
import { NAME_CUE_LIST, TEXT_CUE_LIST, TEXT_CUES, type TextCue } from './cues';
import type { Block, BlockKind, Page } from './model';
import { type Structure, structureOf } from './structure';
import { emptyTally, hopsTo, isProse, linksOf, type Surroundings, surroundingsOf, TAG_FLAGS, type Tally, wordSet } from './surroundings';
import { formOf } from './text-form';

const KINDS: readonly BlockKind[] = ['paragraph', 'heading', 'list-item', 'quote', 'table-row', 'caption', 'code'];

/** What a row says of the run by itself. */
const OWN = [
  'length',
  'words',
  'linkDensity',
  'bold',
  'visible',
  'capitals',
  'upper',
  'digits',
  'commas',
  'sentenceEnd',
  'sentences',
  'averageWord',
  'symbols',
  'repeated',
  'titleLike',
  'inParagraph',
  'inLink',
  ...KINDS,
] as const;

/** What it says of the elements around the run. */
const AROUND = [
  ...NAME_CUE_LIST.map((cue) => `near ${cue}`),
  ...NAME_CUE_LIST.map((cue) => `branch ${cue}`),
  'in article',
  'in main',
  'in aside',
  'in nav',
  'in header',
  'in footer',
  'in form',
  'in figure',
  'in table',
  'in list',
  'depth',
  'homeShare',
  'homeRank',
  'homeLinks',
  'homeBlocks',
  'homeMean',
  'outerShare',
  'outerLinks',
  'wideShare',
  'wideLinks',
  'alikeShare',
  'alikeMean',
  'hops',
  'homeIsBest',
  'in half',
  'in most',
  'hops to half',
] as const;

/** What it says of where the run stands among the others. */
const PLACE = [
  'before best',
  'after best',
  'place',
  'place in home',
  'since prose',
  'until prose',
  'since best',
  'until best',
  'previous length',
  'previous links',
  'previous same home',
  'next length',
  'next links',
  'next same home',
  'window length',
  'window links',
  'section cue',
  'page blocks',
  'page prose',
] as const;

/** How the first guess from structure fits. */
const FIT = [
  'kept',
  'cleaned',
  'kept before',
  'kept after',
  'kept of home',
  'kept of outer',
  'since kept',
  'until kept',
  'kept in window',
  'hops to top',
  'kept alike',
] as const;

const TEXT = TEXT_CUE_LIST.map((cue) => `says ${cue}`);

export const EVIDENCE_NAMES: readonly string[] = [...OWN, ...TEXT, ...AROUND, ...PLACE, ...FIT];

const log = (value: number): number => Math.log2(1 + value);

const SECTION_CUE =
  /^(?:related|comments?|more (?:from|on|stories)|you (?:may|might)|recommended|most (?:read|popular)|trending|popular|about the author|share|subscribe|newsletter|references|notes|sources|external links|see also|further reading|leave a|latest|tags|read (?:more|next)|sign up)/i;

/** Beyond this length a line is no title, and says nothing about itself that counts. */
const LONGEST_LINE = 240;

const PLAIN = /^[\x20-\x7e]*$/;

/** For a line the share of words that it has in common with the title. Most have none: their words are never collected. */
function titleLikeness(title: ReadonlySet<string>): (text: string) => number {
  if (title.size === 0) return () => 0;
  const word = new RegExp(`(?<![a-z\\d])(?:${[...title].join('|')})(?![a-z\\d])`, 'i');
  return (text) => {
    if (text.length > LONGEST_LINE || (PLAIN.test(text) && !word.test(text))) return 0;
    const spoken = wordSet(text);
    let shared = 0;
    for (const one of spoken) if (title.has(one)) shared++;
    return shared / (title.size + spoken.size - shared);
  };
}

/** What is dear to find out of a line. */
interface Asked {
  readonly cues: ReadonlySet<TextCue>;
  readonly titleLikeness: (text: string) => number;
}

function ownEvidence(context: Surroundings, block: Block, asked: Asked): number[] {
  const { text, features } = block;
  const { page, counts } = context;
  const form = formOf(text);
  const own = page.containers[features.container]!;
  const outer = page.containers[own.parent]?.tag;
  const row = [
    log(form.length),
    log(form.words),
    features.linkDensity,
    features.bold ? 1 : 0,
    features.visible || context.shrouded ? 1 : 0,
    form.capitals,
    form.upper,
    form.digits,
    form.commas,
    form.endsSentence ? 1 : 0,
    form.sentences,
    form.length / form.words,
    form.symbols,
    (counts.get(text) ?? 1) - 1,
    asked.titleLikeness(text),
    own.tag === 'p' || outer === 'p' ? 1 : 0,
    own.tag === 'a' || outer === 'a' ? 1 : 0,
  ];
  for (const kind of KINDS) row.push(block.kind === kind ? 1 : 0);
  for (const cue of TEXT_CUE_LIST) row.push(asked.cues.has(cue) && text.length <= LONGEST_LINE && TEXT_CUES[cue].test(text) ? 1 : 0);
  return row;
}

const NEAR = 3;

/** The same for all runs in like elements of one parent: asked once for each. */
function aroundEvidence(context: Surroundings): (block: Block) => number[] {
  const { containers } = context.page;
  const toBest = context.toBest;
  const toHalf = hopsTo(containers, context.frames.depth, context.half);
  const known = new Map<string, number[]>();
  return ({ features: { container } }) => {
    const { parent, tag, words } = containers[container]!;
    const key = `${parent} ${tag} ${words}${context.trunk[container] ? ' *' : ''}`;
    const row = known.get(key) ?? rowAround(context, container, toBest, toHalf);
    known.set(key, row);
    return row;
  };
}

function rowAround(context: Surroundings, container: number, toBest: readonly number[], toHalf: readonly number[]): number[] {
  const { frames, page, direct, deep, totalProse, best } = context;
  const home = frames.home[container]!;
  const outer = page.containers[home]!.parent;
  const wide = outer < 0 ? -1 : page.containers[outer]!.parent;
  let near = 0;
  let branch = 0;
  let level = 0;
  let inHalf = 0;
  let inMost = 0;
  for (let index = container; index >= 0; index = page.containers[index]!.parent) {
    if (level < NEAR) near |= frames.cues[index]!;
    if (!context.trunk[index]) branch |= frames.cues[index]!;
    if (index === home || level > 0) level++;
    if (index === context.half) inHalf = 1;
    if (index === context.most) inMost = 1;
  }
  const all = totalProse || 1;
  const alike = context.alike.get(context.shapes[container]!) ?? emptyTally();
  const at = (index: number): Tally => deep[index < 0 ? 0 : index]!;
  return [
    ...NAME_CUE_LIST.map((_, bit) => (near >> bit) & 1),
    ...NAME_CUE_LIST.map((_, bit) => (branch >> bit) & 1),
    ...TAG_FLAGS.map((_, bit) => (frames.tags[container]! >> bit) & 1),
    frames.depth[container]!,
    direct[home]!.prose / all,
    direct[home]!.prose / (direct[best]!.prose || 1),
    linksOf(direct[home]!),
    log(direct[home]!.blocks),
    log(direct[home]!.chars / (direct[home]!.blocks || 1)),
    at(outer).prose / all,
    linksOf(at(outer)),
    at(wide).prose / all,
    linksOf(at(wide)),
    alike.prose / all,
    log(alike.chars / (alike.blocks || 1)),
    toBest[home]!,
    home === best ? 1 : 0,
    inHalf,
    inMost,
    toHalf[home]!,
  ];
}

/** Where the best container's prose begins and ends, in indices of blocks. */
const extentOf = (context: Surroundings): { first: number; last: number } => {
  const { page, frames } = context;
  const hops = context.toBest;
  let first = -1;
  let last = -1;
  page.blocks.forEach((block, index) => {
    if (!isProse(block) || hops[frames.home[block.features.container]!]! > 1) return;
    if (first < 0) first = index;
    last = index;
  });
  return { first, last };
};

const WINDOW = 3;
const FAR = 20;

/** How many runs back, and ahead, the nearest marked other run stands; at most `FAR`. */
const distances = (marked: readonly boolean[]): [number[], number[]] => {
  const since = new Array<number>(marked.length).fill(FAR);
  const until = new Array<number>(marked.length).fill(FAR);
  for (let index = 1; index < marked.length; index++) since[index] = marked[index - 1] ? 1 : Math.min(FAR, since[index - 1]! + 1);
  for (let index = marked.length - 2; index >= 0; index--) until[index] = marked[index + 1] ? 1 : Math.min(FAR, until[index + 1]! + 1);
  return [since, until];
};

/** Mean over the runs near by, itself counted. */
const meanAround = (values: readonly number[], index: number): number => {
  const first = Math.max(0, index - WINDOW);
  const last = Math.min(values.length - 1, index + WINDOW);
  let sum = 0;
  for (let other = first; other <= last; other++) sum += values[other]!;
  return sum / (last - first + 1);
};

function placeEvidence(context: Surroundings): number[][] {
  const { page, frames, totalProse } = context;
  const { blocks } = page;
  const { first, last } = extentOf(context);
  const homes = blocks.map((block) => frames.home[block.features.container]!);
  const sizes = blocks.map((block) => log(block.text.length));
  const links = blocks.map((block) => block.features.linkDensity);
  const prose = blocks.map((block) => isProse(block));
  const hops = context.toBest;
  const best = blocks.map((_, index) => prose[index]! && hops[homes[index]!]! <= 1);
  const [since, until] = distances(prose);
  const [sinceBest, untilBest] = distances(best);
  const seen = new Map<number, number>();
  return blocks.map((block, index) => {
    const home = homes[index]!;
    const before = seen.get(home) ?? 0;
    seen.set(home, before + 1);
    const section = block.section === null ? null : blocks[block.section]!;
    return [
      Math.min(30, Math.max(0, first - index)),
      Math.min(30, Math.max(0, index - last)),
      index / blocks.length,
      before / (context.direct[home]!.blocks || 1),
      since[index]!,
      until[index]!,
      sinceBest[index]!,
      untilBest[index]!,
      sizes[index - 1] ?? 0,
      blocks[index - 1]?.features.linkDensity ?? 0,
      homes[index - 1] === home ? 1 : 0,
      sizes[index + 1] ?? 0,
      blocks[index + 1]?.features.linkDensity ?? 0,
      homes[index + 1] === home ? 1 : 0,
      meanAround(sizes, index),
      meanAround(links, index),
      section !== null && SECTION_CUE.test(section.text) ? 1 : 0,
      log(blocks.length),
      log(totalProse),
    ];
  });
}

const countAround = (marked: readonly boolean[], index: number): number => {
  const last = Math.min(marked.length - 1, index + WINDOW);
  let count = 0;
  for (let other = Math.max(0, index - WINDOW); other <= last; other++) if (marked[other]) count++;
  return count;
};

/** How much of the text that shares a key is kept. */
class Shares<K> {
  private readonly sums = new Map<K, { kept: number; all: number }>();

  add(key: K, kept: number, all: number): void {
    const sum = this.sums.get(key);
    if (sum === undefined) this.sums.set(key, { kept, all });
    else {
      sum.kept += kept;
      sum.all += all;
    }
  }

  of(key: K): number {
    const sum = this.sums.get(key)!;
    return sum.kept / sum.all;
  }
}

function fitEvidence(context: Surroundings, structure: Structure): number[][] {
  const { page, frames } = context;
  const { blocks, containers } = page;
  const kept = structure.standing.map((standing) => standing === 'kept');
  const [since, until] = distances(kept);
  const inHome = new Shares<number>();
  const inOuter = new Shares<number>();
  const inAlike = new Shares<string>();
  const homes = blocks.map((block) => frames.home[block.features.container]!);
  let total = 0;
  blocks.forEach((block, index) => {
    const { length } = block.text;
    const own = kept[index] ? length : 0;
    inHome.add(homes[index]!, own, length);
    inOuter.add(containers[homes[index]!]!.parent, own, length);
    inAlike.add(context.shapes[block.features.container]!, own, length);
    total += own;
  });
  const hops = structure.top < 0 ? null : hopsTo(containers, frames.depth, structure.top);
  let before = 0;
  return blocks.map((block, index) => {
    const row = [
      kept[index] ? 1 : 0,
      structure.standing[index] === 'cleaned' ? 1 : 0,
      before / (total || 1),
      (total - before) / (total || 1),
      inHome.of(homes[index]!),
      inOuter.of(containers[homes[index]!]!.parent),
      since[index]!,
      until[index]!,
      countAround(kept, index),
      hops === null ? FAR : hops[homes[index]!]!,
      inAlike.of(context.shapes[block.features.container]!),
    ];
    if (kept[index]) before += block.text.length;
    return row;
  });
}

/**
 * A row for every block of the page, in the order of `EVIDENCE_NAMES`.
 * @param wanted names of columns; what is dear to find out and not among them is left 0
 */
export function evidenceOf(
  page: Page,
  context: Surroundings = surroundingsOf(page),
  wanted: readonly string[] = EVIDENCE_NAMES,
): number[][] {
  const asked: Asked = {
    cues: new Set(TEXT_CUE_LIST.filter((cue) => wanted.includes(`says ${cue}`))),
    titleLikeness: wanted.includes('titleLike') ? titleLikeness(context.title) : () => 0,
  };
  const places = placeEvidence(context);
  const structure = structureOf(
    page,
    page.blocks.map((block) => block.features.visible || context.shrouded),
  );
  const fits = fitEvidence(context, structure);
  const around = aroundEvidence(context);
  return page.blocks.map((block, index) => ownEvidence(context, block, asked).concat(around(block), places[index]!, fits[index]!));
}
