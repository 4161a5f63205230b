import { afterEach, describe, expect, it } from 'vitest';
import type { BlockKind } from '../../core/model';
import { rangeOfSpan, readPage } from '../../page/blocks';

const read = (html: string) => {
  document.body.innerHTML = html;
  return readPage(document);
};
const texts = (html: string): string[] => read(html).page.blocks.map((block) => block.text);
const kinds = (html: string): [BlockKind, string][] => read(html).page.blocks.map((block) => [block.kind, block.text]);

afterEach(() => {
  document.body.innerHTML = '';
  for (const style of document.head.querySelectorAll('style[data-test]')) style.remove();
});

const style = (css: string): void => {
  const element = document.createElement('style');
  element.setAttribute('data-test', '');
  element.textContent = css;
  document.head.append(element);
};

describe('line breaks', () => {
  it('one alone is a space', () => expect(texts('<p>one<br>two<br>\n   three</p>')).toEqual(['one two three']));
  it('two part two blocks', () => expect(texts('<p>one<br> <br>two<br/><br/><br/>three</p>')).toEqual(['one', 'two', 'three']));
  it('one before an indented line parts two blocks', () =>
    expect(texts('<p>one<br>&nbsp;&nbsp; two<br>&nbsp;three<br>\u3000four</p>')).toEqual(['one', 'two three', 'four']));
  it('a bold line that ends in one is a heading, and the text below it stands under it', () => {
    const { page } = read('<p><strong>Title of it.<br></strong>one<br><br><b>Next</b><br>two</p>');
    expect(page.blocks.map(({ kind, text, section }) => [kind, text, section])).toEqual([
      ['heading', 'Title of it.', null],
      ['paragraph', 'one', 0],
      ['heading', 'Next', null],
      ['paragraph', 'two', 2],
    ]);
  });
  it('bold lines that go on bold are one run', () => expect(texts('<p><b>one<br>two</b></p>')).toEqual(['one two']));
  it('line breaks of preformatted prose count too', () =>
    expect(texts('<div style="white-space:pre-wrap">one\ntwo\n\nthree</div>')).toEqual(['one two', 'three']));
});

describe('boundaries', () => {
  it('inline boxes part nothing, blocks part', () =>
    expect(texts('<div>a<span>b</span><i style="display:inline-block">c</i><div>d</div>e</div>')).toEqual(['abc', 'd', 'e']));
  it('computed style decides, not the tag', () => {
    style('.line { display: inline } .box { display: block }');
    expect(texts('<div>a<div class="line">b</div>c <span class="box">d</span></div>')).toEqual(['abc', 'd']);
  });
  it('a drop cap stays with its word', () => expect(texts('<p><span style="float:left">T</span>he start</p>')).toEqual(['The start']));
  it('an icon in a line parts nothing', () =>
    expect(
      texts('<p>see <a href="#">this</a><div></div></p>').concat(texts('<div>a<div style="display:inline-block"><div></div></div>b</div>')),
    ).toEqual(['see this', 'ab']));
  it('text for screen readers alone is not read', () =>
    expect(
      texts('<p>one<span class="sr-only"> (opens a window)</span><span style="position:absolute;clip:rect(0 0 0 0)">x</span></p>'),
    ).toEqual(['one']));
  it('scripts, styles, templates and forms fields are not read', () =>
    expect(
      texts(
        '<p>a<script>b</script><style>c{}</style><template>d</template><noscript>e</noscript><select><option>f</select></p><textarea>g</textarea>',
      ),
    ).toEqual(['a']));
  it('falls back to tags in a document that is not shown', () => {
    const parsed = new DOMParser().parseFromString('<title>t</title><p>a<b>b</b><div>c</div>', 'text/html');
    expect(readPage(parsed).page.blocks.map((block) => block.text)).toEqual(['ab', 'c']);
  });
  it('does not overflow on deep documents', () => {
    const far = document.implementation.createHTMLDocument();
    let inner: HTMLElement = far.body;
    for (let depth = 0; depth < 12_000; depth++) {
      const next = far.createElement('div');
      inner.append(next);
      inner = next;
    }
    inner.textContent = 'deep';
    expect(readPage(far).page.blocks.map((block) => block.text)).toEqual(['deep']);
  });
});

