import { describe, expect, it } from 'vitest';
import { ground } from '../../core/decompose';
import type { Candidate, LabelledBlock } from '../../core/model';

const block = (id: number, text: string): LabelledBlock => ({ id, kind: 'paragraph', text, section: null, label: 'content', rule: 'text' });
const blocks = [block(2, 'The dam was built in 1931.'), block(4, 'It has leaked ever since. The dam was built in 1931.')];
const candidate = (...quotes: Candidate['quotes']): Candidate => ({ kind: 'claim', title: 'T', body: 'B', confidence: 0.5, quotes });

describe('ground', () => {
  it('gives every candidate an id by its order and every quote its place', () => {
    const claims = ground(
      [candidate({ block: 4, text: 'The dam was built in 1931.' }), candidate({ block: null, text: 'It has leaked' })],
      blocks,
    );
    expect(claims.map((claim) => claim.id)).toEqual([0, 1]);
    expect(claims[0]!.quotes[0]).toEqual({
      text: 'The dam was built in 1931.',
      anchor: { block: 4, start: 26, exact: 'The dam was built in 1931.', prefix: 'It has leaked ever since. ', suffix: '' },
      grounding: { by: 'exact' },
    });
    expect(claims[1]!.quotes[0]!.anchor).toMatchObject({ block: 4, start: 0 });
  });

  it('keeps a quote that is not in the page, without an anchor', () => {
    const [claim] = ground([candidate({ block: 2, text: 'The dam was built in 1932.' }, { block: 99, text: 'the DAM was built' })], blocks);
    expect(claim!.quotes.map((quote) => quote.grounding.by)).toEqual(['none', 'normalised']);
    expect(claim!.quotes[0]!.anchor).toBeNull();
    expect(claim!.quotes[1]!.anchor!.exact).toBe('The dam was built');
  });
});
