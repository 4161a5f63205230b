import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { quietly } from '../../core/asking';
import { compare } from '../../core/compare';
import { type CoverInput, cover, LEFT_OUT, levelOf } from '../../core/cover';
import { lexical } from '../../core/lexical';
import type { BlockId, Claim, Coverage, LabelledBlock, Selection } from '../../core/model';
import { prepareCover } from '../../core/prepare-cover';
import { block, claim, noPause, quote } from './claims';

const TEXTS = [
  'The council voted to close the harbour bridge. Engineers had found rust in two of its cables in May 2019. The bakery on the north bank is worried about its trade.',
  'Ferries will carry 4,000 commuters a day across the river. They start at six in the morning and stop before midnight.',
  'Nobody asked the fishermen. Their boats lie under the third arch, where the repairs will begin.',
];
const BLOCKS = TEXTS.map((text, id) => block(id, text));
const choose = (...ids: number[]): Selection => ({ selected: ids, rejected: [], kept: [] });

const prepared = async (
  claims: readonly Claim[],
  blocks: readonly LabelledBlock[] = BLOCKS,
  failed?: ReadonlySet<BlockId>,
  read: readonly LabelledBlock[] = blocks,
): Promise<CoverInput> =>
  prepareCover(blocks, claims, (await compare(claims, read, lexical, quietly(noPause))).similarities, 'en', noPause, failed);

const CLAIMS = [
  claim(0, 'The council closes the harbour bridge', {
    body: 'The council voted to close the harbour bridge.',
    quotes: [quote('The council voted to close the harbour bridge.', BLOCKS[0])],
  }),
  claim(1, 'Ferries carry commuters', {
    body: 'Ferries will carry 4,000 commuters a day across the river.',
    quotes: [quote('Ferries will carry 4,000 commuters', BLOCKS[1])],
  }),
  claim(2, 'Ferries start at six', {
    body: 'They start at six in the morning and stop before midnight.',
    quotes: [quote('They start at six in the morning', BLOCKS[1])],
  }),
  claim(3, 'Invented', { body: 'Nobody asked the fishermen under the arch.', quotes: [quote('nowhere')] }),
];

const finite = (coverage: Coverage): void => {
  for (const one of coverage.blocks)
    for (const value of [one.shown, one.all, ...one.claims.map((by) => by.score)]) expect(value >= 0 && value <= 1).toBe(true);
  for (const value of Object.values(coverage.figures)) expect(Number.isFinite(value)).toBe(true);
};

