/** Finds the article: the container whose runs read as prose, after the scoring that Readability made common. */
import type { Block, Page } from './model';

/** Indices into `page.containers`, of the containers that hold the article together; empty where there is none. */
export interface Region {
  readonly root: number;
  /** For every container: it lies in the region. */
  readonly inside: readonly boolean[];
}

const LEAST_TEXT = 140;
const POSITIVE = /\b(?:article|body|content|entry|hentry|main|page|post|text|blog|story|prose|markdown)\b/;
const NEGATIVE =
  /\b(?:hidden|banner|combx?|comments?|contact|footer|gdpr|masthead|media|meta|outbrain|promo|related|scroll|share|shoutbox|sidebar|skyscraper|sponsor|shopping|tags|widget|nav|menu|recommended|newsletter|subscribe|footnote)\b/;

const isProse = (block: Block): boolean =>
  block.text.length >= 25 &&
  block.features.linkDensity < 0.5 &&
  (block.kind === 'paragraph' || block.kind === 'quote' || block.kind === 'list-item');

const points = (block: Block): number => {
  const commas = block.text.match(/[,،、，;；]/g)?.length ?? 0;
  return (1 + commas + Math.min(block.text.length / 100, 3)) * (1 - block.features.linkDensity) * (block.kind === 'list-item' ? 0.5 : 1);
};

const weightOf = (words: string): number => (POSITIVE.test(words) ? 25 : 0) - (NEGATIVE.test(words) ? 25 : 0);

const insideOf = (page: Page, root: number): boolean[] => {
  const inside: boolean[] = [];
  page.containers.forEach((container, index) => {
    inside.push(index === root || (container.parent >= 0 && inside[container.parent]!));
  });
  return inside;
};

/** The region of the article; null where no container holds enough prose. */
export function findRegion(page: Page): Region | null {
  const scores = new Map<number, number>();
  const prose = new Array<number>(page.containers.length).fill(0);
  for (const block of page.blocks) {
    if (!isProse(block) || !block.features.visible) continue;
    let at = block.features.container;
    const own = page.containers[at]!;
    if (own.tag === 'p' || own.tag === 'span' || own.tag === 'li' || own.tag === 'blockquote') at = own.parent;
    for (let level = 0, index = at; index >= 0 && level < 6; level++, index = page.containers[index]!.parent) {
      if (!scores.has(index)) scores.set(index, weightOf(page.containers[index]!.words));
      scores.set(index, scores.get(index)! + points(block) / (level === 0 ? 1 : level === 1 ? 2 : level * 3));
    }
    for (let index = block.features.container; index >= 0; index = page.containers[index]!.parent) prose[index]! += block.text.length;
  }
  let root = -1;
  for (const [index, score] of scores) if (root < 0 || score > scores.get(root)!) root = index;
  if (root < 0) return null;
  while (
    page.containers[root]!.parent >= 0 &&
    prose[page.containers[root]!.parent]! > 1.2 * prose[root]! &&
    (scores.get(page.containers[root]!.parent) ?? 0) > 0.6 * scores.get(root)!
  )
    root = page.containers[root]!.parent;
  return prose[root]! < LEAST_TEXT ? null : { root, inside: insideOf(page, root) };
}
