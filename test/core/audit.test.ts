import { describe, expect, it } from 'vitest';
import { auditOf } from '../../core/audit';
import { block } from './claims';

const BLOCKS = [
  block(3, 'The dam was built in 1931 for 40 million crowns.'),
  block(4, 'Nobody counted the otters.'),
  block(5, 'Menu', { label: 'boilerplate' }),
];
const RECIPE = { provider: 'p', model: 'm', version: '1' };
const audited = (...blocks: Parameters<typeof auditOf>[0]['blocks'][number][]) =>
  auditOf({ blocks, usage: [] }, RECIPE, BLOCKS, [1, 2], 7).blocks;

describe('an audit', () => {
  it('is of the model and of the claims that were shown', () => {
    expect(auditOf({ blocks: [], usage: [] }, RECIPE, BLOCKS, [1, 2], 7)).toEqual({
      ...RECIPE,
      selected: [1, 2],
      blocks: [],
      usage: [],
      at: 7,
    });
  });

  it('has the missing facts that stand in the block, as places in it', () => {
    const [line] = audited({
      block: 3,
      shown: 0.2,
      all: 0.5,
      missing: ['40 million crowns', 'in 1931', '1931 for 50 million', '', 'in 1931'],
    });
    expect(line).toEqual({
      block: 3,
      shown: 0.2,
      all: 0.5,
      missing: [
        { start: 18, end: 25 },
        { start: 30, end: 47 },
      ],
    });
  });

  it.each([
    ['a block that is not there', { block: 99, shown: 0.1, all: 0.2 }],
    ['a block that was dropped', { block: 5, shown: 0.1, all: 0.2 }],
    ['more by the shown than by all', { block: 3, shown: 0.9, all: 0.2 }],
    ['a share that is none', { block: 3, shown: 0, all: 7 }],
    ['a share that is no number', { block: 3, shown: Number.NaN, all: 1 }],
  ])('believes nothing of %s', (_, line) => {
    expect(audited({ ...line, missing: [] })).toEqual([]);
  });

  it('takes the first word on a block', () => {
    expect(audited({ block: 4, shown: 0, all: 0, missing: [] }, { block: 4, shown: 1, all: 1, missing: [] })).toMatchObject([{ all: 0 }]);
  });
});
