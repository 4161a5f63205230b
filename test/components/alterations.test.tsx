import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareWords, type Piece } from '../../components/alterations';

const marked = (pieces: readonly Piece[]): string[] => pieces.flatMap(({ text, differs }) => (differs ? [text] : []));
const whole = (pieces: readonly Piece[]): string => pieces.map(({ text }) => text).join('');

describe('words that differ', () => {
  it.each([
    ['It cost 61.5 million.', 'It cost 16.5 million.', ['61.5'], ['16.5']],
    ['Prices fell by 4% in May.', 'Prices fell by 5% in May 2024.', ['4'], ['5', ' 2024']],
    ['The plan works.', 'The plan does not work.', ['works'], ['does not work']],
    ['会議は三月に開かれた。', '会議は四月に開かれた。', ['三月'], ['四月']],
    ['Same.', 'Same.', [], []],
  ])('%s → %s', (before, now, was, is) => {
    const found = compareWords(before, now);
    expect([marked(found.before), marked(found.now)]).toEqual([was, is]);
  });

  it('are not what stands around a quote in its sentence', () => {
    const { before, now } = compareWords('within four centimetres of the sea', 'Skerrow is within six centimetres of the sea, they say.');
    expect([marked(before), marked(now)]).toEqual([['four'], ['six']]);
  });

  it('are all that is in one sentence alone: without them the two are the same', () => {
    const word = fc.constantFrom('a', 'b', 'c', '1', '2', ' ', '.');
    const sentence = fc.array(word, { maxLength: 40 }).map((words) => words.join(''));
    const rest = (pieces: readonly Piece[]) => whole(pieces.filter(({ differs }) => !differs));
    fc.assert(
      fc.property(sentence, sentence, (a, b) => {
        const { before, now } = compareWords(`A${a}.`, `A${b}.`);
        expect([whole(before), whole(now)]).toEqual([`A${a}.`, `A${b}.`]);
        expect(rest(before)).toBe(rest(now));
      }),
    );
  });

  it('are given for sentences without end, too', () => {
    const long = 'word '.repeat(20_000);
    const { before, now } = compareWords(`It was 4. ${long}`, `It was 5. ${long}${long}`);
    expect([whole(before).length, whole(now).length]).toEqual([100_010, 200_010]);
  });
});
