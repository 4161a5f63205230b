import { describe, expect, it } from 'vitest';
import { userEvent } from 'vitest/browser';
import { tides } from '../fixtures/panel/decomposition';
import { changed, finished, IDLE, LIBRARY, STATES, unread, wished } from '../fixtures/panel/states';
import { announced, cardOf, mount, named, openAll, squeeze, texts } from './mount';

const NO_CHANGES = { added: [], removed: [], edited: [], altered: [] };
const FIRST = 'Daily comparison, not better gauges, made the forecast good';
const SECOND = 'Forecasts are within four centimetres';

const buttons = (host: Element, selector: string): string[] => texts(host, `${selector} button`);

describe('where a result is from', () => {
  it('is said quietly of one from the cache, with its day, and of an import', async () => {
    const { host, calls, show } = mount(STATES.cached!());
    expect(texts(host, '.origin')).toEqual(['From this browser’s cache, saved Nov 24, 2026. Nothing was computed anew. Run again']);
    await userEvent.click(named(host, 'button', 'Run again'));
    expect(calls).toEqual([['start']]);
    show(finished({ origin: { from: 'import', savedAt: null } }));
    expect(texts(host, '.origin')).toEqual(['Imported. Nothing was run. Run again']);
  });

  it('is not said of one that was just made, and offers no other run while one is under way', () => {
    const { host, show } = mount(finished({ origin: { from: 'run', savedAt: '2026-11-24T12:00:00Z' } }));
    expect(host.querySelector('.origin')).toBeNull();
    show({ ...STATES.cached!(), run: { stage: 'compare', done: 0, total: 0 } });
    expect(buttons(host, '.origin')).toEqual([]);
  });

  it('is followed by what a private window means, whatever else is shown', () => {
    for (const state of [finished(), IDLE, STATES.streaming!()])
      expect(texts(mount({ ...state, private: true }).host, '.origin')).toEqual(['This is a private window: nothing is kept.']);
  });
});

describe('what changed since', () => {
  it('is counted, and the altered claims are shown as they were and are', () => {
    const { host } = mount(STATES.changed!());
    expect(texts(host, '.since > p.num, .since h3')).toEqual([
      '3 paragraphs added, 1 removed, 2 edited',
      'The publisher altered what 2 claims rest on',
    ]);
    expect(texts(host, '.since h4')).toEqual([SECOND, 'It saves the town about 240,000 crowns a year']);
    expect(texts(host, '.since dd')).toEqual([
      'Skerrow forecasts its own tides to within four centimetres',
      'Skerrow forecasts its own tides to within six centimetres',
      tides().claims[3]!.quotes[0]!.text,
      'The sentence is no longer on the page.',
    ]);
    expect(texts(host, '.since mark')).toEqual(['four', 'six']);
    expect(getComputedStyle(host.querySelector('.since mark')!).fontWeight).toBe('700');
  });

  it('is read by itself or with everything, each on its own button', async () => {
    const { host, calls, show } = mount(STATES.changed!());
    await userEvent.click(named(host, 'button', 'Read the changed paragraphs'));
    await userEvent.click(named(host, 'button', 'Run again on everything'));
    expect(calls).toEqual([['extend'], ['start']]);
    show({ ...STATES.changed!(), run: { stage: 'decompose', done: 0, total: 0 } });
    expect(buttons(host, '.since')).toEqual([]);
  });

  it('offers nothing to read where text only went, and is not there where nothing changed', () => {
    const { host, show } = mount(finished({ changes: { ...NO_CHANGES, removed: ['One.', 'Another.'] } }));
    expect(texts(host, '.since > p.num')).toEqual(['2 paragraphs removed']);
    expect(buttons(host, '.since')).toEqual(['Run again on everything']);
    show(finished({ changes: NO_CHANGES }));
    expect(host.querySelector('.since, .unread')).toBeNull();
  });

  it('lists three altered claims, and the rest on demand', async () => {
    const altered = tides()
      .claims.slice(0, 5)
      .map(({ id, quotes }) => ({ claim: id, quote: 0, before: quotes[0]!.text, now: null }));
    const { host } = mount(finished({ changes: { ...changed(), altered } }));
    expect(host.querySelectorAll('.since li')).toHaveLength(3);
    await userEvent.click(named(host, 'button', 'Show 2 more'));
    await expect.poll(() => host.querySelectorAll('.since li').length).toBe(5);
  });

  it('is said of paragraphs that nobody read, with the offer to read them', async () => {
    const { host, calls, show } = mount(finished({ decomposition: unread() }));
    expect(texts(host, '.unread')).toEqual(['1 paragraph came later or was left over, and was not read. Read it']);
    await userEvent.click(named(host, 'button', 'Read it'));
    expect(calls).toEqual([['extend']]);
    show(finished({ decomposition: unread(), changes: changed() }));
    expect(host.querySelector('.unread')).toBeNull();
  });
});

