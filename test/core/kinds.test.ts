import { describe, expect, it } from 'vitest';
import { kindOf } from '../../core/kinds';

describe('kindOf', () => {
  it.each([
    ['evidence', 'A survey of 1,200 patients found that 43 % slept better.'],
    ['evidence', 'The study reported that prices rose by $3 million.'],
    ['caveat', 'However, the method does not work for older bridges.'],
    ['caveat', 'It remains unclear whether the drug helps.'],
    ['mechanism', 'Salt attacks the steel because water carries it into the cracks, which leads to rust.'],
    ['context', 'The town was founded in 1931, decades before the bridge.'],
    ['example', 'Take the bridge at Ferry Hill, for example.'],
    ['implication', 'Towns should therefore need to plan for the future.'],
    ['claim', 'Old bridges are safer than new ones.'],
    ['caveat', 'Allerdings ist die Wirkung unklar.'],
  ] as const)('hears %s in %j', (kind, text) => {
    expect(kindOf(text)).toBe(kind);
  });

  it('takes up an example that the sentence before announces', () => {
    expect(kindOf('Old bridges are safer.', { prev: 'Here is an example:' })).toBe('example');
  });
});
