import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toHtml } from '../../core/export/html';
import type { Claim, Decomposition } from '../../core/model';
import { decomposition } from '../core/export/generate';

const parse = (html: string): Document => new DOMParser().parseFromString(html, 'text/html');
const squeeze = (text: string | null | undefined): string => (text ?? '').replace(/\s+/g, ' ').trim();

/** What a browser makes of a text that HTML cannot hold as it is. */
const held = (text: string): string => text.replace(/[\0\p{Surrogate}]/gu, '\uFFFD');

const ALLOWED = new Set(
  'html head meta title style body main header h1 h2 h3 p div span b a article aside ul li dl dt dd blockquote pre mark fieldset legend label input'.split(
    ' ',
  ),
);

const ATTACKS = [
  '</title><script>x()</script>',
  '"><img src=x onerror=x()>',
  "' onmouseover='x()",
  '</style><svg onload=x()>',
  '<!--',
  ']]>',
  '&lt;b&gt;&amp;',
  '</p></article></main><h1>gone</h1>',
  'javascript:x()',
];

const SENTENCE = 'In 1931 the bridge was closed by the council.';

const claim = (id: number, title: string, exact: string, start = 0): Claim => ({
  id,
  kind: 'claim',
  title,
  body: `Body of ${title}.`,
  confidence: 0.9,
  quotes: [{ text: exact, anchor: { block: 1, start, exact, prefix: '', suffix: '' }, grounding: { by: 'exact' } }],
});

const sample: Decomposition = {
  format: 3,
  outside: null,
  page: {
    url: 'https://a.example/p?a=1&b=2',
    title: 'On bridges',
    byline: 'A. Writer',
    site: 'A Site',
    published: null,
    lang: 'en',
    source: 'url',
    part: null,
  },
  blocks: [
    { id: 0, kind: 'heading', text: 'The closing', section: null, label: 'content', rule: '' },
    { id: 1, kind: 'paragraph', text: `${SENTENCE} Nobody asked 12 people.`, section: 0, label: 'content', rule: '' },
    { id: 2, kind: 'list-item', text: 'One thing.', section: 0, label: 'content', rule: '' },
    { id: 3, kind: 'list-item', text: 'Another thing.', section: 0, label: 'content', rule: '' },
    { id: 4, kind: 'paragraph', text: 'Subscribe!', section: 0, label: 'boilerplate', rule: 'prompt' },
    { id: 5, kind: 'code', text: '\n  x = 1\n', section: 0, label: 'content', rule: '' },
  ],
  headline: 'The bridge was closed.',
  summary: 'It was closed in 1931.',
  questions: ['Why?'],
  claims: [claim(0, 'The bridge was closed', SENTENCE), claim(1, 'By the council', 'closed by the council', 23)],
  similarities: { claims: [], sentences: [], spans: [], apart: [] },
  selection: { selected: [0], rejected: [{ id: 1, reason: 'redundant', by: 0, similarity: 0.9 }], kept: [] },
  coverage: {
    blocks: [
      {
        block: 1,
        state: 'scored',
        shown: 0.6,
        all: 0.8,
        claims: [
          { claim: 0, score: 0.6 },
          { claim: 1, score: 0.3 },
        ],
        facts: [{ start: 59, end: 61, kind: 'number', carried: 'none' }],
      },
      { block: 2, state: 'scored', shown: 0, all: 0, claims: [], facts: [] },
      { block: 3, state: 'failed', shown: 0, all: 0, claims: [], facts: [] },
      { block: 4, state: 'dropped', shown: 0, all: 0, claims: [], facts: [] },
    ],
    figures: { shown: 0.24, all: 0.82, touchedShown: 1, touchedAll: 1, paragraphs: 3 },
  },
  edits: [],
  recipe: {
    decomposer: { provider: 'extractive', model: null, version: '1' },
    similarity: { provider: 'lexical', model: null, version: '1', calibrated: true },
    threshold: 0.5,
    rule: 'facts',
    k: 1,
  },
  failed: [],
  audit: null,
  usage: [],
};

/** The same Decomposition with a text in every place that holds one. */
function everywhere<T>(value: T, text: string, key = ''): T {
  const fixed = new Set(['kind', 'label', 'state', 'carried', 'by', 'reason', 'because', 'rule', 'source', 'do']);
  if (typeof value === 'string') return (fixed.has(key) ? value : text) as T;
  if (Array.isArray(value)) return value.map((one) => everywhere(one, text, key)) as T;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, everywhere(one, text, name)])) as T;
}

