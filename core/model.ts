/**
 * The vocabulary: every record that crosses a border (message, storage, export, network) has its zod schema here, and
 * every stage names its input and output by these words. All that core asks of the outside stands in `ports.ts`.
 */
import * as z from 'zod/mini';

const share = z.number().check(z.gte(0), z.lte(1));
const index = z.int().check(z.nonnegative());

// ---------------------------------------------------------------- the page

/** Number of a block in one reading of a page; block ids rise in document order of the first reading. */
export const BlockId = index;
export type BlockId = z.infer<typeof BlockId>;

export const BlockKind = z.enum(['paragraph', 'heading', 'list-item', 'quote', 'table-row', 'caption', 'code']);
export type BlockKind = z.infer<typeof BlockKind>;

/** An element that holds runs of text, or holds elements that do: the skeleton that the janitor decides over. */
export const Container = z.object({
  /** Index of the enclosing container in `Page.containers`, -1 for the root. Parents stand before children. */
  parent: z.int(),
  tag: z.string(),
  /** Words of class, id, role and itemprop, lower-cased, space-separated; bounded in length. */
  words: z.string(),
});
export type Container = z.infer<typeof Container>;

/** What only the DOM knew about a block. True for one reading; never stored. */
export const Features = z.object({
  /** Index into `Page.containers` of the deepest element that holds all of the run. */
  container: index,
  /** Share of the characters that stand inside links, 0..1. */
  linkDensity: share,
  /** The whole run is bold. */
  bold: z.boolean(),
  /** Not hidden by display, visibility, `hidden` or a closed `details`. */
  visible: z.boolean(),
});
export type Features = z.infer<typeof Features>;

export const SourceKind = z.enum(['url', 'file', 'selection', 'import']);
export type SourceKind = z.infer<typeof SourceKind>;

export const PageInfo = z.object({
  url: z.string(),
  title: z.string(),
  byline: z.nullable(z.string()),
  site: z.nullable(z.string()),
  /** As the page gives it, ISO 8601 where it can be read as a date. */
  published: z.nullable(z.string()),
  /** BCP 47, as the page declares it; null where it declares none. */
  lang: z.nullable(z.string()),
  source: SourceKind,
  /** Which page of an article that goes over several; `of` null where nothing says how many. Null where this is all of it. */
  part: z.nullable(z.object({ page: z.int().check(z.positive()), of: z.nullable(z.int().check(z.positive())) })),
});
export type PageInfo = z.infer<typeof PageInfo>;

const blockShape = {
  id: BlockId,
  kind: BlockKind,
  /** White space collapsed as rendered; code keeps its own. Offsets count UTF-16 units of this string. */
  text: z.string(),
  /** The heading block that this block stands under. */
  section: z.nullable(BlockId),
};

/** The unit of shading: one run of text between block boundaries, not an element. */
export const Block = z.object({ ...blockShape, features: Features });
export type Block = z.infer<typeof Block>;

/** One reading of a document: every run of text with its features, unjudged. */
export const Page = z.object({ ...PageInfo.shape, containers: z.array(Container), blocks: z.array(Block) });
export type Page = z.infer<typeof Page>;

export const Label = z.enum(['content', 'header', 'footnote', 'reference', 'acknowledgement', 'boilerplate']);
export type Label = z.infer<typeof Label>;

/** A run of the page's main region, judged. `rule` is a short phrase for the reader: why it has this label. */
export const LabelledBlock = z.object({ ...blockShape, label: Label, rule: z.string() });
export type LabelledBlock = z.infer<typeof LabelledBlock>;

/** A stretch of a block's text, in UTF-16 units; true for one reading only. */
export const Span = z.object({ block: BlockId, start: index, end: index });
export type Span = z.infer<typeof Span>;

/** How a Span is found again on another day. */
export const Anchor = z.object({ block: BlockId, start: index, exact: z.string(), prefix: z.string(), suffix: z.string() });
export type Anchor = z.infer<typeof Anchor>;

// ---------------------------------------------------------------- claims

export const Kind = z.enum(['claim', 'evidence', 'mechanism', 'context', 'caveat', 'example', 'implication']);
export type Kind = z.infer<typeof Kind>;

/** What a decomposer said; untrusted until its quotes are found. `quotes.block` is where it says the quote stands. */
export const Candidate = z.object({
  kind: Kind,
  title: z.string(),
  body: z.string(),
  /** How central to the article the decomposer holds it. */
  confidence: share,
  quotes: z.array(z.object({ block: z.nullable(BlockId), text: z.string() })),
});
export type Candidate = z.infer<typeof Candidate>;

/** How a quote was found: exactly, after normalising case, quotes, dashes and spaces, or within an edit distance. */
export const Grounding = z.discriminatedUnion('by', [
  z.object({ by: z.literal('exact') }),
  z.object({ by: z.literal('normalised') }),
  z.object({ by: z.literal('fuzzy'), /** edits per character of the quote, 0..1 */ distance: share }),
  z.object({ by: z.literal('none') }),
]);
export type Grounding = z.infer<typeof Grounding>;

