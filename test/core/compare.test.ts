import { describe, expect, it } from 'vitest';
import { quietly } from '../../core/asking';
import { compare } from '../../core/compare';
import { lexical } from '../../core/lexical';
import type { Claim, LabelledBlock } from '../../core/model';
import type { SimilarityProvider } from '../../core/ports';
import { block, claim, noPause } from './claims';

const BLOCKS = [
  block(3, 'Rust was found. The bridge closes.'),
  block(4, 'Repairs', { kind: 'heading' }),
  block(5, 'Subscribe now.', { label: 'boilerplate' }),
  block(7, 'Ferries will run.', { kind: 'list-item' }),
];

const compared = async (claims: Claim[], blocks: LabelledBlock[], provider: SimilarityProvider) =>
  (await compare(claims, blocks, provider, quietly(noPause))).similarities;

describe('compare', () => {
  it('has a column for every sentence of a kept, scored block, in order', async () => {
    const { spans, sentences } = await compared([claim(0, 'Ferries run'), claim(1, 'Rust')], BLOCKS, lexical);
    expect(spans).toEqual([
      { block: 3, start: 0, end: 15 },
      { block: 3, start: 16, end: 34 },
      { block: 7, start: 0, end: 17 },
    ]);
    expect(sentences.map((row) => row.length)).toEqual([3, 3]);
    expect(sentences[0]!.indexOf(Math.max(...sentences[0]!))).toBe(2);
  });

  it('makes the claims matrix symmetric with a diagonal of 1, and asks once', async () => {
    const asked: number[] = [];
    const lopsided: SimilarityProvider = {
      ...lexical,
      similarity: async (a, b) => {
        asked.push(a.length * b.length);
        return { matrix: a.map((_, i) => b.map((_, j) => (i < j ? 0.81234 : 0.2))), usage: [] };
      },
    };
    const { claims, sentences } = await compared([claim(0, 'a'), claim(1, 'b')], BLOCKS, lopsided);
    expect(claims).toEqual([
      [1, 0.506],
      [0.506, 1],
    ]);
    expect(sentences).toEqual([
      [0.812, 0.812, 0.812],
      [0.812, 0.812, 0.812],
    ]);
    expect(asked).toEqual([2 * 5]);
  });

  it('has nothing to say without claims or blocks', async () => {
    expect(await compared([], BLOCKS, lexical)).toMatchObject({ claims: [], sentences: [] });
    expect(await compared([claim(0, 'a')], [], lexical)).toEqual({ claims: [[1]], sentences: [[]], spans: [], apart: [] });
  });
});