/** Nothing but what the file is made of: no script, nothing that is loaded, no link that leads nowhere. */
function judge(page: Document): void {
  for (const element of page.querySelectorAll('*')) {
    expect(ALLOWED).toContain(element.localName);
    for (const { name } of element.attributes) expect(name).not.toMatch(/^on|^style$|^src/);
  }
  const ids = [...page.querySelectorAll('[id]')].map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  for (const link of page.querySelectorAll('a')) {
    const to = link.getAttribute('href') ?? '';
    if (to.startsWith('#')) expect(ids).toContain(to.slice(1));
    else expect(to).toMatch(/^(?:https?|file):\/\//i);
  }
  expect(page.querySelectorAll('main')).toHaveLength(1);
  expect(page.querySelector('style')?.textContent).not.toMatch(/url\(|@import/);
}

describe('toHtml', () => {
  const page = parse(toHtml(sample));
  const cards = [...page.querySelectorAll('.claim')];

  it('holds the kept text, block by block, and nothing that was dropped', () => {
    expect(page.querySelector('h1')?.textContent).toBe('On bridges');
    expect(page.querySelector('#b-1 > p')?.textContent).toBe(`${SENTENCE} Nobody asked 12 people.`);
    expect(page.querySelector('#b-5')?.textContent).toBe('\n  x = 1\n');
    expect([...page.querySelectorAll('.text ul > li')].map(({ id }) => id)).toEqual(['b-2', 'b-3']);
    expect(page.body.textContent).not.toContain('Subscribe!');
  });

  it('gives every figure with its basis', () => {
    expect([...page.querySelectorAll('.figures div')].map((one) => squeeze(one.textContent))).toEqual([
      '24%captured by the 1 shown',
      '82%by all 2',
      '1 of 3paragraphs touched by the shown',
      '1 of 3paragraphs touched by all',
    ]);
    expect(squeeze(page.querySelector('header')?.textContent)).toContain('1 paragraphs failed: counted as left out');
  });

  it('shades by the shown and by all, and says which state a paragraph is in', () => {
    expect(page.querySelector('#b-1')?.className).toBe('b paragraph s3 a4');
    expect(page.querySelector('#b-2')?.className).toBe('b list-item s0 a0');
    expect(page.querySelector('#b-3')?.className).toBe('b list-item s0 a0 failed');
    expect(squeeze(page.querySelector('#b-1 .note')?.textContent)).toBe(
      '1 · 60% captured by the shown, 80% by all · claims 1, 2 (not shown)',
    );
  });

  it('leads from a claim to its quote and its paragraphs, and from a paragraph to its claims', () => {
    const [first, second] = cards;
    expect(first?.querySelector('blockquote a')?.getAttribute('href')).toBe('#q-0-0');
    const [start, more] = [page.querySelector('#q-0-0'), page.querySelector('#q-1-0')];
    expect(start?.textContent).toBe('In 1931 the bridge was ');
    expect(more?.textContent).toBe('closed by the council');
    expect([...page.querySelectorAll('article mark.shown')].map((mark) => mark.textContent).join('')).toBe(SENTENCE);
    expect(second?.querySelector('a[href="#c-0"]')?.textContent).toBe('The bridge was closed');
    expect(page.querySelector('#b-1 .note a')?.getAttribute('href')).toBe('#c-0');
    expect(first?.querySelector('a[href="#b-1"]')?.textContent).toBe('1');
    expect(page.querySelector('.fact')).not.toBeNull();
    expect(page.querySelector('#b-1 .fact')?.textContent).toBe('12');
  });

  it('lists what the claims shown leave out', () => {
    expect([...page.querySelectorAll('aside li a')].map((link) => link.getAttribute('href'))).toEqual(['#b-2', '#b-3']);
  });

  it.each(ATTACKS)('takes %s for text wherever it stands', (attack) => {
    const attacked = parse(toHtml(everywhere(sample, attack)));
    judge(attacked);
    expect(attacked.querySelector('h1')?.textContent).toBe(attack);
    expect(attacked.title).toBe(squeeze(attack));
    expect(attacked.querySelector('#b-1 > p')?.textContent).toBe(attack);
    expect(attacked.querySelector('.claim h3')?.textContent).toBe(attack);
  });

  it('is made of its own elements, with whole links and the text as it was, whatever the Decomposition', () => {
    fc.assert(
      fc.property(decomposition, (one) => {
        const made = parse(toHtml(one));
        judge(made);
        for (const block of one.blocks.filter(({ label }) => label === 'content')) {
          const element = made.querySelector(`#b-${block.id}`);
          const text = element?.querySelector(':scope > p') ?? element;
          expect(text?.textContent).toBe(held(block.text));
        }
        expect([...made.querySelectorAll('.claim h3')].map(({ textContent }) => textContent).sort()).toEqual(
          one.claims.map(({ title }) => held(title)).sort(),
        );
      }),
    );
  });
});