/** A quote of a claim: what the decomposer said, and where it was found. `anchor` is null exactly where nothing was. */
export const Quote = z.object({ text: z.string(), anchor: z.nullable(Anchor), grounding: Grounding });
export type Quote = z.infer<typeof Quote>;

export const ClaimId = index;
export type ClaimId = z.infer<typeof ClaimId>;

/** A candidate whose quotes were looked for. One without a found quote is listed, rejected as ungrounded, never counted. */
export const Claim = z.object({
  id: ClaimId,
  kind: Kind,
  title: z.string(),
  body: z.string(),
  confidence: share,
  quotes: z.array(Quote),
});
export type Claim = z.infer<typeof Claim>;

/** Why a claim as similar as a redundant one says something else. */
export const Apart = z.enum(['numbers-differ', 'polarity-differs', 'actors-differ', 'scope-differs', 'caveat']);
export type Apart = z.infer<typeof Apart>;

/** Rows: claims in the order of `Decomposition.claims`. Values 0..1, rounded to three decimals. */
export const Similarities = z.object({
  /** claims × claims; symmetric, diagonal 1. */
  claims: z.array(z.array(z.number())),
  /** claims × sentences. */
  sentences: z.array(z.array(z.number())),
  /**
   * The columns of `sentences`: the sentences of every kept, scored block that was read, in document order. A block that was dropped
   * since keeps its columns; what has none was never read.
   */
  spans: z.array(Span),
  /** Pairs of claims (a < b) that are never the same, however similar: found once, so that a slider asks nothing anew. */
  apart: z.array(z.object({ a: ClaimId, b: ClaimId, because: Apart })),
});
export type Similarities = z.infer<typeof Similarities>;

// ---------------------------------------------------------------- what the reader did, what was chosen, what it covers

/** One act of the reader. Edits are kept as a list and replayed on every recomputation; undo takes the last away. */
export const Edit = z.discriminatedUnion('do', [
  z.object({ do: z.literal('keep'), block: BlockId }),
  z.object({ do: z.literal('drop'), block: BlockId }),
  z.object({ do: z.literal('pin'), claim: ClaimId }),
  z.object({ do: z.literal('dismiss'), claim: ClaimId }),
  /** Claims asked for besides, for blocks that were left out or not read; taken back, they are gone. */
  z.object({ do: z.literal('add'), claims: z.array(ClaimId) }),
]);
export type Edit = z.infer<typeof Edit>;

export const RejectionReason = z.enum(['below-top-k', 'redundant', 'ungrounded', 'dismissed']);
export type RejectionReason = z.infer<typeof RejectionReason>;

export const Rejection = z.object({
  id: ClaimId,
  reason: RejectionReason,
  /** redundant: the selected claim that it repeats, and how similar the two are. */
  by: z.optional(ClaimId),
  similarity: z.optional(z.number()),
});
export type Rejection = z.infer<typeof Rejection>;

/** selected + rejected = candidates, each exactly once. */
export const Selection = z.object({
  selected: z.array(ClaimId),
  rejected: z.array(Rejection),
  /** Claims (selected or below top-k) at or over the threshold to a selected one that still say something else. */
  kept: z.array(z.object({ id: ClaimId, by: ClaimId, similarity: z.number(), because: Apart })),
});
export type Selection = z.infer<typeof Selection>;

export const FactKind = z.enum(['number', 'date', 'name', 'negation']);
export type FactKind = z.infer<typeof FactKind>;

/** A fact of a block, as a stretch of its text, and who carries it. */
export const FactCoverage = z.object({ start: index, end: index, kind: FactKind, carried: z.enum(['shown', 'all', 'none']) });
export type FactCoverage = z.infer<typeof FactCoverage>;

/** dropped: by the janitor. unsent: never read by the decomposer. failed: its request failed. */
export const BlockState = z.enum(['scored', 'dropped', 'unsent', 'failed']);
export type BlockState = z.infer<typeof BlockState>;

export const BlockCoverage = z.object({
  block: BlockId,
  state: BlockState,
  /** The estimated share of the block that someone knows who read only the claims: shown, and all. 0 unless scored. */
  shown: share,
  all: share,
  /** The claims that cover it, best first, of all grounded candidates; `score` is the share each alone carries. */
  claims: z.array(z.object({ claim: ClaimId, score: share })),
  facts: z.array(FactCoverage),
});
export type BlockCoverage = z.infer<typeof BlockCoverage>;

/** Shares are weighted by length over scored, unsent and failed blocks (the last two count as uncovered). */
export const Figures = z.object({
  shown: share,
  all: share,
  /** Blocks that a claim touches, of `paragraphs` blocks in the percentages. */
  touchedShown: index,
  touchedAll: index,
  paragraphs: index,
});
export type Figures = z.infer<typeof Figures>;

/** A line for every block of a scored kind that is kept, and every dropped one, in document order. */
export const Coverage = z.object({ blocks: z.array(BlockCoverage), figures: Figures });
export type Coverage = z.infer<typeof Coverage>;

