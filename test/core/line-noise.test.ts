import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formOf } from '../../core/text-form';
import { LINE_NAMES, noiseOf } from '../bench/line-noise';
import weights from '../bench/line-noise-weights.json';

const PAGE = [
  'Home',
  'Share on Facebook',
  'For ninety years nobody saw an otter on this river, and then, one morning in April, two of them crossed the lock in plain sight.',
  'The mill had closed the winter before. Its weir, which had held the water back since 1764, was opened in stages.',
  'Trout followed, then the insects that feed on clean gravel, and the angling club counted more fish than in ten years.',
  'Photo: A. Archer / Getty',
  'Still, when the town was asked whether the weir should be rebuilt, three out of four voters said no, and the gravel stays.',
  'Subscribe to our newsletter',
];

describe('noiseOf', () => {
  it('holds prompts, credits and buttons for noisier than sentences, and keeps every sentence', () => {
    const noise = noiseOf(PAGE);
    const sentences = [2, 3, 4, 6].map((index) => noise[index]!);
    const others = [1, 5, 7].map((index) => noise[index]!);
    const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
    expect(mean(others)).toBeGreaterThan(1.5 * mean(sentences));
    expect(Math.max(...sentences)).toBeLessThan(0.5);
  });
  it('gives a share for every line, whatever it is', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'grapheme' }), { maxLength: 12 }), (lines) => {
        const noise = noiseOf(lines);
        expect(noise.length).toBe(lines.length);
        expect(noise.every((share) => share >= 0 && share <= 1)).toBe(true);
      }),
    );
  });
  it('is weighed on evidence that is gathered', () => expect(LINE_NAMES).toEqual(expect.arrayContaining(weights.columns)));
});

describe('formOf', () => {
  it('counts words, capitals, digits, marks and sentences in any script', () => {
    expect(formOf('He paid 12.50, and “She” left. Why? | No')).toMatchObject({
      words: 9,
      capitals: 4 / 9,
      digits: 4 / 40,
      commas: 1 / 9,
      symbols: 1 / 9,
      sentences: 2,
    });
    expect(formOf('Élan Ørsted ÉTÉ').upper).toBe(5 / 13);
    expect(formOf('今日は晴れ。明日は雨、たぶん。')).toMatchObject({ sentences: 2, endsSentence: true, upper: 0, commas: 1 });
    expect(formOf('Version 2.0 (beta)')).toMatchObject({ sentences: 0, endsSentence: false });
  });
});
