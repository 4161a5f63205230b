import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toJson } from '../../../core/export/json';
import { fromJson } from '../../../core/import';
import { FailureError } from '../../../core/model';
import { decomposition } from './generate';

const detailOf = (text: string): string => {
  try {
    fromJson(text);
  } catch (error) {
    if (error instanceof FailureError && error.failure.code === 'bad-import') return error.failure.detail ?? '';
    throw error;
  }
  return 'imported';
};

const sample = fc.sample(
  decomposition.filter((one) => one.claims.length > 2),
  { numRuns: 1, seed: 4 },
)[0]!;

describe('json', () => {
  it('gives back every Decomposition as it was', () => {
    fc.assert(
      fc.property(decomposition, (one) => {
        expect(fromJson(toJson(one))).toEqual(one);
      }),
    );
  });

  it('puts a row of numbers on a line', () => {
    expect(toJson(sample)).toMatch(/\n {6}\[1, [\d., ]+\],?\n/);
  });

  it.each([
    ['not json at all', /^not JSON: /],
    ['[]', /^the file: /],
    [JSON.stringify({ ...sample, format: 4 }), /^format 4 is newer than 3/],
    [JSON.stringify({ ...sample, claims: [{ ...sample.claims[0], confidence: 7 }] }), /^claims\.0\.confidence: /],
    [JSON.stringify({ ...sample, claims: sample.claims.slice(1) }), /^selected and rejected/],
    [JSON.stringify({ ...sample, similarities: { ...sample.similarities, claims: [[1]] } }), /^the similarities/],
    [JSON.stringify({ ...sample, blocks: [] }), /belongs to no block$/],
    [JSON.stringify({ ...sample, claims: sample.claims.map((claim) => ({ ...claim, id: 0 })) }), /^two claims/],
  ])('says what is wrong with %.30s', (text, detail) => {
    expect(detailOf(text)).toMatch(detail);
  });
});