describe('a claim', () => {
  it('is pinned, dismissed and given back, by buttons that say which claim', async () => {
    const { host, calls, show } = mount(finished());
    await userEvent.click(named(host, 'button', `Pin “${FIRST}”`));
    await userEvent.click(named(host, 'button', `Dismiss “${SECOND}”`));
    show(finished({ decomposition: wished() }));
    openAll(host);
    expect(texts(cardOf(host, FIRST), '.kind')).toEqual(['claim · pinned']);
    expect(squeeze(cardOf(host, SECOND).querySelector('.kind')!.textContent)).toMatch(/ · put aside by you$/);
    expect(buttons(cardOf(host, SECOND), '.wishes')).toEqual(['Take back']);
    await userEvent.click(named(host, 'button', `Unpin “${FIRST}”`));
    await userEvent.click(named(host, 'button', `Take back “${SECOND}”`));
    expect(calls).toEqual([
      ['pin', 0],
      ['dismiss', 1],
      ['restore', 0],
      ['restore', 1],
    ]);
  });

  it('that is not shown can be pinned, but not one that is not in the article', () => {
    const { host } = mount(finished());
    openAll(host);
    expect(buttons(cardOf(host, 'Keeping the record is what taught the model'), '.wishes')).toEqual(['Pin', 'Dismiss']);
    expect(buttons(cardOf(host, 'The national service has promised to adopt the sheet'), '.wishes')).toEqual([]);
  });

  it('shows its buttons to the keyboard as to the pointer, and does not jump by them', async () => {
    const { host, calls } = mount(finished());
    const card = cardOf(host, SECOND);
    const opacity = () => getComputedStyle(card.querySelector('.wishes')!).opacity;
    expect(opacity()).toBe('0');
    card.querySelector<HTMLElement>('[role=button]')!.focus();
    expect(opacity()).toBe('1');
    await userEvent.keyboard('{Tab}{Enter}');
    expect(calls).toEqual([['pin', 1]]);
  });

  it('that leaves the list under the focus hands it to the next card', async () => {
    const { host, show } = mount(finished());
    named(host, 'button', `Dismiss “${SECOND}”`).focus();
    const next = cardOf(host, SECOND).nextElementSibling!;
    show(finished({ decomposition: wished() }));
    await expect.poll(() => next.contains(document.activeElement)).toBe(true);
  });
});

describe('the last change', () => {
  it('can be undone in one place, whatever it was', async () => {
    const { host, calls, show } = mount(finished());
    expect(host.querySelector('.last-edit')).toBeNull();
    show(finished({ decomposition: wished([{ do: 'pin', claim: 0 }]) }));
    expect(texts(host, '.last-edit span')).toEqual([`Pinned: ${FIRST}`]);
    show(STATES.edited!());
    expect(texts(host, '.last-edit span')).toEqual(['Kept: Filed under Coast']);
    await userEvent.click(named(host, 'button', 'Undo the last change'));
    expect(calls).toEqual([['undo']]);
    show(finished());
    expect(host.querySelector('.drawer')).toBeNull();
  });

  it('is not brought up again when the article is opened the next time', () => {
    expect(mount(STATES.wished!()).host.querySelector('.last-edit')).toBeNull();
  });
});

