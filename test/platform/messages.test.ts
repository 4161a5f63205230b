import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing';
import { DEFAULT_VIEW } from '../../core/shade';
import {
  answer,
  askBackground,
  type BackgroundCalls,
  fromExtension,
  fromExtensionPage,
  fromTab,
  type Handlers,
} from '../../platform/messages';
import { chromeMessages } from './chrome-messages';

vi.mock('wxt/browser', async () => ({ browser: (await import('wxt/testing')).fakeBrowser }));

const ID = 'test-extension-id';
const panel = { id: ID, url: `chrome-extension://${ID}/sidepanel.html` };

beforeEach(() => {
  fakeBrowser.reset();
  chromeMessages(panel);
  Object.assign(fakeBrowser.runtime, { id: ID, getURL: (path: string) => `chrome-extension://${ID}${path}` });
});

const parsers = {
  start: (argument: unknown) => {
    const { tab } = argument as { tab: unknown };
    if (typeof tab !== 'number') throw new TypeError('not a tab');
    return { tab, edits: [], offline: false };
  },
  open: () => ({ tab: 1 }),
  audit: () => ({ tab: 1, selected: [] }),
  agree: () => ({ origins: [] }),
  stop: () => ({ tab: 1 }),
  view: () => null,
  saveView: () => DEFAULT_VIEW,
  extend: () => ({ tab: 1, blocks: null }),
  edit: () => ({ tab: 1, edits: [] }),
  bring: () => ({ tab: 1, text: '' }),
  find: () => ({ tab: 1, anchor: { block: 0, start: 0, exact: '', prefix: '', suffix: '' } }),
  library: () => null,
  openEntry: () => ({ key: '' }),
  removeEntry: () => ({ key: '' }),
  clearLibrary: () => null,
  kept: () => ({ key: '' }),
  keptClaims: () => ({ keys: [] }),
  setAside: () => null,
  asideText: () => ({ id: 0 }),
  removeAside: () => ({ id: 0 }),
};

const handlers = (start: BackgroundCalls['start']): Handlers<BackgroundCalls> => ({
  start,
  open: () => null,
  audit: () => null,
  agree: () => null,
  stop: () => null,
  extend: () => null,
  edit: () => null,
  bring: () => null,
  find: () => ({ found: 'lost' }),
  library: () => ({ entries: [], bytes: 0, limit: 0, aside: 0 }),
  openEntry: () => null,
  removeEntry: () => null,
  clearLibrary: () => null,
  kept: () => null,
  keptClaims: () => [],
  setAside: () => [],
  asideText: () => '',
  removeAside: () => null,
  view: () => DEFAULT_VIEW,
  saveView: () => null,
});

function background(start: BackgroundCalls['start'], allowed: (sender: typeof panel) => boolean = () => true) {
  return answer<BackgroundCalls>('background', handlers(start), parsers, allowed as never, (error) => ({
    code: 'no-access',
    detail: error instanceof Error ? error.message : String(error),
  }));
}

describe('a call', () => {
  it('is answered with the value of its handler', async () => {
    const asked: unknown[] = [];
    background((argument) => {
      asked.push(argument);
      return null;
    });
    expect(await askBackground('start', { tab: 7, edits: [], offline: false })).toEqual({ ok: true, value: null });
    expect(asked).toEqual([{ tab: 7, edits: [], offline: false }]);
  });

  it('that does not parse fails with the reason and reaches no handler', async () => {
    const start = vi.fn(() => null);
    background(start);
    const reply = await askBackground('start', { tab: 'seven' as never, edits: [], offline: false });
    expect(reply).toEqual({ ok: false, failure: { code: 'no-access', detail: 'not a tab' } });
    expect(start).not.toHaveBeenCalled();
  });

  it('whose handler throws is a failed reply, not an exception', async () => {
    background(() => {
      throw new Error('broken');
    });
    expect(await askBackground('start', { tab: 1, edits: [], offline: false })).toEqual({
      ok: false,
      failure: { code: 'no-access', detail: 'broken' },
    });
  });

  it('that nobody answers is a failed reply', async () => {
    const reply = await askBackground('start', { tab: 1, edits: [], offline: false });
    expect(reply).toMatchObject({ ok: false, failure: { code: 'no-access' } });
  });

  it('from a sender that is not allowed reaches no handler', async () => {
    const start = vi.fn(() => null);
    background(start, () => false);
    expect(await askBackground('start', { tab: 1, edits: [], offline: false })).toMatchObject({ ok: false });
    expect(start).not.toHaveBeenCalled();
  });

  it('is not answered any more after the receiver has stopped', async () => {
    const stop = background(() => null);
    stop();
    expect(await askBackground('start', { tab: 1, edits: [], offline: false })).toMatchObject({ ok: false });
  });
});

describe('a sender', () => {
  const content = { id: ID, url: 'https://news.example/article', tab: { id: 3 } };
  it('is an extension page by its origin, which a content script cannot have', () => {
    expect(fromExtensionPage(panel as never)).toBe(true);
    expect(fromExtensionPage(content as never)).toBe(false);
    expect(fromExtensionPage({ ...panel, id: 'another' } as never)).toBe(false);
  });
  it('is the extension for the content script when it is the worker or a page of it', () => {
    expect(fromExtension({ id: ID } as never)).toBe(true);
    expect(fromExtension(panel as never)).toBe(true);
    expect(fromExtension(content as never)).toBe(false);
  });
  it('is of a tab only when it is that tab', () => {
    expect(fromTab(3)(content as never)).toBe(true);
    expect(fromTab(4)(content as never)).toBe(false);
  });
});
