import { describe, expect, it } from 'vitest';
import { openQuestions } from '../../core/questions';

const FILL = Array.from({ length: 8 }, (_, at) => `The council met ${at + 2} times about the northern bridge.`);
const open = (...tail: string[]) => openQuestions([...FILL, ...tail], 'en');

describe('openQuestions', () => {
  it('finds what is asked and left open', () => {
    const question = 'Who will pay for the repair of the northern bridges?';
    expect(open('The money is gone.', question)).toEqual([question]);
    expect(open(`But ${question.toLowerCase()}`, 'Summer ended and everybody left for the coast.')).toEqual([question]);
  });

  it.each([
    ['answered at once', ['Why did the council close the northern bridge?', 'Because the steel had rusted.']],
    ['answered in its own words', ['Why did the council close the northern bridge?', 'Rust made the council close the northern bridge.']],
    ['rhetorical', ['Isn’t that the kind of thing that councils always do?']],
    ['of a reader', ['Did you enjoy this article about northern bridges?']],
    ['about what stands before', ['Is it really the best way of building a bridge?']],
    ['somebody’s speech', ['“Who will pay for the repair of the bridges?” she asked.']],
    ['too short', ['What now?']],
  ])('leaves out a question that is %s', (_, tail) => {
    expect(open(...tail)).toEqual([]);
  });

  it('takes an early question for a way of telling', () => {
    expect(openQuestions(['How was the northern bridge ever built without a plan?', ...FILL], 'en')).toEqual([]);
  });
});
