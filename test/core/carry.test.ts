import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Carried, carry } from '../../core/carry';
import { choose, type Uncovered } from '../../core/choose';
import { extractive } from '../../core/extractive';
import { lexical } from '../../core/lexical';
import type { Edit, LabelledBlock } from '../../core/model';
import { extendRun, type Finished, unreadBlocks } from '../../core/pipeline';
import { prepareCover } from '../../core/prepare-cover';
import { block, claim, noPause, quote } from './claims';

const TEXTS = [
  'The council voted to close the harbour bridge in May 2019. Engineers had found rust in two of its cables. The bakery on the north bank is worried.',
  'Ferries will carry 4,000 commuters a day across the river. They start at six in the morning and stop before midnight.',
  'Nobody asked the fishermen. Their boats lie under the third arch, where the repairs will begin.',
  'A toll of 3 dollars is to pay for the new cables, said Ellen Fetter, who leads the works.',
  'The old toll house was not torn down. It has become a museum of the river, and schools visit it in spring.',
];
const SPACER = block(10, '* * *');
const ARTICLE: LabelledBlock[] = [
  block(0, 'The bridge', { kind: 'heading' }),
  ...TEXTS.map((text, at) => block(at + 1, text, { section: 0 })),
  SPACER,
  block(11, 'Share this article', { label: 'boilerplate' }),
];

const EMPTY: Uncovered = {
  format: 3,
  outside: null,
  page: {
    url: 'https://a.example/',
    title: 'The bridge',
    byline: null,
    site: null,
    published: null,
    lang: 'en',
    source: 'url',
    part: null,
  },
  blocks: ARTICLE,
  headline: 'Headline',
  summary: 'Summary',
  questions: [],
  claims: [],
  similarities: { claims: [], sentences: [], spans: [], apart: [] },
  edits: [],
  recipe: { decomposer: extractive.recipe, similarity: lexical.recipe, threshold: lexical.threshold, rule: 'facts', k: 3 },
  failed: [],
  audit: null,
  usage: [],
};
const PORTS = { decomposer: extractive, similarity: lexical, pause: noPause };

async function extended(of: Uncovered): Promise<Finished> {
  const running = extendRun(of, PORTS);
  for (;;) {
    const step = await running.next();
    if (step.done) return step.value;
  }
}

/** The article decomposed, by the offline providers. */
let whole: Uncovered;
beforeAll(async () => {
  whole = { ...(await extended(EMPTY)).uncovered, edits: [] };
});

const renumbered = (blocks: readonly LabelledBlock[], by = 100): LabelledBlock[] => blocks.map((one, at) => ({ ...one, id: by + at }));
const textsOf = (blocks: readonly LabelledBlock[]): Map<number, string> => new Map(blocks.map((one) => [one.id, one.text]));

/** Every anchor and every column speaks of the text that it spoke of, and no two columns of one place. */
function sound(of: Uncovered, { of: now }: Carried): void {
  const [before, after] = [textsOf(of.blocks), textsOf(now.blocks)];
  for (const one of now.claims)
    for (const { anchor } of one.quotes)
      if (anchor) expect(after.get(anchor.block)!.slice(anchor.start, anchor.start + anchor.exact.length)).toBe(anchor.exact);
  const cell = (text: string, values: (number | undefined)[]): string => JSON.stringify([text, values]);
  const columns = (all: Uncovered, texts: Map<number, string>): string[] =>
    all.similarities.spans.map(({ block: id, start, end }, at) =>
      cell(
        texts.get(id)!.slice(start, end),
        all.similarities.sentences.map((row) => row[at]),
      ),
    );
  const known = columns(of, before);
  for (const column of columns(now, after)) {
    expect(known).toContain(column);
    known.splice(known.indexOf(column), 1);
  }
  const places = now.similarities.spans.map(({ block: id, start }) => [now.blocks.findIndex((one) => one.id === id), start] as const);
  for (const [at, [place, start]] of places.entries()) {
    const [last, lastStart] = places[at - 1] ?? [-1, 0];
    expect(place > last || (place === last && start > lastStart)).toBe(true);
  }
}

