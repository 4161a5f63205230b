import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { apartFrom } from '../../core/compare';
import { disagreement } from '../../core/disagreement';
import type { Claim, Edit, Selection, Similarities } from '../../core/model';
import { type SelectOptions, select } from '../../core/select';
import { block, claim, quote } from './claims';

const HOME = block(0, 'Here it stands.');
const grounded = (id: number, title: string, confidence: number, more: Partial<Claim> = {}): Claim =>
  claim(id, title, { confidence, quotes: [quote('Here', HOME)], ...more });

/** Similarities by pairs of claim ids, 0 elsewhere. */
function alike(count: number, pairs: readonly (readonly [number, number, number])[]): Similarities {
  const claims = Array.from({ length: count }, (_, i) => Array.from({ length: count }, (_, j): number => (i === j ? 1 : 0)));
  for (const [i, j, value] of pairs) claims[i]![j] = claims[j]![i] = value;
  return { claims, sentences: [], spans: [], apart: [] };
}

/** select, with the pairs that compare finds apart. */
const chosen = (claims: Claim[], similar: Similarities, options: SelectOptions): Selection =>
  select(claims, { ...similar, apart: claims.flatMap((one, at) => apartFrom(one, claims.slice(at + 1))) }, options);

const OPTIONS: SelectOptions = { k: 2, threshold: 0.8, rule: 'facts', edits: [] };