describe('cover', () => {
  it('scores a paragraph higher the more of it is said, and one quoted sentence does not capture a long one', async () => {
    const input = await prepared(CLAIMS);
    const one = cover(input, choose(1)).blocks;
    const both = cover(input, choose(1, 2)).blocks;
    expect(both[1]!.shown).toBeGreaterThan(one[1]!.shown + 0.1);
    expect(both[1]!.shown).toBeGreaterThan(0.8);
    const long = block(0, `${TEXTS[0]} ${TEXTS[2]} ${'Years ago the wind took a roof, and a storm came over the hills. '.repeat(4)}`);
    const inLong = cover(await prepared(CLAIMS.slice(0, 1), [long, BLOCKS[1]!, BLOCKS[2]!]), choose(0)).blocks;
    const share = 46 / long.text.length;
    expect(inLong[0]!.shown).toBeGreaterThan(share / 2);
    expect(inLong[0]!.shown).toBeLessThan(2 * share);
  });

  it('leaves out what no claim says', async () => {
    const { blocks } = cover(await prepared(CLAIMS.slice(0, 3)), choose(0, 1, 2));
    expect(blocks[2]!.shown).toBeLessThan(LEFT_OUT);
    expect(blocks[2]!.claims).toEqual([]);
  });

  it('counts a verified quote, and more of it the more the claim says of the sentence', async () => {
    const reworded = (body: string, found: boolean) =>
      claim(0, 'Maritime labour went unheard', { body, quotes: [quote('Nobody asked the fishermen.', found ? BLOCKS[2] : undefined)] });
    const shown = async (one: Claim) => cover(await prepared([one]), choose(0)).blocks[2]!.shown;
    const [bare, quoted, telling] = [
      await shown(reworded('', false)),
      await shown(reworded('', true)),
      await shown(reworded('Nobody asked fishermen.', true)),
    ];
    expect(quoted).toBeGreaterThan(bare);
    expect(telling).toBeGreaterThan(quoted);
  });

  it('lists the claims of a block best first, never an ungrounded one, and leaves those out of "all"', async () => {
    const input = await prepared(CLAIMS);
    const { blocks } = cover(input, choose(0));
    expect(blocks[1]!.claims.map((by) => by.claim).sort()).toEqual([1, 2]);
    expect(blocks[2]!.claims).toEqual([]);
    expect(blocks[2]!.all).toBeLessThan(LEFT_OUT);
  });

  it('says of every fact who carries it', async () => {
    const { blocks } = cover(await prepared(CLAIMS), choose(0));
    const carried = blocks.flatMap(({ block: id, facts }) =>
      facts.map(({ start, end, carried: by }) => [TEXTS[id]!.slice(start, end), by]),
    );
    expect(carried).toContainEqual(['4,000', 'all']);
    expect(carried).toContainEqual(['May 2019', 'none']);
    const shown = cover(await prepared(CLAIMS), choose(1)).blocks[1]!.facts;
    expect(shown[0]).toMatchObject({ kind: 'number', carried: 'shown' });
  });

  it('takes a name for news where it is first said, its letters and its last word after that for the same', async () => {
    const blocks = [
      block(0, 'It began when Ellen Fetter left the Free Software Foundation.'),
      block(1, 'Later the FSF asked Fetter to join the board of Novell again.'),
    ];
    const { blocks: covered } = cover(await prepared([], blocks), choose());
    const names = covered.map(({ block: id, facts }) => facts.map(({ start, end }) => blocks[id]!.text.slice(start, end)));
    expect(names).toEqual([['Ellen Fetter', 'Free Software Foundation'], ['Novell']]);
  });

  it('takes no word for a name that the article writes small', async () => {
    const blocks = [block(0, 'Later on they wrote to Services and to Novell.'), block(1, 'The services are dear.')];
    const { blocks: covered } = cover(await prepared([], blocks), choose());
    expect(covered.flatMap(({ block: id, facts }) => facts.map(({ start, end }) => blocks[id]!.text.slice(start, end)))).toEqual([
      'Novell',
    ]);
  });

  it('takes a denial for carried by the claim that quotes its sentence', async () => {
    const blocks = [block(0, 'They did not publish the letters of the council until much later in the year.')];
    const carried = async (...quotes: Claim['quotes'][number][]) =>
      cover(await prepared([claim(0, 'Publish or wait', { quotes })], blocks), choose(0)).blocks[0]!.facts.map((fact) => fact.carried);
    expect(await carried()).toEqual(['none']);
    expect(await carried(quote('They did not publish', blocks[0]))).toEqual(['shown']);
  });

  it('weighs figures by length and counts unsent and failed blocks as uncovered, dropped ones and headings not', async () => {
    const blocks = [...BLOCKS, block(3, 'Subscribe', { label: 'boilerplate' }), block(4, 'The bridge', { kind: 'heading' })];
    const all = cover(await prepared(CLAIMS, blocks), choose(1, 2));
    expect(all.blocks.map((one) => [one.block, one.state])).toEqual([[0, 'scored'], [1, 'scored'], [2, 'scored'], [3, 'dropped']]); // biome-ignore format: a table
    expect(all.figures.paragraphs).toBe(3);
    const whole = TEXTS.reduce((sum, text) => sum + text.length, 0);
    expect(all.figures.shown).toBeCloseTo(all.blocks.reduce((sum, one) => sum + one.shown * (TEXTS[one.block]?.length ?? 0), 0) / whole, 9);
    const read = blocks.filter((one) => one.id !== 1);
    const cut = cover(await prepared(CLAIMS, blocks, new Set([2]), read), choose(1, 2));
    expect(cut.blocks.map((one) => one.state)).toEqual(['scored', 'unsent', 'failed', 'dropped']);
    expect(cut.blocks[1]).toMatchObject({ shown: 0, all: 0, claims: [] });
    expect(cut.figures.paragraphs).toBe(3);
    expect(cut.figures.shown).toBeLessThan(all.figures.shown / 2);
  });

  it('weighs what a paragraph has had added since it was read, and has no claim carry it', async () => {
    const before = cover(await prepared(CLAIMS), choose(1, 2)).blocks[1]!;
    const longer = BLOCKS.map((one) => (one.id === 1 ? block(1, `${one.text} ${TEXTS[0]}`) : one));
    const after = cover(await prepared(CLAIMS, longer, undefined, BLOCKS), choose(1, 2)).blocks[1]!;
    expect(after.state).toBe('scored');
    expect(after.shown).toBeLessThan((before.shown * TEXTS[1]!.length) / longer[1]!.text.length + 0.01);
    expect(after.shown).toBeGreaterThan(before.shown / 4);
  });

  it('gives numbers for nothing at all', async () => {
    finite(cover(await prepared([], []), choose()));
    expect(cover(await prepared([], []), choose()).figures).toEqual({ shown: 0, all: 0, touchedShown: 0, touchedAll: 0, paragraphs: 0 });
    const none = cover(await prepared([]), choose());
    expect(none.figures).toMatchObject({ shown: 0, all: 0, paragraphs: 3 });
    finite(cover(await prepared(CLAIMS, [block(0, '…'), block(1, '')]), choose(0, 1)));
  });

  it('takes what a claim says beyond its quote for said of the paragraphs around it, the nearer the more', async () => {
    const far = Array.from({ length: 16 }, (_, id) =>
      block(id, `Paragraph ${['one', 'two', 'three'][id % 3]} speaks of the ferries over the river.`),
    );
    const telling = claim(0, 'The town now lives by its ferries', {
      body: 'Commuters, bakers and fishermen wait for boats since the crossing closed over the river.',
      quotes: [quote('speaks of the ferries', far[1])],
    });
    const shares = cover(await prepared([telling], far), choose(0)).blocks.map((one) => one.shown);
    expect(shares[1]).toBeGreaterThan(shares[2]!);
    expect(shares[2]).toBeGreaterThan(shares[8]!);
    expect(shares[8]).toBeGreaterThan(shares[15]!);
  });

  it('takes what only other claims quote for their matter', async () => {
    const text = 'The ferries over the river carry bakers.';
    const blocks = [block(0, 'The council voted to have ferries over the river.'), block(1, text)];
    const one = claim(0, 'Ferries over the river', { quotes: [quote('ferries over the river', blocks[0])] });
    const other = claim(1, 'Bakers cross by boat', { quotes: [quote('carry bakers', blocks[1])] });
    const shown = async (claims: readonly Claim[]) => cover(await prepared(claims, blocks), choose(0)).blocks[1]!.shown;
    expect(await shown([one, other])).toBeLessThan(await shown([one, { ...other, quotes: [] }]));
  });

  it('never falls when a claim is added, and all is never below shown', async () => {
    const far = claim(4, 'The town lives by its boats and bakers since the crossing was lost', {
      body: 'Nobody knows how long.',
      quotes: [quote('The council voted', BLOCKS[0])],
    });
    const input = await prepared([...CLAIMS, far]);
    const id = fc.constantFrom(0, 1, 2, 4);
    fc.assert(
      fc.property(fc.uniqueArray(id, { maxLength: 4 }), id, (some, more) => {
        const before = cover(input, choose(...some));
        const after = cover(input, choose(...new Set([...some, more])));
        finite(after);
        for (const [at, one] of after.blocks.entries()) {
          expect(one.shown).toBeGreaterThanOrEqual(before.blocks[at]!.shown);
          expect(one.all).toBeGreaterThanOrEqual(one.shown);
        }
        expect(after.figures.shown).toBeGreaterThanOrEqual(before.figures.shown);
      }),
    );
  });
});

