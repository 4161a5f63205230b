import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Page } from '../../core/model';
import { type Part, partFrom } from '../../core/parts';

const pageOf = (texts: readonly string[], names: readonly string[]): Page => ({
  url: 'https://example.org/',
  title: 'Tides',
  byline: null,
  site: null,
  published: null,
  lang: 'en',
  source: 'url',
  part: null,
  containers: names.map((words, index) => ({ parent: index - 1, tag: 'div', words })),
  blocks: texts.map((text, id) => ({
    id,
    kind: 'paragraph',
    text,
    section: null,
    features: { container: 0, linkDensity: 0, bold: false, visible: true },
  })),
});

const partsOf = (page: Page): Part[] => {
  const have = { blocks: 0, containers: 0 };
  const parts: Part[] = [];
  for (let part = partFrom(page, have); part.blocks.length + part.containers.length > 0; part = partFrom(page, have)) {
    parts.push(part);
    have.blocks += part.blocks.length;
    have.containers += part.containers.length;
  }
  return parts;
};

const lengths = fc.array(fc.oneof(fc.nat(2_000), fc.constant(90_000), fc.constant(300_000)), { maxLength: 30 });

describe('a page in parts', () => {
  it('is the page when it is put together', () => {
    fc.assert(
      fc.property(lengths, lengths, (texts, names) => {
        const page = pageOf(
          texts.map((length) => 'x'.repeat(length)),
          names.map((length) => 'n'.repeat(length)),
        );
        const parts = partsOf(page);
        expect(parts.flatMap((part) => part.blocks)).toEqual(page.blocks);
        expect(parts.flatMap((part) => part.containers)).toEqual(page.containers);
      }),
      { numRuns: 40 },
    );
  });

  it('has no part much longer than another, but for a text that is longer by itself', () => {
    const sizes = partsOf(pageOf(Array(5_000).fill('a'.repeat(500)), ['main'])).map((part) => part.blocks.length);
    expect(sizes.length).toBeGreaterThan(10);
    expect(Math.max(...sizes)).toBeLessThan(400);
  });
});
