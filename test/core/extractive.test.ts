import { existsSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ground } from '../../core/decompose';
import { extractive } from '../../core/extractive';
import type { BlockKind, LabelledBlock } from '../../core/model';
import type { Article } from '../../core/ports';
import { TITLE_WORDS, titleLength } from '../../core/titles';

const SUBJECTS = [
  'The harbour',
  'A committee',
  'Ada Miller',
  'The old bridge',
  'Every winter',
  'However, the town',
  'She',
  'Researchers',
  'But salt',
];
const DEEDS = ['destroyed', 'measured', 'has rebuilt', 'never paid for', 'will close', 'reported on', 'found 43 % of', 'led to'];
const OBJECTS = [
  'the northern pier',
  'three ferries',
  'its own lighthouse',
  'the river wall',
  'a long inquiry',
  'the copper roof',
  'many families',
];
const TAILS = [
  'in 1931',
  'because nobody objected',
  'for example',
  ', which surprised the council',
  'without a plan',
  '[12]',
  'and the rest of the coast',
];

const sentence = fc
  .tuple(
    fc.constantFrom(...SUBJECTS),
    fc.constantFrom(...DEEDS),
    fc.constantFrom(...OBJECTS),
    fc.constantFrom(...TAILS),
    fc.constantFrom('.', '?', '!', '.'),
  )
  .map(([a, b, c, d, stop]) => `${a} ${b} ${c} ${d}${stop}`.replace(' ,', ','));
const kind: fc.Arbitrary<BlockKind> = fc.constantFrom(
  'paragraph',
  'paragraph',
  'list-item',
  'heading',
  'quote',
  'table-row',
  'code',
  'caption',
);
const blocks = fc
  .array(fc.tuple(kind, fc.array(sentence, { minLength: 1, maxLength: 5 })), { maxLength: 20 })
  .map((list) =>
    list.map(
      ([of, texts], at): LabelledBlock => ({ id: at * 3, kind: of, text: texts.join(' '), section: null, label: 'content', rule: 'text' }),
    ),
  );

const articleOf = (list: readonly LabelledBlock[], title = 'The northern harbour'): Article => ({
  page: { url: 'https://a.example/', title, byline: null, site: null, published: null, lang: 'en', source: 'url', part: null },
  blocks: list,
  known: [],
});
const pause = async () => undefined;
const paragraphs = (...texts: string[]) =>
  texts.map((text, id): LabelledBlock => ({ id, kind: 'paragraph', text, section: null, label: 'content', rule: 'text' }));

