import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Fact, facts } from '../../core/facts';
import { carries, saidIn } from '../../core/said';

const shown = (text: string, lang = 'en') => facts(text, lang).map((fact) => `${text.slice(fact.start, fact.end)} → ${fact.key}`);
const keys = (text: string, lang = 'en') => facts(text, lang).map((fact) => fact.key);

describe('numbers', () => {
  it('agree however they are written', () => {
    for (const form of ['30x', '30-fold', 'thirty times', '30 times']) expect(keys(`it grew ${form} in all`)).toEqual(['number:30:x']);
    for (const form of ['4x', 'fourfold', 'four-fold', 'viermal', 'vierfach'])
      expect(keys(`it grew ${form} in all`)).toEqual(['number:4:x']);
    for (const form of ['$1.5 billion', '$1,500 million', '1.5 billion dollars', '$1,500,000,000'])
      expect(keys(`it cost ${form} in all`)).toEqual(['number:1500000000:$']);
    for (const form of ['12 percent', '12%', '12 per cent', 'twelve percent'])
      expect(keys(`it grew ${form} in all`)).toEqual(['number:12:%']);
    for (const form of ['two thirds', 'two-thirds']) expect(keys(`${form} of them left`)).toEqual(['number:0.666666666667:']);
    expect(keys('it doubled')).toEqual(keys('it grew twice'));
  });

  it('are read in the forms of German and French', () => {
    expect(keys('sie zahlten 1,5 Milliarden Euro', 'de')).toEqual(['number:1500000000:€']);
    expect(keys('es waren 1.234.567 oder 2.500 oder 3,5 Prozent', 'de')).toEqual(['number:1234567:', 'number:2500:', 'number:3.5:%']);
    expect(keys('soit 12,5 % ou 3 milliards d’euros', 'fr')).toEqual(['number:12.5:%', 'number:3000000000:']);
    expect(keys('zwei Billionen', 'de')).toEqual(['number:2000000000000:']);
  });

  it('are amounts that nobody has counted too, and agree with no counted one', () => {
    expect(shown('it cost hundreds of millions of dollars')).toEqual(['hundreds of millions of dollars → number:100000000:some']);
    expect(shown('with thousands of citations')).toEqual(['thousands of citations → number:1000:some']);
    expect(keys('3 millions of them')).toEqual(['number:3000000:']);
    expect(carries(saidIn('it cost $100 million', 'en'), facts('hundreds of millions of dollars', 'en')[0]!)).toBe(false);
  });

  it('are no pronouns and no parts of names', () => {
    expect(keys('one of them is a third option')).toEqual([]);
    expect(keys('they used the LGP-30 there')).toEqual(['name:lgp 30']);
  });
});

describe('dates', () => {
  it('are one fact beside the number before them', () => {
    expect(shown('it rose to 30x by February 2026')).toEqual(['30x → number:30:x', 'February 2026 → date:2026-2-']);
  });

  it('agree however they are written', () => {
    for (const form of ['Sept. 29, 2019', '29 September 2019', '2019-09-29', '29th of September 2019'])
      expect(keys(`on ${form} it ended`)).toEqual(['date:2019-9-29']);
    expect(keys('am 3. Mai 2024 und am 3.5.2024', 'de')).toEqual(['date:2024-5-3', 'date:2024-5-3']);
    expect(keys('le 5 mars 2020', 'fr')).toEqual(['date:2020-3-5']);
  });

  it('are told from words and from counts', () => {
    expect(keys('they may march on')).toEqual([]);
    expect(keys('last May they left')).toEqual(['date:-5-']);
    expect(keys('some 2000 people came in 2000')).toEqual(['number:2000:', 'date:2000--']);
    expect(keys('in the 1990s, or the ’90s')).toEqual(['date:1990s', 'date:1990s']);
  });
});

