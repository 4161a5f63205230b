import { render } from 'preact';
import { afterEach, describe, expect, it } from 'vitest';
import { userEvent } from 'vitest/browser';
import { LibraryPage } from '../../components/library/LibraryPage';
import type { ShelfActions, ShelfState } from '../../components/library/state';
import '../../components/panel.css';
import { SHELF } from '../fixtures/library/states';
import { LIBRARY } from '../fixtures/panel/states';
import { named, squeeze, texts } from './mount';

const host = document.createElement('div');
document.body.append(host);
afterEach(() => render(null, host));

function shelf(more: Partial<ShelfState> = {}): [string, ...unknown[]][] {
  const calls: [string, ...unknown[]][] = [];
  const record =
    (name: string) =>
    (...args: unknown[]) => {
      calls.push([name, ...args]);
    };
  const actions: ShelfActions = {
    open: record('open'),
    remove: record('remove'),
    exportAs: record('exportAs'),
    print: record('print'),
    saveAside: record('saveAside'),
    removeAside: record('removeAside'),
  };
  render(<LibraryPage state={{ ...SHELF, ...more }} actions={actions} />, host);
  return calls;
}

const titles = (): string[] => texts(host, '.shelf ul:not(.aside ul) li :is(a, b)');
const [HARBOUR, LONG, FILE] = LIBRARY.entries.map(({ title }) => title) as [string, string, string];

describe('the page of kept articles', () => {
  it('says what there is, how much, and of each the figures', () => {
    shelf();
    expect(squeeze(host.querySelector('h1 + p')?.textContent ?? '')).toMatch(/^3 articles · 3.1 MB of 50 MB\./);
    expect(titles()).toEqual([HARBOUR, LONG, FILE]);
    expect(texts(host, 'li .num')[0]).toBe('Field Notes · Nov 24, 2026 · 212 kB · 26% by the shown, 63% by all');
  });

  it('finds by titles and by claims, whatever the case and the accents, and shows the claim', async () => {
    shelf();
    const field = host.querySelector<HTMLInputElement>('input[type=search]')!;
    await userEvent.fill(field, 'CAFE 1931');
    await expect.poll(titles).toEqual([LONG]);
    expect(texts(host, '.match')).toEqual(['claim: The café closed']);
    await userEvent.fill(field, 'harbour');
    await expect.poll(titles).toEqual([HARBOUR]);
    await userEvent.fill(field, 'nowhere');
    await expect.poll(() => texts(host, '[role=status]')[0]).toBe('No article matches.');
    await userEvent.fill(field, '');
    await expect.poll(titles).toHaveLength(3);
  });

  it('says how far the claims were read', async () => {
    shelf({ claims: new Map([['a', []]]) });
    await userEvent.fill(host.querySelector<HTMLInputElement>('input[type=search]')!, 'tides');
    await expect.poll(() => texts(host, '[role=status]')[0]).toBe('1 article matches. Claims of 1 of 3 articles read so far.');
  });

  it('is ordered as the reader likes', async () => {
    shelf();
    await userEvent.selectOptions(host.querySelector('select')!, 'left-out');
    await expect.poll(titles).toEqual([LONG, HARBOUR, FILE]);
    await userEvent.selectOptions(host.querySelector('select')!, 'size');
    await expect.poll(titles).toEqual([LONG, HARBOUR, FILE]);
    await userEvent.selectOptions(host.querySelector('select')!, 'title');
    await expect.poll(titles).toEqual([FILE, LONG, HARBOUR]);
  });

  it('opens an article, but none whose address is no page', async () => {
    const calls = shelf();
    expect(texts(host, '.shelf ul a')).toEqual([HARBOUR, LONG]);
    await userEvent.click(named(host, 'li a', HARBOUR));
    expect(calls).toEqual([['open', 'a']]);
  });

  it('picks a range by keyboard, exports it, and deletes it after a question', async () => {
    const calls = shelf();
    named(host, 'input', `Select “${HARBOUR}”`).focus();
    await userEvent.keyboard(' ');
    named(host, 'input', `Select “${FILE}”`).focus();
    await userEvent.keyboard('{Shift>} {/Shift}');
    await expect.poll(() => squeeze(host.querySelector('.bar label')?.textContent ?? '')).toBe('3 selected');
    await userEvent.click(named(host, '.bar button', 'Annotated page'));
    expect(calls).toEqual([['exportAs', ['a', 'b', 'c'], 'html']]);
    await userEvent.click(named(host, '.bar button', 'Delete'));
    const question = named(host, '[role=group]', /^Delete 3 articles with their claims.* cannot be undone\.$/);
    await expect.poll(() => document.activeElement).toBe(named(question, 'button', 'Keep'));
    await userEvent.click(named(question, 'button', 'Keep'));
    expect(calls).toHaveLength(1);
    await userEvent.click(named(host, '.bar button', 'Delete'));
    await userEvent.click(named(host, '[role=group] button', 'Delete'));
    expect(calls.at(-1)).toEqual(['remove', ['a', 'b', 'c']]);
  });

  it('lists what was set aside with its reason and two ways out', async () => {
    const calls = shelf();
    expect(squeeze(host.querySelector('.aside li')?.textContent ?? '')).toContain('body: format: expected 3');
    await userEvent.click(named(host, '.aside button', 'Download as it is'));
    await userEvent.click(named(host, '.aside button', 'Delete “A record without a title”'));
    expect(calls).toEqual([
      ['saveAside', 7],
      ['removeAside', 7],
    ]);
  });

  it('says that nothing is kept, that it is looking, and what failed', () => {
    shelf({ kept: { ...LIBRARY, entries: [] } });
    expect(host.textContent).toContain('Nothing is kept yet.');
    shelf({ kept: null });
    expect(host.textContent).toContain('Looking for what is kept…');
    shelf({ kept: null, failure: { code: 'storage-full', detail: 'closed' } });
    expect(host.querySelector('.trouble')).not.toBeNull();
  });
});
