/** A Decomposition as a Markdown note: everything the panel says, as text that no Markdown reader takes for markup, under YAML front matter. */
import type { Claim, ClaimId, Decomposition, Quote, Rejection, RejectionReason } from '../model';
import { totalUsage } from '../usage';
import { textFragment } from './fragment';
import { frontMatter } from './front-matter';
import { sectionShares } from './sections';
import { isFound, isOpenable, KEPT, LABELS, percent, REASONS, sourceOf } from './words';

/** Missing facts listed at most. */
const FACTS = 30;

/**
 * Text as text: one line, with every character escaped that Markdown (CommonMark, GFM, Obsidian) or HTML would read as markup, and bare
 * addresses kept from becoming links.
 */
export function escapeMarkdown(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/[\\`*_{}[\]|~#$^]/g, '\\$&')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replace(/:(?=\/\/)/g, '\\:')
    .replace(/\bwww\./gi, (www) => `${www.slice(0, 3)}\\.`)
    .replace(/!(?=\\\[)/g, '\\!')
    .replace(/%(?=%)|(?<=%)%|=(?==)|(?<==)=/g, '\\$&')
    .replace(/^[-+=:]/, '\\$&')
    .replace(/^(\d+)([.)])/, '$1\\$2');
}

/** Only addresses that a browser opens as a page become links, and nothing in them can end the link. */
export const destination = (url: string): string | null =>
  isOpenable(url)
    ? url.replace(/[\s()<>\\"`|[\]{}^]/g, (char) => `%${char.codePointAt(0)!.toString(16).toUpperCase().padStart(2, '0')}`)
    : null;

function quoteLines(quote: Quote, url: string): string[] {
  if (!quote.anchor) return [`> ${escapeMarkdown(quote.text)}`, '>', '> (not found in the page)', ''];
  const link = destination(textFragment(url, quote.anchor));
  const how =
    quote.grounding.by === 'fuzzy'
      ? `, ${escapeMarkdown(percent(quote.grounding.distance))} of its characters differ from the quote as given`
      : '';
  const note = link === null ? (how === '' ? '' : `(found${how})`) : `[in the page](${link})${how}`;
  return [`> ${escapeMarkdown(quote.anchor.exact)}`, ...(note === '' ? [] : ['>', `> ${note}`]), ''];
}

const claimLines = (claim: Claim, url: string, why: string): string[] => [
  `### ${escapeMarkdown(claim.title)}`,
  '',
  `${claim.kind} · confidence ${claim.confidence.toFixed(2)}${why}`,
  '',
  escapeMarkdown(claim.body),
  '',
  ...claim.quotes.flatMap((quote) => quoteLines(quote, url)),
];

const titleOf = (d: Decomposition, id: ClaimId | undefined): string =>
  escapeMarkdown(d.claims.find((claim) => claim.id === id)?.title ?? '');

function whyRejected(d: Decomposition, rejection: Rejection): string {
  if (rejection.reason !== 'redundant') return '';
  const similarity = rejection.similarity === undefined ? '' : ` · similarity ${rejection.similarity.toFixed(2)}`;
  return `${similarity} · overlaps with: ${titleOf(d, rejection.by)}`;
}

function whyKept(d: Decomposition, id: ClaimId): string {
  const kept = d.selection.kept.find((one) => one.id === id);
  return kept ? ` · similar (${kept.similarity.toFixed(2)}) to: ${titleOf(d, kept.by)}, kept because ${KEPT[kept.because]}` : '';
}

const headLines = (d: Decomposition): string[] => {
  const { title, url } = d.page;
  const link = destination(url);
  const source = sourceOf(d.page).map(escapeMarkdown);
  return [
    `# ${escapeMarkdown(title || url)}`,
    '',
    [...source, link === null ? escapeMarkdown(url) : `<${link}>`].filter((part) => part !== '').join(' · '),
    '',
    ...(d.headline.trim() === '' ? [] : [`**${escapeMarkdown(d.headline)}**`, '']),
    escapeMarkdown(d.summary),
    '',
  ];
};

function figureLines(d: Decomposition): string[] {
  const { shown, all, touchedShown, touchedAll, paragraphs } = d.coverage.figures;
  const found = d.claims.filter(isFound).length;
  const unread = (['unsent', 'failed'] as const).map((state) => ({
    state,
    count: d.coverage.blocks.filter((line) => line.state === state).length,
  }));
  return [
    '## Coverage',
    '',
    `- ${escapeMarkdown(percent(shown))} captured by the ${d.selection.selected.length} shown (${touchedShown} of ${paragraphs} paragraphs touched)`,
    `- ${escapeMarkdown(percent(all))} captured by all ${found} (${touchedAll} of ${paragraphs} paragraphs touched)`,
    ...unread.filter(({ count }) => count > 0).map(({ state, count }) => `- ${count} paragraphs ${state}: counted as left out`),
    '',
  ];
}

