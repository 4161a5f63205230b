import { afterEach, describe, expect, it } from 'vitest';
import { anchorOf } from '../../core/quote';
import { locate } from '../../page/anchor';
import { readPage } from '../../page/blocks';

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

const found = (anchor: Parameters<typeof locate>[0], ...paragraphs: string[]): [string, string | null] => {
  const location = locate(anchor, read(...paragraphs));
  return [location.how, location.how === 'lost' ? null : location.range.toString()];
};

describe('an anchor', () => {
  const quote = 'taken out between 2001 and 2010';
  const anchor = anchorFor(quote, OTTERS, WEIRS, FISH);

  it('is found where it was', () => expect(found(anchor, OTTERS, WEIRS, FISH)).toEqual(['exact', quote]));
  it('is found across elements', () =>
    expect(found(anchor, OTTERS, WEIRS.replace('between', '<b>bet</b>ween'), FISH)).toEqual(['exact', quote]));
  it('is found further on in its block', () => expect(found(anchor, OTTERS, `By the year ${WEIRS}`, FISH)).toEqual(['exact', quote]));
  it('has moved when its block has', () => expect(found(anchor, 'A new paragraph.', OTTERS, FISH, WEIRS)).toEqual(['moved', quote]));
  it('has moved when its words were changed a little', () => {
    const changed = WEIRS.replace('taken out', 'takken out');
    expect(found(anchor, OTTERS, changed, FISH)).toEqual(['moved', 'takken out between 2001 and 2010']);
  });
  it('is lost when its words are gone', () => expect(found(anchor, OTTERS, FISH)).toEqual(['lost', null]));
  it('is lost when another number stands there', () =>
    expect(found(anchor, OTTERS, WEIRS.replace('2010', '2016').replace('2001', '2007'), FISH)[0]).toBe('lost'));
  it('of no words is lost', () => expect(found({ ...anchor, exact: ' ' }, OTTERS, WEIRS)).toEqual(['lost', null]));
  it('of words that stand twice goes by what stood around', () => {
    const twice = anchorFor('the mill had closed', OTTERS, WEIRS);
    const other = 'Nobody fished there before the mill had closed for good.';
    expect(found(twice, other, OTTERS)).toEqual(['moved', 'the mill had closed']);
    const location = locate(twice, read(other, OTTERS));
    expect(location.how !== 'lost' && location.range.startContainer.parentElement?.textContent).toBe(OTTERS);
  });
});
