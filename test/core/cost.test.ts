import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { costOf, counted, estimateTokens, limitPassed, listPrice, outlookOf, type Remote, upper } from '../../core/cost';
import type { LabelledBlock } from '../../core/model';

const block = (id: number, kind: LabelledBlock['kind'], text: string): LabelledBlock => ({
  ...{ id, kind, text, section: null, label: 'content', rule: 'prose' },
});
const blocks = [block(0, 'heading', 'Ice and water'), block(1, 'paragraph', 'Ice floats on water. '.repeat(40)), block(2, 'code', 'x = 1')];
const remote = (over: Partial<Remote> = {}): Remote => ({
  ...{ origin: 'https://api.anthropic.com', provider: 'anthropic', model: 'claude-sonnet-5-5', task: 'decompose' },
  price: listPrice('claude-sonnet-5-5'),
  ...over,
});

describe('prices', () => {
  it('are those of a model and of its dated versions, and of no other', () => {
    expect(listPrice('claude-sonnet-5-5')).toEqual({ input: 2, output: 10 });
    expect(listPrice('claude-sonnet-5-5-20261021')).toEqual({ input: 2, output: 10 });
    expect(listPrice('voyage-3.5-lite')?.input).toBe(0.02);
    for (const unknown of ['claude-sonnet-5-5-turbo', 'claude-sonnet-5', 'gpt', '']) expect(listPrice(unknown)).toBeNull();
  });

  it('make money of tokens, those of the cache by their own share', () => {
    const price = { input: 2, output: 10 };
    expect(costOf(price, { inputTokens: 1e6, outputTokens: 1e5 })).toBeCloseTo(3);
    expect(costOf(price, { inputTokens: 0, outputTokens: 0, cacheReadTokens: 1e6, cacheWriteTokens: 1e6 })).toBeCloseTo(0.2 + 2.5);
  });
});

describe('an estimate', () => {
  it('counts every script by itself and grows with the text', () => {
    expect(estimateTokens('')).toBe(0);
    expect(estimateTokens('水'.repeat(90))).toBe(100);
    expect(estimateTokens('a'.repeat(360))).toBe(100);
    fc.assert(fc.property(fc.string(), fc.string(), (a, b) => estimateTokens(a + b) >= estimateTokens(a)));
  });

  it('says how many paragraphs and words go where, at what cost with which margin', () => {
    const outlook = outlookOf(remote(), { blocks }, 'p'.repeat(3600));
    expect(outlook).toMatchObject({ paragraphs: 3, words: 3 + 160 + 2, exact: false });
    expect(outlook.inputTokens.value).toBeGreaterThan(1000 + 160);
    expect(outlook.usd!.value).toBeCloseTo(costOf(remote().price!, { inputTokens: outlook.inputTokens.value, outputTokens: 6000 }));
    expect(outlook.usd!.margin).toBeGreaterThan(0.3);
    expect(upper(outlook.usd!)).toBeGreaterThan(outlook.usd!.value);
  });

  it('of embeddings leaves out what is never compared, and writes nothing', () => {
    const outlook = outlookOf(remote({ task: 'compare', price: { input: 0.06, output: 0 } }), { blocks }, '');
    expect(outlook).toMatchObject({ paragraphs: 1, words: 160, outputTokens: { value: 0, margin: 0 } });
    expect(outlook.usd!.margin).toBeCloseTo(0.3);
  });

  it('is exact in its input where the provider has counted it', () => {
    const exact = counted(outlookOf(remote(), { blocks }, ''), 1234);
    expect(exact).toMatchObject({ exact: true, inputTokens: { value: 1234, margin: 0 } });
    expect(exact.usd!.value).toBeCloseTo((1234 * 2 + 6000 * 10) / 1e6);
  });
});

describe('the limits', () => {
  it('may be reached, not passed; what costs nothing passes none', () => {
    const limits = { article: 1, day: 2 };
    expect(limitPassed(limits, { article: 0.5, day: 1.5 }, 0.5)).toBeNull();
    expect(limitPassed(limits, { article: 0.5, day: 1 }, 0.51)).toMatchObject({ limit: 'article', allowed: 1 });
    expect(limitPassed(limits, { article: 0, day: 1.9 }, 0.2)).toMatchObject({ limit: 'day' });
    expect(limitPassed(limits, { article: 5, day: 5 }, 0)).toBeNull();
  });
});
