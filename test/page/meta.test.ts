import { describe, expect, it } from 'vitest';
import { readPage } from '../../page/blocks';

const info = (head: string, body = '<p>text</p>', lang = '') => {
  const html = `<!doctype html><html${lang === '' ? '' : ` lang="${lang}"`}><head>${head}</head><body>${body}</body></html>`;
  return readPage(new DOMParser().parseFromString(html, 'text/html')).page;
};
const data = (value: unknown): string => `<script type="application/ld+json">${JSON.stringify(value)}</script>`;

describe('title', () => {
  const cases: [string, string, string, string][] = [
    ['linked data first', `${data({ '@type': 'NewsArticle', headline: 'The headline' })}<title>Other</title>`, '', 'The headline'],
    [
      'the name, where the headline is a description',
      `${data({ '@type': 'Article', name: 'New Zealand', headline: 'island country' })}<title>New Zealand - Wikipedia</title>`,
      '',
      'New Zealand',
    ],
    [
      'what is declared, without the site',
      '<meta property="og:title" content="One thing - Daily"><meta property="og:site_name" content="Daily">',
      '',
      'One thing',
    ],
    [
      'the heading, where the declared title adds to it',
      '<meta property="og:title" content="Otters (animals) - Wiki">',
      '<h1>Otters (animals)</h1>',
      'Otters (animals)',
    ],
    [
      'not the heading that is only the site',
      '<meta property="og:title" content="A long title of an article here – Daily">',
      '<h1>Daily</h1>',
      'A long title of an article here – Daily',
    ],
    [
      'of the window, without what looks like a site',
      '<title>How the otters came back to us | Daily News</title>',
      '',
      'How the otters came back to us',
    ],
    ['of the window whole where the cut is unsure', '<title>Google - Site Reliability</title>', '', 'Google - Site Reliability'],
    [
      'the name is not taken for being the site in the title of the window',
      `${data({ '@type': 'NewsArticle', headline: 'West Ham threatens the giants', name: 'Daily' })}<title>West Ham now threatens the giants - Daily</title>`,
      '',
      'West Ham threatens the giants',
    ],
    [
      'entities in linked data are read',
      data({ '@type': 'NewsArticle', headline: 'Ann: &#8220;We won&nbsp;it&#x201d; &amp; more &unknown;' }),
      '',
      'Ann: “We won it” & more &unknown;',
    ],
    [
      'a cut headline in the words of the heading that goes on after it',
      data({ '@type': 'NewsArticle', headline: 'Hunter falls ill after eating a rabbit' }),
      '<h1>Hunter falls ill after eating a rabbit in March</h1>',
      'Hunter falls ill after eating a rabbit in March',
    ],
    [
      'what the declared title quotes, where it stands on the page by itself',
      '<meta property="og:title" content="(4) Ann on X: &quot;otters came back 101&quot; / X">',
      '<div>otters came back 101</div>',
      'otters came back 101',
    ],
    [
      'not a quotation that stands nowhere by itself',
      '<meta property="og:title" content="Ann: &quot;the otters came back&quot;">',
      '',
      'Ann: "the otters came back"',
    ],
    [
      'a declared title whole where the heading in it is one word',
      '<meta property="og:title" content="Simulators — Words">',
      '<h1>Simulators</h1>',
      'Simulators — Words',
    ],
    ['the first heading where nothing is declared', '', '<h1> The <b>only</b> title</h1>', 'The only title'],
  ];
  it.each(cases)('%s', (_, head, body, title) => expect(info(head, `${body}<p>text</p>`).title).toBe(title));
});

describe('byline, site, date, language', () => {
  it('from linked data, also in a graph and with several authors', () => {
    const page = info(
      data({
        '@graph': [
          { '@type': 'WebSite', name: 'X' },
          {
            '@type': ['BlogPosting'],
            headline: 'H',
            author: [{ name: 'Ann A' }, { name: 'Bo B' }],
            datePublished: '2024-03-01T10:00:00Z',
            publisher: { name: 'The Site' },
          },
        ],
      }),
    );
    expect([page.byline, page.site, page.published]).toEqual(['Ann A, Bo B', 'The Site', '2024-03-01T10:00:00Z']);
  });
  it('from meta elements', () => {
    const page = info(
      '<meta name="author" content="By Ann A"><meta property="og:site_name" content="S"><meta property="article:published_time" content="March 1, 2024 10:00 UTC"><meta property="og:locale" content="en_GB">',
    );
    expect([page.byline, page.site, page.published, page.lang]).toEqual(['Ann A', 'S', '2024-03-01T10:00:00.000Z', 'en-GB']);
  });
  it('from the text, where it is marked', () => {
    const page = info('', '<p class="byline">By Ann A</p><time datetime="2024-03-01">1 March</time>', 'de');
    expect([page.byline, page.published, page.lang]).toEqual(['Ann A', '2024-03-01', 'de']);
  });
  it('are null where the page says nothing, and broken data is passed over', () => {
    const page = info(
      '<script type="application/ld+json">{"@type":</script><meta property="article:author" content="https://example.org/ann">',
    );
    expect([page.byline, page.site, page.published, page.lang]).toEqual([null, null, null, null]);
  });
});
