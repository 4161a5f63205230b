import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing';
import { openKeys } from '../../platform/keys';

vi.mock('wxt/browser', async () => ({ browser: (await import('wxt/testing')).fakeBrowser }));

const CLAUDE = 'https://api.anthropic.com';
const VOYAGE = 'https://api.voyageai.com';
let names = 0;
const fresh = () => `keys ${++names}`;

beforeEach(() => fakeBrowser.reset());

describe.each(['kept', 'session'] as const)('a key that is %s', (lasts) => {
  it('is found for the origin it was entered for, and for no other', async () => {
    const keys = openKeys(fresh());
    await keys.put(CLAUDE, 'secret-a', lasts);
    expect(await keys.get(CLAUDE)).toBe('secret-a');
    expect(await keys.lasts(CLAUDE)).toBe(lasts);
    for (const other of [VOYAGE, 'http://api.anthropic.com', `${CLAUDE}:8443`, 'https://api.anthropic.com.evil.example']) {
      expect(await keys.get(other)).toBeNull();
    }
  });

  it('is gone when it is forgotten, wherever it was', async () => {
    const keys = openKeys(fresh());
    await keys.put(CLAUDE, 'secret-a', lasts);
    await keys.put(VOYAGE, 'secret-b', lasts);
    await keys.forget(CLAUDE);
    expect([await keys.get(CLAUDE), await keys.lasts(CLAUDE), await keys.get(VOYAGE)]).toEqual([null, null, 'secret-b']);
  });

  it('takes the place of the one before, however long that was to last', async () => {
    const keys = openKeys(fresh());
    for (const before of ['kept', 'session'] as const) {
      await keys.put(CLAUDE, 'old', before);
      await keys.put(CLAUDE, 'new', lasts);
      expect([await keys.get(CLAUDE), await keys.lasts(CLAUDE)]).toEqual(['new', lasts]);
    }
  });

  it('never reaches storage that is written to disk in the open or synchronised', async () => {
    await openKeys(fresh()).put(CLAUDE, 'secret-a', lasts);
    const [local, sync] = await Promise.all([fakeBrowser.storage.local.get(null), fakeBrowser.storage.sync.get(null)]);
    expect(JSON.stringify([local, sync])).not.toContain('secret-a');
  });
});

it('a key of one session is no longer there in the next, and a kept one is', async () => {
  const name = fresh();
  await openKeys(name).put(CLAUDE, 'secret-a', 'session');
  await openKeys(name).put(VOYAGE, 'secret-b', 'kept');
  await fakeBrowser.storage.session.clear();
  expect([await openKeys(name).get(CLAUDE), await openKeys(name).get(VOYAGE)]).toEqual([null, 'secret-b']);
});
