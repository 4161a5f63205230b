import { beforeEach, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing';
import { agree, consents, withdraw, withoutConsent } from '../../platform/consent';

vi.mock('wxt/browser', async () => ({ browser: (await import('wxt/testing')).fakeBrowser }));

const A = 'https://api.anthropic.com';
const B = 'http://localhost:11434';

beforeEach(() => fakeBrowser.reset());

it('there is none before it was given, for any host', async () => {
  expect(await withoutConsent([A, B, 'toString', '__proto__'])).toEqual([A, B, 'toString', '__proto__']);
});

it('is by host: a new one is asked for though another was agreed to', async () => {
  await agree([A], 7);
  expect(await withoutConsent([A, B])).toEqual([B]);
  expect(await withoutConsent(['https://api.anthropic.com:444'])).toHaveLength(1);
  await agree([B], 8);
  expect(await consents()).toEqual({ [A]: 7, [B]: 8 });
});

it('can be withdrawn', async () => {
  await agree([A, B]);
  await withdraw(A);
  expect(await withoutConsent([A, B])).toEqual([A]);
});

it('what is stored and is no consent counts as none', async () => {
  await fakeBrowser.storage.local.set({ 'consent.1': { [A]: 'yes' } });
  expect(await withoutConsent([A])).toEqual([A]);
});
