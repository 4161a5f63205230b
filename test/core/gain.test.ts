import { describe, expect, it } from 'vitest';
import { quietly } from '../../core/asking';
import { compare } from '../../core/compare';
import { type CoverInput, cover } from '../../core/cover';
import { capturedByCount, gains } from '../../core/gain';
import { lexical } from '../../core/lexical';
import type { Edit, LabelledBlock, Selection } from '../../core/model';
import { prepareCover } from '../../core/prepare-cover';
import { select } from '../../core/select';
import { block, claim, noPause, quote } from './claims';

const BLOCKS: LabelledBlock[] = [
  block(0, 'The council voted to close the harbour bridge. Engineers had found rust in two of its cables in May 2019.'),
  block(1, 'Ferries will carry 4,000 commuters a day across the river. They start at six in the morning and stop before midnight.'),
  block(2, 'All rights are reserved by the harbour bridge gazette.', { label: 'boilerplate' }),
];
const CLAIMS = [
  claim(0, 'The council closes the harbour bridge', { quotes: [quote('The council voted to close the harbour bridge.', BLOCKS[0])] }),
  claim(1, 'Ferries will carry 4,000 commuters a day', { quotes: [quote('Ferries will carry 4,000 commuters', BLOCKS[1])] }),
  claim(2, 'The harbour bridge is closed by the council', { quotes: [quote('The council voted', BLOCKS[0])] }),
  claim(3, 'Ferries start at six in the morning', { quotes: [quote('nowhere')] }),
];
const prepared = async (): Promise<CoverInput> =>
  prepareCover(BLOCKS, CLAIMS, (await compare(CLAIMS, BLOCKS, lexical, quietly(noPause))).similarities, 'en', noPause);
const shown = (...ids: number[]): Selection => ({ selected: ids, rejected: [], kept: [] });

describe('the curve', () => {
  const options = { threshold: 0.35, rule: 'facts' } as const;
  it.each([
    [[]],
    [[{ do: 'pin', claim: 2 }]],
    [[{ do: 'dismiss', claim: 0 }]],
    [
      [
        { do: 'pin', claim: 1 },
        { do: 'pin', claim: 2 },
      ],
    ],
  ] as Edit[][][])('says what cover says of as many claims, after %j', async (edits) => {
    const { similarities } = await compare(CLAIMS, BLOCKS, lexical, quietly(noPause));
    const input = await prepared();
    const curve = capturedByCount(input, CLAIMS, similarities, { ...options, edits });
    expect(curve).toHaveLength(3);
    for (const [index, share] of curve.entries())
      expect(share).toBeCloseTo(cover(input, select(CLAIMS, similarities, { ...options, edits, k: index + 1 })).figures.shown, 10);
    expect(curve).toEqual(curve.toSorted((a, b) => a - b));
  });
});

describe('gains', () => {
  it.each([[[]], [[0]], [[0, 1]], [[0, 1, 2]]])('says what cover says once the claim is shown beside %j', async (ids) => {
    const input = await prepared();
    const found = gains(input, shown(...ids));
    expect([...found.keys()]).toEqual([0, 1, 2].filter((id) => !ids.includes(id)));
    for (const [id, { from, to }] of found) {
      expect(from).toBeCloseTo(cover(input, shown(...ids)).figures.shown, 10);
      expect(to).toBeCloseTo(cover(input, shown(...ids, id)).figures.shown, 10);
    }
  });

  it('is more for what nothing shown says than for what is said already', async () => {
    const found = gains(await prepared(), shown(0));
    const more = (id: number): number => found.get(id)!.to - found.get(id)!.from;
    expect(more(1)).toBeGreaterThan(more(2));
  });
});
