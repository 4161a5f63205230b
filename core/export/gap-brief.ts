/** What the claims leave out, to take along: the numbers, names and caveats that no claim carries, by section, each with a link to its place. */

import { anchorOf } from '../anchor';
import { LEFT_OUT } from '../cover';
import { kindOf } from '../kinds';
import type { Block, BlockCoverage, Decomposition, FactCoverage, FactKind, LabelledBlock } from '../model';
import type { Basis } from '../shade';
import { type Stretch, sentences } from '../text';
import { textFragment } from './fragment';
import { destination, escapeMarkdown } from './markdown';
import { percent } from './words';

export type BriefFormat = 'markdown' | 'plain';

/** How the parts are written. Text and addresses come from the page. */
interface Pen {
  heading(level: 1 | 2, text: string): string;
  text(text: string): string;
  /** A text that leads to its place in the page, or the text alone where the page has no address that a browser opens. */
  link(text: string, url: string): string;
}

const PENS: Readonly<Record<BriefFormat, Pen>> = {
  markdown: {
    heading: (level, text) => `${'#'.repeat(level)} ${escapeMarkdown(text)}`,
    text: escapeMarkdown,
    link: (text, url) => {
      const to = destination(url);
      return to === null ? escapeMarkdown(text) : `[${escapeMarkdown(text)}](${to})`;
    },
  },
  plain: {
    heading: (level, text) => (level === 1 ? text : `\n${text}`).replace(/[^\S\n]+/g, ' '),
    text: (text) => text.replace(/\s+/g, ' ').trim(),
    link: (text, url) => {
      const to = destination(url);
      return `${PENS.plain.text(text)}${to === null ? '' : ` ${to}`}`;
    },
  },
};

/** Numbers and dates are one list; what is denied is a caveat. */
const LISTS: readonly { readonly name: string; readonly kinds: ReadonlySet<FactKind> }[] = [
  { name: 'numbers', kinds: new Set(['number', 'date']) },
  { name: 'names', kinds: new Set(['name']) },
];

interface Gap {
  readonly block: LabelledBlock;
  /** Ordinal among the paragraphs that count. */
  readonly number: number;
  readonly coverage: BlockCoverage;
  readonly facts: readonly FactCoverage[];
  readonly caveats: readonly Stretch[];
}

const isMissing = (by: Basis, { carried }: FactCoverage): boolean => carried === 'none' || (by === 'shown' && carried === 'all');

/** Sentences that deny something no claim denies; in a paragraph that is left out whole, those that sound like a caveat too. */
function caveatsOf({ text }: Pick<Block, 'text'>, missing: readonly FactCoverage[], isLeftOut: boolean, lang: string | null): Stretch[] {
  const denied = missing.filter(({ kind }) => kind === 'negation');
  return sentences(text, lang).filter(
    ({ start, end }) =>
      denied.some((fact) => fact.start >= start && fact.start < end) || (isLeftOut && kindOf(text.slice(start, end)) === 'caveat'),
  );
}

function gapsOf(d: Decomposition, by: Basis): Gap[] {
  const blocks = new Map(d.blocks.map((block) => [block.id, block]));
  return d.coverage.blocks
    .filter(({ state }) => state !== 'dropped')
    .map((coverage, index): Gap => {
      const block = blocks.get(coverage.block)!;
      const facts = coverage.facts.filter((fact) => isMissing(by, fact));
      const caveats = caveatsOf(block, facts, coverage[by] < LEFT_OUT, d.page.lang);
      return { block, number: index + 1, coverage, facts: facts.filter(({ kind }) => kind !== 'negation'), caveats };
    })
    .filter(({ facts, caveats, coverage }) => facts.length > 0 || caveats.length > 0 || coverage[by] < LEFT_OUT);
}

const READ: Readonly<Record<BlockCoverage['state'], string>> = {
  scored: '',
  dropped: '',
  unsent: ', not sent',
  failed: ', not read: its request failed',
};

function gapLines({ block, number, coverage, facts, caveats }: Gap, by: Basis, url: string, pen: Pen): string[] {
  const at = (stretch: Stretch): string => textFragment(url, anchorOf(block, stretch));
  const textOf = ({ start, end }: Stretch): string => block.text.slice(start, end);
  const once = (found: readonly FactCoverage[]): FactCoverage[] =>
    [...new Map(found.toReversed().map((fact) => [textOf(fact), fact])).values()].reverse();
  const [first = { start: 0, end: block.text.length }] = sentences(block.text);
  const state = coverage.state === 'scored' ? `, ${pen.text(percent(coverage[by]))} captured` : READ[coverage.state];
  return [
    `- ${pen.link(`Paragraph ${number}`, at(first))}${state}`,
    ...LISTS.flatMap(({ name, kinds }) => {
      const found = once(facts.filter(({ kind }) => kinds.has(kind)));
      return found.length === 0 ? [] : [`  - ${name}: ${found.map((fact) => pen.text(textOf(fact))).join(' · ')}`];
    }),
    ...caveats.map((sentence) => `  - caveat: ${pen.link(textOf(sentence), at(sentence))}`),
  ];
}

/** @param by whose gaps: of the claims shown, or of all */
export function toGapBrief(d: Decomposition, by: Basis, format: BriefFormat): string {
  const pen = PENS[format];
  const { figures } = d.coverage;
  const whose = by === 'shown' ? `the ${d.selection.selected.length} claims shown` : 'all claims';
  const gaps = gapsOf(d, by);
  const headings = new Map(d.blocks.map(({ id, text }) => [id, text]));
  const lines = [pen.heading(1, `Left out: ${d.page.title || d.page.url}`), ''];
  lines.push(`${pen.text(percent(figures[by]))} captured by ${whose}, as estimated. Of each paragraph what none of them carries:`, '');
  let section: number | null | undefined;
  for (const gap of gaps) {
    if (gap.block.section !== section) {
      section = gap.block.section;
      lines.push('', pen.heading(2, section === null ? 'Before the first heading' : (headings.get(section) ?? '')), '');
    }
    lines.push(...gapLines(gap, by, d.page.url, pen));
  }
  if (gaps.length === 0) lines.push('Nothing is left out.');
  return `${lines
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trimEnd()}\n`;
}