function sectionLines(d: Decomposition): string[] {
  const sections = sectionShares(d);
  if (sections.length < 2) return [];
  return [
    '### By section',
    '',
    ...sections.map(({ heading, shown, all, paragraphs }) => {
      const name = heading === null ? 'Before the first heading' : escapeMarkdown(heading) || 'Untitled section';
      return `- ${name}: ${escapeMarkdown(percent(shown))} by the shown, ${escapeMarkdown(percent(all))} by all (${paragraphs} ${paragraphs === 1 ? 'paragraph' : 'paragraphs'})`;
    }),
    '',
  ];
}

function rejectedLines(d: Decomposition): string[] {
  const byId = new Map(d.claims.map((claim) => [claim.id, claim]));
  const reasons = (Object.keys(REASONS) as RejectionReason[]).filter((reason) => d.selection.rejected.some((one) => one.reason === reason));
  return reasons.flatMap((reason) => {
    const rejected = d.selection.rejected.filter((one) => one.reason === reason);
    return [
      `## ${REASONS[reason]} (${rejected.length})`,
      '',
      ...rejected.flatMap((one) => claimLines(byId.get(one.id)!, d.page.url, whyRejected(d, one) || whyKept(d, one.id))),
    ];
  });
}

/** Facts of the page that no claim carries, each once, in order. */
function missingLines(d: Decomposition): string[] {
  const texts = new Map(d.blocks.map((block) => [block.id, block.text]));
  const missing = d.coverage.blocks.flatMap((line) =>
    line.facts.filter((fact) => fact.carried === 'none').map((fact) => (texts.get(line.block) ?? '').slice(fact.start, fact.end)),
  );
  const once = [...new Set(missing)].filter((text) => text.trim() !== '');
  if (once.length === 0) return [];
  const more = once.length > FACTS ? ` and ${once.length - FACTS} more` : '';
  return [`## Facts that no claim carries (${once.length})`, '', `${once.slice(0, FACTS).map(escapeMarkdown).join(' · ')}${more}`, ''];
}

const nameOf = (part: { provider: string; model: string | null; version: string }): string =>
  [part.provider, part.model, `version ${part.version}`]
    .filter((word) => word !== null)
    .map(escapeMarkdown)
    .join(' · ');

function pipelineLines(d: Decomposition): string[] {
  const { decomposer, similarity, threshold, rule } = d.recipe;
  const { requests, inputTokens, outputTokens, estimated } = totalUsage(d.usage);
  const kept = d.blocks.filter((block) => block.label === 'content').length;
  const counts = LABELS.map((label) => ({ label, count: d.blocks.filter((block) => block.label === label).length }));
  return [
    '## Pipeline',
    '',
    `- source kind: ${d.page.source}`,
    `- decomposer: ${nameOf(decomposer)}`,
    `- similarity: ${nameOf(similarity)}${similarity.calibrated ? '' : ' · not calibrated'}`,
    `- candidates: ${d.claims.length} (selected ${d.selection.selected.length})`,
    `- redundant from ${threshold.toFixed(2)}, ${rule === 'facts' ? 'unless facts, polarity or kind differ' : 'by similarity alone'}`,
    ...(requests > 0
      ? [`- ${requests} requests, ${inputTokens} tokens in, ${outputTokens} out${estimated ? ' (in part estimated)' : ''}`]
      : ['- nothing was sent anywhere']),
    '',
    '## Janitor',
    '',
    `- total spans: ${d.blocks.length}`,
    `- kept: ${kept}`,
    `- dropped: ${d.blocks.length - kept}`,
    ...counts.filter(({ count }) => count > 0).map(({ label, count }) => `- ${label}: ${count}`),
    '',
  ];
}

/** @param created the day on which it is written, YYYY-MM-DD */
export function toMarkdown(d: Decomposition, created: string): string {
  const byId = new Map(d.claims.map((claim) => [claim.id, claim]));
  const lines = [
    ...headLines(d),
    ...figureLines(d),
    ...sectionLines(d),
    `## Selected claims (${d.selection.selected.length})`,
    '',
    ...d.selection.selected.flatMap((id) => claimLines(byId.get(id)!, d.page.url, whyKept(d, id))),
    `## Open questions (${d.questions.length})`,
    '',
    ...(d.questions.length === 0 ? ['None found.'] : d.questions.map((question) => `- ${escapeMarkdown(question)}`)),
    '',
    ...rejectedLines(d),
    ...missingLines(d),
    ...pipelineLines(d),
  ];
  return `${frontMatter(d, created).join('\n')}\n${lines
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trimEnd()}\n`;
}
