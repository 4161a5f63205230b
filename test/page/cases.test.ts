/** The ways in which real pages set their text, each as a small page: what its blocks are, and where their shade lies. */
import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { clean } from '../../core/janitor';
import type { BlockKind } from '../../core/model';
import { extentOf, rangeOfSpan, readPage } from '../../page/blocks';
import { partOf } from '../../page/part';
import { textOf } from '../../page/text';

const read = (html: string) => {
  document.title = 'Otters are back on the river';
  document.body.innerHTML = html;
  return readPage(document);
};
const kinds = (html: string): [BlockKind, string][] => read(html).page.blocks.map(({ kind, text }) => [kind, text]);
const texts = (html: string): string[] => kinds(html).map(([, text]) => text);

afterEach(() => document.body.replaceChildren());

const TEXT = [
  'For ninety years nobody saw an otter on this river, and then, one morning in April, two of them crossed the lock in plain sight of the ferry.',
  'The mill had closed the winter before. Its weir, which had held the water back since 1764, was opened in stages, and the gravel beds came back.',
  'Trout followed, then the insects that feed on clean gravel, and the angling club counted more fish in one season than in the ten before it.',
  'Not everyone was pleased: the houses below the bridge were flooded twice, and the council had to pay for a wall that nobody had planned for.',
  'Still, when the town was asked last year whether the weir should be rebuilt, three out of four voters said no, and the gravel stays.',
];
const paragraphs = TEXT.map((text) => `<p>${text}</p>`);

/** An article with something put after its second paragraph, and something at its end. */
const article = (middle: string, end = ''): string =>
  `<header><nav><a href="/">Home</a> <a href="/n">News</a></nav></header><main><article><h1>Otters are back on the river</h1>${paragraphs.slice(0, 2).join('')}${middle}${paragraphs.slice(2).join('')}</article>${end}</main><footer><p>© The River Post</p></footer>`;

/** What the janitor says of the runs that are no paragraph of the article. */
const said = (html: string): [string, string][] =>
  clean(read(html).page)
    .blocks.filter(({ text }) => !TEXT.includes(text) && text !== 'Otters are back on the river')
    .map(({ label, text }) => [label, text]);
const keptText = (html: string): string[] =>
  clean(read(html).page)
    .blocks.filter(({ label }) => label === 'content')
    .map(({ text }) => text);

describe('text in spans and boxes', () => {
  it('split over spans and inline boxes is one run', () =>
    expect(
      texts('<p><span>Thr<span>ee</span></span> <em>ott</em>ers <span style="display:inline-block">swam</span> <font>by</font>.</p>'),
    ).toEqual(['Three otters swam by.']));
  it('elements without a box part nothing, custom elements part by their style alone', () => {
    expect(texts('<p style="display:contents">one</p><div style="display:contents">two</div>')).toEqual(['onetwo']);
    expect(texts('<x-text>one</x-text><x-text> two</x-text><x-block style="display:block">three</x-block>')).toEqual(['one two', 'three']);
    expect(texts('<div><div style="display:contents"><p>one</p><p>two</p></div></div>')).toEqual(['one', 'two']);
  });
});

describe('headings that are bold lines', () => {
  const sections = (html: string) => read(html).page.blocks.map(({ kind, text, section }) => [kind, text, section]);

  it('are whole-bold paragraphs without a full stop before a paragraph', () =>
    expect(sections('<div><p><b>The weir</b></p><p>It fell.</p><p><strong>Costs:</strong></p><ul><li>Stone</li></ul></div>')).toEqual([
      ['heading', 'The weir', null],
      ['paragraph', 'It fell.', 0],
      ['heading', 'Costs:', null],
      ['list-item', 'Stone', 2],
    ]));
  it('stand below the heading elements', () =>
    expect(sections('<h2>River</h2><p><b>The weir</b></p><p>It fell.</p><h2>Town</h2><p>It voted.</p>')).toEqual([
      ['heading', 'River', null],
      ['heading', 'The weir', 0],
      ['paragraph', 'It fell.', 1],
      ['heading', 'Town', null],
      ['paragraph', 'It voted.', 3],
    ]));
  it('are no bold sentences, no bold line at the end of its box, and none of two in a row but the last', () => {
    expect(kinds('<p><b>The weir fell.</b></p><p>It was old.</p>')[0]![0]).toBe('paragraph');
    expect(kinds('<div><p><b>The weir</b></p></div><p>It was old.</p>')[0]![0]).toBe('paragraph');
    expect(kinds('<p><b><a href="/a">The weir</a></b></p><p>It was old.</p>')[0]![0]).toBe('paragraph');
    expect(kinds('<p><b>The weir</b></p><p><b>The mill</b></p><p>It was old.</p>').map(([kind]) => kind)).toEqual([
      'paragraph',
      'heading',
      'paragraph',
    ]);
  });
});

