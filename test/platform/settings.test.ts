import { beforeEach, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing';
import { DEFAULT_VIEW } from '../../core/shade';
import { loadView, saveView } from '../../platform/settings';

vi.mock('wxt/browser', async () => ({ browser: (await import('wxt/testing')).fakeBrowser }));

beforeEach(() => fakeBrowser.reset());

it('shows five captured claims by those shown, until something else is chosen', async () => {
  expect(await loadView()).toEqual(DEFAULT_VIEW);
});

it('remembers the view', async () => {
  await saveView({ k: 9, mode: 'left-out', by: 'all' });
  expect(await loadView()).toEqual({ k: 9, mode: 'left-out', by: 'all' });
});

it('takes the default where what is stored is of no known form', async () => {
  await fakeBrowser.storage.local.set({ 'view.1': { k: 'many' } });
  expect(await loadView()).toEqual(DEFAULT_VIEW);
});
