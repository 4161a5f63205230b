import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { reworded, sideOf } from '../../core/rewording';

const said = (one: string, other: string) => reworded(sideOf(one), sideOf(other));
const SAID = 'The harbour board told Mayor Ellis in June that some of the cranes may fail before the winter, and asked for money.';

describe('reworded', () => {
  it.each([
    ['actors-differ', SAID.replace('Mayor Ellis', 'Senator Brandt')],
    ['scope-differs', SAID.replace('some of the cranes', 'all of the cranes')],
    ['scope-differs', SAID.replace('may fail', 'fail')],
    ['polarity-differs', SAID.replace('may fail', 'may not fail')],
  ])('%s: %s', (because, other) => {
    expect(said(SAID, other)).toBe(because);
    expect(said(other, SAID)).toBe(because);
  });

  it('tells who did it from who suffered it', () => {
    const one = 'Lawyers in Malmo say the Oresund ferry hid the damage to a pier that the Baltic railway must pay for next year.';
    const other = 'Lawyers in Malmo say the Baltic railway hid the damage to a pier that the Oresund ferry must pay for next year.';
    expect(said(one, other)).toBe('actors-differ');
  });

  it('finds nothing between other words for the same, nor where one only says more', () => {
    expect(said(SAID, 'Money was wanted: cranes could break this autumn, as Mayor Ellis heard from those who run the harbour.')).toBeNull();
    expect(said(SAID, SAID.replace('and asked', 'and then asked the city'))).toBeNull();
    expect(said(SAID, SAID.replace('asked for', 'requested'))).toBeNull();
    expect(said(SAID.replace('may fail', 'will fail'), SAID.replace('may fail', 'wil fail'))).toBeNull();
  });

  it('a text never differs from itself, and order does not matter', () => {
    const text = fc
      .array(fc.constantFrom(...SAID.split(' '), 'not', 'all', 'Berlin', '。', '漢字'), { maxLength: 30 })
      .map((list) => list.join(' '));
    fc.assert(
      fc.property(text, text, (one, other) => {
        expect(said(one, one)).toBeNull();
        expect(said(one, other) === null).toBe(said(other, one) === null);
      }),
    );
  });
});
