import { describe, expect, it } from 'vitest';
import { rankSentences } from '../../core/salience';

const flat = (texts: readonly string[], title = '') => ({ para: texts.map((_, at) => at), headings: texts.map(() => false), title });

const TEXT = [
  'Wind farms at sea now produce a third of the electricity of the northern coast.',
  'My neighbour keeps an old bicycle in the hall.',
  'Engineers say that wind farms at sea produce electricity more steadily than farms on land.',
  'The northern coast plans further wind farms at sea before the end of the decade.',
  'Fishing crews fear that wind farms at sea will close their grounds.',
  'Soup was served at the meeting on Tuesday evening.',
];

describe('rankSentences', () => {
  it('prefers what the article is about', async () => {
    const ranked = await rankSentences(TEXT, 3, flat(TEXT, 'Wind farms at sea'));
    expect(ranked).not.toContain(1);
    expect(ranked).not.toContain(5);
  });

  it('picks no heading, and none of a repeated sentence twice', async () => {
    const texts = ['Wind farms at sea and their many friends', ...TEXT, TEXT[2]!];
    const context = { ...flat(texts), headings: texts.map((_, at) => at === 0) };
    const ranked = await rankSentences(texts, 20, context);
    expect(ranked).not.toContain(0);
    expect(ranked).not.toContain(7);
    expect(new Set(ranked).size).toBe(ranked.length);
    expect(ranked).toHaveLength(6);
  });

  it('passes over a sentence that says the same in nearly the same words', async () => {
    const texts = [...TEXT, 'Wind farms at sea now produce about a third of the electricity of the northern coast.'];
    expect(await rankSentences(texts, 20, flat(texts))).toHaveLength(6);
  });

  it('turns to other paragraphs before it empties one', async () => {
    const texts = [0, 1, 2].flatMap((part) =>
      TEXT.map((text) => text.replace(/wind farms/i, `${['wind', 'solar', 'tidal'][part]} plants`)),
    );
    const ranked = await rankSentences(texts, 6, { ...flat(texts), para: texts.map((_, at) => Math.floor(at / 6)) });
    expect(new Set(ranked.map((at) => Math.floor(at / 6))).size).toBe(3);
  });

  it('takes what there is of a text of short or foreign sentences', async () => {
    expect(await rankSentences(['Yes.', 'No.'], 5, flat(['Yes.', 'No.']))).toHaveLength(2);
    expect(await rankSentences([], 5, flat([]))).toEqual([]);
    const chinese = ['海上风电场现在生产北部海岸三分之一的电力。', '工程师说海上风电场比陆地风电场更稳定。', '会议上供应了汤。'];
    expect((await rankSentences(chinese, 2, flat(chinese))).sort()).toEqual([0, 1]);
  });

  it('lets others have a turn on a long text', async () => {
    const texts = Array.from(
      { length: 3000 },
      (_, at) => `Sentence number ${at} speaks of subject ${at % 97} and of place ${at % 31} again.`,
    );
    let turns = 0;
    const ranked = await rankSentences(texts, 24, flat(texts), async () => {
      turns += 1;
    });
    expect(ranked.length).toBeGreaterThan(0);
    expect(turns).toBeGreaterThan(20);
  });
});
