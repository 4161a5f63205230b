import { describe, expect, it } from 'vitest';
import { paceOf, wordCount } from '../../core/reading-time';

describe('the time that a text takes', () => {
  it('is by the pace of its language, or the mean of all where none is known', () => {
    expect(paceOf('en-GB')).toEqual({ wordsAMinute: 228, lang: 'en' });
    expect(paceOf('de')).toEqual({ wordsAMinute: 179, lang: 'de' });
    for (const unknown of [null, '', 'xx', 'constructor']) expect(paceOf(unknown)).toEqual({ wordsAMinute: 184, lang: null });
  });

  it('counts words in scripts with and without spaces', () => {
    expect(wordCount('In 2011 the harbour’s office missed it.', 'en')).toBe(7);
    expect(wordCount('', null)).toBe(0);
    expect(wordCount('会議は三月に開かれた。', 'ja')).toBeGreaterThan(3);
  });
});
