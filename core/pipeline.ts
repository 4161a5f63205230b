/** The only file that knows the order of the stages: read → clean → decompose → compare → select → cover. */
import { choose, NOTHING_SIMILAR, type Uncovered } from './choose';
import { columnsByBlock, unreadStretches } from './columns';
import { compare } from './compare';
import type { CoverInput } from './cover';
import { ground } from './decompose';
import { fold } from './fold';
import { applyEdits, clean } from './janitor';
import type {
  Claim,
  Decomposer,
  Decomposition,
  Edit,
  LabelledBlock,
  Page,
  PageInfo,
  Pause,
  Recipe,
  SimilarityProvider,
  Stage,
  Usage,
} from './model';
import { prepareCover } from './prepare-cover';
import { isGrounded, isScored } from './reading-rules';
import { replay } from './replay';

export interface PipelinePorts {
  readonly decomposer: Decomposer;
  readonly similarity: SimilarityProvider;
  readonly pause: Pause;
}

export interface PipelineOptions {
  readonly edits: readonly Edit[];
  /** The claims that the edits speak of: those of the decomposition before. */
  readonly before: readonly Claim[];
  readonly k: number;
  readonly rule: Recipe['rule'];
  /** Redundancy threshold; null takes the similarity provider's own. */
  readonly threshold: number | null;
}

/** A Decomposition in progress. What a stage has not reached yet is empty. */
export interface Run {
  readonly stage: Stage;
  readonly done: number;
  readonly total: number;
  readonly uncovered: Uncovered;
}

const NOTHING_USED: Usage = { requests: 0, inputTokens: 0, outputTokens: 0 };

const infoOf = ({ url, title, byline, site, published, lang, source }: Page): PageInfo => ({
  url,
  title,
  byline,
  site,
  published,
  lang,
  source,
});

/** The stages up to compare: everything that has to be asked or computed once. Yields at the start of every stage. */
export async function* decomposePage(page: Page, ports: PipelinePorts, options: PipelineOptions): AsyncGenerator<Run, Uncovered> {
  const { decomposer, similarity, pause } = ports;
  let uncovered: Uncovered = {
    format: 1,
    page: infoOf(page),
    blocks: [],
    headline: '',
    summary: '',
    questions: [],
    claims: [],
    similarities: NOTHING_SIMILAR,
    edits: [...options.edits],
    recipe: {
      decomposer: decomposer.recipe,
      similarity: similarity.recipe,
      threshold: options.threshold ?? similarity.threshold,
      rule: options.rule,
      k: options.k,
    },
    usage: NOTHING_USED,
  };
  const at = (stage: Stage, done = 0, total = 0): Run => ({ stage, done, total, uncovered });

  yield at('clean');
  await pause();
  uncovered = { ...uncovered, blocks: applyEdits(clean(page).blocks, options.edits) };

  yield at('decompose');
  await pause();
  const kept = uncovered.blocks.filter((block) => block.label === 'content');
  const draft = await decomposer.decompose({ page: uncovered.page, blocks: kept }, pause);
  const claims = ground(draft.candidates, kept);
  const edits = replay(options.edits, options.before, claims);
  uncovered = { ...uncovered, headline: draft.headline, summary: draft.summary, questions: [...draft.questions], claims, edits };

  yield at('compare', 0, claims.length);
  await pause();
  const similarities = await compare(claims, uncovered.blocks, similarity, pause);
  uncovered = { ...uncovered, similarities };
  return uncovered;
}

/** What a finished pipeline leaves: enough to choose again for another k. */
export interface Finished {
  readonly uncovered: Uncovered;
  readonly input: CoverInput;
  readonly decomposition: Decomposition;
}

async function* finish(uncovered: Uncovered, pause: Pause, k: number): AsyncGenerator<Run, Finished> {
  yield { stage: 'cover', done: 0, total: uncovered.blocks.length, uncovered };
  const { blocks, claims, similarities } = uncovered;
  const input = await prepareCover(blocks, claims, similarities, uncovered.page.lang, pause);
  return { uncovered, input, decomposition: choose(uncovered, input, k) };
}

/** Every stage in order. */
export async function* runPipeline(page: Page, ports: PipelinePorts, options: PipelineOptions): AsyncGenerator<Run, Finished> {
  return yield* finish(yield* decomposePage(page, ports, options), ports.pause, options.k);
}

/** The kept, scored blocks that the decomposer has not read, or not as they stand now. */
export function unreadBlocks({ blocks, similarities }: Pick<Uncovered, 'blocks' | 'similarities'>): LabelledBlock[] {
  const columns = columnsByBlock(similarities.spans);
  const read = (block: LabelledBlock) => (columns.get(block.id) ?? []).map((column) => similarities.spans[column]!);
  return blocks.filter((block) => isScored(block) && unreadStretches(block.text, read(block)).length > 0);
}

const folded = (text: string): string => fold(text).text.trim();

/** Those of the new claims that no grounded one has the title or a quote of, numbered on. */
function further(known: readonly Claim[], fresh: readonly Claim[]): Claim[] {
  const grounded = known.filter(isGrounded);
  const titles = new Set(grounded.map((claim) => folded(claim.title)));
  const quotes = new Set(grounded.flatMap((claim) => claim.quotes.flatMap(({ anchor }) => (anchor ? [folded(anchor.exact)] : []))));
  const first = known.reduce((next, { id }) => Math.max(next, id + 1), 0);
  return fresh
    .filter(
      ({ title, quotes: own }) =>
        !(title.trim() !== '' && titles.has(folded(title))) &&
        !own.some(({ anchor }) => anchor !== null && quotes.has(folded(anchor.exact))),
    )
    .map((claim, at) => ({ ...claim, id: first + at }));
}

/**
 * Decomposes what a Decomposition has not read yet, and that alone: its claims come after those that are there, which keep their ids and
 * confidence; headline and summary stay. Where everything was read nothing is asked.
 * @param ports the providers that `of.recipe` names
 */
export async function* extendRun(of: Uncovered, ports: PipelinePorts): AsyncGenerator<Run, Finished> {
  const { decomposer, similarity, pause } = ports;
  let uncovered = of;
  const unread = unreadBlocks(of);
  if (unread.length > 0) {
    yield { stage: 'decompose', done: 0, total: 0, uncovered };
    await pause();
    const draft = await decomposer.decompose({ page: of.page, blocks: unread }, pause);
    const claims = [...of.claims, ...further(of.claims, ground(draft.candidates, unread))];
    uncovered = { ...of, claims, questions: [...new Set([...of.questions, ...draft.questions])] };

    yield { stage: 'compare', done: 0, total: claims.length, uncovered };
    await pause();
    uncovered = { ...uncovered, similarities: await compare(claims, of.blocks, similarity, pause) };
  }
  return yield* finish(uncovered, pause, of.recipe.k);
}
