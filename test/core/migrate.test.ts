import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Migration, migrate } from '../../core/migrate';
import type { Failure } from '../../core/model';
import { decomposition } from './export/generate';

const [made] = fc.sample(decomposition, { numRuns: 1, seed: 1 }) as [ReturnType<typeof migrate>];

function failureOf(work: () => unknown): Failure {
  try {
    work();
  } catch (error) {
    return (error as { failure: Failure }).failure;
  }
  return expect.unreachable('it did not fail');
}

const rejected = (detail: string): Failure => ({ code: 'bad-import', detail });

describe('a record', () => {
  it('of this format is the decomposition that was stored', () => {
    fc.assert(
      fc.property(decomposition, (one) => {
        expect(migrate(one)).toEqual(one);
      }),
    );
  });

  it('of a newer format is refused with the reason', () => {
    expect(failureOf(() => migrate({ ...made, format: 4 }))).toEqual(rejected('format 4 is newer than 3'));
  });

  it('of a format that never was is refused with the reason', () => {
    expect(failureOf(() => migrate({ ...made, format: 0.5 }))).toEqual(rejected('format 0.5 is unknown'));
  });

  it.each([
    [null, /^the file: /],
    ['text', /^the file: /],
    [{}, /^format: /],
    [{ ...made, format: '1' }, /^format: /],
    [{ ...made, page: { ...made.page, title: 7 } }, /^page\.title: /],
  ])('that does not parse is refused with the place: %#', (record, detail) => {
    expect(failureOf(() => migrate(record))).toEqual({ code: 'bad-import', detail: expect.stringMatching(detail) });
  });
});

/** Before it was looked for, nothing was known to go on elsewhere or to stand outside. */
const whole = { ...made, page: { ...made.page, part: null }, outside: null };

describe('the second format', () => {
  it('knew of no further pages and counted nothing outside of the article', () => {
    const {
      outside: _,
      page: { part: __, ...page },
      ...before
    } = whole;
    expect(migrate({ ...before, page, format: 2 })).toEqual(whole);
  });
});

describe('the first format', () => {
  it('had no failed parts, no audit, and counted no requests by model', () => {
    const { failed: _, audit: __, ...before } = whole;
    const first = { ...before, format: 1, usage: { requests: 0, inputTokens: 0, outputTokens: 0 } };
    expect(migrate(first)).toEqual({ ...whole, failed: [], audit: null, usage: [] });
  });
});

describe('an older format', () => {
  const visited: number[] = [];
  const step =
    (to: number, change: Migration): Migration =>
    (record) => {
      visited.push(record.format as number);
      return { ...change(record), format: to };
    };
  // two formats before the first: in the one the headline was called so, in the other the questions were one text
  const table = new Map([
    [0, step(3, ({ questions, ...rest }) => ({ ...rest, questions: String(questions).split('\n') }))],
    [-1, step(0, ({ heading, ...rest }) => ({ ...rest, headline: heading }))],
  ]);
  const { headline, questions: _, ...rest } = made;
  const oldest = { ...rest, format: -1, heading: headline, questions: 'Why?\nHow?' };

  it('goes through every format between, in order, and is parsed at the end', () => {
    visited.length = 0;
    expect(migrate(oldest, table)).toEqual({ ...made, questions: ['Why?', 'How?'] });
    expect(visited).toEqual([-1, 0]);
    expect(migrate({ ...made, format: 0, questions: 'Why?' }, table).questions).toEqual(['Why?']);
  });

  it('is refused where what came of it does not parse', () => {
    expect(failureOf(() => migrate({ ...oldest, heading: 7 }, table))).toMatchObject({ detail: expect.stringMatching(/^headline: /) });
  });

  it('never goes round in a circle', () => {
    expect(() => migrate(oldest, new Map([[-1, step(-1, (record) => record)]]))).toThrow(RangeError);
  });
});
