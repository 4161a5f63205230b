import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing';
import { DEFAULT_SETTINGS } from '../../core/settings';
import { DEFAULT_VIEW } from '../../core/shade';
import { loadSettings, loadView, saveSettings, saveView } from '../../platform/settings';

vi.mock('wxt/browser', async () => ({ browser: (await import('wxt/testing')).fakeBrowser }));

beforeEach(() => fakeBrowser.reset());

describe('the view', () => {
  it('shows five captured claims by those shown, until something else is chosen', async () => {
    expect(await loadView()).toEqual(DEFAULT_VIEW);
  });

  it('is remembered', async () => {
    const view = { k: 9, mode: 'left-out', by: 'all', thresholds: { lexical: 0.5 } } as const;
    await saveView(view);
    expect(await loadView()).toEqual(view);
  });

  it('of an older version takes the providers’ own thresholds', async () => {
    await fakeBrowser.storage.local.set({ 'view.1': { k: 9, mode: 'left-out', by: 'all' } });
    expect(await loadView()).toEqual({ k: 9, mode: 'left-out', by: 'all', thresholds: {} });
  });

  it('is the default where what is stored is of no known form', async () => {
    await fakeBrowser.storage.local.set({ 'view.1': { k: 'many' } });
    expect(await loadView()).toEqual(DEFAULT_VIEW);
  });
});

describe('the settings', () => {
  const chosen = { ...DEFAULT_SETTINGS, decomposer: 'anthropic', model: 'claude-haiku-5-5', limits: { article: 0.1, day: 1 } } as const;

  it('ask nobody for anything until something else is chosen', async () => {
    expect(await loadSettings()).toMatchObject({ decomposer: 'extractive', similarity: 'lexical', language: null });
  });

  it('are remembered', async () => {
    await saveSettings(chosen);
    expect(await loadSettings()).toEqual(chosen);
  });

  it('of another version are read field by field: what is unknown takes its default, what is known stays', async () => {
    await fakeBrowser.storage.local.set({
      settings: { version: 9, decomposer: 'telepathy', similarity: 'voyage', limits: { day: -1 }, language: 'de', mood: 'calm' },
    });
    expect(await loadSettings()).toEqual({ ...DEFAULT_SETTINGS, similarity: 'voyage', language: 'de' });
  });

  it('saved here leave what another version added', async () => {
    await fakeBrowser.storage.local.set({ settings: { mood: 'calm' } });
    await saveSettings(chosen);
    expect((await fakeBrowser.storage.local.get('settings')).settings).toEqual({ ...chosen, mood: 'calm' });
  });

  it.each([null, 'settings', 7, [], [1]])('of no known form (%j) are the defaults', async (stored) => {
    await fakeBrowser.storage.local.set({ settings: stored });
    expect(await loadSettings()).toEqual(DEFAULT_SETTINGS);
  });
});
