import { afterEach, describe, expect, it } from 'vitest';
import { anchorOf } from '../../core/anchor';
import type { Anchor } from '../../core/model';
import { rangeOfAnchor } from '../../page/anchor';
import { readPage } from '../../page/blocks';
import { locate } from './locating';

const OTTERS = 'Otters returned to the river in 1998, after the mill had closed.';
const WEIRS = 'Nine weirs were taken out between 2001 and 2010, most of them by hand.';
const FISH = 'The number of trout has doubled since, says the angling club.';

const read = (...paragraphs: string[]) => {
  document.body.innerHTML = paragraphs.map((text) => `<p>${text}</p>`).join('');
  return readPage(document);
};

/** The anchor of `quote`, which stands in one of the paragraphs. */
const anchorFor = (quote: string, ...paragraphs: string[]) => {
  const block = read(...paragraphs).page.blocks.find(({ text }) => text.includes(quote))!;
  const start = block.text.indexOf(quote);
  return anchorOf(block, { start, end: start + quote.length });
};

afterEach(() => {
  document.body.innerHTML = '';
});

const found = async (anchor: Anchor, ...paragraphs: string[]): Promise<[string, string | null]> => {
  const { how, range } = await locate(anchor, read(...paragraphs));
  return [how, range?.toString() ?? null];
};

describe('an anchor', () => {
  const quote = 'taken out between 2001 and 2010';
  const anchor = anchorFor(quote, OTTERS, WEIRS, FISH);

  it('is found where it was', async () => expect(await found(anchor, OTTERS, WEIRS, FISH)).toEqual(['exact', quote]));
  it('is found across elements', async () =>
    expect(await found(anchor, OTTERS, WEIRS.replace('between', '<b>bet</b>ween'), FISH)).toEqual(['exact', quote]));
  it('is found further on in its block', async () =>
    expect(await found(anchor, OTTERS, `By the year ${WEIRS}`, FISH)).toEqual(['exact', quote]));
  it('has moved when its block has', async () =>
    expect(await found(anchor, 'A new paragraph.', OTTERS, FISH, WEIRS)).toEqual(['moved', quote]));
  it('has moved when its words were changed a little', async () => {
    const changed = WEIRS.replace('taken out', 'takken out');
    expect(await found(anchor, OTTERS, changed, FISH)).toEqual(['moved', 'takken out between 2001 and 2010']);
  });
  it('is lost when its words are gone', async () => expect(await found(anchor, OTTERS, FISH)).toEqual(['lost', null]));
  it('is lost when another number stands there', async () =>
    expect((await found(anchor, OTTERS, WEIRS.replace('2010', '2016').replace('2001', '2007'), FISH))[0]).toBe('lost'));
  it('of no words is lost', async () => expect(await found({ ...anchor, exact: ' ' }, OTTERS, WEIRS)).toEqual(['lost', null]));
  it('of words that stand twice goes by what stood around', async () => {
    const twice = anchorFor('the mill had closed', OTTERS, WEIRS);
    const other = 'Nobody fished there before the mill had closed for good.';
    expect(await found(twice, other, OTTERS)).toEqual(['moved', 'the mill had closed']);
    const { range } = await locate(twice, read(other, OTTERS));
    expect(range?.startContainer.parentElement?.textContent).toBe(OTTERS);
  });
});

describe('the page itself', () => {
  const quote = 'taken out between 2001 and 2010';
  const anchor = anchorFor(quote, OTTERS, WEIRS, FISH);

  it('knows an anchor where it was read, among new elements', () => {
    const reading = read(OTTERS, WEIRS.replace('between', '<b>bet</b>ween'), FISH);
    expect(rangeOfAnchor(anchor, reading)?.toString()).toBe(quote);
  });
  it.each([
    ['with other text before it', [OTTERS, WEIRS.replace('were', 'are'), FISH]],
    ['with other text after it', [OTTERS, WEIRS.replace('most', 'many'), FISH]],
    ['in another block', [OTTERS, FISH, WEIRS]],
  ])('does not know it %s', (_, paragraphs) => expect(rangeOfAnchor(anchor, read(...paragraphs))).toBeNull());
  it('goes by what stands there now, not by what was read', () => {
    const reading = read(OTTERS, WEIRS, FISH);
    const text = document.querySelectorAll('p')[1]!.firstChild as Text;
    text.data = WEIRS.replace('2010', '2016');
    expect(rangeOfAnchor(anchor, reading)).toBeNull();
  });
});
