import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anchorOf } from '../../core/anchor';
import { fold } from '../../core/fold';
import { contextAgreement } from '../../core/places';
import { findQuote, quoteFinder } from '../../core/quote';

const WORDS = `harbour lantern meadow copper violin glacier orchard thunder pepper marble saddle ribbon walnut engine canvas timber cellar
  whistle garden feather castle button shadow candle basket mirror hammer blanket pencil kettle planet window carpet forest bridge tunnel`.split(
  /\s+/,
);

/** A text in which no eight words in a row occur twice, so that a long quote has one place only. */
const article = fc
  .array(fc.tuple(fc.constantFrom(...WORDS), fc.integer({ min: 1000, max: 9999 })), { minLength: 60, maxLength: 200 })
  .map((pairs) => pairs.map(([word, number], at) => (at % 6 === 5 ? String(number) : `${word}${'abcdefgh'[number % 8]}`)).join(' '));

const sliceOf = (text: string, at: number, count: number): { start: number; end: number } => {
  const starts = [...text.matchAll(/\S+/g)].map((match) => [match.index, match.index + match[0].length] as const);
  const first = Math.floor(at * (starts.length - count));
  return { start: starts[first]![0], end: starts[first + count - 1]![1] };
};

const share = fc.double({ min: 0, max: 0.999, noNaN: true });

describe('fold', () => {
  it('makes case, marks, dashes, spaces and invisible characters alike', () => {
    expect(fold('“Don’t” —  the\u00a0ﬁrst\u00ad ﬁ… . . . A--B').text).toBe("'don't' - the first fi... ... a-b");
    expect(fold('cafe\u0301').text).toBe(fold('Café').text);
    expect(fold('ΟΔΟΣ').text).toBe(fold('οδος').text);
  });

  it('maps every folded unit back to where it came from', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('a', 'B', ' ', '\u00a0', '\u00ad', '…', 'ﬁ', 'e\u0301', 'İ', '—', '--', '😀', '“', '漢', 'x'), {
          maxLength: 40,
        }),
        (units) => {
          const text = units.join('');
          const folded = fold(text);
          for (let at = 0; at < folded.text.length; at += 1) {
            const [start, end] = [folded.startAt(at), folded.endAt(at + 1)];
            expect(end).toBeGreaterThan(start);
            expect(fold(text.slice(start, end)).text).toContain(folded.text[at]);
            if (at > 0) expect(start).toBeGreaterThanOrEqual(folded.startAt(at - 1));
          }
        },
      ),
    );
  });
});

describe('findQuote', () => {
  it('finds any stretch where it was taken from', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 80 }), share, share, (text, from, to) => {
        const start = Math.floor(from * text.length);
        const end = start + 1 + Math.floor(to * (text.length - start));
        const quote = text.slice(start, end);
        fc.pre(quote.trim() !== '');
        expect(findQuote(quote, text, start)).toEqual({ start, end: start + quote.length, grounding: { by: 'exact' } });
      }),
    );
  });

  it('finds a quote whose typography and case were changed, at the original offsets', () => {
    const text = 'He said: “It’s  the co\u00adoper\u00adation — not the money…” and left.';
    const found = findQuote('"it\'s the cooperation - not the money..."', text)!;
    expect(found.grounding).toEqual({ by: 'normalised' });
    expect(text.slice(found.start, found.end)).toBe('“It’s  the co\u00adoper\u00adation — not the money…”');
  });

  it('ignores quotation marks and ellipses that were put around a quote', () => {
    const text = 'The river rose by four feet overnight, the mayor said.';
    const found = findQuote('“…rose by four feet overnight…”', text)!;
    expect(text.slice(found.start, found.end)).toBe('rose by four feet overnight');
  });

  it('finds a quote with a few letters changed where it is', () => {
    fc.assert(
      fc.property(article, share, fc.array(share, { minLength: 1, maxLength: 4 }), (text, at, places) => {
        const span = sliceOf(text, at, 12);
        const letters = [...text.slice(span.start, span.end)];
        for (const place of places) {
          const index = Math.floor(place * letters.length);
          // two letters of one word changed make another word of it
          const word = [...letters.slice(0, index)].lastIndexOf(' ') + 1;
          const changed = letters.slice(word).join('').split(' ')[0]!.includes('q');
          if (!changed && /[a-z]/.test(letters[index]!)) letters[index] = 'q';
        }
        const found = findQuote(letters.join(''), text)!;
        expect(Math.abs(found.start - span.start)).toBeLessThan(3);
        expect(Math.abs(found.end - span.end)).toBeLessThan(3);
      }),
    );
  });

  it('finds a quote with a word left out or put in', () => {
    const text = 'In the spring of that year the committee published a long report on the state of the northern bridges, and few read it.';
    for (const quote of [
      'the committee published a report on the state of the northern bridges',
      'the committee has published a long report on the state of the northern bridges',
    ]) {
      const found = findQuote(quote, text)!;
      expect(text.slice(found.start, found.end)).toBe('the committee published a long report on the state of the northern bridges');
      expect(found.grounding.by).toBe('fuzzy');
    }
  });

  it('refuses a quote with another number', () => {
    fc.assert(
      fc.property(article, share, fc.integer({ min: 1, max: 9 }), (text, at, digit) => {
        const span = sliceOf(text, at, 12);
        const quote = text.slice(span.start, span.end).replace(/(?<=\b\d)\d/, (old) => String((Number(old) + digit) % 10));
        expect(findQuote(quote, text)).toBeNull();
      }),
    );
  });

  it.each([
    ['The vaccine did not prevent infection in older patients.', 'The vaccine did prevent infection in older patients.'],
    ['Sales rose to 300 million units in the third quarter.', 'Sales rose to 30 million units in the third quarter.'],
    ['It is likely that the two reactors will reopen soon.', 'It is unlikely that the two reactors will reopen soon.'],
    ['Six of the ten bridges were found to be in danger.', 'Five of the ten bridges were found to be in danger.'],
    ['More than half of the patients felt better afterwards.', 'Less than half of the patients felt better afterwards.'],
    ['The council can’t raise the tax before the election.', 'The council can raise the tax before the election.'],
  ])('refuses to find in %j the quote %j', (text, quote) => {
    expect(findQuote(quote, text)).toBeNull();
  });

  it.each(['', ' \n ', '…', '\u0000'])('finds nothing for the empty quote %j', (quote) => {
    expect(findQuote(quote, 'Some text … here')?.grounding.by ?? null).toBe(quote === '…' ? 'exact' : null);
  });

  it('takes no part of a word or number for a quote', () => {
    expect(findQuote('art', 'the party')).toBeNull();
    expect(findQuote('30', 'about 300 of 1,30.5')).toBeNull();
    expect(findQuote('art', 'the party of art')).toMatchObject({ start: 13 });
  });

  it('finds a quote in a script without spaces', () => {
    const text = '研究人员发现这种药物可以降低血压。但是副作用仍然不清楚。';
    expect(findQuote('这种药物可以降低血压', text)).toMatchObject({ start: 6, end: 16 });
  });

  it('takes the first of several exact places, or the nearest to the hint', () => {
    const text = 'No comment. Then nothing. No comment. And again: No comment.';
    expect(findQuote('No comment.', text)!.start).toBe(0);
    expect(findQuote('No comment.', text, 40)!.start).toBe(49);
    expect(findQuote('No comment.', text, 30)!.start).toBe(26);
  });

  it('chooses by the text around where that is known', () => {
    const text = 'First he said: it was a good year. Much later she said: it was a good year. Nobody agreed.';
    expect(findQuote('it was a good year', text, 0, { prefix: 'later she said: ', suffix: '. Nobody' })!.start).toBe(56);
  });

  it('is in doubt between two places that are nearly alike', () => {
    const text =
      'The first committee published its long report in spring without notice. And the second committee published its long report in autumn.';
    expect(findQuote('committee publishes its long report in', text)).toBeNull();
    expect(findQuote('committee publishes its long report in', text, 80)!.start).toBe(87);
  });
});

