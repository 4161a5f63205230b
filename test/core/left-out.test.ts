import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { leftToRead, missingSentence, PATH_TO, stepFrom } from '../../core/left-out';
import { tides } from '../fixtures/panel/decomposition';
import { unread } from '../fixtures/panel/states';
import { decomposition } from './export/generate';

describe('what is left to read', () => {
  it('is the words of the paragraphs that no claim of the basis touches', () => {
    const d = tides();
    const shown = leftToRead(d, 'shown');
    expect(shown.pace).toEqual({ wordsAMinute: 228, lang: 'en' });
    expect(shown.wordsLeft).toBeGreaterThan(leftToRead(d, 'all').wordsLeft);
    expect(shown.words).toBeGreaterThan(shown.wordsLeft);
    const gaps = d.coverage.blocks
      .filter((one) => one.state === 'scored' && one.shown < 0.1)
      .map(({ block }) => d.blocks[block]!.text.split(' ').length);
    expect(d.blocks[shown.biggest!]!.text.split(' ')).toHaveLength(Math.max(...gaps));
    const dropped = d.blocks.find(({ label }) => label !== 'content')!;
    const without = { ...d, blocks: d.blocks.map((one) => (one === dropped ? { ...one, text: `${one.text} and some more words` } : one)) };
    expect(leftToRead(without, 'shown').words).toBe(shown.words);
  });

  it('leads from the captured share to nine tenths, step by step', () => {
    const d = tides();
    const { path } = leftToRead(d, 'shown');
    let at = d.coverage.figures.shown;
    for (const step of path) {
      expect(step.after).toBeCloseTo(at + step.adds, 10);
      at = step.after;
    }
    expect(at).toBeGreaterThanOrEqual(PATH_TO - 1e-9);
    expect(at - Math.min(...path.map(({ adds }) => adds))).toBeLessThan(PATH_TO);
    expect(leftToRead(d, 'all').path.length).toBeLessThan(path.length);
  });

  it('counts a paragraph that was never read as unknown', () => {
    const unsent = unread().coverage.blocks.filter(({ state }) => state === 'unsent' || state === 'failed');
    const whole = leftToRead(unread(), 'all');
    expect(whole.wordsLeft).toBeGreaterThan(leftToRead(tides(), 'all').wordsLeft);
    expect(unsent.every(({ block }) => whole.path.some((step) => step.block === block))).toBe(true);
  });

  it('never needs more than the whole, and no step where nothing is missing', () => {
    fc.assert(
      fc.property(decomposition, (d) => {
        for (const by of ['shown', 'all'] as const) {
          const { words, wordsLeft, path } = leftToRead(d, by);
          expect(wordsLeft).toBeLessThanOrEqual(words);
          expect(path.reduce((sum, step) => sum + step.words, 0)).toBeLessThanOrEqual(words);
          if (d.coverage.figures[by] >= PATH_TO) expect(path).toEqual([]);
        }
      }),
    );
  });
});

describe('a step along the way', () => {
  const path = [3, 7, 9].map((block) => ({ block, words: 10, adds: 0.1, after: 0.5 }));
  it.each([
    [null, 1, 3],
    [null, -1, 9],
    [3, 1, 7],
    [5, 1, 7],
    [5, -1, 3],
    [9, 1, null],
    [3, -1, null],
  ] as const)('from %s by %d is to %s', (current, direction, to) => {
    expect(stepFrom(path, current, direction)).toBe(to);
  });
});

describe('the sentence of which most is missing', () => {
  const d = tides();
  const text = 'Said already, and at some length. Not said by anyone who was shown. Short.';
  const at = (sentence: string) => ({ block: 7, start: text.indexOf(sentence), end: text.indexOf(sentence) + sentence.length });
  const spans = ['Said already, and at some length.', 'Not said by anyone who was shown.', 'Short.'].map(at);
  const known = {
    ...d,
    blocks: d.blocks.map((block) => (block.id === 7 ? { ...block, text } : block)),
    similarities: { ...d.similarities, spans, sentences: d.claims.map(({ id }) => (id === 0 ? [0.9, 0.1, 0] : [0, 0.95, 0])) },
    selection: { selected: [0], rejected: [], kept: [] },
  };

  it('is the longest, after what the claims of the basis say of it', () => {
    expect(missingSentence(known, 'shown')(7)).toBe('Not said by anyone who was shown.');
    expect(missingSentence(known, 'all')(7)).toBe('Short.');
  });

  it('is none of a paragraph that was never compared', () => {
    expect(missingSentence(known, 'shown')(8)).toBeNull();
    expect(missingSentence(d, 'shown')(7)).toBeNull();
  });
});
