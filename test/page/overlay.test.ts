import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { userEvent } from 'vitest/browser';
import type { BlockShade } from '../../core/model';
import { type ElementsOverlay, overlayOn, rangeIn, shadesOf } from '../fixtures/traps/elements-overlay';

const SENTENCE =
  'The gauges came first, each the size of a kettle, each sending a number every six minutes to a room above the fish market. ';

let on: ElementsOverlay;
/** The closed root of the overlay, caught when it was made. */
let root: ShadowRoot;

beforeEach(() => {
  const attach = Element.prototype.attachShadow;
  vi.spyOn(Element.prototype, 'attachShadow').mockImplementation(function (this: Element, init) {
    root = attach.call(this, init);
    return root;
  });
});

afterEach(() => {
  on?.abort();
  vi.restoreAllMocks();
  document.body.replaceChildren();
  scrollTo(0, 0);
});

const article = (count: number): void => {
  const made = document.createElement('article');
  made.style.cssText = 'width: 600px; margin: 0 auto; font: 18px/1.6 serif';
  for (let i = 0; i < count; i++) {
    const paragraph = document.createElement('p');
    paragraph.className = 't';
    paragraph.textContent = `${i}. ${SENTENCE.repeat(1 + (i % 3))}`;
    made.append(paragraph);
  }
  document.body.append(made);
};

const shade = (looks: Parameters<typeof shadesOf>[0], mode: 'captured' | 'left-out' = 'captured'): BlockShade[] => {
  const shades = shadesOf(looks);
  on.overlay.shade(shades, mode);
  return shades;
};

const host = (): Element | null => (root?.host.isConnected ? root.host : null);
const blocks = (): HTMLElement[] => [...root.querySelectorAll<HTMLElement>('.block')];
const fills = (): HTMLElement[] => [...root.querySelectorAll<HTMLElement>('.fill')];
const frames = (count: number): Promise<void> =>
  count === 0 ? Promise.resolve() : new Promise((resolve) => requestAnimationFrame(() => resolve(frames(count - 1))));

/** The boxes lie on the text of their paragraphs, within a pixel. */
const liesOn = (fill: Element, element: Element): boolean => {
  const [a, b] = [fill.getBoundingClientRect(), element.getBoundingClientRect()];
  return (
    Math.abs(a.top - b.top) < 1 && Math.abs(a.bottom - b.bottom) < 1 && Math.abs(a.left - b.left) < 1 && Math.abs(a.right - b.right) < 1
  );
};

describe('what stands in the page', () => {
  it('is one element before body while something is shaded, and nothing before and after', () => {
    article(5);
    const html = document.documentElement.outerHTML;
    on = overlayOn('.t');
    expect(document.documentElement.outerHTML).toBe(html);
    shade([5, 4, 3, 0, 'dropped']);
    expect(document.body.previousElementSibling).toBe(host());
    expect(document.documentElement.outerHTML).toHaveLength(html.length + host()!.outerHTML.length);
    on.overlay.clear();
    expect(document.documentElement.outerHTML).toBe(html);
    shade([1]);
    expect(host()).not.toBeNull();
    on.abort();
    expect(document.documentElement.outerHTML).toBe(html);
    shade([1]);
    expect(document.documentElement.outerHTML).toBe(html);
  });

  it('takes its listeners along when it goes', () => {
    article(3);
    const added = vi.spyOn(EventTarget.prototype, 'addEventListener');
    on = overlayOn('.t');
    added.mockClear();
    shade([1, 2, 3], 'left-out');
    const signals = added.mock.calls.map(([, , options]) => (options as AddEventListenerOptions | undefined)?.signal ?? null);
    const onSignals = added.mock.contexts.map((target) => target instanceof AbortSignal);
    expect(signals.length).toBeGreaterThan(5);
    on.overlay.clear();
    signals.forEach((signal, i) => {
      expect(onSignals[i] || signal?.aborted).toBe(true);
    });
  });

  it('comes back when the page takes it away, but does not fight', async () => {
    article(3);
    on = overlayOn('.t');
    shade([1, 2, 3]);
    for (let i = 0; i < 4; i++) {
      host()!.remove();
      await vi.waitFor(() => expect(host()).not.toBeNull());
    }
    host()!.remove();
    await frames(3);
    expect(host()).toBeNull();
  });
});

