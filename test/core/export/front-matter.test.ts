import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { frontMatter, quoted } from '../../../core/export/front-matter';
import { toMarkdown } from '../../../core/export/markdown';
import type { Decomposition } from '../../../core/model';
import { decomposition } from './generate';

const DAY = '2026-11-24';

/** A double-quoted scalar of YAML 1.2 on one line (section 7.3.1), read by the letter of it; null where it is none. */
function scalar(source: string): string | null {
  const inner = /^"((?:[^"\\]|\\.)*)"$/su.exec(source)?.[1];
  if (inner === undefined) return null;
  // c-printable less what breaks a line
  if (/[^\t\x20-\x7E\xA0-\uD7FF\uE000-\uFEFE\uFF00-\uFFFD\u{10000}-\u{10FFFF}]/u.test(inner)) return null;
  const named: Record<string, string> = { '"': '"', '\\': '\\', '/': '/', b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' };
  let value = '';
  for (let at = 0; at < inner.length; at++) {
    const char = inner[at]!;
    if (char !== '\\') {
      value += char;
      continue;
    }
    const code = inner[++at]!;
    if (code === 'u') {
      value += String.fromCharCode(Number.parseInt(inner.slice(at + 1, at + 5), 16));
      at += 4;
    } else if (named[code] === undefined) return null;
    else value += named[code];
  }
  return value;
}

/** The fields of front matter, of which each is a line, but for a list. */
function read(markdown: string): Map<string, string> {
  const [first, ...lines] = markdown.split('\n');
  expect(first).toBe('---');
  const end = lines.indexOf('---');
  expect(end).toBeGreaterThan(0);
  const fields = new Map<string, string>();
  for (const line of lines.slice(0, end)) {
    if (/^ {2}- [a-z]+$/.test(line)) continue;
    const [, name, value] = /^([a-z_]+):(?: (.+))?$/su.exec(line) ?? [];
    expect(name, line).toBeDefined();
    expect(fields.has(name!)).toBe(false);
    const isPlain = value === undefined || /^\d+(?:\.\d+)?$|^\d{4}-\d\d-\d\d$/.test(value);
    const text = isPlain ? (value ?? '') : scalar(value);
    expect(text, line).not.toBeNull();
    fields.set(name!, text!);
  }
  return fields;
}

const line = (text: string): string =>
  text
    .replace(/\p{Surrogate}/gu, '\uFFFD')
    .replace(/\s+/g, ' ')
    .trim();

describe('front matter', () => {
  it('gives every text back, whatever it is', () => {
    const hostile = fc.string({
      unit: fc.constantFrom(
        ...'"\\\'#:-[]{}&*!|>%@`, \n\r\t\0\x1B\x7F\x85\u2028\uFEFF\uFFFE\uD800é漢',
        '---',
        '...',
        '[[a]]',
        '😀',
        '\uDC00',
      ),
    });
    fc.assert(
      fc.property(fc.oneof(hostile, fc.string({ unit: 'binary' })), (text) => {
        expect(scalar(quoted(text))).toBe(line(text));
      }),
      {
        numRuns: 1000,
      },
    );
  });

  it('is read back field by field, whatever the Decomposition', () => {
    fc.assert(
      fc.property(decomposition, (one) => {
        const fields = read(toMarkdown(one, DAY));
        const { title, url, byline, site } = one.page;
        expect(fields.get('title')).toBe(line(title || url));
        expect(fields.get('author') ?? '').toBe(line(byline ?? ''));
        expect(fields.get('site') ?? '').toBe(line(site ?? ''));
        expect(fields.get('url') ?? '').toBe(line(url));
        expect(Number(fields.get('captured_by_shown'))).toBeCloseTo(one.coverage.figures.shown, 3);
        expect(Number(fields.get('claims_shown'))).toBe(one.selection.selected.length);
        expect(fields.get('created')).toBe(DAY);
      }),
    );
  });

  const of = (page: Partial<Decomposition['page']>): Map<string, string> => {
    const [one] = fc.sample(decomposition, { numRuns: 1, seed: 1 });
    return read(frontMatter({ ...one!, page: { ...one!.page, ...page } }, DAY).join('\n'));
  };

  it.each(['--- a ---', '[[Note]] # heading', 'a: b # c', '> quoted', '"', "it's", '- item', '{a}', '@x', '%x', '!!str'])(
    'keeps the title %s',
    (title) => expect(of({ title }).get('title')).toBe(title),
  );

  it('has the day of a date, and as text what is none', () => {
    expect(of({ published: '2024-05-14T09:00:00Z' }).get('published')).toBe('2024-05-14');
    expect(of({ published: '2024-05-14' }).get('published')).toBe('2024-05-14');
    expect(of({ published: '14 May: noon' }).get('published')).toBe('14 May: noon');
    expect(of({ published: '2024-13-45' }).get('published')).toBe('2024-13-45');
    expect(of({ published: null }).has('published')).toBe(false);
  });
});
