import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { guessLanguage, sentences, terms, words } from '../../core/text';

const split = (text: string, lang?: string) => sentences(text, lang).map(({ start, end }) => text.slice(start, end));

describe('sentences', () => {
  it('ends at a mark with what closes after it', () => {
    expect(split('One thing. “Two things!” (Three?) She left.[3] Then he did. [4] It was over…')).toEqual([
      'One thing.',
      '“Two things!”',
      '(Three?)',
      'She left.[3]',
      'Then he did. [4]',
      'It was over…',
    ]);
  });

  it.each([
    ['Dr. Smith met J. K. Rowling and Gen. Lee, e.g. in No. 5 of Fig. 3 for $3.5 million.'],
    ['In Roe v. Wade the U.S. Supreme Court ruled on Jan. 22.'],
    ['“Why?” he asked.'],
    ['Apple Inc. Chief Tim Cook spoke at 5 p.m. Eastern.'],
    ['3. The third rule.'],
    ['It works with Node.js and example.com alike.'],
  ])('keeps together: %s', (text) => {
    expect(split(text)).toEqual([text]);
  });

  it('ends after an abbreviation before a word that starts sentences', () => {
    expect(split('They live in the U.S. The house is small. He came at 5 p.m. She did not.')).toEqual([
      'They live in the U.S.',
      'The house is small.',
      'He came at 5 p.m.',
      'She did not.',
    ]);
  });

  it('knows ordinals of the languages that write them with a full stop', () => {
    expect(split('Am 3. Mai kam z. B. Herr Müller. Er ging.', 'de-DE')).toEqual(['Am 3. Mai kam z. B. Herr Müller.', 'Er ging.']);
    expect(split('They sold 30. Mary left.', 'en')).toEqual(['They sold 30.', 'Mary left.']);
  });

  it('needs no space after full-width marks and parts Thai at its spaces', () => {
    expect(split('今天天气很好。我们去公园吧！「是的。」他说。')).toEqual(['今天天气很好。', '我们去公园吧！', '「是的。」', '他说。']);
    const clause = 'ประเทศไทยเป็นประเทศที่ตั้งอยู่ในภูมิภาคเอเชียตะวันออกเฉียงใต้ของโลก';
    expect(split(`${clause} ${clause}`)).toEqual([clause, clause]);
  });

  it('gives a text without capitals its sentences too', () => {
    expect(split('all lower. no caps here. fine')).toEqual(['all lower.', 'no caps here.', 'fine']);
  });

  it('is trimmed, ordered, not empty, and leaves out only space', () => {
    const piece = fc.constantFrom('A', 'b', ' ', '. ', '.', '! ', '?', '”', '“', '\n\n', '3', '。', 'ก', 'Dr. ', '[2]', '\u00a0', '…');
    fc.assert(
      fc.property(
        fc.array(piece, { maxLength: 60 }).map((all) => all.join('')),
        (text) => {
          let at = 0;
          for (const { start, end } of sentences(text)) {
            expect(text.slice(at, start).trim()).toBe('');
            expect(end).toBeGreaterThan(start);
            expect(text.slice(start, end).trim()).toBe(text.slice(start, end));
            at = end;
          }
          expect(text.slice(at).trim()).toBe('');
        },
      ),
    );
  });
});

describe('words', () => {
  it('folds case, accents, possessives, dots and thousands separators', () => {
    expect(words('The U.S. economy’s 1,000.5 or 1.000.000 Cafés don’t')).toEqual([
      'the',
      'us',
      'economy',
      '1000.5',
      'or',
      '1000000',
      'cafes',
      'dont',
    ]);
  });

  it('cuts scripts without spaces into pairs and leaves Hangul, Arabic and Devanagari whole', () => {
    expect(words('天気がiPhone15')).toEqual(['天気', '気が', 'iphone15']);
    expect(words('한국어 हिन्दी الْعَرَبِيَّة')).toEqual(['한국어', 'हिन्दी', 'العربية']);
  });

  it('gives the same words for the same text in another normal form', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(words(text.normalize('NFD'))).toEqual(words(text.normalize('NFC')));
      }),
    );
  });
});

describe('terms', () => {
  it('drops function words and stems lightly', () => {
    expect(terms('The companies were running quickly', 'en')).toEqual(['company', 'run', 'quick']);
    expect(terms('Die Häuser und das Haus', 'de')).toEqual(['haus', 'haus']);
  });

  it('degrades for a language without a list', () => {
    expect(terms('Talo on suuri ja vanha', 'fi')).toEqual(['talo', 'on', 'suuri', 'ja', 'vanha']);
  });
});

describe('guessLanguage', () => {
  it('hears the language of a sentence, and says when it cannot', () => {
    expect(guessLanguage('The dog is in the house and it stays there')).toBe('en');
    expect(guessLanguage('Der Hund ist in dem Haus und bleibt dort')).toBe('de');
    expect(guessLanguage('Le chien est dans la maison et il y reste')).toBe('fr');
    expect(guessLanguage('El perro está en la casa y no se va')).toBe('es');
    expect(guessLanguage('Koira nukkuu vanhassa talossa koko pitkän päivän')).toBeNull();
  });
});

describe('the number of a note, raised on the page', () => {
  const said = (text: string): string[] => sentences(text).map(({ start, end }) => text.slice(start, end));

  it('ends its sentence', () => {
    expect(said('They have used it since the 1990s.1 Whatever flows is lost.')).toEqual([
      'They have used it since the 1990s.1',
      'Whatever flows is lost.',
    ]);
    expect(said('“It leaks.”12 So it does.')).toEqual(['“It leaks.”12', 'So it does.']);
  });

  it('is not seen in a decimal or a version', () => {
    expect(said('It rose by 2.5 Percent. Version v2.1 Beta is out.')).toEqual(['It rose by 2.5 Percent.', 'Version v2.1 Beta is out.']);
  });
});
