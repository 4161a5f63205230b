/** Every word of the interface, in English. Text of pages and models never passes through here but as an argument. */
import { MEASURED_ERROR } from '../core/cover';
import { percent } from '../core/export/words';
import type { Apart, BlockState, Edit, FailureCode, Grounding, Label, PageInfo, Recipe, RejectionReason, Stage } from '../core/model';
import type { Basis } from '../core/shade';
import type { ExportFormat, ExportWay, JumpResult, Mode } from './state';

const numberFormat = new Intl.NumberFormat('en');
const dateFormat = new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeZone: 'UTC' });
/** Of what happened here: the day by the reader's own clock. */
const hereFormat = new Intl.DateTimeFormat('en', { dateStyle: 'medium' });
const kilobytes = new Intl.NumberFormat('en', { style: 'unit', unit: 'kilobyte', maximumFractionDigits: 0 });
const megabytes = new Intl.NumberFormat('en', { style: 'unit', unit: 'megabyte', maximumFractionDigits: 1 });

export { percent };

export const count = (n: number): string => numberFormat.format(n);

export const plural = (n: number, one: string, many = `${one}s`): string => `${count(n)} ${n === 1 ? one : many}`;

/** A date as the page gives it, in short; what is no date is returned as it is. */
export function shortDate(published: string): string {
  const time = Date.parse(published);
  return Number.isNaN(time) ? published : dateFormat.format(time);
}

/** The day of a moment in ISO 8601. */
export const hereDate = (iso: string): string => (Number.isNaN(Date.parse(iso)) ? iso : hereFormat.format(new Date(iso)));

/** 1 kB is 1,000 bytes; what is not nothing is at least that. */
export const size = (bytes: number): string =>
  bytes < 999_500 ? kilobytes.format(bytes === 0 ? 0 : Math.max(1, bytes / 1000)) : megabytes.format(bytes / 1e6);

export const stageWords: Record<Stage, string> = {
  read: 'Reading the page',
  clean: 'Finding the article',
  decompose: 'Finding its claims',
  compare: 'Comparing claims with sentences',
  select: 'Selecting claims',
  cover: 'Measuring what they capture',
  audit: 'Auditing what they capture',
  done: 'Done',
};

export const progress = (stage: Stage, done: number, total: number): string =>
  total > 0 ? `${stageWords[stage]} · ${count(done)} of ${count(total)}` : stageWords[stage];

/** Two shares as points, the lesser first: "4 to 5". */
function between(a: number, b: number): string {
  const points = [...new Set([a, b].map((share) => Math.round(100 * share)))].sort((x, y) => x - y);
  return points.map(count).join(' to ');
}

export const figures = {
  shown: (k: number) => `captured by the ${count(k)} shown`,
  all: (n: number) => `by all ${count(n)}`,
  ratio: (touched: number, paragraphs: number) => `${count(touched)} of ${count(paragraphs)}`,
  touched: (by: Basis) => (by === 'shown' ? 'paragraphs touched by the shown' : 'paragraphs touched by all'),
  estimate: (calibrated: boolean) =>
    `An estimate: how much of each sentence the claims say too, in words and quotes, weighted by length.${
      calibrated
        ? ` On labelled articles that it had not seen it was off by ${between(MEASURED_ERROR.shown.whole, MEASURED_ERROR.all.whole)} points, a paragraph by ${between(MEASURED_ERROR.shown.block, MEASURED_ERROR.all.block)}.`
        : ' Its scale has not been checked against readers for this way of comparing.'
    }`,
  covered: (share: number) => `${percent(share)} covered`,
  coveredBy: (by: Basis, n: number) => (by === 'shown' ? `by the ${count(n)} shown` : `by all ${count(n)}`),
};

export const legend =
  'Each block is one paragraph of the source. Darker means the decomposition captures it well; lighter means it was left out — the part of the document the summary doesn’t cover.';

const stateWords: Record<Exclude<BlockState, 'scored'>, string> = {
  dropped: 'not part of the article',
  unsent: 'not sent, so not captured',
  failed: 'not read, because its request failed',
};

const capturing: Record<Basis | 'text', string> = { shown: 'the shown claims', all: 'all claims', text: 'the text you pasted' };

export const strip = {
  label: 'Paragraphs of the article',
  number: (first: number, last: number, of: number) =>
    first === last ? `Paragraph ${count(first)} of ${count(of)}` : `Paragraphs ${count(first)} to ${count(last)} of ${count(of)}`,
  droppedRun: (n: number) => (n === 1 ? 'Dropped' : `${count(n)} dropped`),
  state: (state: BlockState, share: number, by: Basis | 'text') =>
    state === 'scored' ? `${percent(share)} captured by ${capturing[by]}` : stateWords[state],
  reading: 'where you read',
  claims: (n: number, by: Basis | 'text') => {
    const one = by === 'text' ? 'sentence of it' : 'claim';
    return n === 0 ? `covered by no ${one}` : `covered by ${by === 'text' ? `${plural(n, 'sentence')} of it` : plural(n, one)}`;
  },
  key: {
    block: 'Each block is one paragraph of the source.',
    out: 'left out',
    captured: 'captured',
    dropped: 'dropped',
    unsent: 'not sent',
    failed: 'failed',
  },
};

