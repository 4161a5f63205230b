import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chunksOf } from '../../core/chunks';
import { block } from './claims';

const textsOf = (chunks: ReturnType<typeof chunksOf>): string[][] => chunks.map((chunk) => chunk.map(({ text }) => text));

describe('chunksOf', () => {
  it('leaves what fits in one', () => {
    expect(textsOf(chunksOf([block(0, 'one'), block(1, 'two')], 6))).toEqual([['one', 'two']]);
  });

  it('cuts at headings where it can, between blocks where it must', () => {
    const head = (id: number, text: string) => block(id, text, { kind: 'heading' });
    const blocks = [head(0, 'A'), block(1, 'aaaa'), head(2, 'B'), block(3, 'bbbb'), head(4, 'C'), block(5, 'cccc'), block(6, 'dddd')];
    expect(textsOf(chunksOf(blocks, 8))).toEqual([['A', 'aaaa'], ['B', 'bbbb'], ['C', 'cccc'], ['dddd']]);
  });

  it('has every block once, in order, and no chunk over the limit but of a block that is', () => {
    const kind = fc.constantFrom('heading' as const, 'paragraph' as const);
    const sizes = fc.array(fc.record({ length: fc.integer({ min: 1, max: 30 }), kind }), { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(sizes, fc.integer({ min: 1, max: 60 }), (list, limit) => {
        const blocks = list.map(({ length, kind: of }, id) => block(id, 'x'.repeat(length), { kind: of }));
        const chunks = chunksOf(blocks, limit);
        expect(chunks.flat()).toEqual(blocks);
        for (const chunk of chunks) expect(chunk.length === 1 || chunk.reduce((sum, { text }) => sum + text.length, 0) <= limit).toBe(true);
      }),
    );
  });
});
