/**
 * A first guess at the article from the structure of the page alone, after the method of Readability: paragraphs give points
 * to the elements around them, the element with the most is the article, and parts of it that hold links or controls
 * rather than text are taken out. Works on the skeleton of containers, on which no element is ever changed or copied.
 */
import type { Block, Page } from './model';

/** How a run fared. `out`: outside of the article's element; `cleaned`: in a part of it that is no text. */
export type Standing = 'kept' | 'cleaned' | 'out';

export interface Structure {
  /** The element of the article; -1 where there is none. */
  readonly top: number;
  /** For every block. */
  readonly standing: readonly Standing[];
}

const UNLIKELY =
  /\bad\b|ai2html|banner|breadcrumbs|combx|comment|community|coverwrap|disqus|extra|footer|gdpr|header|legends|menu|related|remark|replies|rss|shoutbox|sidebar|skyscraper|social|sponsor|supplemental|adbreak|agegate|pagination|pager|popup|yomremote|\bnavigation\b|\bcomplementary\b|\bdialog\b|\balert\b/;
const MAYBE = /and|article|body|column|content|main|mathjax|shadow/;
const POSITIVE = /article|body|content|entry|hentry|h-entry|main|page|pagination|post|text|blog|story/;
const NEGATIVE =
  /\bad\b|hidden|\bhid\b|banner|combx|comment|\bcom\b|contact|footer|gdpr|masthead|media|meta|outbrain|promo|related|scroll|share|shoutbox|sidebar|skyscraper|sponsor|shopping|tags|widget/;
const SHARE = /\b(?:share|sharedaddy)\b/;

const SCORED_TAGS = new Set(['p', 'td', 'pre', 'h2', 'h3', 'h4', 'h5', 'h6']);
const TAG_SCORES: Readonly<Record<string, number>> = {
  div: 5,
  pre: 3,
  td: 3,
  blockquote: 3,
  address: -3,
  ol: -3,
  ul: -3,
  dl: -3,
  dd: -3,
  dt: -3,
  li: -3,
  form: -3,
  h1: -5,
  h2: -5,
  h3: -5,
  h4: -5,
  h5: -5,
  h6: -5,
  th: -5,
};
const INLINE = new Set('a span b i em strong u small font cite time label sup sub abbr mark ins del tt big q code'.split(' '));
/** Elements whose loose text is no paragraph. */
const LOOSE = new Set(['li', 'dd', 'dt', 'h1', 'th', 'figcaption', 'caption']);
const CONDITIONAL = new Set(['form', 'fieldset', 'table', 'ul', 'ol', 'div']);
const LEAST_TEXT = 25;
const LEAST_ARTICLE = 500;
const LEVELS = 5;

interface Node {
  readonly parent: number;
  readonly tag: string;
  readonly words: string;
  readonly children: number[];
  readonly blocks: number[];
  chars: number;
  links: number;
  commas: number;
  paragraphs: number;
  items: number;
  headings: number;
  rows: number;
  gone: boolean;
  score: number | null;
}

interface Flags {
  readonly strip: boolean;
  readonly weigh: boolean;
  readonly clean: boolean;
}

const COMMA = /[,\u060C\uFE50\uFE10\uFE11\u2E41\u2E34\u2E32\uFF0C]/g;

function commasIn(text: string): number {
  let count = 0;
  COMMA.lastIndex = 0;
  while (COMMA.test(text)) count++;
  return count;
}

/** What the names of elements say, each looked at once: many are named alike. */
class Names {
  private readonly known = new Map<string, { readonly unlikely: boolean; readonly weight: number }>();

  of(words: string): { readonly unlikely: boolean; readonly weight: number } {
    const known = this.known.get(words);
    if (known !== undefined) return known;
    const joined = `${words} ${words.replaceAll(' ', '')}`;
    const weight = (POSITIVE.test(words) ? 25 : 0) - (NEGATIVE.test(words) ? 25 : 0);
    const said = { unlikely: UNLIKELY.test(joined) && !MAYBE.test(joined), weight };
    this.known.set(words, said);
    return said;
  }
}

class Attempt {
  private readonly nodes: Node[];

