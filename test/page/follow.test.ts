import { describe, expect, it, vi } from 'vitest';
import { rangeOfSpan } from '../../page/blocks';
import { follow, leavePages, noticed } from './following';

leavePages();

const append = (html: string): void => document.body.insertAdjacentHTML('beforeend', html);
const texts = (blocks: readonly { text: string }[]): string[] => blocks.map(({ text }) => text);

describe('a page that goes on', () => {
  it('is read again when it has kept still, and says what came', async () => {
    const { clock, changed, following, first } = follow('<p>one</p>');
    append('<p>two</p>');
    await noticed();
    clock.pass(249);
    expect(following.reading).toBe(first);
    clock.pass(1);
    expect(changed).toHaveLength(1);
    expect(changed[0]).toMatchObject({ grown: true, replaced: false });
    expect(texts(changed[0]!.reading.page.blocks)).toEqual(['one', 'two']);
    expect(following.reading).toBe(changed[0]!.reading);
  });

  it('is read at most once a second, and what came meanwhile is not missed', async () => {
    const { clock, changed, readings } = follow('<p>0</p>');
    for (let i = 1; i <= 40; i++) {
      append(`<p>${i}</p>`);
      await noticed();
      clock.pass(100);
    }
    expect(readings()).toBeLessThanOrEqual(4);
    clock.pass(1_000);
    expect(changed.at(-1)!.reading.page.blocks).toHaveLength(41);
  });

  it('is told apart from one that only renders the same anew', async () => {
    const { clock, changed, replaced } = follow('<p>one</p><p>two</p>');
    document.body.innerHTML = '<p>one</p><p>two</p>';
    await noticed();
    clock.pass(250);
    expect(changed).toEqual([]);
    expect(replaced).toHaveLength(1);
    expect(rangeOfSpan(replaced[0]!.runs, { block: 1, start: 0, end: 3 })!.toString()).toBe('two');
  });

  it('is caught up with at once by whoever meets a range that is gone, and the events come later', async () => {
    const { clock, following, replaced, readings } = follow('<p>one</p>');
    following.catchUp();
    expect(readings()).toBe(0);
    document.body.innerHTML = '<p>one</p>';
    await noticed();
    following.catchUp();
    following.catchUp();
    expect(readings()).toBe(1);
    expect(rangeOfSpan(following.reading.runs, { block: 0, start: 0, end: 3 })!.toString()).toBe('one');
    expect(replaced).toEqual([]);
    clock.pass(0);
    expect(replaced).toHaveLength(1);
    clock.pass(60_000);
    expect(readings()).toBe(1);
  });
});

describe('what cannot have changed the text', () => {
  it.each<[string, () => void]>([
    ['an empty element, such as the overlay adds', () => void document.documentElement.append(document.createElement('div'))],
    ['a script or style', () => append('<style>p { color: red }</style>')],
    ['text inside of one', () => document.querySelector('style')!.replaceChildren('i { color: blue }')],
    ['a drawing', () => append('<svg><text>label</text></svg>')],
    ['classes and styles', () => document.querySelector('p')!.setAttribute('class', 'big')],
    ['white space', () => document.body.append('\n  ')],
  ])('is not read for: %s', async (_, act) => {
    const { clock, readings } = follow('<style>p { color: green }</style><p>one</p>');
    const before = document.documentElement.lastElementChild;
    act();
    await noticed();
    clock.pass(60_000);
    expect(readings()).toBe(0);
    if (document.documentElement.lastElementChild !== before) document.documentElement.lastElementChild!.remove();
  });

  it('but is for what is shown or hidden, and for characters that change', async () => {
    const { clock, changed } = follow('<details><summary>one</summary><p>two</p></details><p>three</p>');
    document.querySelector('details')!.open = true;
    await noticed();
    clock.pass(300);
    expect(changed).toHaveLength(1);
    clock.pass(5_000);
    (document.querySelector('body > p')!.firstChild as Text).data = 'changed';
    await noticed();
    clock.pass(300);
    expect(changed).toHaveLength(2);
  });
});

describe('a page that never rests', () => {
  it('is read ever less often: 200 changes a second for a minute', async () => {
    const { clock, changed, readings } = follow('<p>one</p><p>0</p>');
    const counter = document.querySelectorAll('p')[1]!.firstChild as Text;
    for (let i = 1; i <= 12_000; i++) {
      counter.data = String(i);
      if (i % 10 === 0) await noticed();
      clock.pass(5);
    }
    expect(readings()).toBeLessThanOrEqual(6);
    expect(changed.length).toBe(readings());
  });

  it('is read soon again once it has rested', async () => {
    const { clock, readings } = follow('<p>one</p><p>0</p>');
    const counter = document.querySelectorAll('p')[1]!.firstChild as Text;
    for (let i = 1; i <= 600; i++) {
      counter.data = String(i);
      await noticed();
      clock.pass(100);
    }
    const before = readings();
    clock.pass(100_000);
    expect(readings()).toBeLessThanOrEqual(before + 1);
    counter.data = 'at last';
    await noticed();
    const settled = readings();
    clock.pass(250);
    expect(readings()).toBe(settled + 1);
  });

  it('costs at most a twentieth of the time, however slow it is to read', async () => {
    const cost = 400;
    const { clock, readings } = follow('<p>0</p>', cost);
    for (let i = 0; i < 600; i++) {
      append(`<p>${i}</p>`);
      await noticed();
      clock.pass(100);
    }
    expect(readings()).toBeGreaterThan(3);
    expect(((readings() - 1) * cost) / clock.time).toBeLessThanOrEqual(1 / 20);
  });
});