describe('select', () => {
  const claims = [grounded(0, 'A', 0.5), grounded(1, 'B', 0.9), grounded(2, 'C', 0.7), grounded(3, 'D', 0.7)];

  it('takes the first k by falling confidence, then by id', () => {
    expect(chosen(claims, alike(4, []), OPTIONS)).toEqual({
      selected: [1, 2],
      rejected: [
        { id: 3, reason: 'below-top-k' },
        { id: 0, reason: 'below-top-k' },
      ],
      kept: [],
    });
  });

  it('rejects at the threshold what one already selected says, by the most similar one, also past k', () => {
    const similar = alike(4, [
      [1, 2, 0.8],
      [0, 1, 0.81],
      [0, 3, 0.95],
    ]);
    expect(chosen(claims, similar, OPTIONS)).toEqual({
      selected: [1, 3],
      rejected: [
        { id: 2, reason: 'redundant', by: 1, similarity: 0.8 },
        { id: 0, reason: 'redundant', by: 3, similarity: 0.95 },
      ],
      kept: [],
    });
  });

  it('never shows what has no quote in the page, pinned or not', () => {
    const none = claim(4, 'E', { confidence: 1, quotes: [quote('elsewhere')] });
    const { selected, rejected } = chosen([...claims, none], alike(5, []), { ...OPTIONS, edits: [{ do: 'pin', claim: 4 }] });
    expect(selected).toEqual([1, 2]);
    expect(rejected).toContainEqual({ id: 4, reason: 'ungrounded' });
  });

  it('does as the reader said last: pinned in its place and counted, dismissed out', () => {
    const edits: Edit[] = [
      { do: 'dismiss', claim: 0 },
      { do: 'pin', claim: 0 },
      { do: 'pin', claim: 2 },
      { do: 'dismiss', claim: 2 },
    ];
    const { selected, rejected } = chosen(claims, alike(4, []), { ...OPTIONS, edits });
    expect(selected).toEqual([1, 0]);
    expect(rejected).toContainEqual({ id: 2, reason: 'dismissed' });
    const pinnedTwin = chosen(claims, alike(4, [[0, 1, 0.9]]), { ...OPTIONS, edits });
    expect(pinnedTwin.rejected).toContainEqual({ id: 1, reason: 'redundant', by: 0, similarity: 0.9 });
  });

  describe('by facts', () => {
    const similar = alike(2, [[0, 1, 0.95]]);
    const pair = (a: Partial<Claim>, b: Partial<Claim>) => [grounded(0, 'A', 0.9, a), grounded(1, 'B', 0.8, b)];

    it.each([
      ['numbers-differ', { title: 'Alden bought 25.2% for $117.9 million' }, { title: 'Alden bought 35.2% for $117.9 million' }],
      ['polarity-differs', { title: 'The charge was paid' }, { title: 'The charge was not paid' }],
      ['polarity-differs', { title: 'Wages will rise' }, { title: 'Wages will fall' }],
      ['caveat', { title: 'The charge works' }, { title: 'The charge works', kind: 'caveat' as const }],
    ] as const)('keeps apart: %s', (because, a, b) => {
      const claims = pair(a, b);
      expect(chosen(claims, similar, OPTIONS)).toEqual({
        selected: [0, 1],
        rejected: [],
        kept: [{ id: 1, by: 0, similarity: 0.95, because }],
      });
      expect(chosen(claims, similar, { ...OPTIONS, rule: 'plain' }).rejected).toEqual([
        { id: 1, reason: 'redundant', by: 0, similarity: 0.95 },
      ]);
    });

    it.each([
      [{ title: 'Traffic fell 30% in 2024' }, { title: 'In 2024 traffic was down by 30 percent' }],
      [{ title: 'Traffic fell by 30%' }, { title: 'Traffic fell' }],
      [{ title: 'It grew 30-fold' }, { title: 'It grew thirty times' }],
    ])('finds one repeated: %o', (a, b) => {
      expect(chosen(pair(a, b), similar, OPTIONS).rejected).toHaveLength(1);
    });

    it('is redundant by one that agrees, though a more similar one does not', () => {
      const claims = [grounded(0, 'It rose 20%', 0.9), grounded(1, 'It rose', 0.8), grounded(2, 'It rose 30%', 0.7)];
      const { rejected } = chosen(claims, alike(3, [[0, 2, 0.95], [1, 2, 0.9]]), { ...OPTIONS, k: 3 }); // biome-ignore format: a pair a line says less
      expect(rejected).toEqual([{ id: 2, reason: 'redundant', by: 1, similarity: 0.9 }]);
    });
  });

  it('disagrees symmetrically', () => {
    const title = fc.constantFrom('Wages rise 20%', 'Wages fall 30% in 2020', 'Wages do not rise', 'Nobody paid $3', 'Prices are up');
    fc.assert(
      fc.property(title, title, (a, b) => {
        expect(disagreement(claim(0, a), claim(1, b))).toBe(disagreement(claim(1, b), claim(0, a)));
        expect(disagreement(claim(0, a), claim(1, a))).toBeNull();
      }),
    );
  });

  it('names every claim exactly once', () => {
    const titles = fc.constantFrom('It rose 20%', 'It rose 30%', 'It fell', 'It did not rise', 'Prices are up');
    const made = fc.array(fc.record({ title: titles, confidence: fc.double({ min: 0, max: 1, noNaN: true }), found: fc.boolean() }), {
      maxLength: 12,
    });
    const id = fc.nat(14);
    const edits = fc.array(
      fc.oneof(fc.record({ do: fc.constant('pin' as const), claim: id }), fc.record({ do: fc.constant('dismiss' as const), claim: id })),
    );
    fc.assert(
      fc.property(
        made,
        edits,
        fc.integer({ min: 1, max: 14 }),
        fc.constantFrom('facts' as const, 'plain' as const),
        fc.infiniteStream(fc.double({ min: 0, max: 1, noNaN: true })),
        (list, acts, k, rule, values) => {
          const claims = list.map(({ title, confidence, found }, at) =>
            claim(at, title, { confidence, quotes: found ? [quote('Here', HOME)] : [] }),
          );
          const similarities = alike(
            claims.length,
            claims.flatMap((_, i) => claims.slice(0, i).map((_, j): [number, number, number] => [i, j, values.next().value!])),
          );
          const { selected, rejected, kept } = chosen(claims, similarities, { k, threshold: 0.6, rule, edits: acts });
          expect([...selected, ...rejected.map((one) => one.id)].sort((a, b) => a - b)).toEqual(claims.map((one) => one.id));
          for (const one of rejected) if (one.reason === 'redundant') expect(selected).toContain(one.by);
          for (const one of kept) expect(selected).toContain(one.by);
          const pinned = new Map(acts.map((act) => [act.claim, act.do]));
          const kept2 = selected.filter((one) => pinned.get(one) !== 'pin');
          expect(kept2.length).toBeLessThanOrEqual(Math.max(0, k - (selected.length - kept2.length)));
        },
      ),
    );
  });
});