describe('any script', () => {
  const SCRIPTS: Record<string, readonly string[]> = {
    Chinese: ['市议会投票决定关闭港口大桥。工程师在两根缆索中发现了锈迹。', '渡轮每天将运送四千名通勤者过河。', '没有人问过渔民的意见。'],
    Japanese: ['市議会は港の橋を閉鎖することを決めた。技術者がケーブルに錆を見つけた。', 'フェリーは毎日四千人を運ぶ。', '漁師には誰も尋ねなかった。'],
    Thai: ['สภาเมืองลงมติปิดสะพานท่าเรือ วิศวกรพบสนิมในสายเคเบิลสองเส้น', 'เรือข้ามฟากจะขนส่งผู้โดยสารวันละสี่พันคน', 'ไม่มีใครถามชาวประมง'],
    Arabic: ['صوت المجلس على إغلاق جسر الميناء. وجد المهندسون صدأ في كابلين.', 'ستنقل العبارات أربعة آلاف راكب يوميا.', 'لم يسأل أحد الصيادين.'],
    Hebrew: ['המועצה הצביעה לסגור את גשר הנמל. המהנדסים מצאו חלודה בשני כבלים.', 'מעבורות יובילו ארבעת אלפים נוסעים ביום.', 'איש לא שאל את הדייגים.'],
    Hindi: ['परिषद ने बंदरगाह पुल बंद करने का निर्णय लिया। अभियंताओं को दो केबलों में जंग मिला।', 'नौकाएं प्रतिदिन चार हजार यात्रियों को ले जाएंगी।', 'मछुआरों से किसी ने नहीं पूछा।'],
    'Japanese and emoji': ['🚢🚢🚢 フェリー 🌉', '🎣 🎣🎣 🐟', '🏗️'],
  }; // biome-ignore format: a table

  for (const [name, texts] of Object.entries(SCRIPTS))
    it(`knows what is quoted and said from what is not: ${name}`, async () => {
      const blocks = texts.map((text, id) => block(id, text));
      const { blocks: covered } = cover(
        await prepared([claim(0, texts[0]!, { quotes: [quote(texts[0]!, blocks[0])] })], blocks),
        choose(0),
      );
      expect(covered[0]!.shown).toBeGreaterThan(0.7);
      for (const other of covered.slice(1)) expect(other.shown).toBeLessThan(0.25);
    });

  it('gives shares for any text whatever, and never throws', async () => {
    const odd = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 60 }),
      fc.constantFrom(
        '',
        ' ',
        '\u0000',
        '\ud800',
        'İ',
        '👩‍👩‍👧',
        'x'.repeat(20_000),
        '市'.repeat(5000),
        '9'.repeat(5000),
        'ก'.repeat(3000),
      ),
      fc.constantFrom(...Object.values(SCRIPTS).flat()),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(odd, { maxLength: 4 }), fc.array(odd, { maxLength: 3 }), async (texts, bodies) => {
        const blocks = texts.map((text, id) => block(id, text));
        const claims = bodies.map((body, id) => {
          const from = blocks[id];
          return claim(id, body, { quotes: from && from.text.trim() !== '' ? [quote(from.text, from)] : [] });
        });
        finite(cover(await prepared(claims, blocks), choose(...bodies.keys())));
      }),
      { numRuns: 60 },
    );
  });
});

describe('levelOf', () => {
  it('is 0 for left out, then five even steps', () => {
    expect([0, 0.099, 0.1, 0.27, 0.29, 0.45, 0.47, 0.63, 0.65, 0.81, 0.83, 1].map(levelOf)).toEqual([0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5]);
    expect(levelOf(Number.NaN)).toBe(0);
  });
});
