/** The claims beside the article, and where each of their quotes stands in it. */
import { LEFT_OUT, levelOf } from '../cover';
import type { BlockCoverage, BlockId, Claim, ClaimId, Decomposition, Quote } from '../model';
import { textFragment } from './fragment';
import { escapeHtml, link } from './html-escape';
import { isOpenable, KEPT, percent } from './words';

/** A quote where it stands in a kept block. */
export interface Placed {
  readonly claim: ClaimId;
  /** The fragment that leads to it. */
  readonly id: string;
  readonly start: number;
  readonly end: number;
  readonly shown: boolean;
}

export interface Paragraph {
  readonly block: BlockId;
  /** Ordinal among the paragraphs that count. */
  readonly number: number;
  readonly level: ReturnType<typeof levelOf>;
  readonly coverage: BlockCoverage;
}

export interface Places {
  readonly quotes: ReadonlyMap<BlockId, readonly Placed[]>;
  /** Kept blocks, which are what there is to jump to. */
  readonly blocks: ReadonlySet<BlockId>;
  /** Ordinals of claims: the selected ones first, from 1. */
  readonly numbers: ReadonlyMap<ClaimId, number>;
  readonly claims: ReadonlyMap<ClaimId, Claim>;
  /** Paragraphs that count and are in the article, in its order. */
  readonly paragraphs: readonly Paragraph[];
  /** The language of the article's text, as an attribute. */
  readonly lang: string;
}

const idOf = (claim: ClaimId, at: number): string => `q-${claim}-${at}`;

/** A quote whose anchor does not hold the text that stands there is not marked. */
function placedQuotes(d: Decomposition, texts: ReadonlyMap<BlockId, string>): Map<BlockId, Placed[]> {
  const selected = new Set(d.selection.selected);
  const quotes = new Map<BlockId, Placed[]>();
  for (const claim of d.claims) {
    claim.quotes.forEach(({ anchor }, at) => {
      if (anchor === null || anchor.exact === '') return;
      const { block, start, exact } = anchor;
      if (!texts.get(block)?.startsWith(exact, start)) return;
      const placed = { claim: claim.id, id: idOf(claim.id, at), start, end: start + exact.length, shown: selected.has(claim.id) };
      quotes.set(block, [...(quotes.get(block) ?? []), placed]);
    });
  }
  return quotes;
}

export function placesOf(d: Decomposition): Places {
  const kept = new Map(d.blocks.filter(({ label }) => label === 'content').map(({ id, text }) => [id, text]));
  const order = [...d.selection.selected, ...d.selection.rejected.map(({ id }) => id)];
  const counted = d.coverage.blocks.filter(({ state }) => state !== 'dropped');
  return {
    quotes: placedQuotes(d, kept),
    blocks: new Set(kept.keys()),
    numbers: new Map(order.map((id, at) => [id, at + 1])),
    claims: new Map(d.claims.map((claim) => [claim.id, claim])),
    paragraphs: counted
      .map((coverage, at): Paragraph => ({ block: coverage.block, number: at + 1, level: levelOf(coverage.shown), coverage }))
      .filter(({ block }) => kept.has(block)),
    lang: d.page.lang === null ? '' : ` lang="${escapeHtml(d.page.lang)}"`,
  };
}

/** Into the file where the quote is marked, or to its paragraph; out to the sentence in the article. */
function quoteLine(d: Decomposition, places: Places, claim: ClaimId, { text, anchor, grounding }: Quote, at: number): string {
  if (anchor === null) return `<blockquote>${escapeHtml(text)} <span class="small">not found in the page</span></blockquote>`;
  const id = idOf(claim, at);
  const marked = places.quotes.get(anchor.block)?.some((one) => one.id === id) ?? false;
  const to = marked ? id : places.blocks.has(anchor.block) ? `b-${anchor.block}` : null;
  const ways = [
    to === null ? '' : `<a class="go" href="#${to}">in the text</a>`,
    isOpenable(d.page.url) ? `<span class="go">${link(textFragment(d.page.url, anchor), 'in the source')}</span>` : '',
    grounding.by === 'fuzzy' ? `${escapeHtml(percent(grounding.distance))} of its characters differ from the quote as given` : '',
  ].filter((way) => way !== '');
  return `<blockquote>${escapeHtml(anchor.exact)} <span class="small">${ways.join(' · ')}</span></blockquote>`;
}

function whyOf(d: Decomposition, places: Places, id: ClaimId): string {
  const rejection = d.selection.rejected.find((one) => one.id === id);
  const kept = d.selection.kept.find((one) => one.id === id);
  const other = (by: ClaimId): string =>
    `<a href="#c-${by}">${escapeHtml(places.claims.get(by)?.title || `claim ${places.numbers.get(by)}`)}</a>`;
  if (rejection?.reason === 'redundant' && rejection.by !== undefined && places.claims.has(rejection.by)) {
    const similarity = rejection.similarity === undefined ? '' : `similarity ${rejection.similarity.toFixed(2)} · `;
    return `<p class="small">${similarity}overlaps with: ${other(rejection.by)}</p>`;
  }
  if (kept === undefined || !places.claims.has(kept.by)) return '';
  return `<p class="small">similar (${kept.similarity.toFixed(2)}) to: ${other(kept.by)}, kept because ${KEPT[kept.because]}</p>`;
}

/** The paragraphs that a claim covers, most first. */
function coveredBy(places: Places, id: ClaimId): string {
  const covered = places.paragraphs
    .flatMap(({ block, number, coverage }) =>
      coverage.claims.flatMap(({ claim, score }) => (claim === id && score >= LEFT_OUT ? [{ block, number, score }] : [])),
    )
    .sort((a, b) => b.score - a.score || a.number - b.number);
  if (covered.length === 0) return '';
  const links = covered.map(({ block, number }) => `<a href="#b-${block}">${number}</a>`);
  return `<p class="small">covers ${covered.length === 1 ? 'paragraph' : 'paragraphs'} ${links.join(', ')}</p>`;
}

export function claimLines(d: Decomposition, places: Places, id: ClaimId, chosen: boolean): string[] {
  const claim = places.claims.get(id);
  if (claim === undefined) return [];
  return [
    `<article class="claim${chosen ? ' chosen' : ''}" id="c-${id}">`,
    `<p class="small">${places.numbers.get(id)} · ${claim.kind} · confidence ${claim.confidence.toFixed(2)}</p>`,
    `<h3>${escapeHtml(claim.title)}</h3>`,
    `<p>${escapeHtml(claim.body)}</p>`,
    ...claim.quotes.map((quote, at) => quoteLine(d, places, id, quote, at)),
    coveredBy(places, id),
    whyOf(d, places, id),
    '</article>',
  ].filter((line) => line !== '');
}