// ---------------------------------------------------------------- what the page is told

export type ShadeMode = 'captured' | 'left-out';

/** What one block shows on the page: a level and stretches of its own text, never claims. */
export interface BlockShade {
  readonly block: BlockId;
  readonly state: BlockState;
  /** 0 = left out, 1..5 = five even steps of the captured share. */
  readonly level: 0 | 1 | 2 | 3 | 4 | 5;
  /** Facts that no claim of the basis carries; marked in left-out mode. */
  readonly gaps: readonly { readonly start: number; readonly end: number }[];
}

// ---------------------------------------------------------------- failures

export const FailureCode = z.enum([
  'no-article',
  'restricted-page',
  'unsupported-document',
  'no-access',
  'no-key',
  'bad-key',
  'cors-refused',
  'no-consent',
  'no-permission',
  'offline',
  'unreachable',
  'rate-limited',
  'overloaded',
  'spend-limit',
  'refused',
  'too-long',
  'cut-short',
  'bad-reply',
  'storage-full',
  'bad-import',
  'stopped',
]);
export type FailureCode = z.infer<typeof FailureCode>;

/** What went wrong; the sentence for the reader stands in the interface's strings under the code. */
export const Failure = z.object({ code: FailureCode, detail: z.optional(z.string()) });
export type Failure = z.infer<typeof Failure>;

// ---------------------------------------------------------------- the result

export const Recipe = z.object({
  decomposer: z.object({ provider: z.string(), model: z.nullable(z.string()), version: z.string() }),
  similarity: z.object({ provider: z.string(), model: z.nullable(z.string()), version: z.string(), calibrated: z.boolean() }),
  /** Similarity at or over which two claims may be redundant. */
  threshold: z.number(),
  /** `facts`: claims whose facts, polarity or kind disagree are never redundant. `plain`: by similarity alone. */
  rule: z.enum(['facts', 'plain']),
  /** Claims shown. */
  k: z.int().check(z.positive()),
});
export type Recipe = z.infer<typeof Recipe>;

/** What one model took. The tokens are those that were billed; money follows from them and the model's prices. */
export const ModelUsage = z.object({
  provider: z.string(),
  model: z.string(),
  requests: index,
  /** At the full price: without those below. */
  inputTokens: index,
  /** Read from the provider's own cache, and written to it. */
  cacheReadTokens: index,
  cacheWriteTokens: index,
  outputTokens: index,
  /** Some of it was not said by the provider, as where an answer was cut, and is estimated from the text. */
  estimated: z.optional(z.boolean()),
});
export type ModelUsage = z.infer<typeof ModelUsage>;

/** A line a model; none where nothing was sent. */
export const Usage = z.array(ModelUsage);
export type Usage = z.infer<typeof Usage>;

/** Blocks whose request failed, and why. Without blocks: the request for headline, summary and questions of a document in parts. */
export const FailedBlocks = z.object({ blocks: z.array(BlockId), failure: Failure });
export type FailedBlocks = z.infer<typeof FailedBlocks>;

/** A second reading by a model: what it says the claims carry of each block. True for the claims and the selection it was made for. */
export const Audit = z.object({
  provider: z.string(),
  model: z.string(),
  version: z.string(),
  selected: z.array(ClaimId),
  blocks: z.array(
    z.object({
      block: BlockId,
      shown: share,
      all: share,
      /** Facts that no claim carries, as stretches of the block that were found in it. */
      missing: z.array(z.object({ start: index, end: index })),
    }),
  ),
  usage: Usage,
  /** ms since 1970 */
  at: z.number(),
});
export type Audit = z.infer<typeof Audit>;

/** What is cached, exported, imported: enough to show everything and to select and cover anew, with nothing asked again. */
export const Decomposition = z.object({
  format: z.literal(3),
  page: PageInfo,
  /** The runs of the page's main region. Kept, dropped and the counts by label are derived from these and the edits. */
  blocks: z.array(LabelledBlock),
  /** Runs of the page outside its main region; null in a record of a time when they were not counted. */
  outside: z.nullable(index),
  headline: z.string(),
  summary: z.string(),
  questions: z.array(z.string()),
  claims: z.array(Claim),
  similarities: Similarities,
  selection: Selection,
  coverage: Coverage,
  edits: z.array(Edit),
  recipe: Recipe,
  /** A block that is neither here nor has a column in the similarities was not sent. */
  failed: z.array(FailedBlocks),
  audit: z.nullable(Audit),
  usage: Usage,
});
export type Decomposition = z.infer<typeof Decomposition>;

/** The one exception that stages throw on purpose. Anything else that is thrown is a bug. */
export class FailureError extends Error {
  constructor(readonly failure: Failure) {
    super(failure.detail === undefined ? failure.code : `${failure.code}: ${failure.detail}`);
    this.name = 'FailureError';
  }
}

export const Stage = z.enum(['read', 'clean', 'decompose', 'compare', 'select', 'cover', 'audit', 'done']);
export type Stage = z.infer<typeof Stage>;
