import { describe, expect, it } from 'vitest';
import { userEvent } from 'vitest/browser';
import { tides } from '../fixtures/panel/decomposition';
import { checked, finished } from '../fixtures/panel/states';
import { announced, mount, named, squeeze, texts } from './mount';

const fold = (host: Element): HTMLDetailsElement =>
  [...host.querySelectorAll<HTMLDetailsElement>('details.fold')].find((one) => squeeze(one.textContent).startsWith('Check a text'))!;

describe('a text that is checked', () => {
  it('is pasted and given to the check by the keyboard alone', async () => {
    const { host, calls } = mount(finished());
    const own = fold(host);
    own.querySelector('summary')!.focus();
    await userEvent.keyboard('{Enter}{Tab}');
    await userEvent.keyboard('Tides rise.');
    await userEvent.keyboard('{Tab}{Enter}');
    expect(calls).toEqual([['check', 'Tides rise.']]);
  });

  it('lists what to look at first, with the words that disagree on both sides', () => {
    const { host } = mount(finished({ check: checked() }));
    expect(squeeze(host.querySelector('.verdict')!.textContent)).toBe(
      '1 of 4 sentences found, 1 not found, 1 says something else, 1 gives a number that the article does not',
    );
    expect(texts(fold(host), 'h3')).toEqual(['To look at · 3', 'Found in the article · 1']);
    const block = tides().blocks[1]!;
    expect(texts(host, '.checked.differs .differs')).toEqual([`The article says “${block.text.slice(0, 9)}”, this says “Nine harbours”.`]);
    expect(texts(host, '.checked.differs mark')).toEqual(['Nine harbours']);
    expect(texts(host, '.checked.adds .differs')).toEqual(['The article does not say 77.']);
    expect(fold(host).textContent).not.toMatch(/\b(?:false|wrong|untrue)\b/i);
  });

  it('leads to the source of a sentence', async () => {
    const { host, calls } = mount(finished({ check: checked() }));
    const found = host.querySelector('.checked.found')!;
    const block = tides().blocks[2]!;
    await userEvent.click(found.querySelector('button')!);
    expect(calls).toEqual([['goToSpan', { block: block.id, start: 0, end: 40 }]]);
    expect(found.querySelector('button')!.getAttribute('aria-label')).toBe(`Go to the source: ${block.text.slice(0, 40)}`);
    expect(host.querySelector('.checked.not-found button')).toBeNull();
  });

  it('says on top what the page is shaded by, names the strip for it, and leads back to the claims', async () => {
    const { host, calls, show } = mount(finished({ check: checked() }));
    expect(texts(host, '.figures p')).toEqual(['31% captured by the text you pasted · 4 sentences', 'Back to the claims']);
    const labels = [...host.querySelectorAll('[role=option]')].map((cell) => cell.getAttribute('aria-label') ?? '');
    expect(labels[1]).toBe('Paragraph 1 of 26, 80% captured by the text you pasted, covered by 1 sentence of it');
    await userEvent.click(named(host, 'button', 'Back to the claims'));
    expect(calls).toEqual([['shadeByCheck', false]]);
    show(finished({ check: { ...checked(), isShading: false } }));
    expect(texts(host, '.figures p')[0]).toBe('26% captured by the 5 shown');
    await userEvent.click(named(host, 'button', 'Shade the page by this text'));
    expect(calls.at(-1)).toEqual(['shadeByCheck', true]);
  });

  it('marks the sentences that cover the paragraph that is pointed at', () => {
    const { host } = mount(finished({ check: checked(), hovered: tides().blocks[1]!.id }));
    expect(texts(host, '.checked.marked .kind')).toEqual(['something else in the article']);
  });

  it('is announced while it is looked for and once it was', () => {
    const { host, show } = mount(finished({ check: { text: 'Tides rise.', result: null, isShading: false } }));
    expect(announced(host)).toBe('Looking for its sentences in the article');
    show(finished({ check: checked() }));
    expect(announced(host)).toContain('1 of 4 sentences found');
  });

  it.each([
    ['empty', /nothing to check/],
    ['too-short', /too short/],
    ['too-long', /at most 100,000 characters/],
    ['other-language', /another language/],
    ['no-article', /Nothing of this page/],
  ] as const)('that is %s says so and shades nothing', (result, words) => {
    const { host } = mount(finished({ check: { text: '', result, isShading: false } }));
    expect(squeeze(fold(host).querySelector('.unfit')!.textContent)).toMatch(words);
    expect(announced(host)).toMatch(words);
    expect(texts(host, '.figures p')[0]).toBe('26% captured by the 5 shown');
  });
});
