import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { quietly } from '../../core/asking';
import { type Check, check, sentencesOf, type Unfit } from '../../core/check';
import { LONGEST_TEXT } from '../../core/check-limits';
import type { LabelledBlock } from '../../core/model';

const asking = quietly(async () => undefined);

const PARAGRAPHS = [
  'The town council of Harrowgate voted on Monday to close the last ferry across the Wendle river. The vote was nine to four.',
  'Ferry crossings have fallen from 412,000 in 1998 to 61,000 last year, and the city lost $3.2 million on the service.',
  'Mayor Alice Brandt said that the council had not consulted the islanders before the vote. Forty families live on Osprey island.',
  'A new bridge, planned since 2011, will open in 2027 at a cost of $90 million, according to the transport department.',
  'Fishermen fear that tourists will stay away once the ferry is gone. The pier is to become a park with a small museum.',
];
const blocks = PARAGRAPHS.map(
  (text, id): LabelledBlock => ({ id, kind: 'paragraph', text, section: null, label: 'content', rule: 'given as content' }),
);

const isUnfit = (result: Check | Unfit): result is Unfit => typeof result === 'string';
async function checked(text: string, of: readonly LabelledBlock[] = blocks): Promise<Check> {
  const result = await check(text, of, asking);
  if (isUnfit(result)) throw new Error(result);
  return result;
}
const textAt = ({ block, start, end }: { block: number; start: number; end: number }): string => PARAGRAPHS[block]!.slice(start, end);

