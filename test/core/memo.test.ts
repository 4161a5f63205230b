import { describe, expect, it } from 'vitest';
import { memoOf, type Question } from '../../core/memo';
import { FailureError } from '../../core/model';
import { digest, Store } from '../providers/world';

const QUESTION: Question = { stage: 'decompose', version: '1', provider: 'p', model: 'm', parameters: {}, input: 'text' };
const { signal } = new AbortController();
const answering = (ask: (part: string | null) => Promise<string>) => ({
  parse: (stored: unknown) => (typeof stored === 'string' ? stored : null),
  isWhole: (answer: string) => answer.endsWith('.'),
  ask,
});

describe('the memo', () => {
  it('asks once, and anew for anything that is part of the question', async () => {
    const memo = memoOf(new Store(), digest);
    let asked = 0;
    const ask = answering(async () => `${++asked}.`);
    const of = (more: Partial<Question>) => memo.once({ ...QUESTION, ...more }, ask, signal);
    expect([await of({}), await of({}), await of({ model: 'n' }), await of({ input: 'other' }), await of({ version: '2' })]).toEqual([
      '1.',
      '1.',
      '2.',
      '3.',
      '4.',
    ]);
  });

  it('shares what is under way', async () => {
    const memo = memoOf(new Store(), digest);
    let asked = 0;
    const ask = answering(async () => `${++asked}.`);
    expect(await Promise.all([1, 2, 3].map(() => memo.once(QUESTION, ask, signal)))).toEqual(['1.', '1.', '1.']);
  });

  it('keeps no failure, and asks for the rest of a part', async () => {
    const memo = memoOf(new Store(), digest);
    const fails = answering(() => Promise.reject(new FailureError({ code: 'overloaded' })));
    await expect(memo.once(QUESTION, fails, signal)).rejects.toThrow('overloaded');
    expect(
      await memo.once(
        QUESTION,
        answering(async (part) => `${part} half`),
        signal,
      ),
    ).toBe('null half');
    expect(
      await memo.once(
        QUESTION,
        answering(async (part) => `${part} whole.`),
        signal,
      ),
    ).toBe('null half whole.');
  });

  it('lets one go on where another has stopped', async () => {
    const memo = memoOf(new Store(), digest);
    const stopped = memo.once(
      QUESTION,
      answering(() => Promise.reject(new FailureError({ code: 'stopped' }))),
      signal,
    );
    const other = memo.once(
      QUESTION,
      answering(async () => 'said.'),
      signal,
    );
    await expect(stopped).rejects.toThrow('stopped');
    expect(await other).toBe('said.');
  });

  it('believes nothing that was stored', async () => {
    const store = new Store();
    const memo = memoOf(store, digest);
    await memo.once(
      QUESTION,
      answering(async () => 'said.'),
      signal,
    );
    for (const key of store.kept.keys()) store.kept.set(key, '{"other": 1}');
    expect(
      await memo.once(
        QUESTION,
        answering(async (part) => `${part}.`),
        signal,
      ),
    ).toBe('null.');
  });
});
