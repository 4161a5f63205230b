import { describe, expect, it } from 'vitest';
import { standAlone, standing } from '../../core/standalone';

const alone = (sentence: string, previous = '', block = `${previous} ${sentence}`) => standAlone(sentence, { previous, block });

describe('standAlone', () => {
  it.each([
    ['But the bridge was never opened.', 'The bridge was never opened.'],
    ['However, the bridge was never opened.', 'The bridge was never opened.'],
    ['And yet, in fact, the bridge was never opened.', 'The bridge was never opened.'],
    ['First, though, the bridge had to be opened.', 'The bridge had to be opened.'],
    ['So the bridge was never opened.', 'The bridge was never opened.'],
    ['Aber die Brücke wurde nie eröffnet.', 'Die Brücke wurde nie eröffnet.'],
    ['The bridge was never opened.[12][citation needed]', 'The bridge was never opened.'],
    ['The bridge [3, 4] was never opened¹.', 'The bridge was never opened.'],
    ['The bridge was never opened', 'The bridge was never opened.'],
  ])('makes of %j %j', (sentence, expected) => {
    expect(alone(sentence)).toBe(expected);
  });

  it.each([
    'Yet another bridge was never opened.',
    'So far the bridge has not been opened.',
    'But for the rain the bridge would have opened.',
    'But why?',
    'Still waters run deep in this part of the river.',
    'iPhone sales fell by a third in the last quarter.',
  ])('leaves %j as it is', (sentence) => {
    expect(alone(sentence)).toBe(sentence);
  });

  it('fills in a leading pronoun only where one person can be meant', () => {
    expect(alone('She built three bridges.', 'Ada Miller came to the town in 1931.')).toBe('Ada Miller built three bridges.');
    expect(alone('She built three bridges.', 'Ada Miller met Rose Smith in 1931.')).toBe('She built three bridges.');
    expect(alone('She built three bridges.', 'The town grew quickly.')).toBe('She built three bridges.');
    expect(alone('It was built in 1931.', 'Ada Miller came to the town.')).toBe('It was built in 1931.');
  });

  it('gives a stretch of speech its speaker', () => {
    const block = '“We had no plans at all,” said Ada Miller. “The bridge was built from memory.”';
    expect(alone('“The bridge was built from memory.”', '“We had no plans at all,” said Ada Miller.', block)).toBe(
      'Ada Miller: “The bridge was built from memory.”',
    );
    expect(alone('“The bridge fell,” he said.', 'Mr. Ray Hill, an engineer, said little.')).toBe('“The bridge fell,” Mr. Ray Hill said.');
    expect(alone('“The bridge fell,” he said.', 'Nobody knew.')).toBe('“The bridge fell,” he said.');
  });
});

describe('standing', () => {
  it('is less for what points back, leads in, prompts or says nothing', () => {
    const full = standing('The bridge over the river was never opened to traffic.');
    expect(full).toBe(1);
    for (const weaker of [
      'This was never opened to traffic by the town.',
      'They never opened the bridge to traffic.',
      'These are the reasons for the decision:',
      'Sign up for our newsletter to get the latest news.',
      'Tuesday 15 October by the editors of the paper.',
      '“The bridge was never opened to traffic.”',
    ])
      expect(standing(weaker)).toBeLessThan(0.8);
  });

  it('knows what only looks as if it pointed back', () => {
    expect(standing('It is clear that the bridge will never be opened.')).toBe(1);
    expect(standing('This week the town opened the bridge to traffic.')).toBe(1);
  });
});
