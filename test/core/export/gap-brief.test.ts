import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toGapBrief } from '../../../core/export/gap-brief';
import { tides } from '../../fixtures/panel/decomposition';
import { decomposition } from './generate';

describe('the gap brief', () => {
  const brief = toGapBrief(tides(), 'shown', 'markdown');
  const lines = brief.split('\n');
  const under = (heading: string): string[] => {
    const from = lines.indexOf(`## ${heading}`);
    const to = lines.findIndex((line, at) => at > from && line.startsWith('## '));
    return lines.slice(from + 1, to < 0 ? undefined : to);
  };

  it('says whose gaps they are, and of how much', () => {
    expect(lines[0]).toBe('# Left out: The harbour that learned to count its tides');
    expect(brief).toContain('26% captured by the 5 claims shown, as estimated.');
    expect(toGapBrief(tides(), 'all', 'plain')).toContain('63% captured by all claims');
  });

  it('lists the omitted numbers and names of each paragraph under its section', () => {
    const gauges = under('Thirty-one kettles');
    const gap = gauges.findIndex((line) => line.startsWith('- [Paragraph 5]'));
    expect(gauges.slice(gap, gap + 3)).toEqual([
      expect.stringMatching(/^- \[Paragraph 5\]\(https:\/\/fieldnotes\.example\/tides#:~:text=They%20are%20not%20good.*\), 5% captured$/),
      '  - numbers: 2014',
      '  - names: Halden · three times',
    ]);
  });

  it('gives the caveats of paragraphs that are left out, each with a link to its sentence', () => {
    const caveat = lines.find((line) => line.includes('caveat:'))!;
    expect(caveat).toMatch(/^ {2}- caveat: \[.+\]\(https:\/\/fieldnotes\.example\/tides#:~:text=.+\)$/);
  });

  it('lists less when all claims are asked', () => {
    expect(toGapBrief(tides(), 'all', 'markdown').length).toBeLessThan(brief.length);
    expect(toGapBrief(tides(), 'all', 'markdown')).not.toContain('names: Halden');
  });

  it('is plain text where it is asked for: the same lines, with addresses and no markup', () => {
    const plain = toGapBrief(tides(), 'shown', 'plain');
    expect(plain).toMatch(/^Left out: The harbour/);
    expect(plain).toMatch(/^- Paragraph 5 https:\/\/fieldnotes\.example\/tides#:~:text=\S+, 5% captured$/m);
    expect(plain).not.toMatch(/^#|\]\(/m);
    expect(plain.match(/^- Paragraph/gm)).toHaveLength(brief.match(/^- \[Paragraph/gm)!.length);
  });

  it('lets no text of the page become markup or a link of its own', () => {
    fc.assert(
      fc.property(decomposition, fc.constantFrom('shown', 'all'), (d, by) => {
        const markdown = toGapBrief(d, by as 'shown' | 'all', 'markdown');
        expect(markdown).not.toMatch(/<\w|javascript:alert\(1\)\)/);
        expect(markdown.split('\n').filter((line) => line.startsWith('# '))).toHaveLength(1);
        expect(toGapBrief(d, by as 'shown' | 'all', 'plain').startsWith('Left out: ')).toBe(true);
      }),
    );
  });
});
