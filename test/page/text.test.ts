import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readPage } from '../../page/blocks';
import { CELL_WALL, cellsOf, type Piece, type Run, rangeOf, textOf } from '../../page/text';

/** What of a run lies under a range. */
const under = (run: Run, range: Range): Run => {
  const pieces: Piece[] = [];
  let inside = false;
  for (const piece of run.pieces) {
    if ('gap' in piece) {
      if (inside) pieces.push(piece);
      continue;
    }
    const first = piece.node === range.startContainer && piece.start <= range.startOffset && range.startOffset < piece.end;
    const last = piece.node === range.endContainer && piece.start < range.endOffset && range.endOffset <= piece.end;
    if (first) inside = true;
    if (inside) pieces.push({ node: piece.node, start: first ? range.startOffset : piece.start, end: last ? range.endOffset : piece.end });
    if (last) inside = false;
  }
  return { pieces, preserve: run.preserve };
};

const words = fc.constantFrom(
  'a',
  'bc',
  'déf',
  'g h',
  ' i',
  'j ',
  '  ',
  '\n',
  '\n  k\n',
  '\u00a0',
  '\u00a0\u00a0l',
  'so\u00adft',
  '\u200b',
  '日本',
  '👩‍👩‍👧',
  '<!-- c -->',
  '<wbr>',
  '<br>',
  '<br>m',
);

interface Tree {
  readonly tag: string;
  readonly inner: readonly (Tree | string)[];
}

const markup = (tree: Tree | string): string =>
  typeof tree === 'string' ? tree : `<${tree.tag}>${tree.inner.map(markup).join('')}</${tree.tag}>`;

const { tree } = fc.letrec<{ tree: Tree; node: Tree | string }>((tie) => ({
  node: fc.oneof({ depthSize: 'small', withCrossShrink: true }, words, tie('tree')),
  tree: fc.record({
    tag: fc.constantFrom('p', 'div', 'span', 'b', 'a', 'em', 'li', 'pre', 'blockquote', 'h2', 'sup'),
    inner: fc.array(tie('node'), { maxLength: 6 }),
  }),
}));

const pages = fc.array(tree, { minLength: 1, maxLength: 5 }).map((trees) => trees.map(markup).join(' '));

const read = (html: string) => {
  document.body.innerHTML = html;
  return readPage(document);
};

describe('textOf and rangeOf', () => {
  it('are inverse: the range under a stretch holds exactly the text of that stretch', () => {
    fc.assert(
      fc.property(pages, fc.nat(), fc.nat(), (html, one, other) => {
        const { page, runs } = read(html);
        for (const { id, text } of page.blocks) {
          const run = runs.get(id)!;
          expect(textOf(run)).toBe(text);
          const [start, end] = [one % text.length, other % text.length].sort((a, b) => a - b) as [number, number];
          // A line break has no characters of its own: a stretch that begins or ends in one has no place there.
          if (/\s/.test(text[start]!) || /\s/.test(text[end]!)) continue;
          const range = rangeOf(run, start, end + 1)!;
          expect(textOf(under(run, range))).toBe(text.slice(start, end + 1));
        }
      }),
      { numRuns: 400 },
    );
  });

  it('every visible word of the page is in exactly one block, in order', () => {
    const plain = (text: string): string => text.replace(/[\s\u00ad\u200b]+/g, '');
    fc.assert(
      fc.property(pages, (html) => {
        const { page } = read(html);
        expect(plain(page.blocks.map((block) => block.text).join(''))).toBe(plain(document.body.textContent ?? ''));
      }),
      { numRuns: 400 },
    );
  });

  it('collapse white space as it is rendered, and leave code alone', () => {
    const { page } = read('<p>  one\n\t two&nbsp; <b> three</b><br>four </p><pre>\n  x\n    y \n</pre>');
    expect(page.blocks.map((block) => block.text)).toEqual(['one two three four', '  x\n    y']);
  });

  it('give no range when the nodes have left or lost their text', () => {
    const { runs } = read('<p id="p">one two</p>');
    const run = runs.get(0)!;
    expect(rangeOf(run, 0, 3)!.toString()).toBe('one');
    document.querySelector('#p')!.firstChild!.nodeValue = 'on';
    expect(rangeOf(run, 0, 2)).toBeNull();
    document.body.innerHTML = '';
    expect(rangeOf(run, 0, 2)).toBeNull();
  });

  it('give no range outside of the text', () => {
    const run = read('<p>one</p>').runs.get(0)!;
    expect(rangeOf(run, 0, 4)).toBeNull();
    expect(rangeOf(run, 2, 2)).toBeNull();
    expect(rangeOf(run, -1, 2)).toBeNull();
  });
});

describe('a row', () => {
  it('keeps its cells apart', () => {
    const { page, runs } = read(
      '<table><thead><tr><th>Year<th>Rain</tr></thead><tr><td>1990</td> <td><p>12 mm</p><p>a | b</p></td><td></td></tr></table>',
    );
    expect(page.blocks.map((block) => block.text)).toEqual([`Year${CELL_WALL}Rain`, `1990${CELL_WALL}12 mm a | b`]);
    expect(cellsOf(runs.get(1)!)).toEqual(['1990', '12 mm a | b']);
    expect(rangeOf(runs.get(1)!, 7, 12)!.toString()).toBe('12 mm');
  });
});