export const pointed = {
  paragraph: (number: number, of: number) => (number > 0 ? `This paragraph · ${count(number)} of ${count(of)}` : 'This paragraph'),
  more: (n: number) => `and ${plural(n, 'more claim')}`,
  missing: 'Left out:',
};

export const controls = {
  mode: 'Shading',
  modes: { captured: 'Captured', 'left-out': 'Left out', off: 'Off' } satisfies Record<Mode, string>,
  by: 'Shade by',
  bys: { shown: 'by shown', all: 'by all' } satisfies Record<Basis, string>,
  k: 'shown',
  kOf: (k: number, n: number) => `${count(k)} of ${plural(n, 'claim')} shown`,
  previous: 'Previous gap',
  next: 'Next gap',
};

export const digest = {
  headline: 'In one sentence',
  own: 'in the article’s own sentences',
  ofPart: (why: string) => `Of the first part only: the article is long, and a summary of the whole could not be had. ${why}`,
  selected: 'Selected claims',
  soFar: (n: number) => `${plural(n, 'claim')} so far`,
  noClaims: 'No claim could be made from this text.',
};

/** What a reader may wish of a claim. */
export const wishes = { pin: 'Pin', unpin: 'Unpin', dismiss: 'Dismiss', takeBack: 'Take back' };

export const card = {
  confidence: (value: number) => `c ${value.toFixed(2)}`,
  similarity: (value: number) => `sim ${value.toFixed(2)}`,
  quotes: (n: number) => (n === 1 ? 'quote' : plural(n, 'quote')),
  position: (at: number, of: number) => (of > 1 ? `quote ${at} of ${of} · ` : ''),
  next: 'next quote',
  blockGone: 'That paragraph is no longer on the page.',
  jumped: {
    exact: 'Found on the page, word for word.',
    moved: 'Found on the page; the text around it has changed.',
    lost: 'The sentence is no longer on the page.',
  } satisfies Record<JumpResult['how'], string>,
  pinned: 'pinned',
  dismissed: 'put aside by you',
  about: (verb: string, title: string) => `${verb} “${title}”`,
  /** Two shares of the article: as it is, and with the claim shown besides. */
  gain: (from: number, to: number) =>
    percent(from) === percent(to) ? `hardly raises coverage (${percent(from)})` : `raises coverage ${percent(from)} → ${percent(to)}`,
  overlapped: (title: string) => `overlapped with: ${title}`,
  kept: (title: string, because: Apart) => `similar to “${title}”, kept because ${keptWords[because]}`,
  grounding: (grounding: Grounding): string => {
    if (grounding.by === 'exact') return 'found exactly';
    if (grounding.by === 'normalised') return 'found; only case, quotation marks or spaces differ';
    if (grounding.by === 'fuzzy') return `found with ${percent(grounding.distance)} of its characters different`;
    return 'not found in the article';
  },
};

const keptWords: Record<Apart, string> = {
  'numbers-differ': 'the numbers differ',
  'polarity-differs': 'one says what the other denies',
  'actors-differ': 'they say it of different people or things',
  'scope-differs': 'one says it more broadly or more surely than the other',
  caveat: 'one of the two is a caveat',
};

export const questions = {
  title: 'Open questions',
  asked: 'Asked in the article, and not answered there.',
  offlineNone: 'Offline decomposition finds only questions that the article itself asks; it asks none that it leaves open.',
  none: 'The decomposition names no open question.',
};

export type CandidateOrder = 'reason' | 'gain';

export const candidates = {
  title: 'Considered candidates',
  order: 'Order by',
  orders: { reason: 'reason', gain: 'what it would add' } satisfies Record<CandidateOrder, string>,
  none: 'Every candidate is shown.',
  groups: {
    'below-top-k': 'Below top-k',
    redundant: 'Redundant with selected',
    ungrounded: 'Not found in the article',
    dismissed: 'Dismissed',
  } satisfies Record<RejectionReason, string>,
  why: {
    'below-top-k': 'Less central to the article than those shown. The slider brings them in.',
    redundant: 'They say what a selected claim says already.',
    ungrounded: 'No sentence of the article holds their quote, so they count for nothing.',
    dismissed: 'You put these aside.',
  } satisfies Record<RejectionReason, string>,
};