describe('lists, tables, captions', () => {
  it('a list item of several paragraphs is several blocks', () =>
    expect(kinds('<ol><li><p>one</p><p>two</p></li><li>three</li></ol>')).toEqual([
      ['list-item', 'one'],
      ['list-item', 'two'],
      ['list-item', 'three'],
    ]));
  it('a table with paragraphs in its cells lays out, one of short cells holds data', () => {
    const cell = `<p>${TEXT[0]}</p><p>${TEXT[1]}</p>`;
    expect(kinds(`<table><tr><td>${cell}</td><td><p>Side</p></td></tr></table>`).map(([kind]) => kind)).toEqual(Array(3).fill('paragraph'));
    expect(kinds('<table><tr><td>Otters</td><td>2</td></tr><tr><td>Trout</td><td>40</td></tr></table>')).toEqual([
      ['table-row', 'Otters | 2'],
      ['table-row', 'Trout | 40'],
    ]);
    expect(
      kinds(`<table><tr><td><table><tr><td>a</td><td>1</td></tr><tr><td>b</td><td>2</td></tr></table></td><td>x</td></tr></table>`),
    ).toEqual([
      ['table-row', 'a | 1'],
      ['table-row', 'b | 2'],
      ['paragraph', 'x'],
    ]);
  });
  it('captions are figcaptions and what is named so', () => {
    expect(kinds('<figure><img alt=""><figcaption>an otter</figcaption></figure>')).toEqual([['caption', 'an otter']]);
    expect(kinds('<div class="wp-caption"><img alt=""><p class="wp-caption-text">an otter</p></div>')).toEqual([['caption', 'an otter']]);
    expect(kinds('<div class="image-caption"><span>an</span> otter</div>')).toEqual([['caption', 'an otter']]);
    expect(kinds('<div class="has-caption"><img alt=""><p>an otter</p></div><p class="captioned">two</p>').map(([kind]) => kind)).toEqual([
      'paragraph',
      'paragraph',
    ]);
  });
});

const MAIL = `   The weir was opened in the spring, as the council had decided in
   the winter before, and nobody came to see it.

   On the second day the water fell by a metre.  The gravel beds lay
   dry until noon, and the ferry could not cross.

      water     metres
      before    2.40
      after     1.35

   What was left of the mill stood in the mud.
`;

describe('preformatted text', () => {
  it('that is prose has its paragraphs parted by blank lines, and keeps the lines of what is none', () =>
    expect(kinds(`<pre>${MAIL}</pre>`)).toEqual([
      ['paragraph', 'The weir was opened in the spring, as the council had decided in the winter before, and nobody came to see it.'],
      ['paragraph', 'On the second day the water fell by a metre. The gravel beds lay dry until noon, and the ferry could not cross.'],
      ['code', '      water     metres\n      before    2.40\n      after     1.35'],
      ['paragraph', 'What was left of the mill stood in the mud.'],
    ]));
  it('that is code stays code', () => {
    const code = 'for (const otter of otters) {\n  if (otter.swims) {\n    count += 1;\n  }\n}\n\nreturn count;\n';
    expect(kinds(`<pre>${code.repeat(8)}</pre>`)).toHaveLength(1);
    expect(kinds(`<pre><code>${MAIL}</code></pre>`).map(([kind]) => kind)).toEqual(['code']);
    expect(kinds(`<div class="highlight"><pre>${MAIL}</pre></div>`).map(([kind]) => kind)).toEqual(['code']);
    expect(kinds('<pre>make test\nmake install</pre>').map(([kind]) => kind)).toEqual(['code']);
  });
  it('that is prose maps to its nodes, also through links and line breaks in them', () => {
    const line = fc.constantFrom(
      'The otters swam.',
      '  It rained <a href="#">all\n day</a>',
      '',
      ' ',
      '<b>two\n\nparts</b>',
      'x    y',
      '  a   b\n  c   d',
    );
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 12 }), fc.nat(), fc.nat(), (lines, one, other) => {
        const { page, runs } = read(`<pre>${MAIL}\n${lines.join('\n')}</pre>`);
        for (const { id, kind, text } of page.blocks) {
          expect(textOf(runs.get(id)!)).toBe(text);
          const [start, end] = [one % text.length, other % text.length].sort((a, b) => a - b) as [number, number];
          if (/\s/.test(text[start]!) || /\s/.test(text[end]!)) continue;
          const range = rangeOfSpan(runs, { block: id, start, end: end + 1 })!.toString();
          const seen = kind === 'code' ? range : range.replace(/\s+/g, ' ');
          expect(seen).toBe(text.slice(start, end + 1));
        }
        const plain = (text: string): string => text.replace(/\s+/g, '');
        expect(plain(page.blocks.map(({ text }) => text).join(''))).toBe(plain(document.body.textContent ?? ''));
        expect(page.blocks.every(({ id }) => extentOf(runs, id) !== null)).toBe(true);
      }),
      { numRuns: 200 },
    );
  });
});

