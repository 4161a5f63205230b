import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing';
import { always, isAlways, noLonger, siteOf } from '../../platform/always';

const granted = new Set<string>();
let answer = true;

vi.mock('wxt/browser', async () => {
  const { fakeBrowser: browser } = await import('wxt/testing');
  const permissions = {
    contains: async ({ origins }: { origins: string[] }) => origins.every((one) => granted.has(one)),
    request: async ({ origins }: { origins: string[] }) => {
      if (answer) for (const one of origins) granted.add(one);
      return answer;
    },
    remove: async ({ origins }: { origins: string[] }) => origins.every((one) => granted.delete(one)),
  };
  return { browser: { ...browser, permissions } };
});

const URL_HERE = 'https://news.example:8443/a/b?c#d';
const SITE = 'https://news.example/*';

beforeEach(() => {
  fakeBrowser.reset();
  granted.clear();
  answer = true;
});

describe('a site that is always shaded', () => {
  it('is scheme and host; what is no web page is none', () => {
    expect(siteOf(URL_HERE)).toBe(SITE);
    expect(['file:///a.html', 'about:blank', 'chrome://extensions', ''].map(siteOf)).toEqual([null, null, null, null]);
  });

  it('is so once the browser was given the permission, and no other', async () => {
    expect(await isAlways(URL_HERE)).toBe(false);
    expect(await always(SITE)).toBe(true);
    expect(await isAlways(URL_HERE)).toBe(true);
    expect(await isAlways('http://news.example/')).toBe(false);
    expect(await isAlways('https://other.news.example/')).toBe(false);
  });

  it('is not where the reader said no, took it back here, or took it back in the browser', async () => {
    answer = false;
    expect(await always(SITE)).toBe(false);
    expect(await isAlways(URL_HERE)).toBe(false);
    answer = true;
    await always(SITE);
    await noLonger(SITE);
    expect([await isAlways(URL_HERE), granted.has(SITE)]).toEqual([false, false]);
    await always(SITE);
    granted.clear();
    expect(await isAlways(URL_HERE)).toBe(false);
  });

  it('is not by a permission that was given for a model', async () => {
    granted.add(SITE);
    expect(await isAlways(URL_HERE)).toBe(false);
  });
});