describe('a page that is not shown', () => {
  it('is left alone, and caught up with once when it is shown', async () => {
    const { clock, changed, readings } = follow('<p>one</p>');
    const hidden = vi.spyOn(document, 'hidden', 'get').mockReturnValue(true);
    append('<p>two</p>');
    await noticed();
    clock.pass(60_000);
    append('<p>three</p>');
    await noticed();
    clock.pass(60_000);
    expect(readings()).toBe(0);
    hidden.mockReturnValue(false);
    document.dispatchEvent(new Event('visibilitychange'));
    clock.pass(250);
    expect(readings()).toBe(1);
    expect(changed[0]!.reading.page.blocks).toHaveLength(3);
  });

  it('is looked at again when the browser brings it back', async () => {
    const followed = follow('<p>one</p>');
    dispatchEvent(new PageTransitionEvent('pageshow', { persisted: false }));
    expect(followed.restored).toBe(0);
    dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }));
    expect(followed.restored).toBe(1);
    followed.clock.pass(250);
    expect(followed.readings()).toBe(1);
  });
});

const prose = (name: string): string =>
  Array.from(
    { length: 4 },
    (_, i) => `<p>Paragraph ${i} of the article about ${name}, which goes on for as long as an article does.</p>`,
  ).join('');
const menu = '<nav><ul><li><a href="#a">Home and other places</a></li><li><a href="#b">All of the articles there are</a></li></ul></nav>';

describe('single-page navigation', () => {
  it('is said once, with the reading of the new article', async () => {
    const { clock, navigated, changed } = follow(`${menu}<main>${prose('tides')}</main>`);
    history.pushState(null, '', '?article=2');
    document.querySelector('main')!.innerHTML = prose('harbours and their walls');
    await noticed();
    clock.pass(30_000);
    expect(navigated).toHaveLength(1);
    expect(changed).toEqual([]);
    expect(texts(navigated[0]!.page.blocks).at(-1)).toContain('harbours');
    append('<p>and more</p>');
    await noticed();
    clock.pass(2_000);
    expect(navigated).toHaveLength(1);
    expect(changed).toHaveLength(1);
  });

  it('is said when the new article is there, not while the page is loading it', async () => {
    const { clock, navigated, changed } = follow(`${menu}<main>${prose('tides')}</main>`);
    history.pushState(null, '', '?article=3');
    document.querySelector('main')!.innerHTML = '<p>Loading…</p>';
    await noticed();
    clock.pass(4_000);
    expect(navigated).toEqual([]);
    document.querySelector('main')!.innerHTML = prose('lighthouses');
    await noticed();
    clock.pass(2_500);
    expect(navigated).toHaveLength(1);
    expect(changed).toEqual([]);
  });

  it('is said at last of a page on which nothing comes', async () => {
    const { clock, navigated } = follow(`<main>${prose('tides')}</main>`);
    history.pushState(null, '', '?article=none');
    document.body.innerHTML = '<p>Not found</p>';
    await noticed();
    clock.pass(15_000);
    expect(navigated).toHaveLength(1);
  });

  it('is found too where the address changes after the text', async () => {
    const { clock, navigated } = follow(`<main>${prose('tides')}</main>`);
    document.querySelector('main')!.innerHTML = prose('lighthouses');
    await noticed();
    clock.pass(3_000);
    expect(navigated).toEqual([]);
    const moved = new Promise((resolve) => navigation.addEventListener('currententrychange', resolve, { once: true }));
    history.pushState(null, '', '?article=4');
    await moved;
    clock.pass(3_000);
    expect(navigated).toHaveLength(1);
  });

  it('is not what a page does that renames itself, shows a fragment, or puts the next article under this one', async () => {
    const { clock, navigated, changed } = follow(`<main>${prose('tides')}</main>`);
    history.replaceState(null, '', '?from=feed');
    location.hash = 'part-2';
    clock.pass(20_000);
    history.replaceState(null, '', '?next=1');
    append(prose('harbours'));
    append(prose('lighthouses'));
    append(prose('pilots'));
    await noticed();
    clock.pass(20_000);
    expect(navigated).toEqual([]);
    expect(changed).toHaveLength(1);
  });
});

describe('when the signal aborts', () => {
  it('nothing is read any more', async () => {
    const { clock, life, readings } = follow('<p>one</p>');
    append('<p>two</p>');
    await noticed();
    life.abort();
    append('<p>three</p>');
    await noticed();
    dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }));
    clock.pass(60_000);
    expect(readings()).toBe(0);
  });
});
