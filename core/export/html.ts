/**
 * A Decomposition as one HTML file: the kept text shaded as on the page, the claims beside it, and links both ways. It holds no script, asks
 * the network for nothing, and forbids itself both, so that whatever the article or a model wrote stays text.
 */
import type { ClaimId, Decomposition } from '../model';
import { totalUsage } from '../usage';
import { articleLines } from './html-article';
import { claimLines, type Places, placesOf } from './html-claims';
import { attribute, escapeHtml, link } from './html-escape';
import { STYLE } from './html-style';
import { isFound, LABELS, percent, REASONS, sourceOf } from './words';

const POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";
const KEY = [
  ['s0', 'left out'],
  ['s1', ''],
  ['s2', ''],
  ['s3', ''],
  ['s4', ''],
  ['s5', 'captured'],
] as const;

function keyLines(d: Decomposition): string[] {
  const there = (state: 'unsent' | 'failed'): boolean => d.coverage.blocks.some((one) => one.state === state);
  const one = (classes: string, words: string): string => `<span class="b ${classes}">${words === '' ? '&#160;' : words}</span>`;
  return [
    '<p class="small">Each block is one paragraph of the source. Darker means that the decomposition captures it well; lighter means that it was left out.</p>',
    '<p class="small key">',
    ...KEY.map(([level, words]) => one(`${level}`, words)),
    ...(there('unsent') ? [one('s0 unsent', 'not sent')] : []),
    ...(there('failed') ? [one('s0 failed', 'failed')] : []),
    '</p>',
    '<p class="small"><mark class="shown">Underlined</mark>: a sentence that a selected claim quotes. <span class="fact">Dotted</span>: a number, date, name or negation that no claim carries.</p>',
  ];
}

function figureLines(d: Decomposition): string[] {
  const { shown, all, touchedShown, touchedAll, paragraphs } = d.coverage.figures;
  const unread = (['unsent', 'failed'] as const).map((state) => ({
    state,
    count: d.coverage.blocks.filter((line) => line.state === state).length,
  }));
  const figure = (value: string, basis: string): string => `<div><b>${value}</b><span class="small">${basis}</span></div>`;
  return [
    '<div class="figures">',
    figure(escapeHtml(percent(shown)), `captured by the ${d.selection.selected.length} shown`),
    figure(escapeHtml(percent(all)), `by all ${d.claims.filter(isFound).length}`),
    figure(`${touchedShown} of ${paragraphs}`, 'paragraphs touched by the shown'),
    figure(`${touchedAll} of ${paragraphs}`, 'paragraphs touched by all'),
    '</div>',
    ...unread
      .filter(({ count }) => count > 0)
      .map(
        ({ state, count }) => `<p class="small">${count} paragraphs ${state === 'unsent' ? 'not sent' : 'failed'}: counted as left out</p>`,
      ),
    `<p class="small basis">Estimates, weighted by length${d.recipe.similarity.calibrated ? '' : '; the scale is not checked against readers for this way of comparing'}.</p>`,
  ];
}

const CHOICES = [
  ['by-shown', 'by the claims shown'],
  ['by-all', 'by all claims'],
  ['by-none', 'off'],
] as const;

function headLines(d: Decomposition): string[] {
  const { title, url } = d.page;
  const source = [...sourceOf(d.page).map(escapeHtml), link(url, url)].filter((part) => part !== '');
  return [
    '<header>',
    `<h1>${escapeHtml(title || url)}</h1>`,
    `<p class="small source">${source.join(' · ')}</p>`,
    ...figureLines(d),
    ...keyLines(d),
    '<fieldset class="small"><legend>Shade</legend>',
    ...CHOICES.map(
      ([id, words], at) =>
        `<label for="${id}"><input type="radio" name="by" id="${id}" value="${id}"${at === 0 ? ' checked' : ''}> ${words}</label>`,
    ),
    '</fieldset>',
    '</header>',
  ];
}