describe('names', () => {
  it('are runs of capitals that no sentence start explains', () => {
    expect(shown('Scientists met Dr. Ellen Fetter at the University of North Carolina. The MIT archives are there.')).toEqual([
      'Dr. Ellen Fetter → name:ellen fetter',
      'University of North Carolina → name:university of north carolina',
      'MIT → name:mit',
    ]);
  });

  it('are in German more than one capital word, or an acronym', () => {
    expect(keys('Die Patienten der Techniker Krankenkasse in Frankfurt am Main nutzen die ePA.', 'de')).toEqual([
      'name:techniker krankenkasse',
      'name:frankfurt am main',
    ]);
  });

  it('are none in a line that is all title case', () => {
    expect(keys('How The Great Machine Learned To Sing And Dance')).toEqual([]);
  });
});

describe('negations', () => {
  it('hold what they deny, up to another fact', () => {
    expect(shown('she did not publish it until 1963')).toEqual(['not publish it until → negation:publish', '1963 → date:1963--']);
    expect(keys('sie haben keinen Zugriff', 'de')).toEqual(['negation:zugriff']);
    expect(keys('not only here')).toEqual([]);
  });
});

describe('facts', () => {
  it('lie in order inside the text and never overlap', () => {
    const piece = fc.constantFrom(
      '30x ',
      'May 5, ',
      'Ellen Fetter ',
      '$3 million ',
      'not ',
      'the ',
      'in 1999. ',
      'İ',
      'LGP-30 ',
      '12%',
      ' ',
      '“',
      'the University of ',
      'two ',
      'thirds ',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.array(piece).map((all) => all.join('')),
          fc.string({ unit: 'binary' }),
        ),
        (text) => {
          let at = 0;
          for (const fact of facts(text, 'en')) {
            expect(fact.start).toBeGreaterThanOrEqual(at);
            expect(fact.end).toBeGreaterThan(fact.start);
            at = fact.end;
          }
          expect(at).toBeLessThanOrEqual(text.length);
        },
      ),
    );
  });

  it('are carried by the text that they stand in', () => {
    const text = 'In May 2019 Ellen Fetter of MIT did not sell 30% of $3 million.';
    const said = saidIn(text, 'en');
    for (const fact of facts(text, 'en')) expect(carries(said, fact), fact.key).toBe(true);
  });
});

describe('carries', () => {
  const fact = (text: string): Fact => facts(text, 'en')[0]!;
  it('asks for the number, the date as exactly, the surname, the negation', () => {
    expect(carries(saidIn('about $30 billion a year', 'en'), fact('roughly 30 billion dollars'))).toBe(true);
    expect(carries(saidIn('about $30 billion a year', 'en'), fact('$50 billion'))).toBe(false);
    expect(carries(saidIn('from 20 to 30 percent', 'en'), fact('20 percent'))).toBe(true);
    expect(carries(saidIn('in March 1963', 'en'), fact('since 1963'))).toBe(true);
    expect(carries(saidIn('in 1963', 'en'), fact('in March 1963'))).toBe(false);
    expect(carries(saidIn('what Fetter wrote', 'en'), fact('by Ellen Fetter'))).toBe(true);
    expect(carries(saidIn('what Lorenz wrote', 'en'), fact('by Ellen Fetter'))).toBe(false);
    expect(carries(saidIn('what McClatchy owes', 'en'), fact('with McClatchy Co'))).toBe(true);
    expect(carries(saidIn('they published it', 'en'), fact('they never published it'))).toBe(false);
    expect(carries(saidIn('it was not published', 'en'), fact('they never published it'))).toBe(true);
  });
});

it('does not take the number of a note for a fact', () => {
  const said = (text: string): string[] => facts(text, 'en').map(({ start, end }) => text.slice(start, end));
  expect(said('They have used it since the 1990s.1 Whatever flows is lost.')).toEqual(['1990s']);
  expect(said('See p.41 of the report.')).toContain('41');
});
