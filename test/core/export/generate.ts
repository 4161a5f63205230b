/** Decompositions whose parts speak of each other as real ones do, with any text in them. */
import fc from 'fast-check';
import type { Claim, Decomposition, LabelledBlock, Rejection } from '../../../core/model';

const text = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 40 }),
  fc.constantFrom(
    '*bold* _it_ [a](b) <b>x</b> | # 1. `c` ~~d~~ & \\',
    '- item',
    '1. first',
    '# head',
    '> q',
    '=== ',
    'https://a.example/x www.b.example',
  ),
);
const share = fc.double({ min: 0, max: 1, noNaN: true }).map((value) => Math.round(value * 1000) / 1000 + 0);
const id = fc.nat({ max: 5000 });

const block = fc.record({
  kind: fc.constantFrom('paragraph', 'heading', 'list-item', 'quote', 'table-row', 'caption', 'code'),
  text,
  section: fc.option(id),
  label: fc.constantFrom('content', 'header', 'footnote', 'reference', 'acknowledgement', 'boilerplate'),
  rule: text,
});

const anchor = fc.record({ block: id, start: id, exact: text, prefix: text, suffix: text });
const quote = fc.oneof(
  fc.record({ text, anchor, grounding: fc.constantFrom({ by: 'exact' as const }, { by: 'normalised' as const }) }),
  fc.record({ text, anchor, grounding: fc.record({ by: fc.constant('fuzzy' as const), distance: share }) }),
  fc.record({ text, anchor: fc.constant(null), grounding: fc.constant({ by: 'none' as const }) }),
);
const claim = fc.record({
  kind: fc.constantFrom('claim', 'evidence', 'mechanism', 'context', 'caveat', 'example', 'implication'),
  title: text,
  body: text,
  confidence: share,
  quotes: fc.array(quote, { maxLength: 3 }),
});

const page = fc.record({
  url: fc.oneof(
    fc.webUrl({ withFragments: true, withQueryParameters: true }),
    fc.constantFrom('javascript:alert(1)', 'file:///a b(c).html', ''),
  ),
  title: text,
  byline: fc.option(text),
  site: fc.option(text),
  published: fc.option(text),
  lang: fc.option(fc.constantFrom('en', 'de', 'zh')),
  source: fc.constantFrom('url', 'file', 'selection', 'import'),
  part: fc.option(fc.record({ page: fc.integer({ min: 1, max: 9 }), of: fc.option(fc.integer({ min: 9, max: 12 })) })),
});

const recipe = fc.record({
  decomposer: fc.record({ provider: text, model: fc.option(text), version: text }),
  similarity: fc.record({ provider: text, model: fc.option(text), version: text, calibrated: fc.boolean() }),
  threshold: share,
  rule: fc.constantFrom('facts', 'plain'),
  k: fc.integer({ min: 1, max: 24 }),
});

function rejectionOf(one: number, count: number, similarity: number): Rejection {
  const reason = (['below-top-k', 'redundant', 'ungrounded', 'dismissed'] as const)[one % 4]!;
  return reason === 'redundant' ? { id: one, reason, by: (one + 1) % count, similarity } : { id: one, reason };
}

export const decomposition: fc.Arbitrary<Decomposition> = fc
  .record({
    page,
    blocks: fc.array(block, { minLength: 1, maxLength: 8 }),
    claims: fc.array(claim, { maxLength: 6 }),
    headline: text,
    summary: text,
    questions: fc.array(text, { maxLength: 3 }),
    recipe,
    shares: fc.array(share, { minLength: 8, maxLength: 8 }),
    selectedCount: fc.nat({ max: 6 }),
    pin: fc.boolean(),
  })
  .map(({ shares, selectedCount, pin, ...rest }) => {
    const blocks: LabelledBlock[] = rest.blocks.map((one, at) => ({ ...one, id: at * 2 }));
    const claims: Claim[] = rest.claims.map((one, at) => ({ ...one, id: at }));
    const ids = claims.map((one) => one.id);
    const selected = ids.slice(0, selectedCount);
    return {
      ...rest,
      format: 3,
      outside: null,
      blocks,
      claims,
      similarities: {
        claims: ids.map((a) => ids.map((b) => (a === b ? 1 : shares[0]!))),
        sentences: ids.map(() => blocks.map((_, at) => shares[at]!)),
        spans: blocks.map((one) => ({ block: one.id, start: 0, end: one.text.length })),
        apart: ids.slice(1).map((one) => ({ a: 0, b: one, because: 'caveat' as const })),
      },
      selection: {
        selected,
        rejected: ids.slice(selectedCount).map((one) => rejectionOf(one, ids.length, shares[1]!)),
        kept: selected.slice(1).map((one) => ({ id: one, by: 0, similarity: shares[2]!, because: 'caveat' as const })),
      },
      coverage: {
        blocks: blocks.map((one, at) => ({
          block: one.id,
          state: (['scored', 'dropped', 'unsent', 'failed'] as const)[at % 4]!,
          shown: shares[3]!,
          all: shares[4]!,
          claims: ids.slice(0, 2).map((of) => ({ claim: of, score: shares[5]! })),
          facts: [
            { start: 0, end: Math.min(4, one.text.length), kind: 'number' as const, carried: (['none', 'all', 'shown'] as const)[at % 3]! },
          ],
        })),
        figures: { shown: shares[6]!, all: shares[7]!, touchedShown: 1, touchedAll: 2, paragraphs: blocks.length },
      },
      edits:
        pin && ids.length > 0
          ? [
              { do: 'pin' as const, claim: 0 },
              { do: 'drop' as const, block: 0 },
            ]
          : [],
      failed: [],
      audit: null,
      usage: [],
    };
  });
