import { describe, expect, it } from 'vitest';
import { EVIDENCE_NAMES } from '../../core/evidence';
import { applyEdits, clean } from '../../core/janitor';
import weights from '../../core/janitor-weights.json';
import { type BlockKind, FailureError, type Page } from '../../core/model';

/** An element of a small page: its tag, with class words after dots, and what is in it. */
interface Element {
  readonly tag: string;
  readonly words: string;
  readonly inner: readonly (Element | string)[];
}

const el = (name: string, ...inner: (Element | string)[]): Element => {
  const [tag, ...words] = name.split('.') as [string, ...string[]];
  return { tag, words: words.join(' '), inner };
};

const KINDS: Readonly<Record<string, BlockKind>> = {
  h1: 'heading',
  h2: 'heading',
  li: 'list-item',
  blockquote: 'quote',
  figcaption: 'caption',
  pre: 'code',
};

/** A page as the reading would give it; text inside `a` is a link, text of `.hidden` is not shown. */
function pageOf(title: string, body: Element): Page {
  const page: Page = {
    url: 'https://example.org/a',
    title,
    byline: null,
    site: null,
    published: null,
    lang: 'en',
    source: 'url',
    part: null,
    containers: [],
    blocks: [],
  };
  let section: number | null = null;
  const add = (element: Element, parent: number, kind: BlockKind, visible: boolean): void => {
    const container = page.containers.push({ parent, tag: element.tag, words: element.words }) - 1;
    const own = KINDS[element.tag] ?? kind;
    const shown = visible && element.words !== 'hidden';
    for (const inner of element.inner) {
      if (typeof inner !== 'string') {
        add(inner, container, own, shown);
        continue;
      }
      const id = page.blocks.length;
      const linkDensity = element.tag === 'a' ? 1 : 0;
      page.blocks.push({
        id,
        kind: own,
        text: inner,
        section: own === 'heading' ? null : section,
        features: { container, linkDensity, bold: false, visible: shown },
      });
      if (own === 'heading') section = id;
    }
  };
  add(body, -1, 'paragraph', true);
  return page;
}

const TEXT = [
  'For ninety years nobody saw an otter on this river, and then, one morning in April, two of them crossed the lock in plain sight of the ferry.',
  'The mill had closed the winter before. Its weir, which had held the water back since 1764, was opened in stages, and the gravel beds came back.',
  'Trout followed, then the insects that feed on clean gravel, and the angling club counted more fish in one season than in the ten before it.',
  'Not everyone was pleased: the houses below the bridge were flooded twice, and the council had to pay for a wall that nobody had planned for.',
  'Still, when the town was asked last year whether the weir should be rebuilt, three out of four voters said no, and the gravel stays.',
];
const paragraphs = TEXT.map((text) => el('p', text));
const link = (text: string): Element => el('li', el('a', text));
const menu = el('nav.menu', el('ul', ...['Home', 'News', 'Sport', 'Weather', 'Contact'].map(link)));
const footer = el(
  'footer.site-footer',
  el('p', '© 2024 The River Post. All rights reserved.'),
  el('ul', ...['Imprint', 'Privacy', 'Terms'].map(link)),
);

const pageWith = (before: readonly Element[], after: readonly Element[], wrapper = 'article.post'): Page =>
  pageOf(
    'Otters are back on the river',
    el('body', menu, el('main', el(wrapper, el('h1', 'Otters are back on the river'), ...before, ...paragraphs, ...after)), footer),
  );

const verdicts = (page: Page): ReadonlyMap<string, string> =>
  new Map(clean(page).blocks.map(({ text, label, rule }) => [text, `${label}: ${rule}`]));

const kept = (page: Page): string[] =>
  clean(page)
    .blocks.filter((block) => block.label === 'content')
    .map((block) => block.text);