describe('an article of several pages', () => {
  const part = (html: string, path: string, title = 'Otters') => {
    const parsed = new DOMParser().parseFromString(`<title>${title}</title>${html}`, 'text/html');
    return partOf(
      parsed,
      `https://a.example${path}`,
      [...parsed.querySelectorAll('p')].map((p) => ({ text: p.textContent ?? '' })),
    );
  };
  const links = (...to: [string, string][]): string => `<nav>${to.map(([href, text]) => `<a href="${href}">${text}</a>`).join(' ')}</nav>`;

  it('is known by what it says', () => {
    expect(part('<p>Page 2 of 5</p>', '/otters')).toEqual({ page: 2, of: 5 });
    expect(part('<p>Seite 1 von 3</p>', '/otter')).toEqual({ page: 1, of: 3 });
    expect(part('', '/otters', 'Otters are back - Page 3 of 4 - The River Post')).toEqual({ page: 3, of: 4 });
    expect(part('<p>Page 1 of 1</p>', '/otters')).toBeNull();
    expect(part('<p>On page 2 of 5 he writes that the otters were never there at all.</p>', '/otters')).toBeNull();
  });
  it('by numbered links to its own address', () => {
    expect(part(links(['/otters/2', '2'], ['/otters/3', '3'], ['/otters/2', 'Next']), '/otters')).toEqual({ page: 1, of: 3 });
    expect(part(links(['/otters?page=1', '1'], ['/otters?page=3', '3']), '/otters?page=2')).toEqual({ page: 2, of: 3 });
    expect(part(links(['/otters.html', '1'], ['/otters-3.html', '3']), '/otters-2.html')).toEqual({ page: 2, of: 3 });
  });
  it('by the next and the previous page', () => {
    expect(part('<link rel="next" href="/otters/page/2/">', '/otters/')).toEqual({ page: 1, of: null });
    expect(part('<a rel="prev" href="/otters/">Back</a>', '/otters/2/')).toEqual({ page: 2, of: null });
  });
  it('and not by other articles, notes, days or comments', () => {
    expect(part('<link rel="next" href="/trout/"><link rel="prev" href="/mills/">', '/otters/')).toBeNull();
    expect(part(links(['#fn1', '1'], ['#fn2', '2']), '/otters')).toBeNull();
    expect(part(links(['/2024/05/13', '13'], ['/2024/05/14', '14']), '/2024/05/12')).toBeNull();
    expect(part(links(['/otters/comment-page-2/#comments', '2']), '/otters/')).toBeNull();
    expect(part(links(['/river/page/2', '2']), '/otters')).toBeNull();
  });
});

describe('in the middle of an article', () => {
  it('a pull quote that repeats a sentence is dropped, with the rule, and one that says something else is kept', () => {
    const sentence = 'Its weir, which had held the water back since 1764, was opened in stages';
    for (const box of [
      `<blockquote class="pullquote"><p>“${sentence}…”</p></blockquote>`,
      `<aside class="pull-quote">${sentence}</aside>`,
      `<figure class="wp-block-pullquote"><blockquote><p>${sentence}</p></blockquote></figure>`,
    ]) {
      const quoted = clean(read(article(box)).page).blocks.find(({ text }) => text.includes(sentence) && !TEXT.includes(text))!;
      expect([quoted.label, quoted.rule]).toEqual(['boilerplate', 'repeats a sentence of the article']);
    }
    const other = 'The ferryman said that he had never believed a word of what the mill told the town.';
    expect(keptText(article(`<blockquote><p>${other}</p></blockquote>`))).toContain(other);
  });
  it('read-more links, prompts and link lists are dropped, and the text around them is not', () => {
    const page = article(
      '<p><strong>Read more:</strong> <a href="/weir">The weir that nobody wanted to pay for</a></p><p><em>Enjoying this? <a href="/s">Subscribe to our newsletter</a></em></p><ul><li><a href="/1">Mills of the upper river</a></li><li><a href="/2">Trout and other fish</a></li><li><a href="/3">The wall below the bridge</a></li></ul><p><a href="/x">Continue reading</a></p>',
    );
    expect(keptText(page)).toEqual(TEXT);
    expect(said(page).map(([label]) => label)).toEqual(Array(6).fill('boilerplate'));
  });
  it('comments below are no part of it', () => {
    const comment = (name: string, text: string): string =>
      `<li class="comment"><p class="comment-author">${name}</p><p>${text}</p><a href="#r">Reply</a></li>`;
    const comments = `<section id="comments" class="comments"><h2>3 comments</h2><ol>${comment('Ann', 'My father saw otters in the sixties, whatever the museum says, and he was not a man who made things up.')}${comment('Bo', 'Good riddance to the weir. It never turned a wheel in my time and it cost us all a fortune every year.')}</ol></section>`;
    expect(keptText(article('', comments))).toEqual(TEXT);
    expect(
      keptText(article(paragraphs[0]!, '').replace('</article>', `${comments}</article>`)).some((text) => /father|riddance/.test(text)),
    ).toBe(false);
  });
});