describe('boxes', () => {
  it('lie on the paragraphs, with the level in fill and bar', () => {
    article(4);
    on = overlayOn('.t');
    shade([5, 2, 0, 'unsent']);
    expect(blocks().map((block) => block.className)).toEqual(['block captured', 'block captured', 'block out', 'block unsent']);
    fills().forEach((fill, i) => {
      expect(liesOn(fill, on.elements[i]!)).toBe(true);
    });
    const bars = [...root.querySelectorAll<HTMLElement>('.bar')];
    expect(bars.map((bar) => bar.style.getPropertyValue('--height'))).toEqual(['100%', '40%', '0%', '0%']);
    for (const [i, bar] of bars.entries())
      expect(bar.getBoundingClientRect().right).toBeLessThan(on.elements[i]!.getBoundingClientRect().left);
  });

  it('exist only near the window, and follow it', async () => {
    article(2_000);
    on = overlayOn('.t');
    shade(on.elements.map(() => 3));
    await vi.waitFor(() => expect(fills().length).toBeGreaterThan(10));
    await frames(5);
    expect(fills().length).toBeLessThan(120);
    scrollTo(0, 50_000);
    await frames(2);
    const seen = on.elements.filter((element) => {
      const { top, bottom } = element.getBoundingClientRect();
      return bottom > 0 && top < innerHeight;
    });
    expect(seen.length).toBeGreaterThan(1);
    for (const element of seen) expect(fills().some((fill) => liesOn(fill, element))).toBe(true);
    expect(fills().length).toBeLessThan(120);
  });

  it('are kept from one shade to the next', async () => {
    article(3);
    on = overlayOn('.t');
    shade([1, 2, 3]);
    const before = fills();
    const colours = before.map((fill) => fill.style.backgroundColor);
    shade([4, 2, 0]);
    expect(fills()).toEqual(before);
    expect(fills()[1]!.style.backgroundColor).toBe(colours[1]);
    expect(fills()[0]!.style.backgroundColor).not.toBe(colours[0]);
    on.overlay.shade([], 'captured');
    await vi.waitFor(() => expect(fills()).toEqual([]));
  });

  it('follow text that the page moves, and leave text that it takes away', async () => {
    article(4);
    on = overlayOn('.t');
    shade([5, 5, 5, 5]);
    const first = on.elements[0] as HTMLElement;
    first.style.marginTop = '150px';
    await vi.waitFor(() => expect(liesOn(fills()[0]!, first)).toBe(true));
    (document.querySelector('article') as HTMLElement).style.width = '420px';
    await vi.waitFor(() => expect(fills().every((fill, i) => liesOn(fill, on.elements[i]!))).toBe(true));
    first.remove();
    await vi.waitFor(() => expect(fills()).toHaveLength(3));
  });

  it('follow a theme that the page switches to', async () => {
    article(2);
    on = overlayOn('.t');
    shade([5, 5]);
    const light = fills()[0]!.style.backgroundColor;
    document.body.style.cssText = 'background: #111; color: #eee';
    await vi.waitFor(() => expect(fills()[0]!.style.backgroundColor).not.toBe(light));
    document.body.removeAttribute('style');
  });

  it('mark missing facts in left-out mode only', () => {
    article(2);
    on = overlayOn('.t');
    const [first, second] = shadesOf([3, 0]);
    const text = on.elements[0]!.textContent!;
    const start = text.indexOf('gauges came');
    const shades = [{ ...first!, gaps: [{ start, end: start + 'gauges came'.length }] }, second!];
    on.overlay.shade(shades, 'captured');
    expect(root.querySelector('.fact')).toBeNull();
    on.overlay.shade(shades, 'left-out');
    const fact = root.querySelector('.fact')!.getBoundingClientRect();
    const words = rangeIn(on.elements[0]!, start, start + 'gauges came'.length).getBoundingClientRect();
    expect(Math.abs(fact.left - words.left) + Math.abs(fact.right - words.right) + Math.abs(fact.top - words.bottom)).toBeLessThan(3);
  });
});

describe('flash', () => {
  it('brings the range into view, marks it, and leaves nothing behind when nothing is shaded', async () => {
    article(60);
    on = overlayOn('.t');
    const html = document.documentElement.outerHTML;
    const range = rangeIn(on.elements[40]!, 4, 20);
    on.overlay.flash(range);
    const words = range.getBoundingClientRect();
    expect(words.top).toBeGreaterThan(0);
    expect(words.bottom).toBeLessThan(innerHeight);
    const mark = root.querySelector('.flash')!.getBoundingClientRect();
    expect(Math.abs(mark.top - words.top)).toBeLessThan(2);
    await vi.waitFor(() => expect(host()).toBeNull(), { timeout: 5_000 });
    expect(document.documentElement.outerHTML).toBe(html);
  });

  it('brings a range into view inside a scroller', () => {
    article(60);
    const scroller = document.querySelector('article') as HTMLElement;
    scroller.style.cssText += '; height: 300px; overflow: auto; margin-top: 900px; margin-bottom: 900px';
    on = overlayOn('.t');
    const range = rangeIn(on.elements[50]!, 4, 20);
    on.overlay.flash(range);
    const [words, frame] = [range.getBoundingClientRect(), scroller.getBoundingClientRect()];
    expect(words.top).toBeGreaterThanOrEqual(frame.top);
    expect(words.bottom).toBeLessThanOrEqual(frame.bottom);
    expect(words.top).toBeGreaterThan(0);
    expect(words.bottom).toBeLessThan(innerHeight);
  });
});

