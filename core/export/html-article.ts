/** The kept text of an article, block by block, shaded, with its quotes and missing facts marked. */
import { levelOf } from '../cover';
import type { BlockCoverage, Decomposition, LabelledBlock } from '../model';
import type { Paragraph, Placed, Places } from './html-claims';
import { escapeHtml } from './html-escape';
import { percent } from './words';

interface Mark {
  readonly start: number;
  readonly end: number;
  readonly quote: Placed | null;
}

/** Whether a place lies between the halves of a surrogate pair. */
const isInPair = (text: string, at: number): boolean => (text.codePointAt(at - 1) ?? 0) > 0xffff;

/** The text in pieces that each lie wholly in or out of every mark: marks may overlap, elements may not. */
function marked(text: string, marks: readonly Mark[]): string {
  const inside = marks
    .filter(({ start, end }) => start < end && start >= 0 && end <= text.length)
    .map((mark) => ({ ...mark, start: mark.start - Number(isInPair(text, mark.start)), end: mark.end + Number(isInPair(text, mark.end)) }));
  const cuts = [...new Set([0, text.length, ...inside.flatMap(({ start, end }) => [start, end])])].sort((a, b) => a - b);
  return cuts
    .slice(1)
    .map((end, at) => {
      const start = cuts[at]!;
      const over = inside.filter((mark) => mark.start <= start && mark.end >= end);
      const quoted = over.filter(({ quote }) => quote !== null);
      const words = escapeHtml(text.slice(start, end));
      const fact = over.length > quoted.length ? `<span class="fact">${words}</span>` : words;
      const piece = quoted.length === 0 ? fact : `<mark${quoted.some(({ quote }) => quote?.shown) ? ' class="shown"' : ''}>${fact}</mark>`;
      return quoted.filter((mark) => mark.start === start).reduce((inner, { quote }) => `<span id="${quote?.id}">${inner}</span>`, piece);
    })
    .join('');
}

function textOf(block: LabelledBlock, places: Places, coverage: BlockCoverage | undefined): string {
  const quotes = places.quotes.get(block.id) ?? [];
  const facts = coverage?.facts.filter(({ carried }) => carried === 'none') ?? [];
  const marks = [...quotes.map((quote) => ({ ...quote, quote })), ...facts.map(({ start, end }) => ({ start, end, quote: null }))];
  return marked(block.text, marks);
}

/** What the shade says, in words, and the way to the claims. */
function noteOf({ coverage, number }: Paragraph, places: Places, shown: ReadonlySet<number>): string {
  const words: Record<BlockCoverage['state'], string> = {
    scored: `${escapeHtml(percent(coverage.shown))} captured by the shown, ${escapeHtml(percent(coverage.all))} by all`,
    unsent: 'not sent, so not captured',
    failed: 'not read, because its request failed',
    dropped: '',
  };
  const links = coverage.claims
    .filter(({ claim }) => places.claims.has(claim))
    .map(({ claim }) => `<a href="#c-${claim}">${places.numbers.get(claim) ?? claim}${shown.has(claim) ? '' : ' (not shown)'}</a>`);
  const claims = links.length === 0 ? '' : ` · ${links.length === 1 ? 'claim' : 'claims'} ${links.join(', ')}`;
  return `<p class="note" lang="en">${number} · ${words[coverage.state]}${claims}</p>`;
}

function blockLine(block: LabelledBlock, places: Places, paragraph: Paragraph | undefined, shown: ReadonlySet<number>): string {
  const text = textOf(block, places, paragraph?.coverage);
  const id = `id="b-${block.id}"`;
  if (block.kind === 'heading') return `<h2 ${id}>${text}</h2>`;
  // a line feed right after the tag would be taken for none of the text
  if (block.kind === 'code') return `<pre ${id}>\n${text}</pre>`;
  const tag = block.kind === 'list-item' ? 'li' : block.kind === 'quote' ? 'blockquote' : 'div';
  if (paragraph === undefined) return `<${tag} class="${block.kind}" ${id}><p>${text}</p></${tag}>`;
  const { coverage, level } = paragraph;
  const state = coverage.state === 'scored' ? '' : ` ${coverage.state}`;
  const classes = `b ${block.kind} s${level} a${levelOf(coverage.all)}${state}`;
  return `<${tag} class="${classes}" ${id}><p>${text}</p>${noteOf(paragraph, places, shown)}</${tag}>`;
}

/** List items that follow each other are one list. */
export function articleLines(d: Decomposition, places: Places): string[] {
  const paragraphs = new Map(places.paragraphs.map((one) => [one.block, one]));
  const shown = new Set(d.selection.selected);
  const lines: string[] = [`<article${places.lang}>`];
  let inList = false;
  for (const block of d.blocks.filter(({ label }) => label === 'content')) {
    const isItem = block.kind === 'list-item';
    if (isItem !== inList) lines.push(isItem ? '<ul>' : '</ul>');
    inList = isItem;
    lines.push(blockLine(block, places, paragraphs.get(block.id), shown));
  }
  if (inList) lines.push('</ul>');
  return [...lines, '</article>'];
}
