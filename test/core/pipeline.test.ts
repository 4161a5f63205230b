import { describe, expect, it } from 'vitest';
import type { Uncovered } from '../../core/choose';
import { choose } from '../../core/choose';
import { extractive } from '../../core/extractive';
import { lexical } from '../../core/lexical';
import { type BlockKind, Decomposition, type Edit, FailureError, type Page } from '../../core/model';
import { type Finished, type PipelineOptions, type Run, runPipeline } from '../../core/pipeline';
import { isScored } from '../../core/reading-rules';
import { noPause } from './claims';

const PARAGRAPHS = [
  'For ninety years nobody saw an otter on this river, and then, one morning in April, two of them crossed the lock in plain sight of the ferry.',
  'The mill had closed the winter before. Its weir, which had held the water back since 1764, was opened in stages, and the gravel beds came back.',
  'Trout followed, then the insects that feed on clean gravel, and the angling club counted 412 fish in one season, more than in the ten before it.',
  'Not everyone was pleased: the houses below the bridge were flooded twice, and the council had to pay for a wall that nobody had planned for.',
  'Still, when the town was asked last year whether the weir should be rebuilt, three out of four voters said no, and the gravel stays.',
  'The otters have not been counted. Whether they breed here or only pass through is not known, says Marta Lindqvist, who keeps the lock.',
];

/** A page with a menu, an article under a heading, and a footer. */
function pageOf(paragraphs: readonly string[]): Page {
  const containers = [
    { parent: -1, tag: 'body', words: '' },
    { parent: 0, tag: 'nav', words: 'menu' },
    { parent: 0, tag: 'article', words: '' },
    { parent: 0, tag: 'footer', words: 'site-footer' },
  ];
  const blocks: Page['blocks'] = [];
  const add = (text: string, container: number, kind: BlockKind, linkDensity = 0): void => {
    const section = container === 2 && kind !== 'heading' ? 3 : null;
    blocks.push({ id: blocks.length, kind, text, section, features: { container, linkDensity, bold: false, visible: true } });
  };
  for (const text of ['Home', 'News', 'Weather']) add(text, 1, 'list-item', 1);
  add('The otters are back', 2, 'heading');
  for (const text of paragraphs) add(text, 2, 'paragraph');
  add('© 2024 The River Post. All rights reserved.', 3, 'paragraph');
  const info = { url: 'https://example.org/otters', title: 'The otters are back', byline: null, site: null, published: null };
  return { ...info, lang: 'en', source: 'url', part: null, containers, blocks };
}

const PAGE = pageOf(PARAGRAPHS);
const FIRST = 4;
const OPTIONS: PipelineOptions = { edits: [], before: [], k: 3, rule: 'facts', threshold: null };
const PORTS = { decomposer: extractive, similarity: lexical, pause: noPause };

/** Every Run that was yielded, and what was left at the end. */
async function ran(page = PAGE, options: Partial<PipelineOptions> = {}, ports = PORTS): Promise<{ runs: Run[]; finished: Finished }> {
  const running = runPipeline(page, ports, { ...OPTIONS, ...options });
  const runs: Run[] = [];
  for (;;) {
    const step = await running.next();
    if (step.done) return { runs, finished: step.value };
    runs.push(step.value);
  }
}

const idsOf = ({ selection }: Decomposition): number[] => [...selection.selected, ...selection.rejected.map(({ id }) => id)];
const shares = ({ coverage: { blocks, figures } }: Decomposition): number[] => [
  figures.shown,
  figures.all,
  ...blocks.flatMap((one) => [one.shown, one.all, ...one.claims.map(({ score }) => score)]),
];