describe('stepping through the gaps', () => {
  it('goes forth and back over the blocks that are left out, and stops at the ends', () => {
    article(80);
    on = overlayOn('.t');
    expect(on.overlay.step(1)).toBeNull();
    shade(
      on.elements.map((_, i) => (i === 7 || i === 30 || i === 61 ? 0 : i === 8 ? 'dropped' : 3)),
      'left-out',
    );
    expect([1, 1, 1, 1, -1, -1, -1].map((direction) => on.overlay.step(direction as 1 | -1))).toEqual([7, 30, 61, null, 30, 7, null]);
    const { top, bottom } = on.elements[7]!.getBoundingClientRect();
    expect(top).toBeGreaterThan(-1);
    expect(bottom).toBeLessThan(innerHeight + 1);
  });

  it('goes on from where the reader has scrolled to', async () => {
    article(80);
    on = overlayOn('.t');
    shade(
      on.elements.map((_, i) => (i % 10 === 5 ? 0 : 3)),
      'left-out',
    );
    expect(on.overlay.step(1)).toBe(5);
    on.elements[50]!.scrollIntoView();
    await frames(3);
    expect(on.overlay.step(1)).toBe(55);
    on.elements[30]!.scrollIntoView({ block: 'end' });
    await frames(3);
    expect(on.overlay.step(-1)).toBe(25);
  });

  it('answers n and p in left-out mode, not while the reader types', async () => {
    article(40);
    const field = document.createElement('input');
    document.body.prepend(field);
    on = overlayOn('.t');
    const looks = on.elements.map((_, i) => (i === 12 || i === 25 ? 0 : 3) as 0 | 3);
    shade(looks);
    await userEvent.keyboard('n');
    expect(scrollY).toBe(0);
    shade(looks, 'left-out');
    field.focus();
    await userEvent.keyboard('n');
    expect([scrollY, field.value]).toEqual([0, 'n']);
    field.blur();
    await userEvent.keyboard('n');
    const first = scrollY;
    expect(first).toBeGreaterThan(0);
    await userEvent.keyboard('n');
    expect(scrollY).toBeGreaterThan(first);
    await userEvent.keyboard('p');
    expect(scrollY).toBe(first);
  });
});

describe('hovering', () => {
  it('says which block the pointer is over, and that it has left', async () => {
    article(4);
    on = overlayOn('.t');
    shade([1, 2, 3, 4]);
    await userEvent.hover(on.elements[2]!);
    await vi.waitFor(() => expect(on.hovered).toEqual([2]));
    await userEvent.hover(on.elements[1]!);
    await vi.waitFor(() => expect(on.hovered).toEqual([2, 1]));
    on.overlay.clear();
    expect(on.hovered).toEqual([2, 1, null]);
  });
});

describe('the paragraphs of a claim', () => {
  it('are marked while they are asked for, and nothing of the page moves', () => {
    article(6);
    on = overlayOn('.t');
    shade([5, 0, 3, 2, 1, 0]);
    const html = document.body.outerHTML;
    const where = on.elements.map((element) => element.getBoundingClientRect().top);
    const lit = () => fills().filter((fill) => getComputedStyle(fill).outlineStyle === 'solid');
    on.overlay.light([1, 3, 99]);
    expect(lit()).toHaveLength(2);
    expect(lit().map((fill) => on.elements.findIndex((element) => liesOn(fill, element)))).toEqual([1, 3]);
    on.overlay.light([0]);
    expect(lit().map((fill) => on.elements.findIndex((element) => liesOn(fill, element)))).toEqual([0]);
    on.overlay.light([]);
    expect(lit()).toEqual([]);
    expect(document.body.outerHTML).toBe(html);
    expect(on.elements.map((element) => element.getBoundingClientRect().top)).toEqual(where);
  });

  it('stay marked as the page is scrolled to them, and shaded anew', async () => {
    article(60);
    on = overlayOn('.t');
    const looks = Array.from({ length: 60 }, () => 2 as const);
    shade(looks);
    on.overlay.light([55]);
    expect(root.querySelectorAll('.lit')).toHaveLength(0);
    on.elements[55]!.scrollIntoView();
    await vi.waitFor(() => expect(root.querySelectorAll('.lit')).toHaveLength(1));
    shade(looks, 'left-out');
    expect(root.querySelectorAll('.lit')).toHaveLength(1);
  });
});

describe('the reading line', () => {
  it('tells the paragraph that stands a third down the window, and that there is none once the shade is off', async () => {
    article(60);
    on = overlayOn('.t');
    shade(Array.from({ length: 60 }, () => 2 as const));
    await vi.waitFor(() => expect(on.reading).toHaveLength(1));
    on.elements[30]!.scrollIntoView();
    scrollBy(0, -innerHeight / 3 + 5);
    await vi.waitFor(() => expect(on.reading.at(-1)).toBe(30));
    on.overlay.clear();
    expect(on.reading.at(-1)).toBeNull();
  });
});