/** An edited article: every block kept, dropped, doubled or reworded; new ones between; then perhaps another order. */
const step = fc.constantFrom('keep', 'keep', 'keep', 'remove', 'double', 'number', 'typo', 'insert', 'cut');
function edited(blocks: readonly LabelledBlock[], steps: readonly string[]): LabelledBlock[] {
  const texts: Record<string, (one: LabelledBlock) => LabelledBlock[]> = {
    keep: (one) => [one],
    remove: () => [],
    double: (one) => [one, one],
    number: (one) => [{ ...one, text: one.text.replace(/\d+/, '77') }],
    typo: (one) => [{ ...one, text: one.text.replace('across', 'acros').replace('worried', 'woried') }],
    insert: (one) => [block(0, 'A paragraph about swans, which the city council counts every year.'), one],
    cut: (one) => [{ ...one, text: one.text.slice(0, one.text.indexOf('.') + 1) }],
  };
  return blocks.flatMap((one, at) => texts[steps[at % steps.length]!]!(one));
}

describe('carry', () => {
  it('changes nothing onto the same blocks', () => {
    const carried = carry(whole, whole.blocks);
    expect(carried.of).toEqual(whole);
    expect(carried.changes).toEqual({ added: [], removed: [], edited: [], altered: [] });
  });

  it('follows the blocks to other ids', () => {
    const { of, changes } = carry(whole, renumbered(ARTICLE));
    expect(changes).toEqual({ added: [], removed: [], edited: [], altered: [] });
    sound(whole, { of, changes });
    expect(of.similarities.sentences).toEqual(whole.similarities.sentences);
    expect(of.claims.map((one) => one.quotes[0]!.anchor!.exact)).toEqual(whole.claims.map((one) => one.quotes[0]!.anchor!.exact));
    expect(carry(of, whole.blocks).of).toEqual(whole);
  });

  it('never takes one text for another, whatever is inserted, removed, doubled, reworded or put in another order', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { minLength: 1, maxLength: 9 }),
        fc.infiniteStream(fc.nat()),
        fc.boolean(),
        async (steps, order, shuffle) => {
          const now = edited(ARTICLE, steps).map((one) => ({ one, by: shuffle ? order.next().value! : 0 }));
          const blocks = renumbered(now.sort((a, b) => a.by - b.by).map(({ one }) => one));
          const carried = carry(whole, blocks);
          sound(whole, carried);
          const { of, changes } = carried;
          const lost = of.claims.flatMap((one) => one.quotes.flatMap(({ anchor }, at) => (anchor ? [] : [[one.id, at]])));
          expect(changes.altered.map((one) => [one.claim, one.quote])).toEqual(lost);
          const input = await prepareCover(of.blocks, of.claims, of.similarities, 'en', noPause);
          const { selection, coverage } = choose(of, input, 3);
          expect([...selection.selected, ...selection.rejected.map(({ id }) => id)].sort((a, b) => a - b)).toEqual(
            of.claims.map(({ id }) => id),
          );
          const read = new Set(of.similarities.spans.map((span) => span.block));
          for (const one of coverage.blocks) if (one.state === 'unsent') expect(read.has(one.block)).toBe(false);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('says what was added, removed and edited among the kept blocks, by as many texts as there are', () => {
    const now = [
      ...ARTICLE.slice(0, 2),
      block(50, 'Swans are counted here every year.'),
      block(3, TEXTS[1]!.replace('six', 'seven')),
      ...ARTICLE.slice(4, 7),
      block(60, 'Follow us', { label: 'boilerplate' }),
    ];
    const { changes } = carry(whole, now);
    expect(changes.added).toEqual([50]);
    expect(changes.edited).toEqual([{ block: 3, before: TEXTS[1] }]);
    expect(changes.removed).toEqual([TEXTS[2]]);
  });

  it('pairs texts that stand several times with the nearest', () => {
    const of = { ...whole, edits: [{ do: 'drop', block: 11 }, { do: 'drop', block: 13 }] satisfies Edit[] }; // biome-ignore format: an act a line says less
    const before = [block(10, 'one two'), block(11, 'Ad'), block(12, 'three four'), block(13, 'Ad'), block(14, 'five six')];
    const now = [block(20, 'Ad'), block(21, 'one two'), block(22, 'Ad'), block(23, 'three four'), block(24, 'Ad'), block(25, 'five six')];
    expect(carry({ ...of, blocks: before }, now).of.edits).toEqual([{ do: 'drop', block: 22 }, { do: 'drop', block: 24 }]); // biome-ignore format: an act a line says less
    const fewer = [block(30, 'one two'), block(31, 'three four'), block(32, 'Ad')];
    expect(carry({ ...of, blocks: before }, fewer).of.edits).toEqual([{ do: 'drop', block: 32 }]);
  });

  it('gives a column to one sentence only, to that of its own paragraph before others', () => {
    const [first, second] = TEXTS[1]!.split(/(?<=\.) /) as [string, string];
    const now = ARTICLE.flatMap((one) =>
      one.id === 2 ? [block(30, second), { ...one, text: `${first} ${second} More boats are being built.` }, block(31, second)] : [one],
    );
    const carried = carry(whole, now);
    sound(whole, carried);
    const own = carried.of.similarities.spans.filter((span) => [2, 30, 31].includes(span.block));
    expect(own).toEqual([
      { block: 2, start: 0, end: first.length },
      { block: 2, start: first.length + 1, end: TEXTS[1]!.length },
    ]);
  });

  it('replays what was done by hand on the blocks as they are now', () => {
    const edits: Edit[] = [
      { do: 'drop', block: 2 },
      { do: 'keep', block: 11 },
      { do: 'pin', claim: 1 },
      { do: 'drop', block: 3 },
    ];
    const now = renumbered(ARTICLE.filter((one) => one.id !== 3));
    const { of } = carry({ ...whole, edits }, now);
    expect(of.edits).toEqual([{ do: 'drop', block: 102 }, { do: 'keep', block: 106 }, { do: 'pin', claim: 1 }]); // biome-ignore format: an act a line says less
    expect(of.blocks.find((one) => one.id === 102)).toMatchObject({ label: 'boilerplate', rule: 'dropped by hand' });
    expect(of.blocks.find((one) => one.id === 106)).toMatchObject({ label: 'content', rule: 'kept by hand' });
  });

  it('asks for nothing anew when a block that was dropped by hand is kept again', () => {
    const dropped = carry({ ...whole, edits: [{ do: 'drop', block: 2 }] }, ARTICLE).of;
    expect(dropped.blocks.find((one) => one.id === 2)!.label).toBe('boilerplate');
    expect(carry({ ...dropped, edits: [] }, ARTICLE).of).toEqual(whole);
  });
});

describe('quotes after an edit', () => {
  const of = (text: string, ...quotes: string[]): Uncovered => {
    const home = block(1, text);
    const claims = quotes.map((exact, id) => claim(id, `Claim ${id}`, { quotes: [quote(exact, home)] }));
    return { ...EMPTY, blocks: [block(0, 'Something else stands before it.'), home], claims };
  };
  const reread = (before: Uncovered, text: string, more: LabelledBlock[] = []): Carried =>
    carry(before, [before.blocks[0]!, block(1, text), ...more]);

  it.each([
    ['a number', '4,000 commuters a day', '14,000 commuters a day'],
    ['a number in words', 'They start at six in the morning', 'They start at five in the morning'],
    ['a denial', 'and stop before midnight', 'and do not stop before midnight'],
  ])('is altered where %s changed: before, and the sentence that is now', (_, was, is) => {
    const sentence = was.startsWith('4,000') ? 0 : 1;
    const exact = TEXTS[1]!.split(/(?<=\.) /)[sentence]!;
    const { of: now, changes } = reread(of(TEXTS[1]!, exact), TEXTS[1]!.replace(was, is));
    expect(changes.altered).toEqual([{ claim: 0, quote: 0, before: exact, now: exact.replace(was, is) }]);
    expect(now.claims[0]!.quotes[0]).toEqual({ text: exact, anchor: null, grounding: { by: 'none' } });
  });

  it.each([
    ['another name', 'Ellen Fetter, who leads', 'Ellen Fisher, who leads'],
    ['a refusal', 'which agreed to pay', 'which refused to pay'],
    ['the opposite', 'and to allow boats', 'and to ban boats'],
  ])('is altered where %s stands, however little else changed', (_, was, is) => {
    const text = 'The works were planned by Ellen Fetter, who leads the council, which agreed to pay for the cables and to allow boats.';
    const { changes } = reread(of(text, text), text.replace(was, is));
    expect(changes.altered).toEqual([{ claim: 0, quote: 0, before: text, now: text.replace(was, is) }]);
  });

  it('finds the sentence that stands instead for a part of one, in the paragraph that it was moved to', () => {
    const moved = block(2, 'They start at seven in the morning and stop before midnight.');
    const { changes } = reread(of(TEXTS[1]!, 'start at six'), TEXTS[1]!.slice(0, TEXTS[1]!.indexOf('They') - 1), [moved]);
    expect(changes.altered).toEqual([{ claim: 0, quote: 0, before: 'start at six', now: moved.text }]);
  });

  it('is gone where nothing like it stands', () => {
    const { changes } = carry(of(TEXTS[1]!, 'Ferries will carry 4,000 commuters a day'), [block(0, 'Something else stands before it.')]);
    expect(changes.altered).toEqual([{ claim: 0, quote: 0, before: 'Ferries will carry 4,000 commuters a day', now: null }]);
  });

  it('is anchored anew after a typo was put right, and says by how much it differs', () => {
    const before = 'Ferries wil carry 4,000 comuters a day across the river. They start at six.';
    const exact = 'Ferries wil carry 4,000 comuters a day across the river.';
    const { of: now, changes } = reread(of(before, exact), before.replace('wil ', 'will ').replace('comuters', 'commuters'));
    expect(changes.altered).toEqual([]);
    expect(changes.edited).toHaveLength(1);
    const [found] = now.claims[0]!.quotes;
    expect(found!.grounding).toMatchObject({ by: 'fuzzy' });
    expect(found!.anchor!.exact).toBe('Ferries will carry 4,000 commuters a day across the river.');
  });

  it('follows a sentence within its paragraph and into another, exactly', () => {
    const exact = 'They start at six in the morning and stop before midnight.';
    const before = of(TEXTS[1]!, exact);
    const pushed = reread(before, `Since June there are boats. ${TEXTS[1]!}`);
    expect(pushed.of.claims[0]!.quotes[0]).toMatchObject({ anchor: { block: 1, exact }, grounding: { by: 'exact' } });
    const split = reread(before, TEXTS[1]!.slice(0, TEXTS[1]!.indexOf('They') - 1), [block(2, exact)]);
    expect(split.of.claims[0]!.quotes[0]).toMatchObject({ anchor: { block: 2, start: 0, exact }, grounding: { by: 'exact' } });
    expect([...pushed.changes.altered, ...split.changes.altered]).toEqual([]);
  });

  it('is found again when what was taken away comes back', () => {
    const before = of(TEXTS[1]!, 'Ferries will carry 4,000 commuters a day');
    const gone = carry(before, [before.blocks[0]!]).of;
    expect(gone.claims[0]!.quotes[0]!.anchor).toBeNull();
    expect(carry(gone, before.blocks).of.claims).toEqual(
      before.claims.map((one) => ({
        ...one,
        quotes: one.quotes.map((was) => ({ ...was, anchor: { ...was.anchor, suffix: TEXTS[1]!.slice(40, 72) } })),
      })),
    );
  });
});

describe('extendRun', () => {
  const ADDED = block(
    40,
    'Swans are counted on the river every winter by two volunteers from the bird club, who found 312 of them in January.',
  );

  it('asks only for what was not read, numbers its claims on, and leaves the others as they are', async () => {
    const { of } = carry(whole, [...ARTICLE, ADDED]);
    expect(unreadBlocks(of)).toEqual([ADDED]);
    const asked: string[][] = [];
    const counted = { ...extractive, decompose: (...args: Parameters<typeof extractive.decompose>) => {
      asked.push(args[0].blocks.map((one) => one.text));
      return extractive.decompose(...args);
    } }; // biome-ignore format: one call through
    const stages: string[] = [];
    const running = extendRun(of, { ...PORTS, decomposer: counted });
    let done = await running.next();
    for (; !done.done; done = await running.next()) stages.push(done.value.stage);
    const { uncovered, decomposition } = done.value;
    expect(asked).toEqual([[ADDED.text]]);
    expect(stages).toEqual(['decompose', 'compare', 'cover']);
    expect(uncovered.claims.slice(0, whole.claims.length)).toEqual(whole.claims);
    const fresh = uncovered.claims.slice(whole.claims.length);
    expect(fresh.map((one) => one.id)).toEqual(fresh.map((_, at) => whole.claims.length + at));
    expect(fresh.length).toBeGreaterThan(0);
    for (const one of fresh) expect(one.quotes[0]!.anchor!.block).toBe(40);
    expect(decomposition.coverage.blocks.find((one) => one.block === 40)).toMatchObject({ state: 'scored' });
    expect(unreadBlocks(uncovered)).toEqual([]);
  });

  it('asks nothing where everything was read', async () => {
    const never = { ...extractive, decompose: () => Promise.reject(new Error('asked')) };
    const running = extendRun(whole, { ...PORTS, decomposer: never });
    expect((await running.next()).value).toMatchObject({ stage: 'cover' });
    expect((await running.next()).done).toBe(true);
  });

  it('reads a paragraph anew to which a sentence was added, and adds no claim twice', async () => {
    const longer = ARTICLE.map((one) => (one.id === 2 ? { ...one, text: `${one.text} ${ADDED.text}` } : one));
    const { of } = carry(whole, longer);
    expect(unreadBlocks(of).map((one) => one.id)).toEqual([2]);
    const { claims } = (await extended(of)).uncovered;
    const quotes = claims.flatMap((one) => one.quotes.map((said) => said.anchor!.exact));
    expect(new Set(quotes).size).toBe(quotes.length);
    const titles = claims.map((one) => one.title);
    expect(new Set(titles).size).toBe(titles.length);
  });

  describe('with a decomposer that says', () => {
    const says = async (of: Uncovered, title: string, exact: string): Promise<readonly string[]> => {
      const draft = {
        headline: 'Another',
        summary: '',
        questions: [],
        unsent: [],
        failed: [],
        usage: [],
        candidates: [{ kind: 'claim' as const, title, body: '', confidence: 0.5, quotes: [{ block: null, text: exact }] }],
      };
      const running = extendRun(of, { ...PORTS, decomposer: { ...extractive, decompose: async () => draft } });
      for (;;) {
        const step = await running.next();
        if (!step.done) continue;
        expect(step.value.uncovered.headline).toBe(of.headline);
        return step.value.uncovered.claims.slice(of.claims.length).map((one) => one.title);
      }
    };
    const longer = ARTICLE.map((one) => (one.id === 2 ? { ...one, text: `${one.text} ${ADDED.text}` } : one));

    it('what is new: it is taken', async () => {
      expect(await says(carry(whole, longer).of, 'Swans', ADDED.text)).toEqual(['Swans']);
    });

    it('a title or a quote that is there: it is left out', async () => {
      const { of } = carry(whole, longer);
      const known = of.claims.find((one) => one.quotes[0]!.anchor!.block === 2)!;
      expect(await says(of, `${known.title.toUpperCase()}`, ADDED.text)).toEqual([]);
      expect(await says(of, 'Otherwise', known.quotes[0]!.text)).toEqual([]);
    });

    it('the title of a claim whose quote is gone: it is taken', async () => {
      const { of } = carry(whole, [...ARTICLE.filter((one) => one.id !== 2), ADDED]);
      const gone = of.claims.find((one) => one.quotes[0]!.anchor === null)!;
      expect(await says(of, gone.title, ADDED.text)).toEqual([gone.title]);
    });
  });

  it('lets a claim be said anew whose quote was altered', async () => {
    const now = ARTICLE.map((one) => ({ ...one, text: one.text.replace('4,000', '9,000') }));
    const { of, changes } = carry(whole, now);
    expect(changes.altered.length).toBeGreaterThan(0);
    const { claims } = (await extended(of)).uncovered;
    expect(claims.some((one) => one.id >= whole.claims.length && one.quotes[0]!.anchor!.exact.includes('9,000'))).toBe(true);
  });
});