/** Which page of an article that goes over several. */
export const part = ({ page, of }: NonNullable<PageInfo['part']>): string =>
  `Page ${count(page)}${of === null ? ' of several' : ` of ${count(of)}`}: the figures are of this page alone.`;

export const group = (name: string, n: number): string => `${name} · ${count(n)}`;

export const pipeline = {
  title: 'Pipeline',
  source: 'source kind',
  generated: 'generated by',
  model: 'model',
  candidates: 'candidates',
  candidateCount: (n: number, selected: number) => `${count(n)} (selected ${count(selected)})`,
  embeddings: 'embeddings',
  noEmbeddings: (provider: string) => `none (${provider})`,
  threshold: 'redundant from similarity',
  uncalibrated: (threshold: string) => `${threshold} (not calibrated)`,
  rule: 'kept apart',
  rules: { facts: 'where facts differ', plain: 'by similarity alone' } satisfies Record<Recipe['rule'], string>,
  requests: 'requests',
  noRequests: 'none, all on this machine',
  tokens: 'tokens',
  tokenCount: (input: number, output: number, estimated: boolean) =>
    `${count(input)} in · ${count(output)} out${estimated ? ' (in part estimated: an answer was cut off)' : ''}`,
};

export const coverage = {
  title: 'Coverage',
  leftOut: 'Left out',
  brief: (gaps: number) => (gaps === 0 ? 'no gaps' : plural(gaps, 'gap')),
  gap: (number: number, of: number, state: BlockState, share: number) => {
    const captured = share > 0 ? ` · ${percent(share)} captured` : '';
    return `${strip.number(number, number, of)}${state === 'scored' ? captured : ` · ${strip.state(state, 0, 'shown')}`}`;
  },
  noGaps: (by: Basis) => `No paragraph is left out by ${by === 'shown' ? 'the claims shown' : 'all claims'}.`,
  missing: 'missing:',
  more: (n: number) => `Show ${count(n)} more`,
  drop: 'Drop',
  dropLabel: (number: number) => `Drop paragraph ${count(number)}: it is not part of the article`,
};

export const janitor = {
  title: 'Janitor',
  explanation:
    'Non-content spans (acknowledgements, references, footnotes, headers, boilerplate) are dropped before the decomposition runs.',
  brief: (total: number, dropped: number) => `${plural(total, 'span')} · ${count(dropped)} dropped`,
  total: 'total spans',
  kept: 'kept',
  dropped: 'dropped',
  label: (label: Label, n: number) => `${label} · ${count(n)}`,
  outside: (n: number) =>
    `${count(n)} more ${n === 1 ? 'run of the page is' : 'runs of the page are'} outside the article: menus, footers and the like.`,
  keptByHand: 'Kept by hand',
  more: (n: number) => `Show ${count(n)} more`,
  keep: 'Keep',
  drop: 'Drop',
};

export const lastEdit = {
  undo: 'Undo',
  undoLabel: 'Undo the last change',
  said: { keep: 'Kept', drop: 'Dropped', pin: 'Pinned', dismiss: 'Put aside', add: 'Asked for besides' } satisfies Record<
    Edit['do'],
    string
  >,
  line: (edit: Edit['do'], what: string) => `${lastEdit.said[edit]}: ${what}`,
};

export const origin = {
  cache: (savedAt: string | null) =>
    `From this browser’s cache${savedAt === null ? '' : `, saved ${hereDate(savedAt)}`}. Nothing was computed anew.`,
  import: 'Imported. Nothing was run.',
  private: 'This is a private window: nothing is kept.',
  again: 'Run again',
};

/** “3 paragraphs added, 1 removed, 2 edited”: the noun stands once, and what did not happen is not counted. */
function tally(parts: readonly (readonly [number, string])[]): string {
  const [first, ...rest] = parts.filter(([n]) => n > 0);
  if (first === undefined) return '';
  return [`${plural(first[0], 'paragraph')} ${first[1]}`, ...rest.map(([n, verb]) => `${count(n)} ${verb}`)].join(', ');
}

export const since = {
  title: 'Since then',
  tally: (added: number, removed: number, edited: number) =>
    tally([
      [added, 'added'],
      [removed, 'removed'],
      [edited, 'edited'],
    ]),
  altered: (n: number) =>
    n === 1 ? 'The publisher altered what 1 claim rests on' : `The publisher altered what ${count(n)} claims rest on`,
  before: 'before',
  now: 'now',
  extend: 'Read the changed paragraphs',
  again: 'Run again on everything',
  unread: (n: number) =>
    `${plural(n, 'paragraph')} came later or ${n === 1 ? 'was' : 'were'} left over, and ${n === 1 ? 'was' : 'were'} not read.`,
  read: (n: number) => (n === 1 ? 'Read it' : 'Read them'),
};

