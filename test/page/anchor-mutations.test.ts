import { afterEach, describe, expect, it } from 'vitest';
import { anchorOf } from '../../core/quote';
import { sentences } from '../../core/text';
import { locate } from '../../page/anchor';
import { readPage } from '../../page/blocks';
import { MUTATIONS, type Mutation } from './anchor-mutations';

const TOPICS = 'harbour lantern meadow copper violin glacier orchard thunder pepper marble saddle ribbon walnut engine canvas timber'.split(
  ' ',
);

/** Forty paragraphs, no sentence of which stands twice. */
function generated(): string {
  const word = (n: number): string => TOPICS[n % TOPICS.length]!;
  return Array.from({ length: 40 }, (_, n) => {
    const own = `The ${word(n)} committee of ${1900 + n} wrote “a long report” on the ${word(n * 7 + 3)} that nobody had asked it for.`;
    const more = `Its ${n + 12} members - some of them new - went home by way of the ${word(n * 5 + 1)} market, and the ${word(n + 9)} stayed.`;
    return `<p>${own} ${more}</p>`;
  }).join('');
}

const QUOTES = 24;
const squeeze = (text: string): string => text.replace(/[\s\u00a0]+/g, ' ').trim();

interface Row {
  there: number;
  found: number;
  gone: number;
  wrong: number;
}

/** One quote a block; each mutation on a page of its own. */
function outcome(html: string, mutation: Mutation): Row {
  document.body.innerHTML = html;
  const before = readPage(document);
  const all = before.page.blocks.map(({ text }) => text).join('\n');
  const targets = before.page.blocks.flatMap((block) => {
    const own =
      block.kind === 'paragraph' ? sentences(block.text).find(({ start, end }) => end - start >= 40 && end - start <= 300) : undefined;
    if (!own) return [];
    const anchor = anchorOf(block, own);
    const once = all.indexOf(anchor.exact) === all.lastIndexOf(anchor.exact);
    return once ? [{ anchor, run: before.runs.get(block.id)!, quote: anchor.exact, start: own.start }] : [];
  });
  const spread = targets.filter((_, at) => Math.floor((at * QUOTES) / targets.length) !== Math.floor(((at - 1) * QUOTES) / targets.length));
  const truths = spread.map((target, index) => ({ anchor: target.anchor, now: mutation.apply(target, index) }));
  const after = readPage(document);
  const row: Row = { there: 0, found: 0, gone: 0, wrong: 0 };
  for (const { anchor, now } of truths) {
    const place = locate(anchor, after);
    const text = place.how === 'lost' ? null : squeeze(place.range.toString());
    if (now === null) row.gone += 1;
    else row.there += 1;
    if (text !== null && now !== null && text === squeeze(now)) row.found += 1;
    else if (text !== null) row.wrong += 1;
  }
  return row;
}

afterEach(() => {
  document.body.innerHTML = '';
});

describe('24 anchors of a page that changes between two readings', () => {
  it.each(MUTATIONS.map((mutation) => [mutation.name, mutation] as const))('%s', (_, mutation) => {
    const { there, found, gone, wrong } = outcome(generated(), mutation);
    expect(there + gone).toBe(QUOTES);
    expect(wrong).toBe(0);
    expect(found).toBeGreaterThanOrEqual(0.97 * there);
  });
});