describe('runPipeline', () => {
  it('goes through the stages in order, and what is done stays', async () => {
    const { runs, finished } = await ran();
    expect(runs.map(({ stage }) => stage)).toEqual(['clean', 'decompose', 'compare', 'cover']);
    const parts = (of: Uncovered): boolean[] => [of.blocks.length > 0, of.claims.length > 0, of.similarities.spans.length > 0];
    expect(runs.map(({ uncovered }) => parts(uncovered))).toEqual([
      [false, false, false],
      [true, false, false],
      [true, true, false],
      [true, true, true],
    ]);
    expect(finished.uncovered).toBe(runs.at(-1)!.uncovered);
  });

  it('leaves a Decomposition whose parts agree', async () => {
    const { decomposition } = (await ran()).finished;
    expect(Decomposition.parse(decomposition)).toEqual(decomposition);
    expect(idsOf(decomposition).sort((a, b) => a - b)).toEqual(decomposition.claims.map(({ id }) => id));
    expect(decomposition.claims.length).toBeGreaterThan(3);
    expect(decomposition.selection.selected).toHaveLength(3);
    const texts = new Map(decomposition.blocks.map((one) => [one.id, one.text]));
    for (const { quotes } of decomposition.claims) {
      expect(quotes.length).toBeGreaterThan(0);
      for (const { anchor } of quotes) expect(texts.get(anchor!.block)!.startsWith(anchor!.exact, anchor!.start)).toBe(true);
    }
    for (const value of shares(decomposition)) expect(value >= 0 && value <= 1).toBe(true);
    expect(decomposition.coverage.figures.all).toBeGreaterThanOrEqual(decomposition.coverage.figures.shown);
    expect(decomposition.coverage.figures.shown).toBeGreaterThan(0.1);
    expect(decomposition.coverage.figures.paragraphs).toBe(decomposition.blocks.filter(isScored).length);
  });

  it('reads the article and no menu or footer', async () => {
    const { blocks } = (await ran()).finished.decomposition;
    expect(blocks.filter(isScored).map(({ text }) => text)).toEqual(PARAGRAPHS);
  });

  it('says the same twice', async () => {
    expect((await ran()).finished).toEqual((await ran()).finished);
  });

  it('has k change what is selected and shown, and nothing else', async () => {
    const [one, more] = [(await ran(PAGE, { k: 1 })).finished, (await ran(PAGE, { k: 4 })).finished];
    expect(more.input).toEqual(one.input);
    const rest = ({ recipe: { k: _, ...recipe }, ...of }: Uncovered) => ({ ...of, recipe });
    expect(rest(more.uncovered)).toEqual(rest(one.uncovered));
    expect(more.decomposition.selection.selected.slice(0, 1)).toEqual(one.decomposition.selection.selected);
    const [few, many] = [one.decomposition.coverage, more.decomposition.coverage];
    expect(many.figures.all).toBe(few.figures.all);
    expect(many.figures.shown).toBeGreaterThan(few.figures.shown);
    expect(many.blocks.map(({ all, claims }) => ({ all, claims }))).toEqual(few.blocks.map(({ all, claims }) => ({ all, claims })));
    expect(choose(one.uncovered, one.input, 4)).toEqual(more.decomposition);
  });

  it('replays what the reader did: a dropped paragraph leaves the percentages and is not decomposed', async () => {
    const edits: Edit[] = [{ do: 'drop', block: FIRST }];
    const before = (await ran()).finished.decomposition;
    const { decomposition } = (await ran(PAGE, { edits })).finished;
    expect(decomposition.edits).toEqual(edits);
    expect(decomposition.coverage.figures.paragraphs).toBe(before.coverage.figures.paragraphs - 1);
    expect(decomposition.coverage.blocks.find((one) => one.block === FIRST)).toMatchObject({ state: 'dropped', shown: 0, all: 0 });
    expect(decomposition.claims.flatMap(({ quotes }) => quotes.map(({ anchor }) => anchor!.block))).not.toContain(FIRST);
    const again: Edit[] = [...edits, { do: 'keep', block: FIRST }];
    const kept = (await ran(PAGE, { edits: again })).finished.decomposition;
    expect(kept.coverage).toEqual(before.coverage);
  });

  it('replays what the reader did to the claims that were there before', async () => {
    const { claims, selection } = (await ran()).finished.decomposition;
    const [first] = selection.selected;
    const home = claims.find(({ id }) => id === first)!.quotes[0]!.anchor!.block;
    const edits: Edit[] = [
      { do: 'dismiss', claim: first! },
      { do: 'drop', block: home === FIRST ? FIRST + 1 : FIRST },
    ];
    const { decomposition } = (await ran(PAGE, { edits, before: claims })).finished;
    const title = (of: readonly { id: number; title: string }[], id: number) => of.find((one) => one.id === id)!.title;
    const dismissed = decomposition.selection.rejected.filter(({ reason }) => reason === 'dismissed');
    expect(dismissed.map(({ id }) => title(decomposition.claims, id))).toEqual([title(claims, first!)]);
  });

  it('takes the threshold that it is given, or else that of the similarity', async () => {
    expect((await ran()).finished.decomposition.recipe.threshold).toBe(lexical.threshold);
    const strict = (await ran(PAGE, { threshold: 0, rule: 'plain' })).finished.decomposition;
    expect(strict.selection.selected).toHaveLength(1);
    expect(strict.selection.rejected.every(({ reason }) => reason === 'redundant')).toBe(true);
  });

  it('gives turns at every stage', async () => {
    let turns = 0;
    const pause = async (): Promise<void> => {
      turns += 1;
    };
    const running = runPipeline(PAGE, { ...PORTS, pause }, OPTIONS);
    const given: number[] = [];
    for (let step = await running.next(); ; step = await running.next()) {
      given.push(turns);
      if (step.done) break;
    }
    expect(given[0]).toBe(0);
    for (const [at, count] of given.slice(1).entries()) expect(count).toBeGreaterThan(given[at]!);
  });

  it('asks nobody further when it is not asked to go on', async () => {
    const asked: string[] = [];
    const ports = {
      ...PORTS,
      decomposer: {
        ...extractive,
        decompose: (...of: Parameters<typeof extractive.decompose>) => {
          asked.push('decompose');
          return extractive.decompose(...of);
        },
      },
      similarity: { ...lexical, similarity: () => Promise.reject(new Error('compared')) },
    };
    const running = runPipeline(PAGE, ports, OPTIONS);
    await running.next();
    await running.next();
    expect(asked).toEqual([]);
    expect((await running.next()).value).toMatchObject({ stage: 'compare' });
    expect(asked).toEqual(['decompose']);
    expect(await running.return(undefined as never)).toMatchObject({ done: true });
    expect((await running.next()).done).toBe(true);
  });

  it('fails where there is no article', async () => {
    await expect(ran(pageOf([]))).rejects.toThrow(FailureError);
  });
});