  constructor(
    private readonly page: Page,
    private readonly usable: readonly boolean[],
    private readonly names: Names,
    private readonly commas: readonly number[],
    private readonly flags: Flags,
  ) {
    this.nodes = page.containers.map((container) => ({
      parent: container.parent,
      tag: container.tag,
      words: container.words,
      children: [],
      blocks: [],
      chars: 0,
      links: 0,
      commas: 0,
      paragraphs: 0,
      items: 0,
      headings: 0,
      rows: 0,
      gone: false,
      score: null,
    }));
    this.nodes.forEach((node, index) => {
      if (node.parent >= 0) this.nodes[node.parent]!.children.push(index);
      node.gone = (node.parent >= 0 && this.nodes[node.parent]!.gone) || (this.flags.strip && this.unlikely(index));
    });
    page.blocks.forEach((block, index) => {
      if (this.usable[index] && !this.nodes[block.features.container]!.gone) this.count(block, index);
    });
  }

  private unlikely(index: number): boolean {
    const node = this.nodes[index]!;
    if (node.words === '' || node.tag === 'body' || node.tag === 'html' || node.tag === 'a') return false;
    if (!this.names.of(node.words).unlikely) return false;
    for (let at = index; at >= 0; at = this.nodes[at]!.parent)
      if (this.nodes[at]!.tag === 'table' || this.nodes[at]!.tag === 'code') return false;
    return true;
  }

  private count(block: Block, index: number): void {
    const { text, features } = block;
    this.nodes[features.container]!.blocks.push(index);
    const commas = this.commas[index]!;
    const paragraph = this.elementOf(features.container);
    for (let at = features.container; at >= 0; at = this.nodes[at]!.parent) {
      const node = this.nodes[at]!;
      node.chars += text.length;
      node.links += text.length * features.linkDensity;
      node.commas += commas;
      if (block.kind === 'table-row') node.rows += 1;
      if (block.kind === 'heading') node.headings += text.length;
      if (paragraph.real && this.nodes[paragraph.at]!.tag === 'p' && at !== paragraph.at) node.paragraphs += 1;
      if (block.kind === 'list-item' && at !== features.container) node.items += 1;
    }
  }

  /** The paragraph that a run is: an element, or (`real` false) loose text in one. */
  private elementOf(container: number): { at: number; real: boolean } {
    let at = container;
    while (INLINE.has(this.nodes[at]!.tag) && this.nodes[at]!.parent >= 0) at = this.nodes[at]!.parent;
    return { at, real: SCORED_TAGS.has(this.nodes[at]!.tag) };
  }

  private weight(node: Node): number {
    if (!this.flags.weigh || node.words === '') return 0;
    return this.names.of(node.words).weight;
  }

  private density(node: Node): number {
    return node.chars === 0 ? 0 : node.links / node.chars;
  }

  private give(): void {
    this.page.blocks.forEach((block, index) => {
      const own = this.nodes[block.features.container]!;
      if (!this.usable[index] || own.gone || block.text.length < LEAST_TEXT) return;
      const { at, real } = this.elementOf(block.features.container);
      if (!real && LOOSE.has(this.nodes[at]!.tag)) return;
      const points = 1 + this.commas[index]! + 1 + Math.min(Math.floor(block.text.length / 100), 3);
      let ancestor = real ? this.nodes[at]!.parent : at;
      for (let level = 0; level < LEVELS && ancestor >= 0; level++, ancestor = this.nodes[ancestor]!.parent) {
        const node = this.nodes[ancestor]!;
        node.score =
          (node.score ?? (TAG_SCORES[node.tag] ?? 0) + this.weight(node)) + points / (level === 0 ? 1 : level === 1 ? 2 : level * 3);
      }
    });
    for (const node of this.nodes) if (node.score !== null) node.score *= 1 - this.density(node);
  }

  private topOf(): number {
    const ranked = this.nodes.map((_, index) => index).filter((index) => this.nodes[index]!.score !== null);
    ranked.sort((a, b) => this.nodes[b]!.score! - this.nodes[a]!.score!);
    let top = ranked[0] ?? -1;
    if (top < 0) return -1;
    const best = this.nodes[top]!.score!;
    const rivals = ranked.slice(1, 5).filter((index) => this.nodes[index]!.score! / best >= 0.75);
    if (rivals.length >= 3) {
      for (let at = this.nodes[top]!.parent; at >= 0 && this.nodes[at]!.tag !== 'body'; at = this.nodes[at]!.parent) {
        if (rivals.filter((rival) => this.holds(at, rival)).length < 3) continue;
        top = at;
        break;
      }
    }
    return this.climb(top);
  }

  private holds(outer: number, inner: number): boolean {
    let at = this.nodes[inner]!.parent;
    while (at >= 0 && at !== outer) at = this.nodes[at]!.parent;
    return at === outer;
  }

