import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { escapeMarkdown, toMarkdown } from '../../../core/export/markdown';
import type { Claim, Decomposition } from '../../../core/model';
import { decomposition } from './generate';

const DAY = '2026-11-24';

/** What stands under the front matter. */
const bodyOf = (markdown: string): string => markdown.slice(markdown.indexOf('\n---\n') + 5);

const ENTITIES: Record<string, string> = { '&amp;': '&', '&lt;': '<', '&gt;': '>' };
const withoutEscapes = (text: string): string => text.replace(/\\([!-/:-@[-`{-~])|&(?:amp|lt|gt);/g, (all, char) => char ?? ENTITIES[all]);

describe('escapeMarkdown', () => {
  it('leaves no character that is markup, and loses none', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'*_[]()<>|#`~!&\\$-+=%1.: \na/w'), maxLength: 30 }), (text) => {
        const escaped = escapeMarkdown(text);
        expect(withoutEscapes(escaped)).toBe(text.replace(/\s+/g, ' ').trim());
        // A letter stands for what was escaped: what stood on either side of it does not meet.
        const bare = escaped.replace(/\\[!-/:-@[-`{-~]|&(?:amp|lt|gt);/g, 'x');
        expect(bare).not.toMatch(/[*_[\]<>|#`~&\\$^]|:\/\/|www\.|==|%%/);
        expect(escaped).not.toMatch(/^(?:[-+=>#:]|\d+[.)])/);
      }),
    );
  });
});

const claim = (id: number, title: string, exact: string): Claim => ({
  id,
  kind: 'claim',
  title,
  body: `Body of ${title}.`,
  confidence: 0.9 - id / 10,
  quotes: [{ text: exact, anchor: { block: 1, start: 0, exact, prefix: '', suffix: '' }, grounding: { by: 'exact' } }],
});

const sample: Decomposition = {
  format: 3,
  outside: null,
  page: {
    url: 'https://a.example/p_(1)',
    title: 'On <bridges> & *dams*',
    byline: 'A. Writer',
    site: 'A Site',
    published: null,
    lang: 'en',
    source: 'url',
    part: null,
  },
  blocks: [
    { id: 1, kind: 'paragraph', text: 'In 1931 the bridge was closed by the council.', section: null, label: 'content', rule: 'text' },
    { id: 2, kind: 'paragraph', text: 'Subscribe!', section: null, label: 'boilerplate', rule: 'prompt' },
  ],
  headline: 'The bridge was closed.',
  summary: 'It was closed in 1931.',
  questions: [],
  claims: [
    claim(0, 'The bridge | was closed', 'In 1931 the bridge was closed by the council.'),
    claim(1, '# Not a heading', 'the bridge was closed by the council of the town.'),
    { ...claim(2, 'Nothing of the kind', 'x'), quotes: [{ text: 'invented', anchor: null, grounding: { by: 'none' } }] },
  ],
  similarities: { claims: [], sentences: [], spans: [], apart: [] },
  selection: {
    selected: [0],
    rejected: [
      { id: 1, reason: 'redundant', by: 0, similarity: 0.9 },
      { id: 2, reason: 'ungrounded' },
    ],
    kept: [],
  },
  coverage: {
    blocks: [
      { block: 1, state: 'scored', shown: 0.24, all: 0.82, claims: [], facts: [{ start: 3, end: 7, kind: 'date', carried: 'none' }] },
      { block: 2, state: 'dropped', shown: 0, all: 0, claims: [], facts: [] },
    ],
    figures: { shown: 0.24, all: 0.82, touchedShown: 1, touchedAll: 1, paragraphs: 1 },
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

describe('toMarkdown', () => {
  const markdown = toMarkdown(sample, DAY);

  it('says everything that the panel says', () => {
    for (const line of [
      '# On &lt;bridges&gt; &amp; \\*dams\\*',
      'A Site · A. Writer · <https://a.example/p_%281%29>',
      '**The bridge was closed.**',
      '- 24% captured by the 1 shown (1 of 1 paragraphs touched)',
      '- 82% captured by all 2 (1 of 1 paragraphs touched)',
      '## Selected claims (1)',
      '### The bridge \\| was closed',
      'claim · confidence 0.90',
      '> In 1931 the bridge was closed by the council.',
      '### \\# Not a heading',
      'claim · confidence 0.80 · similarity 0.90 · overlaps with: The bridge \\| was closed',
      '> (not found in the page)',
      'None found.',
      '## Facts that no claim carries (1)',
      '- candidates: 3 (selected 1)',
      '- dropped: 1',
      '- boilerplate: 1',
    ])
      expect(markdown.split('\n')).toContain(line);
  });

  it('links every found quote to its sentence', () => {
    expect(markdown).toContain('> [in the page](https://a.example/p_%281%29#:~:text=In%201931%20the%20bridge');
  });

  it('makes no link of an address that is no page', () => {
    expect(bodyOf(toMarkdown({ ...sample, page: { ...sample.page, url: 'javascript:alert(1)' } }, DAY))).not.toMatch(/\]\(|<javascript/);
  });

  it('lets no text of any Decomposition become markup', () => {
    fc.assert(
      fc.property(decomposition, (one) => {
        for (const line of bodyOf(toMarkdown(one, DAY)).split('\n')) {
          const own = line
            .replace(/\\[!-/:-@[-`{-~]|&(?:amp|lt|gt);/g, '')
            .replace(/^(?:>$|> |#{1,3} |- )/, '')
            .replace(/\[in the page\]\([^\s()<>]*\)|<(?:https?|file):[^\s<>]*>/g, '');
          expect(own).not.toMatch(/[[\]<>|#`~\\]|:\/\//);
        }
      }),
    );
  });
});
