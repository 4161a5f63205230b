/** The only file that knows the order of the stages: read → clean → decompose → compare → select → cover. */

import { addedBefore, further, nextId } from './added';
import { heard, quietly } from './asking';
import { choose, NOTHING_SIMILAR, type Uncovered } from './choose';
import { columnsByBlock, unreadStretches } from './columns';
import { compare, sentenceSpans } from './compare';
import type { CoverInput } from './cover';
import { ground, grounder } from './decompose';
import { applyEdits, clean } from './janitor';
import type { Claim, Decomposition, Edit, LabelledBlock, ModelUsage, Page, PageInfo, Recipe, Span, Stage } from './model';
import type { Asking, Decomposer, Draft, Pause, SimilarityProvider, Waiting } from './ports';
import { coverInputOf } from './prepare-cover';
import { isScored } from './reading-rules';
import { replay } from './replay';
import { sumUsage } from './usage';

/** The providers, and what goes with every question to them; see `Asking`. */
export interface PipelinePorts extends Partial<Pick<Asking, 'stop' | 'may' | 'spent'>> {
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

/** A Decomposition in progress. What a stage has not reached yet is empty; claims are there as they are told, with their ids to change. */
export interface Run {
  readonly stage: Stage;
  readonly done: number;
  readonly total: number;
  readonly waiting: Waiting | null;
  readonly uncovered: Uncovered;
}

const askingOf = ({ decomposer: _, similarity: __, pause, ...rest }: PipelinePorts): Asking => quietly(pause, rest);

const runAt = (stage: Stage, uncovered: Uncovered, total = 0): Run => ({ stage, done: 0, total, waiting: null, uncovered });

const infoOf = ({ url, title, byline, site, published, lang, source, part }: Page): PageInfo => ({
  url,
  title,
  byline,
  site,
  published,
  lang,
  source,
  part,
});

/** Asks for claims of blocks, and yields them as they are told, after those that are there. */
async function* drafting(of: Uncovered, blocks: readonly LabelledBlock[], { decomposer }: PipelinePorts, asking: Asking) {
  const known = of.claims.map(({ title, body }) => ({ title, body }));
  const running = heard(asking, (own) => decomposer.decompose({ page: of.page, blocks, known }, own));
  const grounded = grounder(blocks);
  const first = nextId(of.claims);
  const told: Claim[] = [];
  for (;;) {
    const step = await running.next();
    if (step.done) return step.value;
    for (const candidate of step.value.told.slice(told.length)) told.push(grounded(candidate, first + told.length));
    const { done, total, waiting } = step.value;
    yield { stage: 'decompose', done, total, waiting, uncovered: { ...of, claims: [...of.claims, ...told] } } satisfies Run;
  }
}

async function* comparing(of: Uncovered, spans: Span[], { similarity }: PipelinePorts, asking: Asking) {
  const running = heard(asking, (own) => compare(of.claims, of.blocks, similarity, own, spans));
  for (;;) {
    const step = await running.next();
    if (step.done) return step.value;
    const { done, total, waiting } = step.value;
    yield { stage: 'compare', done, total, waiting, uncovered: of } satisfies Run;
  }
}

const without = (blocks: readonly LabelledBlock[], { unsent, failed }: Pick<Draft, 'unsent' | 'failed'>): LabelledBlock[] => {
  const unread = new Set([...unsent, ...failed.flatMap((one) => one.blocks)]);
  return blocks.filter(({ id }) => !unread.has(id));
};

/** The stages up to compare: everything that has to be asked or computed once. Yields at the start of every stage, and as claims come. */
export async function* decomposePage(page: Page, ports: PipelinePorts, options: PipelineOptions): AsyncGenerator<Run, Uncovered> {
  const { decomposer, similarity, pause } = ports;
  const asking = askingOf(ports);
  let uncovered: Uncovered = {
    format: 3,
    page: infoOf(page),
    blocks: [],
    outside: null,
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
    failed: [],
    audit: null,
    usage: [],
  };

  yield runAt('clean', uncovered);
  await pause();
  const { blocks, outside } = clean(page);
  uncovered = { ...uncovered, blocks: applyEdits(blocks, options.edits), outside };

  yield runAt('decompose', uncovered);
  await pause();
  const kept = uncovered.blocks.filter((block) => block.label === 'content');
  const draft = yield* drafting(uncovered, kept, ports, asking);
  const own = ground(draft.candidates, kept);
  const claims = [...own, ...further(own, ground(addedBefore(options), kept))];
  const edits = replay(options.edits, options.before, claims);
  const { headline, summary } = draft;
  uncovered = { ...uncovered, headline, summary, questions: [...draft.questions], claims, edits, failed: [...draft.failed] };

  yield runAt('compare', uncovered, claims.length);
  await pause();
  const { similarities, usage } = yield* comparing(uncovered, await sentenceSpans(without(uncovered.blocks, draft), pause), ports, asking);
  return { ...uncovered, similarities, usage: sumUsage([...draft.usage, ...usage]) };
}

/** What a finished pipeline leaves: enough to choose again for another k. */
export interface Finished {
  readonly uncovered: Uncovered;
  readonly input: CoverInput;
  readonly decomposition: Decomposition;
}

async function* finish(uncovered: Uncovered, pause: Pause, k: number): AsyncGenerator<Run, Finished> {
  yield runAt('cover', uncovered, uncovered.blocks.length);
  const input = await coverInputOf(uncovered, pause);
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

/** The sentences that were read before, and those of what was read now, in document order. */
async function spansAfter({ blocks, similarities }: Uncovered, read: readonly LabelledBlock[], pause: Pause): Promise<Span[]> {
  const now = new Set(read.map(({ id }) => id));
  const order = new Map(blocks.map(({ id }, at) => [id, at]));
  return [...similarities.spans.filter(({ block }) => !now.has(block)), ...(await sentenceSpans(read, pause))].sort(
    (a, b) => order.get(a.block)! - order.get(b.block)! || a.start - b.start,
  );
}

/**
 * Decomposes some blocks of a Decomposition, and these alone: what it has not read yet, or what its claims leave out. Their claims come after
 * those that are there, which keep their ids and confidence, as one edit that can be taken back; headline and summary stay. Where there
 * is no block nothing is asked.
 * @param ports the providers that `of.recipe` names
 */
export async function* extendRun(
  of: Uncovered,
  ports: PipelinePorts,
  blocks: readonly LabelledBlock[] = unreadBlocks(of),
): AsyncGenerator<Run, Finished> {
  const { pause } = ports;
  let uncovered = of;
  if (blocks.length > 0) {
    yield runAt('decompose', uncovered);
    await pause();
    // What was kept of earlier answers has been counted when they were given.
    const spent: ModelUsage[] = [];
    const asking = askingOf(ports);
    const counting: Asking = {
      ...asking,
      spent: (line) => {
        spent.push(line);
        asking.spent(line);
      },
    };
    const draft = yield* drafting(of, blocks, ports, counting);
    uncovered = withDraft(of, blocks, draft);

    yield runAt('compare', uncovered, uncovered.claims.length);
    await pause();
    const spans = await spansAfter(of, without(blocks, draft), pause);
    const { similarities } = yield* comparing(uncovered, spans, ports, counting);
    uncovered = { ...uncovered, similarities, usage: sumUsage([...of.usage, ...spent]) };
  }
  return yield* finish(uncovered, pause, of.recipe.k);
}

function withDraft(of: Uncovered, blocks: readonly LabelledBlock[], draft: Draft): Uncovered {
  const asked = new Set(blocks.map(({ id }) => id));
  const fresh = further(of.claims, ground(draft.candidates, blocks));
  const still = of.failed.flatMap(({ blocks: ids, failure }) => {
    const rest = ids.filter((id) => !asked.has(id));
    // one without blocks is of the summary, which is not asked for again here
    return rest.length > 0 || ids.length === 0 ? [{ blocks: rest, failure }] : [];
  });
  return {
    ...of,
    claims: [...of.claims, ...fresh],
    edits: fresh.length > 0 ? [...of.edits, { do: 'add', claims: fresh.map(({ id }) => id) }] : of.edits,
    questions: [...new Set([...of.questions, ...draft.questions])],
    failed: [...still, ...draft.failed],
    audit: null,
  };
}