describe('clean', () => {
  it('keeps the text of the article, whatever wraps it', () => {
    expect(kept(pageWith([], []))).toEqual(TEXT);
    expect(kept(pageWith([], [], 'div'))).toEqual(TEXT);
    const loose = pageOf('Otters', el('body', menu, el('div', ...TEXT), footer));
    expect(kept(loose)).toEqual(TEXT);
  });

  it('keeps an article that is split over sections', () => {
    const half = paragraphs.slice(0, 3);
    const split = pageOf(
      'Otters',
      el('body', menu, el('div.story', el('section', ...half), el('section', ...paragraphs.slice(3))), footer),
    );
    expect(kept(split)).toEqual(TEXT);
  });

  it('gives every run of the region a label and a rule, and counts those outside', () => {
    const page = pageWith([], []);
    const { blocks, outside } = clean(page);
    expect(blocks.length + outside).toBe(page.blocks.length);
    expect(outside).toBe(9);
    expect(blocks.every((block) => block.rule !== '')).toBe(true);
    expect(verdicts(page).get('Otters are back on the river')).toBe('header: title');
  });

  it('names a byline that stands under the lead, with no name on it', () => {
    const lead = el(
      'p',
      'How a river that had lost its otters for forty years came to have more of them than any other river of the county.',
    );
    const page = pageWith([lead, el('p', 'By Ann Archer · 9 October 2025 · 9 minutes')], []);
    expect(verdicts(page).get('By Ann Archer · 9 October 2025 · 9 minutes')).toBe('header: byline');
    expect(kept(page)).toEqual([lead.inner[0], ...TEXT]);
  });

  it.each<[string, Element, string]>([
    ['a byline', el('p.byline', 'By Ann Archer'), 'header: byline'],
    ['a date', el('div', '12.03.2024'), 'header: date line'],
  ])('names what stands above the text: %s', (_, element, verdict) => {
    const text = element.inner[0] as string;
    expect(verdicts(pageWith([element], [])).get(text)).toBe(verdict);
  });

  it.each<[string, Element, string, string]>([
    [
      'a subscribe prompt',
      el('div.newsletter', el('p', 'Subscribe to our newsletter')),
      'Subscribe to our newsletter',
      'boilerplate: subscribe prompt',
    ],
    ['share buttons', el('ul.share-buttons', link('Facebook')), 'Facebook', 'boilerplate: share buttons'],
    ['a caption', el('figure', el('figcaption', 'Photo: A. Archer')), 'Photo: A. Archer', 'boilerplate: caption or credit of a picture'],
    [
      'a list of links',
      el('ul', link('Floods of the last ten years'), link('How the mill closed'), link('A walk along the river')),
      'How the mill closed',
      'boilerplate: link list',
    ],
    ['comments', el('div.comments', el('p', 'First!')), 'First!', 'boilerplate: comments'],
  ])('drops %s and says why', (_, element, text, verdict) => {
    expect(verdicts(pageWith([], [element, ...paragraphs.slice(0, 1)])).get(text)).toBe(verdict);
  });

  it.each<[string, Element[], string, string]>([
    [
      'references by their heading',
      [el('h2', 'References'), el('ol', el('li', 'Archer, A. Rivers of the north. Ferry Press, 1998.'))],
      'Archer, A. Rivers of the north. Ferry Press, 1998.',
      'reference: list under References',
    ],
    [
      'references by their form',
      [el('p', '[3] Archer, A. et al. Rivers of the north. Ferry Press, 1998.')],
      '[3] Archer, A. et al. Rivers of the north. Ferry Press, 1998.',
      'reference: has the form of a reference',
    ],
    [
      'notes by their heading',
      [el('h2', '2. Notes'), el('p', 'The mill was rebuilt in 1832.')],
      'The mill was rebuilt in 1832.',
      'footnote: under Notes',
    ],
    [
      'thanks by their heading',
      [el('h2', 'Acknowledgements'), el('p', 'We owe much to the ferry.')],
      'We owe much to the ferry.',
      'acknowledgement: under Acknowledgements',
    ],
    [
      'thanks by their form',
      [el('p', 'Thanks to Bo Bridge for reading a draft of this text.')],
      'Thanks to Bo Bridge for reading a draft of this text.',
      'acknowledgement: thanks those who helped',
    ],
  ])('keeps apart %s', (_, elements, text, verdict) => {
    expect(verdicts(pageWith([], elements)).get(text)).toBe(verdict);
  });

  it('does not keep what is hidden', () => {
    expect(kept(pageWith([], [el('div.hidden', el('p', TEXT[0]!))]))).toEqual(TEXT);
  });

  it('reads a page that shows nothing until a script runs', () => {
    const shrouded = pageOf('Otters', el('body', el('p', 'Loading'), el('div.hidden', el('article', ...paragraphs))));
    expect(kept(shrouded)).toEqual(TEXT);
  });

  it.each([
    ['an empty page', pageOf('', el('body'))],
    ['a page of links', pageOf('News', el('body', menu, el('ul', ...TEXT.map((text) => link(text.slice(0, 60)))), footer))],
    ['a word', pageOf('', el('body', el('p', 'Moved.')))],
  ])('finds no article on %s', (_, page) => {
    expect(() => clean(page)).toThrow(FailureError);
    expect(() => clean(page)).toThrow('no-article');
  });
});

describe('the fitted weights', () => {
  it('read only evidence that is gathered', () => {
    expect(EVIDENCE_NAMES).toEqual(expect.arrayContaining(weights.columns));
  });
});

describe('applyEdits', () => {
  it('lets the reader keep and drop, the last word counting, and leaves the others alone', () => {
    const { blocks } = clean(pageWith([el('p.byline', 'By Ann Archer')], []));
    const byline = blocks.find((block) => block.text === 'By Ann Archer')!.id;
    const first = blocks.find((block) => block.text === TEXT[0])!.id;
    const edited = applyEdits(blocks, [
      { do: 'keep', block: byline },
      { do: 'drop', block: first },
      { do: 'pin', claim: 0 },
    ]);
    const of = (id: number) => edited.find((block) => block.id === id)!;
    expect([of(byline).label, of(byline).rule, of(first).label, of(first).rule]).toEqual([
      'content',
      'kept by hand',
      'boilerplate',
      'dropped by hand',
    ]);
    expect(edited.filter((block) => block.id !== byline && block.id !== first)).toEqual(
      blocks.filter((block) => block.id !== byline && block.id !== first),
    );
    expect(
      applyEdits(blocks, [
        { do: 'drop', block: byline },
        { do: 'keep', block: byline },
      ]).find((block) => block.id === byline)!.label,
    ).toBe('content');
  });
});
