import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toCsv } from '../../../core/export/csv';
import type { Decomposition } from '../../../core/model';
import { decomposition } from './generate';

/** RFC 4180, strictly: throws where a quote stands in a bare field or text follows a quoted one. */
function parse(csv: string): string[][] {
  const rows: string[][] = [];
  let at = 0;
  while (at < csv.length) {
    const row: string[] = [];
    for (;;) {
      const [whole, quoted, bare] = /"((?:[^"]|"")*)"|([^",\r\n]*)/y[Symbol.match](csv.slice(at))!;
      at += whole.length;
      row.push(quoted === undefined ? bare! : quoted.replaceAll('""', '"'));
      if (csv[at] === ',') at += 1;
      else break;
    }
    if (!csv.startsWith('\r\n', at)) throw new Error(`no line end at ${at}: ${JSON.stringify(csv.slice(at, at + 20))}`);
    at += 2;
    rows.push(row);
  }
  return rows;
}

/** What a spreadsheet would run, however it is led up to. */
const runs = (cell: string): boolean => /^[\s\p{Cc}\p{Cf}]*[=+\-@＝＋－＠]|^[\t\r]/u.test(cell);
const disarmed = (cell: string): string => (/^'+[\s\p{Cc}\p{Cf}]*(?:[=+\-@＝＋－＠]|[\t\r])/u.test(cell) ? cell.slice(1) : cell);

/** One record a row, under the names of the first. */
function tableOf(d: Decomposition): Record<string, string>[] {
  const csv = toCsv(d);
  expect(csv.startsWith('\uFEFF')).toBe(true);
  const [names, ...rows] = parse(csv.slice(1));
  return rows.map((row) => {
    expect(row).toHaveLength(names!.length);
    return Object.fromEntries(names!.map((name, at) => [name, row[at]!]));
  });
}

const hostile = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 12 }),
  fc
    .tuple(
      fc.constantFrom('', ' ', '\t', '\r', "'", "''", '\u200b', '\u00a0 ', '\n', '"', ';'),
      fc.constantFrom('=', '+', '-', '@', '＝', "'", '', '"', ','),
      fc.constantFrom('HYPERLINK("https://x.example","y")', "cmd|' /C calc'!A0", '1', 'a\r\nb', 'a;b,c', ''),
    )
    .map((parts) => parts.join('')),
);

const hostileTo = (d: Decomposition, texts: readonly string[]): Decomposition => ({
  ...d,
  claims: d.claims.map((claim, at) => ({ ...claim, title: texts[at % texts.length]!, body: texts[(at + 1) % texts.length]! })),
});

const sample = fc.sample(
  decomposition.filter((one) => one.claims.length > 3 && one.selection.selected.length === 2),
  { numRuns: 1, seed: 4 },
)[0]!;

describe('csv', () => {
  it('has a row a claim, selected ones first, whose texts are read back as they were', () => {
    fc.assert(
      fc.property(decomposition, fc.array(hostile, { minLength: 1, maxLength: 6 }), (one, texts) => {
        const d = hostileTo(one, texts);
        const table = tableOf(d);
        const ids = [...d.selection.selected, ...d.selection.rejected.map(({ id }) => id)];
        expect(table.map((row) => [disarmed(row.title!), disarmed(row.body!)])).toEqual(
          ids.map((id) => [d.claims[id]!.title, d.claims[id]!.body]),
        );
        expect(table.map((row) => row.status)).toEqual([
          ...d.selection.selected.map(() => 'selected'),
          ...d.selection.rejected.map(({ reason }) => reason),
        ]);
      }),
    );
  });

  it('has no cell that a spreadsheet runs', () => {
    fc.assert(
      fc.property(decomposition, fc.array(hostile, { minLength: 1, maxLength: 6 }), (one, texts) => {
        for (const row of tableOf(hostileTo(one, texts))) expect(Object.values(row).filter(runs)).toEqual([]);
      }),
    );
  });

  it('says what a redundant claim overlapped with, and how similar the two are', () => {
    const d: Decomposition = {
      ...sample,
      selection: { ...sample.selection, rejected: [{ id: 2, reason: 'redundant', by: 0, similarity: 0.8765 }, { id: 3, reason: 'below-top-k' }] }, // biome-ignore format: a line a rejection
      claims: sample.claims.map((claim) => ({ ...claim, title: `Title ${claim.id}`, confidence: 0.5 })),
    };
    const rows = tableOf(d);
    expect(rows[2]).toMatchObject({ status: 'redundant', confidence: '0.50', similarity: '0.88', 'overlapped with': 'Title 0' });
    expect(rows[3]).toMatchObject({ status: 'below-top-k', similarity: '', 'overlapped with': '' });
  });

  it('gives every quote its grounding, the link that scrolls to it, and the paragraph around it', () => {
    const anchor = { block: 0, start: 4, exact: 'a quote that is long enough to stand without its context', prefix: '', suffix: '' };
    const d: Decomposition = {
      ...sample,
      page: { ...sample.page, url: 'https://a.example/b' },
      blocks: [{ ...sample.blocks[0]!, id: 0, text: `So: ${anchor.exact}.` }],
      claims: sample.claims.map((claim) => ({
        ...claim,
        quotes: [
          { text: 'A quote', anchor, grounding: { by: 'fuzzy', distance: 0.05 } },
          { text: 'nowhere', anchor: null, grounding: { by: 'none' } },
        ],
      })),
    };
    expect(tableOf(d)[0]).toMatchObject({
      quote: `${anchor.exact}\nnowhere`,
      grounding: 'fuzzy 0.050\nnot found',
      link: `https://a.example/b#:~:text=${encodeURIComponent(anchor.exact)}\n`,
      paragraph: `So: ${anchor.exact}.`,
    });
    expect(tableOf({ ...d, page: { ...d.page, url: 'javascript:alert(1)' } })[0]!.link).toBe('');
  });

  it('keeps a cell within what Excel holds, and cuts no character in two', () => {
    const rows = tableOf(hostileTo(sample, [`=${'😀'.repeat(20_000)}`]));
    for (const row of rows) {
      expect(row.title!.length).toBeLessThanOrEqual(32_767);
      expect(row.title).not.toMatch(/\p{Surrogate}/u);
    }
  });
});
