/** The janitor: finds the article among the runs of a page and says of every run of its region what it is, and why. */
import { type Article, findArticle } from './article';
import { type Case, maySayAgain, type Verdict, verdictOf } from './labels';
import { type Block, type Edit, FailureError, type LabelledBlock, type Page } from './model';
import { repeating } from './repeats';
import { wordSet } from './surroundings';

export interface Cleaned {
  /** The runs of the main region, in document order. */
  readonly blocks: LabelledBlock[];
  /** How many runs of the page lie outside it. */
  readonly outside: number;
}

const OUTSIDE_TAGS = new Set(['nav', 'footer']);
const PARAGRAPH_LENGTH = 100;
/** A lead and a picture may stand before the byline. */
const EARLY = 3;
/** Share of words that a heading has in common with the title when it is the title. */
const SAME_TITLE = 0.7;

/** Headings over a block, the nearest first; a heading is its own. Blocks of one section share one list. */
function headingsOver(page: Page): (block: Block) => readonly string[] {
  const known = new Map<number | null, readonly string[]>([[null, []]]);
  const from = (heading: number | null): readonly string[] => {
    const listed = known.get(heading);
    if (listed !== undefined || heading === null) return listed ?? [];
    const texts: string[] = [];
    for (let at: number | null = heading; at !== null; at = page.blocks[at]!.section) texts.push(page.blocks[at]!.text);
    known.set(heading, texts);
    return texts;
  };
  return (block) => from(block.kind === 'heading' ? block.id : block.section);
}

/** For every container the name cues between it and the region's root; null where a menu or a footer of the page holds it. */
function namesOf(page: Page, { root, surroundings }: Article): (number | null)[] {
  const names: (number | null)[] = [];
  for (const [index, { parent, tag }] of page.containers.entries()) {
    const outer = parent < 0 || parent === root ? 0 : names[parent]!;
    if (index === root) names.push(0);
    else if (outer === null || OUTSIDE_TAGS.has(tag)) names.push(null);
    else names.push(surroundings.trunk[index] ? outer : outer | surroundings.frames.cues[index]!);
  }
  return names;
}

const sameWords = (a: ReadonlySet<string>, b: ReadonlySet<string>): number => {
  const shared = [...a].filter((word) => b.has(word)).length;
  return a.size + b.size === 0 ? 0 : shared / (a.size + b.size - shared);
};

/** The blocks that only repeat the page's title, up to where the text begins. */
const titleIds = (page: Page, first: number): ReadonlySet<number> => {
  const title = wordSet(page.title);
  const early = page.blocks.filter(
    (block) => block.id <= first && block.kind === 'heading' && sameWords(wordSet(block.text), title) >= SAME_TITLE,
  );
  return new Set(early.map((block) => block.id));
};

/** Where the text begins: at the first run that reads like a paragraph, or at the first of all. */
const firstText = (page: Page, text: readonly boolean[]): number => {
  const paragraph = page.blocks.findIndex(
    (block, index) => text[index] && block.text.length >= PARAGRAPH_LENGTH && block.kind !== 'heading',
  );
  return paragraph >= 0 ? paragraph : text.indexOf(true);
};

/** For every block how many list items in a row, itself counted, are nothing but a link. */
function linkItemsOf(blocks: readonly Block[]): number[] {
  const is = blocks.map((block) => block.kind === 'list-item' && block.features.linkDensity > 0.9);
  const counts: number[] = [];
  for (let start = 0, end = 0; start < blocks.length; start = end) {
    end = start + 1;
    while (is[start] && is[end]) end++;
    for (let at = start; at < end; at++) counts.push(is[start] ? end - start : 0);
  }
  return counts;
}

function casesOf(page: Page, article: Article): Case[] {
  const first = firstText(page, article.text);
  const last = article.text.lastIndexOf(true);
  const items = linkItemsOf(page.blocks);
  const titles = titleIds(page, first);
  const named = namesOf(page, article);
  const again = repeating(page.blocks, article.text, (block) => !article.text[block.id] || maySayAgain(named[block.features.container]!));
  const headings = headingsOver(page);
  const cases: Case[] = [];
  for (const block of page.blocks) {
    const text = article.text[block.id]!;
    if (!article.inside[block.features.container]) continue;
    const names = named[block.features.container]!;
    if (!text && (names === null || (!block.features.visible && !article.surroundings.shrouded))) continue;
    cases.push({
      block,
      text,
      shrouded: article.surroundings.shrouded,
      before: block.id < first,
      early: block.id <= first + EARLY,
      after: block.id > last - (last - first) / 3,
      title: titles.has(block.id),
      repeated: again.has(block.id),
      headings: headings(block),
      linkItems: items[block.id]!,
      names: names ?? 0,
    });
  }
  return cases;
}

const labelled = ({ features: _, ...block }: Block, verdict: Verdict): LabelledBlock => ({ ...block, ...verdict });

/** The page with its blocks named by their place, as the rules count them; a page that was read again has other ids. */
function byPlace(page: Page): Page {
  if (page.blocks.every((block, place) => block.id === place)) return page;
  const places = new Map(page.blocks.map((block, place) => [block.id, place]));
  const blocks = page.blocks.map((block, place) => ({
    ...block,
    id: place,
    section: block.section === null ? null : (places.get(block.section) ?? null),
  }));
  return { ...page, blocks };
}

/**
 * The runs of the page's main region, each with a label and the rule that said so.
 * @throws FailureError no-article
 */
export function clean(page: Page): Cleaned {
  const { blocks, outside } = cleanPlaced(byPlace(page));
  const idOf = (place: number): number => page.blocks[place]!.id;
  return {
    blocks: blocks.map((block) => ({ ...block, id: idOf(block.id), section: block.section === null ? null : idOf(block.section) })),
    outside,
  };
}

function cleanPlaced(page: Page): Cleaned {
  const article = findArticle(page);
  if (article === null) throw new FailureError({ code: 'no-article' });
  const blocks = casesOf(page, article).map((one) => labelled(one.block, verdictOf(one)));
  return { blocks, outside: page.blocks.length - blocks.length };
}

/** The blocks with what the reader kept or dropped by hand. */
export function applyEdits(blocks: readonly LabelledBlock[], edits: readonly Edit[]): LabelledBlock[] {
  const byHand = new Map<number, Verdict>();
  for (const edit of edits) {
    if (edit.do === 'keep') byHand.set(edit.block, { label: 'content', rule: 'kept by hand' });
    if (edit.do === 'drop') byHand.set(edit.block, { label: 'boilerplate', rule: 'dropped by hand' });
  }
  return blocks.map((block) => ({ ...block, ...byHand.get(block.id) }));
}