describe('kept articles', () => {
  const summary = (host: Element): HTMLElement => named(host, 'summary', /^Kept articles/);

  it('are asked for when the list is opened, and let go when it is closed', async () => {
    const { host, calls, show } = mount(finished());
    await userEvent.click(summary(host));
    await expect.poll(() => calls).toEqual([['toggleLibrary', true]]);
    show(finished({ library: LIBRARY }));
    expect(squeeze(summary(host).textContent)).toBe('Kept articles3.1 MB of 50 MB');
    await userEvent.click(summary(host));
    await expect.poll(() => calls.at(-1)).toEqual(['toggleLibrary', false]);
    expect(calls).toHaveLength(2);
  });

  it('are listed with site, day, size and figures, and with what could not be read', () => {
    const { host } = mount(STATES.library!());
    expect(texts(host, '.kept li')[0]).toBe(
      'The harbour that learned to count its tidesField Notes · Nov 24, 2026 · 212 kB26% by the shown, 63% by allDelete',
    );
    expect(squeeze(host.textContent)).toContain('2 records could not be read and were set aside.');
    expect(mount(STATES['empty library']!()).host.textContent).toContain('Nothing is kept yet.');
  });

  it('open by their link, but for an address that is none', async () => {
    const { host, calls } = mount(STATES.library!());
    const links = [...host.querySelectorAll<HTMLAnchorElement>('.kept a')];
    expect(links.map(({ href }) => href)).toEqual(LIBRARY.entries.slice(0, 2).map(({ url }) => url));
    const followed: boolean[] = [];
    host.addEventListener('click', (event) => followed.push(!event.defaultPrevented));
    await userEvent.click(links[1]!);
    expect([followed, calls]).toEqual([[false], [['openEntry', 'b']]]);
  });

  it('are deleted one by one, and the focus stays in the list', async () => {
    const { host, calls, show } = mount(STATES.library!());
    await userEvent.click(named(host, 'button', 'Delete “The harbour that learned to count its tides”'));
    expect(calls).toEqual([['removeEntry', 'a']]);
    show(finished({ library: { ...LIBRARY, entries: LIBRARY.entries.slice(1) } }));
    await expect.poll(() => document.activeElement).toBe(host.querySelector('.kept a'));
    show(finished({ library: { ...LIBRARY, entries: [] } }));
    await expect.poll(() => document.activeElement).toBe(summary(host));
  });

  it('are deleted together after a question, which can be declined', async () => {
    const { host, calls } = mount(STATES.library!());
    await userEvent.click(named(host, 'button', 'Delete all'));
    const question = named(host, '[role=group]', /^Delete all 3 kept articles\? This cannot be undone\.$/);
    await expect.poll(() => document.activeElement).toBe(named(question, 'button', 'Keep them'));
    await userEvent.keyboard('{Enter}');
    await expect.poll(() => document.activeElement).toBe(named(host, 'button', 'Delete all'));
    expect(calls).toEqual([]);
    await userEvent.keyboard('{Enter}');
    await expect.poll(() => host.querySelector('[role=group]')).not.toBeNull();
    await userEvent.click(named(host, 'button', 'Delete them'));
    expect(calls).toEqual([['clearLibrary']]);
  });
});

describe('bringing in', () => {
  const file = (text: string) => new File([text], 'tides.json', { type: 'application/json' });

  it('takes a file that is chosen, the same one again too', async () => {
    const { host, calls } = mount(IDLE);
    const input = host.querySelector<HTMLInputElement>('input[type=file]')!;
    for (const n of [1, 2]) {
      await userEvent.upload(input, file('{"format":1}'));
      await expect.poll(() => calls).toHaveLength(n);
      expect(input.value).toBe('');
    }
    expect(calls).toEqual([
      ['importFile', '{"format":1}'],
      ['importFile', '{"format":1}'],
    ]);
  });

  it('takes a file that is dropped anywhere, and nothing else that is', async () => {
    const { host, calls } = mount(finished());
    const drag = (type: string, dataTransfer: DataTransfer): boolean =>
      host.querySelector('h1')!.dispatchEvent(new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true }));
    const words = new DataTransfer();
    words.setData('text/plain', 'words');
    const files = new DataTransfer();
    files.items.add(file('{}'));
    const over = () => [drag('dragover', files), ...texts(host, '.drop')];
    await expect.poll(over).toEqual([false, 'Drop the file to import it']);
    expect(drag('dragover', words)).toBe(true);
    drag('dragleave', files);
    await expect.poll(() => host.querySelector('.drop')).toBeNull();
    drag('dragover', files);
    expect(drag('drop', files)).toBe(false);
    await expect.poll(() => calls).toEqual([['importFile', '{}']]);
    await expect.poll(() => host.querySelector('.drop')).toBeNull();
  });

  it('says what is wrong with a file where it can be seen from the foot, and aloud', async () => {
    const { host, show } = mount(finished());
    scrollTo(0, document.documentElement.scrollHeight);
    show(STATES['bad import']!());
    expect(texts(host, '.trouble p')).toEqual([
      'This file was not imported; nothing here has changed. Choose a JSON file that Claimshade exported of this article.',
      'It was made by a newer version of Claimshade.',
    ]);
    expect(announced(host)).toBe(texts(host, '.trouble p')[0]);
    await expect.poll(() => host.querySelector('.trouble')!.getBoundingClientRect().top).toBeGreaterThanOrEqual(0);
  });
});
