/** The only file that knows the order of the stages: read → clean → decompose → compare → select → cover. */
import { choose, NOTHING_SIMILAR, type Uncovered } from './choose';
import { compare } from './compare';
import type { CoverInput } from './cover';
import { ground } from './decompose';
import { applyEdits, clean } from './janitor';
import type { Decomposer, Decomposition, Edit, Page, PageInfo, Pause, Recipe, SimilarityProvider, Stage, Usage } from './model';
import { prepareCover } from './prepare-cover';

export interface PipelinePorts {
  readonly decomposer: Decomposer;
  readonly similarity: SimilarityProvider;
  readonly pause: Pause;
}

export interface PipelineOptions {
  readonly edits: readonly Edit[];
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
  uncovered = { ...uncovered, headline: draft.headline, summary: draft.summary, questions: [...draft.questions], claims };

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

/** Every stage in order. */
export async function* runPipeline(page: Page, ports: PipelinePorts, options: PipelineOptions): AsyncGenerator<Run, Finished> {
  const uncovered = yield* decomposePage(page, ports, options);
  yield { stage: 'cover', done: 0, total: uncovered.blocks.length, uncovered };
  const { blocks, claims, similarities } = uncovered;
  const input = await prepareCover(blocks, claims, similarities, uncovered.page.lang, ports.pause);
  return { uncovered, input, decomposition: choose(uncovered, input, options.k) };
}