export const library = {
  title: 'Kept articles',
  total: (bytes: number, limit: number) => `${size(bytes)} of ${size(limit)}`,
  none: 'Nothing is kept yet. What you decompose is kept in this browser, until you delete it or the space is needed.',
  about: (site: string | null, savedAt: string, bytes: number) =>
    [site ?? '', hereDate(savedAt), size(bytes)].filter((part) => part !== '').join(' · '),
  figures: (shown: number, all: number) => `${percent(shown)} by the shown, ${percent(all)} by all`,
  aside: (n: number) => `${plural(n, 'record')} could not be read and ${n === 1 ? 'was' : 'were'} set aside.`,
  remove: 'Delete',
  removeLabel: (title: string) => `Delete “${title}”`,
  everything: (n: number) => (n === 1 ? 'Search and export the kept article' : `Search and export all ${count(n)} kept articles`),
  clear: 'Delete all',
  sure: (n: number) => `Delete ${n === 1 ? 'the 1 kept article' : `all ${count(n)} kept articles`}? This cannot be undone.`,
  yes: 'Delete them',
  no: 'Keep them',
};

export const takeAlong = {
  title: 'Take along',
  formats: { markdown: 'Markdown', html: 'Annotated page', csv: 'CSV', json: 'JSON' } satisfies Record<ExportFormat, string>,
  uses: {
    markdown: 'to read',
    html: 'shaded, with its claims, to keep or print',
    csv: 'for a spreadsheet',
    json: 'to import again',
  } satisfies Record<ExportFormat, string>,
  ways: { download: 'Download', copy: 'Copy', print: 'Print' } satisfies Record<ExportWay, string>,
  label: (format: ExportFormat, way: ExportWay) => `${takeAlong.ways[way]} ${takeAlong.formats[format]}`,
  copied: (format: ExportFormat) => `Copied as ${takeAlong.formats[format]}.`,
  notCopied: 'The browser refused to copy. Use Download instead.',
  notPrinted: 'The browser opened no tab to print from. Use Download instead.',
};

export const bringBack = {
  choose: 'Import…',
  how: 'a JSON file from Claimshade; or drop it here',
  drop: 'Drop the file to import it',
};

export const app = {
  name: 'Claimshade',
  untitled: 'Untitled page',
  idle: 'Click the Claimshade button in the toolbar on an article.',
  idleMore:
    'Its paragraphs are then shaded by how much of them a few claims capture, and the claims are listed here. Nothing leaves this machine.',
  stop: 'Stop',
  again: 'Try again',
  settings: 'Settings',
};

export const failures: Record<FailureCode, string> = {
  'no-article': 'No article was found on this page. If it is still loading, wait until its text is there and try again.',
  'restricted-page': 'The browser lets no extension read this page. Open an article on another site.',
  'unsupported-document': 'This document is not a web page, so its text cannot be read here. Open the article as a web page.',
  'no-access': 'Claimshade has no access to this page yet. Click its button in the toolbar to let it read the page.',
  'no-key': 'The chosen model needs an API key. Add one in the settings, or decompose offline.',
  'bad-key': 'The provider did not accept the API key. Check it in the settings.',
  'cors-refused':
    'The provider does not answer browser extensions for this account. Ask its administrator to allow it, or use another key.',
  'no-consent': 'Nothing was sent, because you have not agreed to send text to this provider. Agree to it, or decompose offline.',
  'no-permission': 'The browser has no permission to reach the provider. Allow it when the browser asks.',
  offline: 'There is no network connection. Connect and try again, or decompose offline.',
  unreachable: 'The provider could not be reached. Try again in a minute; if it is a server of your own, check that it runs.',
  'rate-limited': 'The provider has had too many requests from this account. Wait a minute and try again.',
  overloaded: 'The provider is overloaded. Try again in a few minutes.',
  'spend-limit':
    'Nothing was asked, because it could pass a spending limit. Raise yours in the settings (or the account’s, at the provider), or decompose offline.',
  refused: 'The model declined to decompose this text. Choose another model, or decompose offline.',
  'too-long': 'The article is too long for the model. Choose one that takes more text.',
  'cut-short': 'The answer stopped before its end; the claims that arrived whole are kept. Try again to ask for the rest.',
  'bad-reply': 'The provider answered with something that cannot be read. Try again, or choose another model.',
  'storage-full':
    'This result could not be kept in the browser, most likely for lack of room. Take it along below, or delete kept articles to make room.',
  'bad-import': 'This file was not imported; nothing here has changed. Choose a JSON file that Claimshade exported of this article.',
  stopped: 'You stopped it before it was finished. Start it again when you like.',
};