describe('extractive', () => {
  it('gives distinct candidates whose quotes stand in their blocks, by falling confidence', async () => {
    await fc.assert(
      fc.asyncProperty(blocks, async (list) => {
        const { candidates, headline, summary } = await extractive.decompose(articleOf(list), { pause });
        expect(candidates.length).toBeLessThanOrEqual(24);
        expect(new Set(candidates.map((one) => one.title)).size).toBe(candidates.length);
        expect(new Set(candidates.map((one) => one.quotes[0]!.text)).size).toBe(candidates.length);
        candidates.forEach((one, at) => {
          expect(one.title).not.toBe(one.body);
          expect(one.confidence).toBeLessThanOrEqual(at === 0 ? 0.95 : candidates[at - 1]!.confidence);
          expect(one.confidence).toBeGreaterThanOrEqual(0.35);
          expect(['heading', 'code', 'table-row']).not.toContain(list.find((block) => block.id === one.quotes[0]!.block)!.kind);
        });
        for (const claim of ground(candidates, list)) expect(claim.quotes[0]!.grounding).toEqual({ by: 'exact' });
        expect(headline === '').toBe(candidates.length === 0);
        if (candidates.length === 0) expect(summary).toBe('');
      }),
      { numRuns: 60 },
    );
  });

  it('sums an article up in its own sentences, in its order', async () => {
    const list = paragraphs(
      'The town of Ferry Hill will close its old bridge to all traffic in May.',
      'Salt from the winter roads has eaten into the steel of the bridge for forty years. Nobody looked under the deck.',
      'A new bridge would cost the town 30 million euros, three times its yearly budget.',
      'Ferries will carry people over the river until the town finds the money for the bridge.',
      'Who will pay for the ferries of Ferry Hill after the second winter?',
    );
    const { headline, summary, questions, candidates } = await extractive.decompose(articleOf(list, 'Ferry Hill closes its bridge'), {
      pause,
    });
    expect(headline).toBe('The town of Ferry Hill will close its old bridge to all traffic in May.');
    const text = list.map((block) => block.text).join(' ');
    const places = summary.split(/(?<=\.) /).map((one) => text.indexOf(one));
    expect(places.length).toBeGreaterThan(1);
    expect(places).toEqual([...places].sort((a, b) => a - b));
    expect(places).not.toContain(-1);
    expect(summary).not.toContain(headline);
    expect(questions).toEqual(['Who will pay for the ferries of Ferry Hill after the second winter?']);
    expect(candidates.map((one) => one.body).join(' ')).not.toContain('?');
  });

  it('takes a pull quote once', async () => {
    const said = 'Salt from the winter roads has eaten into the steel of the bridge for forty years.';
    const list = paragraphs(
      'The town will close the bridge.',
      said,
      `${said} Nobody looked under the deck of it.`,
      'A new bridge costs 30 million.',
    );
    const { candidates } = await extractive.decompose(articleOf(list), { pause });
    expect(candidates.filter((one) => one.quotes[0]!.text === said)).toHaveLength(1);
  });

  it('works without knowing the language', async () => {
    const list = paragraphs(
      '海上风电场现在生产北部海岸三分之一的电力。工程师说海上风电场比陆地风电场更稳定。',
      'Морские ветряные станции дают треть электроэнергии северного побережья. Рыбаки боятся за свои места.',
    );
    const { candidates, headline } = await extractive.decompose(
      { ...articleOf(list), page: { ...articleOf(list).page, lang: null } },
      { pause },
    );
    expect(candidates.length).toBeGreaterThan(1);
    expect(headline).not.toBe('');
    for (const one of candidates) expect(one.title.length).toBeGreaterThan(3);
  });

  it('finds nothing in an article without sentences', async () => {
    expect(await extractive.decompose(articleOf([]), { pause })).toMatchObject({
      headline: '',
      summary: '',
      questions: [],
      candidates: [],
    });
  });
});

const MANIFEST = new URL('../../../shared/corpus/articles/manifest.json', import.meta.url);
const DANGLING = / (?:a|an|the|of|to|in|on|at|by|for|from|with|and|or|but|because|that|which|is|are|was|were|will)$/i;

describe.skipIf(!existsSync(MANIFEST))('extractive over the shared corpus (skipped where it is absent)', () => {
  it('gives every article claims with short titles of their own, and quotes that are found exactly', async () => {
    const pages: { title?: string; truthParagraphs: string[] }[] = JSON.parse(readFileSync(MANIFEST, 'utf8'));
    for (const { title, truthParagraphs } of pages) {
      const list = paragraphs(...truthParagraphs);
      const { candidates, headline } = await extractive.decompose(articleOf(list, title ?? ''), { pause });
      expect(candidates.length).toBeGreaterThan(0);
      expect(headline).not.toBe('');
      expect(new Set(candidates.map((one) => one.title)).size).toBe(candidates.length);
      for (const one of candidates) {
        expect(titleLength(one.title), one.title).toBeLessThanOrEqual(TITLE_WORDS);
        expect(one.title).not.toBe(one.body);
        // "… the finale that he hoped for.": so the sentence itself ends
        if (!one.body.includes(`${one.title.split('… ').at(-1)}.`)) expect(one.title.replace(/[ …]+$/, '')).not.toMatch(DANGLING);
        expect(one.title).toMatch(/[\p{L}\p{N}]/u);
      }
      for (const claim of ground(candidates, list)) expect(claim.quotes[0]!.grounding).toEqual({ by: 'exact' });
    }
  });
});