describe('quoteFinder', () => {
  const find = (quote: string, hint: number | null) => quoteFinder(blocks)(quote, hint);
  const blocks = [
    { id: 3, text: 'The bridge was closed in May.' },
    { id: 5, text: 'The tunnel stayed open all year. The bridge was closed in May.' },
    { id: 9, text: 'Nothing else happened, and the engineers of the northern district went home for the summer.' },
  ];

  it('asks the hinted block first, then the others', () => {
    expect(find('The bridge was closed in May.', 5)).toMatchObject({ block: 5, start: 33 });
    expect(find('The bridge was closed in May.', null)).toMatchObject({ block: 3, start: 0 });
    expect(find('The tunnel stayed open', 3)).toMatchObject({ block: 5, start: 0 });
    expect(find('the  tunnel stayed open', 77)).toMatchObject({ block: 5, start: 0, grounding: { by: 'normalised' } });
    expect(find('the enginers of the northern districts went home for the summer', 3)).toMatchObject({ block: 9 });
  });

  it('finds nothing that runs over a border of blocks', () => {
    expect(find('closed in May. The tunnel stayed open', null)).toBeNull();
    expect(find('in May.\u0000The tunnel', null)).toBeNull();
  });

  it('finds every sentence of a long article, changed or not, in its block', () => {
    fc.assert(
      fc.property(fc.array(article, { minLength: 5, maxLength: 12 }), share, share, (texts, which, at) => {
        const many = texts.map((text, id) => ({ id, text }));
        const block = many[Math.floor(which * many.length)]!;
        const span = sliceOf(block.text, at, 14);
        const quote = block.text.slice(span.start, span.end);
        const find = quoteFinder(many);
        expect(find(quote, null)).toEqual({ block: block.id, ...span, grounding: { by: 'exact' } });
        expect(find(quote.replace(/(?<=[a-z]{3})[a-z](?= )/, 'z'), null)).toMatchObject({ block: block.id });
      }),
      { numRuns: 50 },
    );
  });
});

describe('anchorOf', () => {
  it('keeps the exact text and what stands around it', () => {
    const block = { id: 4, text: 'A word before. The quoted sentence. A word after.' };
    const anchor = anchorOf(block, { start: 15, end: 35 });
    expect(anchor).toEqual({ block: 4, start: 15, exact: 'The quoted sentence.', prefix: 'A word before. ', suffix: ' A word after.' });
    expect(contextAgreement(block.text, { start: 15, end: 35 }, anchor)).toBe(1);
    expect(contextAgreement(block.text, { start: 2, end: 6 }, anchor)).toBeLessThan(0.2);
  });
});
