/** A Decomposition as CSV (RFC 4180), a row a claim: for Excel and LibreOffice, which run what looks like a formula. */
import type { Anchor, Claim, Decomposition, Grounding, Quote, Rejection } from '../model';
import { textFragment } from './fragment';
import { isOpenable } from './words';

const COLUMNS = [
  'status',
  'kind',
  'title',
  'body',
  'confidence',
  'similarity',
  'overlapped with',
  'quote',
  'grounding',
  'link',
  'paragraph',
] as const;

type Row = Readonly<Record<(typeof COLUMNS)[number], string>>;

/** UTF-16 units that a cell of Excel holds, less the apostrophe: a longer one would spill into the rows below. */
const CELL = 32_766;
const BYTE_ORDER_MARK = '\uFEFF';

/**
 * What a spreadsheet may take for a formula, after anything that it does not show; full-width signs count where the input method is East Asian.
 * Behind apostrophes too, so that taking one away always gives the text back.
 */
const FORMULA = /^'*[\s\p{Cc}\p{Cf}]*(?:[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]|[\t\r])/u;

const cut = (text: string): string => (text.length <= CELL ? text : `${text.slice(0, CELL - 1).replace(/[\uD800-\uDBFF]$/, '')}…`);

/** A cell that is read as text: a formula is disarmed by an apostrophe before it. */
function field(text: string): string {
  const whole = cut(text);
  const safe = FORMULA.test(whole) ? `'${whole}` : whole;
  return /[",;\t\r\n]|^\s|\s$/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

const groundingOf = (grounding: Grounding): string =>
  grounding.by === 'fuzzy' ? `fuzzy ${grounding.distance.toFixed(3)}` : grounding.by === 'none' ? 'not found' : grounding.by;

const linkOf = (url: string, anchor: Anchor | null): string => (anchor !== null && isOpenable(url) ? textFragment(url, anchor) : '');

/** A line a quote, in the same order in every column; nothing where no quote has any. */
function lines(quotes: readonly Quote[], part: (quote: Quote) => string): string {
  const parts = quotes.map(part);
  return parts.some((line) => line !== '') ? parts.join('\n') : '';
}

function rowsOf(d: Decomposition): Row[] {
  const claims = new Map(d.claims.map((claim) => [claim.id, claim]));
  const texts = new Map(d.blocks.map((block) => [block.id, block.text]));
  const row = (claim: Claim, status: string, rejection?: Rejection): Row => ({
    status,
    kind: claim.kind,
    title: claim.title,
    body: claim.body,
    confidence: claim.confidence.toFixed(2),
    similarity: rejection?.similarity?.toFixed(2) ?? '',
    'overlapped with': rejection?.by === undefined ? '' : (claims.get(rejection.by)?.title ?? ''),
    quote: lines(claim.quotes, ({ text, anchor }) => anchor?.exact ?? text),
    grounding: lines(claim.quotes, ({ grounding }) => groundingOf(grounding)),
    link: lines(claim.quotes, ({ anchor }) => linkOf(d.page.url, anchor)),
    paragraph: [...new Set(claim.quotes.flatMap(({ anchor }) => (anchor ? [texts.get(anchor.block) ?? ''] : [])))].join('\n'),
  });
  return [
    ...d.selection.selected.map((id) => row(claims.get(id)!, 'selected')),
    ...d.selection.rejected.map((rejection) => row(claims.get(rejection.id)!, rejection.reason, rejection)),
  ];
}

/** Selected claims first, then the rejected ones, each by falling confidence. Begins with a byte order mark; lines end in CR LF. */
export function toCsv(d: Decomposition): string {
  const rows = rowsOf(d).map((row) => COLUMNS.map((column) => field(row[column])).join(','));
  return `${BYTE_ORDER_MARK}${[COLUMNS.join(','), ...rows].join('\r\n')}\r\n`;
}