describe('kinds', () => {
  it('come from the elements around', () =>
    expect(
      kinds(
        '<h2>h</h2><p>p</p><ul><li>l<p>m</p></li></ul><blockquote><p>q</p></blockquote><figure><figcaption>c</figcaption></figure><pre>x</pre><dl><dd>d</dd></dl><div role="heading" aria-level="3">r</div>',
      ),
    ).toEqual([
      ['heading', 'h'],
      ['paragraph', 'p'],
      ['list-item', 'l'],
      ['list-item', 'm'],
      ['quote', 'q'],
      ['caption', 'c'],
      ['code', 'x'],
      ['list-item', 'd'],
      ['heading', 'r'],
    ]));
  it('a data table gives a row a block, a layout table ordinary blocks', () => {
    expect(kinds('<table><caption>of rain</caption><tr><th>a<th>b</tr><tr><td>1<td>2</tr></table>')).toEqual([
      ['caption', 'of rain'],
      ['table-row', 'a | b'],
      ['table-row', '1 | 2'],
    ]);
    expect(kinds('<table role="presentation"><tr><td>a<td>b</tr><tr><td>1<td>2</tr></table>').map(([kind]) => kind)).toEqual(
      Array(4).fill('paragraph'),
    );
    expect(kinds(`<table><tr><td><p>${'long '.repeat(80)}</p><td>side</tr><tr><td>x<td>y</tr></table>`)[0]![0]).toBe('paragraph');
  });
  it('code keeps its lines, also where each is an element', () =>
    expect(kinds('<pre><code><span>if (a)</span>\n  b</code></pre><pre><div>x</div><div>  y</div></pre>')).toEqual([
      ['code', 'if (a)\n  b'],
      ['code', 'x\n  y'],
    ]));
});

describe('sections', () => {
  it('nest by level, and a heading in a box beside the text heads nothing after it', () => {
    const { page } = read('<h2>A</h2><p>1</p><h3>B</h3><p>2</p><aside><h2>Box</h2><p>3</p></aside><p>4</p><h2>C</h2><p>5</p>');
    const over = page.blocks.map(({ text, section }) => [text, section === null ? null : page.blocks[section]!.text]);
    expect(over).toEqual([
      ['A', null],
      ['1', 'A'],
      ['B', 'A'],
      ['2', 'B'],
      ['Box', null],
      ['3', 'Box'],
      ['4', 'B'],
      ['C', null],
      ['5', 'C'],
    ]);
  });
});

describe('features', () => {
  it('say how much of a run is links, whether it is bold, whether it is shown, and where it stands', () => {
    const { page } = read(
      '<div id="Main" class="bodyText"><p><a href="#">1234</a>5678</p><p><b>bold</b></p><div hidden><p>gone</p></div><details><summary>s</summary><p>shut</p></details></div>',
    );
    expect(page.blocks.map(({ features }) => [features.linkDensity, features.bold, features.visible])).toEqual([
      [0.5, false, true],
      [0, true, true],
      [0, false, false],
      [0, false, true],
      [0, false, false],
    ]);
    const path = (container: number): string[] =>
      container < 0 ? [] : [...path(page.containers[container]!.parent), page.containers[container]!.tag];
    expect(path(page.blocks[1]!.features.container)).toEqual(['body', 'div', 'p', 'b']);
    expect(page.containers.map((container) => container.words)).toContain('body text main');
  });
});

describe('reading', () => {
  it('changes nothing and is not noticed', () => {
    document.body.innerHTML = '<p>one <b>two</b></p><table><tr><td>1<td>2</tr></table>';
    const before = document.documentElement.outerHTML;
    const seen: MutationRecord[] = [];
    const observer = new MutationObserver((records) => seen.push(...records));
    observer.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
    const { runs } = readPage(document);
    expect(rangeOfSpan(runs, { block: 0, start: 4, end: 7 })!.toString()).toBe('two');
    expect(rangeOfSpan(runs, { block: 9, start: 0, end: 1 })).toBeNull();
    seen.push(...observer.takeRecords());
    expect(document.documentElement.outerHTML).toBe(before);
    expect(seen).toEqual([]);
  });
});

const newsletter = Object.values(
  import.meta.glob<string>('../../../shared/reference/newsletter-one-paragraph.html', { query: '?raw', import: 'default' }),
)[0];

describe.skipIf(newsletter === undefined)('the newsletter in one paragraph (needs ../shared)', () => {
  it('has the blocks that were counted by hand', async () => {
    const parsed = new DOMParser().parseFromString(await newsletter!(), 'text/html');
    document.body.innerHTML = parsed.body.innerHTML;
    const { page } = readPage(document);
    const count = (kind: BlockKind): number => page.blocks.filter((block) => block.kind === kind).length;
    expect([count('heading'), count('paragraph'), count('list-item'), page.blocks.length]).toEqual([21, 57, 9, 87]);
    const starts = page.blocks.map(({ kind, text }) => `${kind}: ${text.split(' ').slice(0, 2).join(' ')}`);
    expect(starts.slice(0, 10)).toEqual([
      'heading: Newsletter skeleton',
      'paragraph: Harbor pocket',
      'paragraph: Subscribe now',
      'heading: Stone anchor',
      'paragraph: Copper anchor',
      'paragraph: Pencil paper',
      'paragraph: Valley hammer',
      'paragraph: Ticket lantern',
      'paragraph: Letter garden',
      'heading: Saddle garden',
    ]);
    expect(starts.slice(-9)).toEqual([
      'list-item: Violin lantern',
      'list-item: Stone market',
      'list-item: Hammer valley',
      'heading: Button harbor',
      'paragraph: Mirror hammer',
      'paragraph: River anchor',
      'paragraph: Garden ribbon',
      'paragraph: Thanks for',
      'paragraph: Subscribe now',
    ]);
  });
});