  private climb(start: number): number {
    let top = start;
    let last = this.nodes[top]!.score ?? 0;
    const least = last / 3;
    for (let at = this.nodes[top]!.parent; at >= 0 && this.nodes[at]!.tag !== 'body'; at = this.nodes[at]!.parent) {
      const { score } = this.nodes[at]!;
      if (score === null) continue;
      if (score < least) break;
      if (score > last) {
        top = at;
        break;
      }
      last = score;
    }
    for (let at = this.nodes[top]!.parent; at >= 0 && this.nodes[at]!.tag !== 'body'; at = this.nodes[at]!.parent) {
      const parent = this.nodes[at]!;
      if (parent.children.filter((child) => !this.nodes[child]!.gone).length !== 1 || parent.blocks.length > 0) break;
      top = at;
    }
    return top;
  }

  /** The children of the top's parent that belong to the article. */
  private rootsOf(top: number): number[] {
    const node = this.nodes[top]!;
    if (node.parent < 0) return [top];
    const own = node.score ?? 0;
    const least = Math.max(10, own * 0.2);
    return this.nodes[node.parent]!.children.filter((index) => {
      if (index === top) return true;
      const sibling = this.nodes[index]!;
      if (sibling.gone) return false;
      const bonus = sibling.words !== '' && sibling.words === node.words ? own * 0.2 : 0;
      if (sibling.score !== null && sibling.score + bonus >= least) return true;
      if (sibling.tag !== 'p') return false;
      const density = this.density(sibling);
      if (sibling.chars > 80) return density < 0.25;
      return density === 0 && sibling.blocks.some((block) => /\.( |$)/.test(this.page.blocks[block]!.text));
    });
  }

  private isJunk(node: Node): boolean {
    if (node.tag === 'footer' || node.tag === 'aside') return true;
    if (SHARE.test(node.words) && node.chars < LEAST_ARTICLE) return true;
    if (!this.flags.clean || !CONDITIONAL.has(node.tag)) return false;
    if (node.tag === 'table' && node.rows > 0) return false;
    const weight = this.weight(node);
    if (weight < 0) return true;
    if (node.commas >= 10) return false;
    const list = node.tag === 'ul' || node.tag === 'ol';
    const density = this.density(node);
    if (!list && node.items - 100 > node.paragraphs) return true;
    if (!list && node.chars < LEAST_TEXT && node.headings / (node.chars || 1) < 0.9) return true;
    return list ? weight < 25 && density > 0.9 : weight < 25 ? density > 0.2 : density > 0.5;
  }

  run(): Structure & { readonly chars: number } {
    this.give();
    const top = this.topOf();
    const standing: Standing[] = this.page.blocks.map(() => 'out');
    if (top < 0) return { top, standing, chars: 0 };
    const roots = new Set(this.rootsOf(top));
    const state: Standing[] = [];
    const fenced: boolean[] = [];
    this.nodes.forEach((node, index) => {
      const outer = node.parent < 0 ? 'out' : state[node.parent]!;
      const root = roots.has(index);
      const inside = root ? 'kept' : outer;
      fenced.push(
        (node.parent >= 0 && fenced[node.parent]!) ||
          node.tag === 'pre' ||
          node.tag === 'code' ||
          (node.tag === 'table' && inside === 'kept' && node.rows > 0),
      );
      const junk = inside === 'kept' && (node.gone || (!root && !fenced[index] && this.isJunk(node)));
      state.push(junk ? 'cleaned' : inside);
    });
    let chars = 0;
    this.page.blocks.forEach((block, index) => {
      if (!this.usable[index]) return;
      standing[index] = state[block.features.container]!;
      if (standing[index] === 'kept') chars += block.text.length;
    });
    return { top, standing, chars };
  }
}

const ATTEMPTS: readonly Flags[] = [
  { strip: true, weigh: true, clean: true },
  { strip: false, weigh: true, clean: true },
  { strip: false, weigh: false, clean: true },
  { strip: false, weigh: false, clean: false },
];

/** @param usable for every block whether it is seen at all */
export function structureOf(page: Page, usable: readonly boolean[]): Structure {
  let best: (Structure & { readonly chars: number }) | null = null;
  const names = new Names();
  const commas = page.blocks.map((block) => commasIn(block.text));
  for (const flags of ATTEMPTS) {
    const found = new Attempt(page, usable, names, commas, flags).run();
    if (found.chars >= LEAST_ARTICLE) return found;
    if (best === null || found.chars > best.chars) best = found;
  }
  return best!;
}
