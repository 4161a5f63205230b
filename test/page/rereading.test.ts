import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { type Reading, rangeOfSpan, readPage } from '../../page/blocks';
import { Ids, matchTexts, reread } from '../../page/rereading';

afterEach(() => {
  document.body.innerHTML = '';
});

const begin = (html: string) => {
  document.body.innerHTML = html;
  const first = readPage(document);
  return { first, ids: new Ids(first) };
};

const idsByText = (reading: Reading): [number, string][] => reading.page.blocks.map(({ id, text }) => [id, text]);

/** Every block is where its id says, in the document as it is. */
const expectRanges = (reading: Reading): void => {
  for (const { id, text } of reading.page.blocks) {
    expect(rangeOfSpan(reading.runs, { block: id, start: 0, end: text.length })?.toString()).toBe(text);
  }
};

describe('reading again', () => {
  it('a page that stayed finds nothing', () => {
    const { first, ids } = begin('<h2>one</h2><p>two</p>');
    const again = reread(document, first, ids);
    expect(again).toMatchObject({ changed: false, grown: false, replaced: false });
    expect(again.reading.page).toEqual(first.page);
  });

  it('keeps the ids of a page that is rendered anew, and only says that its nodes are others', () => {
    const html = '<h2>one</h2><p>two <b>three</b></p><p>same</p><p>same</p>';
    const { first, ids } = begin(html);
    document.body.innerHTML = html;
    expect(rangeOfSpan(first.runs, { block: 1, start: 0, end: 3 })).toBeNull();
    const again = reread(document, first, ids);
    expect(again).toMatchObject({ changed: false, grown: false, replaced: true });
    expect(again.reading.page.blocks).toEqual(first.page.blocks);
    expectRanges(again.reading);
  });

  it('gives late text new ids, wherever it comes, and the sections that it stands in', () => {
    const { first, ids } = begin('<h2>one</h2><p>two</p>');
    document.querySelector('h2')!.insertAdjacentHTML('beforebegin', '<p>before</p>');
    document.body.insertAdjacentHTML('beforeend', '<p>three</p><h2>four</h2><p>five</p>');
    const again = reread(document, first, ids);
    expect(again).toMatchObject({ changed: true, grown: true, replaced: false });
    expect(idsByText(again.reading)).toEqual([
      [2, 'before'],
      [0, 'one'],
      [1, 'two'],
      [3, 'three'],
      [4, 'four'],
      [5, 'five'],
    ]);
    expect(again.reading.page.blocks.map(({ section }) => section)).toEqual([null, null, 0, 0, null, 4]);
    expectRanges(again.reading);
  });

  it('gives an edited text a new id, and its old one to no other', () => {
    const { first, ids } = begin('<p>one</p><p>two</p>');
    document.querySelector('p')!.textContent = 'changed';
    const edited = reread(document, first, ids);
    expect(edited).toMatchObject({ changed: true, grown: false });
    expect(idsByText(edited.reading)).toEqual([
      [2, 'changed'],
      [1, 'two'],
    ]);
    document.querySelector('p')!.textContent = 'changed again';
    expect(idsByText(reread(document, edited.reading, ids).reading)).toEqual([
      [3, 'changed again'],
      [1, 'two'],
    ]);
  });

  it('gives a text that comes back the id that it had', () => {
    const html = '<p>one</p><p>same</p><p>same</p>';
    const { first, ids } = begin(html);
    document.body.innerHTML = '<p>Loading…</p>';
    const away = reread(document, first, ids);
    document.body.innerHTML = html;
    const back = reread(document, away.reading, ids);
    expect(back.reading.page.blocks).toEqual(first.page.blocks);
    expectRanges(back.reading);
  });

  it('says when a text that was hidden is shown', () => {
    const { first, ids } = begin('<details><summary>one</summary><p>two</p></details>');
    expect(first.page.blocks.map(({ features }) => features.visible)).toEqual([true, false]);
    document.querySelector('details')!.open = true;
    const again = reread(document, first, ids);
    expect(again).toMatchObject({ changed: true, grown: false, replaced: false });
    expect(again.reading.page.blocks.map(({ id, features }) => [id, features.visible])).toEqual([
      [0, true],
      [1, true],
    ]);
  });
});

describe('texts are matched', () => {
  it('each once, with the same text, and as many as there are on both sides', () => {
    const texts = fc.array(fc.constantFrom('a', 'b', 'c', 'd', 'e'), { maxLength: 30 });
    fc.assert(
      fc.property(texts, texts, (before, after) => {
        const found = matchTexts(before, after);
        const matched = found.filter((index) => index >= 0);
        expect(new Set(matched).size).toBe(matched.length);
        found.forEach((old, index) => {
          if (old >= 0) expect(before[old]).toBe(after[index]);
        });
        const count = (list: readonly string[], text: string): number => list.filter((one) => one === text).length;
        const most = [...new Set(before)].reduce((sum, text) => sum + Math.min(count(before, text), count(after, text)), 0);
        expect(matched.length).toBe(most);
      }),
    );
  });

  it('to themselves where nothing changed, and around what was put in between', () => {
    const texts = fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 20 });
    fc.assert(
      fc.property(texts, texts, (start, end) => {
        expect(matchTexts([...start, ...end], [...start, ...end])).toEqual([...start, ...end].map((_, index) => index));
        const grown = matchTexts([...start, ...end], [...start, 'new', ...end]);
        expect(grown).toEqual([...start.map((_, index) => index), -1, ...end.map((_, index) => start.length + index)]);
      }),
    );
  });

  it('of equal ones, those beside what is matched', () => {
    expect(matchTexts(['Reply', 'one', 'Reply', 'two', 'Reply'], ['new', 'Reply', 'two', 'Reply', 'x'])).toEqual([-1, 2, 3, 4, -1]);
  });

  it('of equal ones, the nearest by place', () => {
    expect(matchTexts(['x', 's', 'y', 'z', 's', 'w'], ['1', '2', '3', '4', 's', '5'])).toEqual([-1, -1, -1, -1, 4, -1]);
  });
});
