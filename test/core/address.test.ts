import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { address } from '../../core/address';

describe('address', () => {
  it.each([
    ['https://a.example/story#comments', 'https://a.example/story'],
    ['https://a.example/story?utm_source=x&utm_medium=y', 'https://a.example/story'],
    ['https://a.example/story?', 'https://a.example/story'],
    ['https://a.example/story?&&', 'https://a.example/story'],
    ['https://a.example/s?id=7&fbclid=Q&page=2&GCLID=z#:~:text=x', 'https://a.example/s?id=7&page=2'],
    ['https://a.example/s?b=2&a=1&b=1', 'https://a.example/s?b=2&a=1&b=1'],
    ['https://a.example/s?mc_cid=1&mc_eid=2&igshid=3&ref_src=4&dclid=5&msclkid=6&pk_kwd=7&_ga=8', 'https://a.example/s'],
    ['HTTPS://A.Example:443/Story', 'https://a.example/Story'],
    ['http://a.example:80', 'http://a.example/'],
    ['http://a.example:443/', 'http://a.example:443/'],
    ['http://a.example:/x', 'http://a.example/x'],
    ['http://[::1]:8080/x?fbclid=1', 'http://[::1]:8080/x'],
    ['http://User:Pass@A.example/x', 'http://User:Pass@a.example/x'],
    ['file:///home/a/Story.html?utm_id=1#x', 'file:///home/a/Story.html'],
  ])('%s → %s', (url, expected) => expect(address(url)).toBe(expected));

  it('keeps parameters that choose the content on some sites, and values that look like tracking', () => {
    const url = 'https://a.example/s?ref=main&source=a&id=1&s=2&t=3&si=4&utm=5&next=utm_source&q=a%26fbclid%3D1';
    expect(address(url)).toBe(url);
  });

  it.each([
    '',
    'story?utm_source=x#y',
    '//a.example/?utm_source=x',
    'http://?utm_source=x',
    'http:a?utm_source=x',
    'http://a:99999/?utm_source=x',
    'http://a:b/?utm_source=x#y',
    'http://a b/?utm_source=x',
  ])('gives %j back as it is', (url) => expect(address(url)).toBe(url));

  it('is idempotent and never throws, whatever it is given', () => {
    fc.assert(
      fc.property(fc.oneof(fc.webUrl({ withQueryParameters: true, withFragments: true }), fc.string({ unit: 'binary' })), (url) => {
        expect(address(address(url))).toBe(address(url));
      }),
    );
    const pieces = fc.constantFrom(
      'http:',
      'file:',
      '//',
      '/',
      'a',
      'A',
      ':',
      '80',
      '@',
      '[',
      ']',
      '?',
      '&',
      '=',
      '#',
      'utm_id',
      'fbclid',
      ' ',
    );
    fc.assert(fc.property(fc.array(pieces, { maxLength: 14 }), (parts) => address(address(parts.join(''))) === address(parts.join(''))));
  });

  it('takes away the tracking parameters and the fragment, and nothing else', () => {
    const kept = fc.tuple(
      fc.constantFrom('id', 'page', 'ref', 'q', 'utm', 'p%20q'),
      fc.webQueryParameters().map((q) => q.replace(/[&=]/g, '')),
    );
    const tracking = fc.tuple(
      fc.constantFrom('utm_source', 'utm_x', 'fbclid', 'mc_eid', 'mtm_campaign'),
      fc.constantFrom('', '1', 'a%26b'),
    );
    const parameters = fc.array(
      fc.oneof(
        kept.map((p) => ({ p, keep: true })),
        tracking.map((p) => ({ p, keep: false })),
      ),
    );
    fc.assert(
      fc.property(fc.webUrl(), parameters, fc.constantFrom('', '#', '#x?utm_source=y'), (base, all, fragment) => {
        const query = (list: typeof all) => (list.length > 0 ? `?${list.map(({ p }) => p.join('=')).join('&')}` : '');
        const { href } = new URL(base + query(all) + fragment);
        expect(address(href)).toBe(new URL(base + query(all.filter(({ keep }) => keep))).href);
      }),
    );
  });
});