describe('check', () => {
  it('links a sentence in other words to the sentence that it is drawn from', async () => {
    const { sentences } = await checked('The ferry across the Wendle will close after a vote of the Harrowgate council.');
    expect(sentences.map(({ state }) => state)).toEqual(['found']);
    expect(textAt(sentences[0]!.sources[0]!.span)).toContain('voted on Monday');
  });

  it('says which number stands in place of another, on both sides', async () => {
    const { sentences } = await checked('A new bridge planned since 2011 will open in 2027 at a cost of $70 million.');
    const [one] = sentences;
    expect(one!.state).toBe('differs');
    const [difference] = one!.differences;
    expect(difference!.kind).toBe('number');
    expect(one!.text.slice(difference!.here!.start, difference!.here!.end)).toBe('$70 million');
    expect(textAt(difference!.there!)).toBe('$90 million');
  });

  it('says which date stands in place of another', async () => {
    const { sentences } = await checked('The new bridge that has been planned since 2011 will open in 2029.');
    expect(sentences[0]!.differences.map(({ kind, there }) => [kind, textAt(there!)])).toEqual([['date', '2027']]);
  });

  it('takes a date that only adds the year for the article’s own, and a month’s day for no code', async () => {
    const dated = {
      ...blocks[0]!,
      id: 9,
      text: 'The works began on March 4, said the foreman Otto Lind. By Monday the trench was full of water again.',
    };
    const of = [...blocks, dated];
    expect((await checked('The works began on March 4, 2019, said the foreman Otto Lind then.', of)).sentences[0]!.differences).toEqual([]);
    const [other] = (await checked('The works began on March 7, 2019, said the foreman Otto Lind then.', of)).sentences;
    expect(other).toMatchObject({ state: 'differs', differences: [{ kind: 'date', there: { block: 9 } }] });
  });

  it('tells a number that the article has of one thing from the same number said of another', async () => {
    const { sentences } = await checked('Nine families live on Osprey island.');
    expect(sentences[0]!.differences.map(({ there }) => textAt(there!))).toEqual(['Forty']);
  });

  it('sees that a restated sentence denies what the article says', async () => {
    const { sentences } = await checked('Mayor Alice Brandt said that the council had consulted the islanders before the vote.');
    expect(sentences[0]).toMatchObject({ state: 'differs', differences: [{ kind: 'polarity' }] });
    expect(textAt(sentences[0]!.differences[0]!.there!)).toMatch(/^not/);
  });

  it('puts first the sentence of the article that says something else', async () => {
    const { sentences } = await checked('Forty families of Osprey island fear that a bridge at $70 million will cost them the ferry.');
    const [difference] = sentences[0]!.differences;
    expect(textAt(difference!.there!)).toBe('$90 million');
    expect(textAt(sentences[0]!.sources[0]!.span)).toContain('$90 million');
  });

  it('takes no word that opens a sentence for a part of the number after it', async () => {
    const { sentences } = await checked('In 1998 the ferry had 412,000 crossings. Over 61,000 were made last year on the ferry.');
    expect(sentences.flatMap(({ differences }) => differences)).toEqual([]);
    const coded = {
      ...blocks[0]!,
      id: 9,
      text: 'The hull of the ferry HX7 was built in phase two. In 2001 it had an engine of the type Marlin 4.',
    };
    const other = await checked('The hull of the ferry HX9 was built, and its engine was a Marlin 5.', [...blocks, coded]);
    expect(other.sentences[0]!.differences.map(({ here }) => other.sentences[0]!.text.slice(here!.start, here!.end))).toEqual([
      'HX9',
      'Marlin 5',
    ]);
  });

  it('flags a number of which the article has none at all', async () => {
    const { sentences } = await checked('Fishermen fear that 600 tourists will stay away once the ferry is gone.');
    expect(sentences[0]).toMatchObject({ state: 'adds', differences: [{ kind: 'number', there: null }] });
  });

  it('does not find what is of another matter, and gives it no source', async () => {
    const { sentences } = await checked(
      'Quantum computers factor large integers by interference between amplitudes of many superposed states.',
    );
    expect(sentences).toMatchObject([{ state: 'not-found', sources: [], differences: [] }]);
  });

  it('covers the article by what was found, and nothing by what was not', async () => {
    const { coverage } = await checked('The pier is to become a park with a small museum.');
    const shown = coverage.blocks.map((line) => line.shown);
    expect(Math.max(...shown)).toBe(shown[4]);
    expect(shown[4]).toBeGreaterThan(0.3);
    expect(coverage.figures.paragraphs).toBe(5);
    expect(coverage.figures.all).toBe(coverage.figures.shown);
    const none = await checked('Quantum computers factor large integers by interference between amplitudes of many superposed states.');
    expect(none.coverage.figures).toMatchObject({ shown: 0, touchedShown: 0 });
  });

  it('reads only what is kept of the article', async () => {
    const dropped = blocks.map((block): LabelledBlock => (block.id === 4 ? { ...block, label: 'boilerplate' } : block));
    const { sentences } = await checked('The pier is to become a park with a small museum.', dropped);
    expect(sentences[0]!.state).not.toBe('found');
  });

  it('finds every sentence of the article itself, word for word, in any order', async () => {
    const all = sentencesOf(PARAGRAPHS.join(' '), 'en');
    await fc.assert(
      fc.asyncProperty(fc.shuffledSubarray(all, { minLength: 1 }), async (some) => {
        const { sentences } = await checked(some.join('\n\n'));
        expect(sentences.map(({ text }) => text)).toEqual(some);
        expect(sentences.every(({ state, differences }) => state === 'found' && differences.length === 0)).toBe(true);
      }),
      { numRuns: 20 },
    );
  });

  it('gives spans that lie within the blocks that they name, whatever the text', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'grapheme', maxLength: 300 }), async (text) => {
        const result = await check(text, blocks, asking);
        if (isUnfit(result)) return;
        const spans = result.sentences.flatMap(({ sources, differences }) => [
          ...sources.map(({ span }) => span),
          ...differences.flatMap(({ there }) => (there ? [there] : [])),
        ]);
        for (const { block, start, end } of spans) expect(0 <= start && start < end && end <= PARAGRAPHS[block]!.length).toBe(true);
      }),
      { numRuns: 50 },
    );
  });
});

describe('a text that is not checked', () => {
  const german = 'Der Rat der Stadt hat am Montag beschlossen, dass die letzte Fähre über den Fluss nicht mehr fahren soll.';
  it.each([
    ['empty', ' \n '],
    ['too-short', 'Yes.'],
    ['too-long', 'The ferry. '.repeat(LONGEST_TEXT / 10)],
    ['other-language', german],
  ])('is %s', async (reason, text) => {
    expect(await check(text, blocks, asking)).toBe(reason);
  });

  it('has no article', async () => {
    expect(await check('The pier is to become a park.', [], asking)).toBe('no-article');
  });
});

describe('the sentences of a pasted text', () => {
  it('leave out the marks of lists and headings, and keep a line that was wrapped together', () => {
    const text = '# Summary\n\n- The ferry **closes**.\n- The bridge opens\nin 2027.\n\n2. A park comes.';
    expect(sentencesOf(text, 'en')).toEqual(['Summary', 'The ferry closes.', 'The bridge opens in 2027.', 'A park comes.']);
  });
});
