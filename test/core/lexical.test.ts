import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { quietly } from '../../core/asking';
import { lexical } from '../../core/lexical';
import { noPause } from './claims';

const ARTICLE = [
  'The city council voted to close the harbour bridge for repairs in spring.',
  'Engineers found rust in two of the main cables last autumn.',
  'Ferries will carry commuters across the river while the bridge is shut.',
  'A bakery on the north bank expects to lose a third of its customers.',
];

const asking = quietly(noPause);
const row = async (text: string, among: readonly string[] = ARTICLE) => (await lexical.similarity([text], among, among, asking)).matrix[0]!;

describe('lexical similarity', () => {
  it('is highest for the sentence that says it, inflected and in other words', async () => {
    const values = await row('Inspecting engineers had found rusting cables');
    expect(values.indexOf(Math.max(...values))).toBe(1);
  });

  it('is 1 for the same text and 0 for a stranger', async () => {
    expect((await row(ARTICLE[2]!))[2]).toBe(1);
    expect(Math.max(...(await row('Quantum physics puzzles')))).toBeLessThan(0.05);
  });

  it('weighs a rare word over a common one', async () => {
    const among = ['the bridge is long', 'the bridge is wide', 'the bridge is old', 'a bakery is old'];
    const [first, , , bakery] = await row('bridge bakery', among);
    expect(bakery).toBeGreaterThan(first!);
  });

  it('reads scripts without spaces', async () => {
    const [near, far] = await row('桥梁关闭维修', ['市议会决定关闭大桥进行维修。', '面包店失去了顾客。']);
    expect(near).toBeGreaterThan(far! + 0.1);
  });

  it('stays within 0..1, in thousandths, whatever it is asked', async () => {
    const text = fc.oneof(fc.string(), fc.constantFrom('', ' ', '…', 'bridge', ARTICLE[0]!));
    await fc.assert(
      fc.asyncProperty(
        fc.array(text, { maxLength: 4 }),
        fc.array(text, { maxLength: 5 }),
        fc.array(text, { maxLength: 5 }),
        async (a, b, corpus) => {
          const { matrix } = await lexical.similarity(a, b, corpus, asking);
          expect(matrix.map((line) => line.length)).toEqual(a.map(() => b.length));
          for (const value of matrix.flat()) {
            expect(value).toBeGreaterThanOrEqual(0);
            expect(value).toBeLessThanOrEqual(1);
            expect(Math.abs(value * 1000 - Math.round(value * 1000))).toBeLessThan(1e-9);
          }
        },
      ),
    );
  });

  it('gives the event loop its turns on long input', async () => {
    let turns = 0;
    const long = Array.from({ length: 1000 }, (_, at) => ARTICLE[at % 4]!);
    await lexical.similarity(
      ['bridge'],
      long,
      long,
      quietly(async () => {
        turns++;
      }),
    );
    expect(turns).toBeGreaterThan(10);
  });
});