/** Paragraphs that the claims shown leave out, and of each the facts that no claim carries. */
function gapLines(d: Decomposition, places: Places): string[] {
  const gaps = places.paragraphs.filter(({ level }) => level === 0);
  if (gaps.length === 0) return [];
  const texts = new Map(d.blocks.map((block) => [block.id, block.text]));
  const opening = (text: string): string => (text.length <= 90 ? text : `${text.slice(0, 90).replace(/\s\S*$/, '')}…`);
  return [
    `<h2>Left out by the claims shown (${gaps.length})</h2>`,
    '<ul>',
    ...gaps.map(({ block, number, coverage }) => {
      const text = texts.get(block) ?? '';
      const facts = coverage.facts.filter(({ carried }) => carried === 'none').map(({ start, end }) => text.slice(start, end));
      const missing = [...new Set(facts)].filter((fact) => fact.trim() !== '').map(escapeHtml);
      const tail = missing.length === 0 ? '' : `<p class="small">missing: ${missing.join(' · ')}</p>`;
      return `<li><p><a href="#b-${block}">Paragraph ${number}</a> ${escapeHtml(opening(text))}</p>${tail}</li>`;
    }),
    '</ul>',
  ];
}

const nameOf = (part: { provider: string; model: string | null; version: string }): string =>
  [part.provider, part.model, `version ${part.version}`].filter((word) => word !== null).join(' · ');

function pipelineLines(d: Decomposition): string[] {
  const { decomposer, similarity, threshold, rule } = d.recipe;
  const { requests, inputTokens, outputTokens, estimated } = totalUsage(d.usage);
  const pairs: [string, string][] = [
    ['source kind', d.page.source],
    ['decomposer', nameOf(decomposer)],
    ['similarity', `${nameOf(similarity)}${similarity.calibrated ? '' : ' · not calibrated'}`],
    ['candidates', `${d.claims.length} (selected ${d.selection.selected.length})`],
    ['redundant from', `${threshold.toFixed(2)}, ${rule === 'facts' ? 'unless facts, polarity or kind differ' : 'by similarity alone'}`],
    [
      'requests',
      requests === 0
        ? 'none, nothing was sent'
        : `${requests}; ${inputTokens} tokens in, ${outputTokens} out${estimated ? ' (in part estimated)' : ''}`,
    ],
    ['spans of the page', `${d.blocks.length}`],
    ...LABELS.map((label): [string, string] => [
      label === 'content' ? 'kept' : label,
      `${d.blocks.filter((block) => block.label === label).length}`,
    ]),
  ];
  return [
    '<h2>Pipeline</h2>',
    '<dl>',
    ...pairs.map(([name, value]) => `<dt>${escapeHtml(name)}</dt><dd>${escapeHtml(value)}</dd>`),
    '</dl>',
  ];
}

function claimsAside(d: Decomposition, places: Places): string[] {
  const listed = (ids: readonly ClaimId[], chosen: boolean): string[] => ids.flatMap((id) => claimLines(d, places, id, chosen));
  const reasons = Object.keys(REASONS) as (keyof typeof REASONS)[];
  return [
    `<aside aria-label="Claims"${places.lang}>`,
    ...(d.headline.trim() === '' ? [] : [`<p class="lead">${escapeHtml(d.headline)}</p>`]),
    ...(d.summary.trim() === '' ? [] : [`<p>${escapeHtml(d.summary)}</p>`]),
    `<h2>Selected claims (${d.selection.selected.length})</h2>`,
    ...listed(d.selection.selected, true),
    `<h2>Open questions (${d.questions.length})</h2>`,
    ...(d.questions.length === 0
      ? ['<p class="small">None found.</p>']
      : ['<ul>', ...d.questions.map((question) => `<li>${escapeHtml(question)}</li>`), '</ul>']),
    ...gapLines(d, places),
    ...reasons.flatMap((reason) => {
      const ids = d.selection.rejected.filter((one) => one.reason === reason).map(({ id }) => id);
      return ids.length === 0 ? [] : [`<h2>${REASONS[reason]} (${ids.length})</h2>`, ...listed(ids, false)];
    }),
    ...pipelineLines(d),
    '</aside>',
  ];
}

/** The whole file. Texts are as in the Decomposition; every link in it leads to a place in it, to the article or to a sentence of it. */
export function toHtml(d: Decomposition): string {
  const places = placesOf(d);
  const lines = [
    '<!doctype html>',
    '<html lang="en">',
    '<head>',
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${attribute(POLICY)}">`,
    '<meta name="referrer" content="no-referrer">',
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<title>${escapeHtml(d.page.title || d.page.url || 'Annotated article')}</title>`,
    `<style>\n${STYLE}</style>`,
    '</head>',
    '<body>',
    '<main>',
    '<div class="text">',
    ...headLines(d),
    ...articleLines(d, places),
    '</div>',
    ...claimsAside(d, places),
    '</main>',
    '</body>',
    '</html>',
  ];
  return `${lines.join('\n')}\n`;
}
