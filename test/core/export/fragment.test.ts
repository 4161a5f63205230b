import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { textFragment } from '../../../core/export/fragment';

const at = (exact: string, prefix = '', suffix = '') => ({ block: 0, start: 0, exact, prefix, suffix });

/** The parts of a text directive, as the specification parses them. */
function parse(url: string): { prefix?: string; start: string; end?: string; suffix?: string } {
  const parts = /:~:text=([^&]*)$/.exec(url)![1]!.split(',');
  const prefix = parts[0]!.endsWith('-') ? decodeURIComponent(parts.shift()!.slice(0, -1)) : undefined;
  const suffix = parts.at(-1)!.startsWith('-') ? decodeURIComponent(parts.pop()!.slice(1)) : undefined;
  const [start, end, ...rest] = parts.map(decodeURIComponent);
  expect(rest).toEqual([]);
  return {
    start: start!,
    ...(prefix === undefined ? {} : { prefix }),
    ...(end === undefined ? {} : { end }),
    ...(suffix === undefined ? {} : { suffix }),
  };
}

describe('textFragment', () => {
  it('names the text, percent-encoded', () => {
    const exact = 'A well-known, 50 % & more: the committee said so itself.';
    expect(textFragment('https://a.example/x', at(exact))).toBe(
      'https://a.example/x#:~:text=A%20well%2Dknown%2C%2050%20%25%20%26%20more%3A%20the%20committee%20said%20so%20itself.',
    );
  });

  it('sends whole words of what stands around a short text', () => {
    expect(
      parse(textFragment('https://a.example/', at('No.', 've asked her again and she said ', ' Then the whole room went silent'))),
    ).toEqual({
      prefix: 'asked her again and she said',
      start: 'No.',
      suffix: 'Then the whole room went',
    });
    expect(parse(textFragment('https://a.example/', at('No.', 'She said ', '')))).toEqual({ prefix: 'She said', start: 'No.' });
  });

  it('names a long text by its first and last words', () => {
    const exact = `The first six words stand here ${'and many others follow them '.repeat(12)}until the last six words come.`;
    expect(parse(textFragment('https://a.example/', at(exact)))).toEqual({
      start: 'The first six words stand here',
      end: 'until the last six words come.',
    });
  });

  it('cuts a long Chinese text between words', () => {
    const exact = '研究人员发现这种药物可以降低血压，但是副作用仍然不清楚。'.repeat(10);
    const { start, end } = parse(textFragment('https://a.example/', at(exact)));
    expect(exact.startsWith(start) && exact.endsWith(end!)).toBe(true);
    expect(start.length).toBeLessThan(40);
  });

  it('keeps a fragment and replaces a directive', () => {
    const exact = 'This sentence is long enough to be found without help.';
    expect(textFragment('https://a.example/#part', at(exact))).toMatch(/^https:\/\/a\.example\/#part:~:text=This/);
    expect(textFragment('https://a.example/#:~:text=old', at(exact))).toMatch(/^https:\/\/a\.example\/#:~:text=This/);
  });

  it('decodes to parts of the anchor, whatever it holds', () => {
    const text = fc.string({
      unit: fc.oneof(fc.constantFrom('-', ',', '&', '%', ' ', '#', 'word ', '漢'), fc.string({ unit: 'grapheme', maxLength: 2 })),
      maxLength: 150,
    });
    fc.assert(
      fc.property(text, text, text, (exact, prefix, suffix) => {
        fc.pre(exact.trim() !== '');
        const parts = parse(textFragment('https://a.example/', at(exact, prefix.slice(-32), suffix.slice(0, 32))));
        expect(exact.trim().startsWith(parts.start.replace(/\ufffd/g, ''))).toBe(true);
        if (parts.end === undefined) expect(parts.start).toBe(exact.trim().replace(/\p{Surrogate}/gu, ''));
        else expect(exact.trim().endsWith(parts.end)).toBe(true);
        if (parts.prefix !== undefined)
          expect(
            prefix
              .replace(/\p{Surrogate}/gu, '')
              .trimEnd()
              .endsWith(parts.prefix),
          ).toBe(true);
        if (parts.suffix !== undefined)
          expect(
            suffix
              .replace(/\p{Surrogate}/gu, '')
              .trimStart()
              .startsWith(parts.suffix),
          ).toBe(true);
      }),
    );
  });
});
