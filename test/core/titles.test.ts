import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TITLE_WORDS, titleLength, titleOf } from '../../core/titles';

const title = (body: string) => titleOf(body, new Set());

describe('titleOf', () => {
  it.each([
    // what stands before the main clause goes first
    [
      'In the summer of 1961, the town council decided to close the bridge to all traffic.',
      'The town council decided to close the bridge to all traffic',
    ],
    [
      'Although nobody had asked for it, the committee published a long report on the northern bridges.',
      'The committee published a long report on the northern bridges',
    ],
    [
      'In the spring of 2016 the town worked out that it was losing 38 percent of its drinking water before anyone could drink it.',
      'The town worked out that it was losing 38 percent of its drinking water',
    ],
    // asides
    [
      'Ada Miller, who had learned the trade from her father in the north, later led the works on the river.',
      'Ada Miller later led the works on the river',
    ],
    // the turn is what the sentence is about
    [
      'The company claims that its system for rating drivers is the better one, but nobody has ever tested the claim.',
      'Nobody has ever tested the claim',
    ],
    // speech keeps its speaker
    [
      '“We never had a plan for the bridge that the town wanted us to build,” said Ada Miller.',
      'Ada Miller: “We never had a plan for the bridge”',
    ],
  ])('makes of %j %j', (body, expected) => {
    expect(title(body)).toBe(expected);
  });

  it.each([
    'The new vaccine did protect younger people who had been ill before in the trial but did not prevent infection in older people.',
    'The large trial of the drug among elderly people in four countries of the north of Europe did not find any benefit.',
    'Prices will rise by a third before the end of the year unless the government caps them in the autumn at the latest.',
    'If the economy weakens again in the course of next year, then interest rates might fall or rise only slightly.',
  ])('keeps what turns the meaning of %j', (body) => {
    const short = title(body);
    // a denial or condition is kept, or the cut before it is shown
    expect(short).toMatch(/\bnot\b|unless|^If|…$/);
    expect(titleLength(short)).toBeLessThanOrEqual(TITLE_WORDS);
  });

  it('takes no list with a name for an aside', () => {
    const body =
      'The chain, which owns the Northern Post, Southern Mail and Harbour News and many smaller papers of the coast, has closed five of them.';
    expect(title(body)).not.toContain('The chain Southern');
  });

  it('gives no title twice', () => {
    const taken = new Set<string>();
    const titles = Array.from({ length: 4 }, () => titleOf('The bridge was closed by the council.', taken));
    expect(new Set(titles.map((one) => one.toLowerCase())).size).toBe(4);
  });

  it('cuts Chinese and Japanese at their own marks and words', () => {
    expect(title('研究人员在三个国家的四十家医院里发现这种药物可以降低老年患者的血压，但是副作用仍然不清楚。')).toBe('副作用仍然不清楚');
    const long = title('広く受け入れられている野営地の大きな特徴は紅葉の季節に楓の木が緑から黄色そして赤へと変わることである。');
    expect(long).toMatch(/ …$/);
    expect(long.length).toBeGreaterThan(8);
    expect(titleLength(long)).toBeLessThanOrEqual(TITLE_WORDS);
  });

  const word = fc.constantFrom(
    ...'the a river bridge of to in and but not because is was built opened council, town; which “plan” that (old) — with her no if never 1,300 very'.split(
      ' ',
    ),
  );
  const sentence = fc.array(word, { minLength: 1, maxLength: 40 }).map((words) => `${words.join(' ')}.`);

  it('is short, ends in no dangling word, and differs from the body and from other titles', () => {
    fc.assert(
      fc.property(fc.array(sentence, { minLength: 1, maxLength: 4 }), (bodies) => {
        const taken = new Set<string>();
        const titles = bodies.map((body) => titleOf(body, taken));
        expect(new Set(titles).size).toBe(titles.length);
        for (const [at, short] of titles.entries()) {
          expect(titleLength(short)).toBeLessThanOrEqual(TITLE_WORDS + 1);
          expect(short).not.toBe(bodies[at]);
          expect(short).not.toMatch(/[.,;!]$/);
        }
      }),
    );
  });

  it('ends in no preposition, article or conjunction', () => {
    for (const tail of ['of the town', 'with a plan', 'because of it', 'and the rest', 'to the north']) {
      const short = title(`The council of the northern town has published a long report on every bridge ${tail}`);
      expect(short.replace(/ …$/, '')).not.toMatch(/\b(?:of|the|a|with|because|and|to|on|in)$/);
    }
  });
});
