import { afterEach, describe, expect, it, vi } from 'vitest';
import type { BlockShade } from '../../core/model';
import { extentOf, type Reading, readPage } from '../../page/blocks';
import { createOverlays } from '../../page/overlays';

const PARAGRAPH = 'A paragraph of the article that is long enough to be read by somebody, who then knows what it says. '.repeat(3).trim();
const lives: AbortController[] = [];
const roots: ShadowRoot[] = [];

afterEach(() => {
  for (const life of lives.splice(0)) life.abort();
  roots.splice(0);
  document.body.innerHTML = '';
  scrollTo(0, 0);
  vi.restoreAllMocks();
});

/** Keeps the closed roots that are made, to look into them. */
const watchRoots = (view: Window & typeof globalThis): void => {
  const attach = view.Element.prototype.attachShadow;
  vi.spyOn(view.Element.prototype, 'attachShadow').mockImplementation(function (this: Element, init) {
    const root = attach.call(this, init);
    roots.push(root);
    return root;
  });
};

const shadesOf = (reading: Reading): BlockShade[] =>
  reading.page.blocks.map(({ id }) => ({ block: id, state: 'scored', level: 5, gaps: [] }));

const boxesIn = (document: Document): DOMRect[] =>
  roots
    .filter((root) => root.host.ownerDocument === document)
    .flatMap((root) => [...root.querySelectorAll('.track *')])
    .map((box) => box.getBoundingClientRect())
    .filter(({ width, height }) => width > 20 && height > 5);

/** Whether something of the shade lies under the first line of the block. */
const isShaded = (reading: Reading, block: number): boolean => {
  const range = extentOf(reading.runs, block);
  const line = range?.getClientRects()[0];
  if (!range || !line) return false;
  const middle = (line.top + line.bottom) / 2;
  return boxesIn(range.startContainer.ownerDocument!).some(
    ({ top, bottom, left, right }) => top < middle && bottom > middle && left < line.left + 9 && right > line.left + 9,
  );
};

const shade = (source: { reading: Reading; catchUp?(): void }) => {
  const life = new AbortController();
  lives.push(life);
  return { life, overlays: createOverlays(document, source, { hovered: () => undefined, reading: () => undefined }, life.signal) };
};

const framed = async (): Promise<HTMLIFrameElement> => {
  document.body.innerHTML = `<p>${PARAGRAPH}</p><div style="height: 1500px"></div><iframe width="600" height="900"></iframe>`;
  const frame = document.querySelector('iframe')!;
  const loaded = new Promise((resolve) => frame.addEventListener('load', resolve, { once: true }));
  frame.srcdoc = `<body><p>${PARAGRAPH}</p><div style="height: 600px"></div><p>${PARAGRAPH}</p></body>`;
  await loaded;
  watchRoots(window);
  watchRoots(frame.contentWindow as Window & typeof globalThis);
  return frame;
};

describe('a page with a frame', () => {
  it('is shaded in both documents, and both are as they were when it ends', async () => {
    const frame = await framed();
    const before = [document.documentElement.outerHTML, frame.contentDocument!.documentElement.outerHTML];
    const reading = readPage(document);
    const { life, overlays } = shade({ reading });
    overlays.shade(shadesOf(reading), 'captured');
    expect(reading.page.blocks.map(({ id }) => isShaded(reading, id))).toEqual([true, true, true]);
    life.abort();
    expect([document.documentElement.outerHTML, frame.contentDocument!.documentElement.outerHTML]).toEqual(before);
  });

  it('is scrolled in both to what is flashed', async () => {
    const frame = await framed();
    const reading = readPage(document);
    const { overlays } = shade({ reading });
    const range = extentOf(reading.runs, 2)!;
    overlays.flash(range);
    const { top, bottom } = range.getBoundingClientRect();
    const offset = frame.getBoundingClientRect().top;
    expect(offset + top).toBeGreaterThanOrEqual(0);
    expect(offset + bottom).toBeLessThanOrEqual(innerHeight);
  });

  it('keeps the shade of the page when the frame is gone', async () => {
    const frame = await framed();
    const reading = readPage(document);
    const { overlays } = shade({ reading });
    overlays.shade(shadesOf(reading), 'captured');
    frame.remove();
    overlays.refresh();
    const after = readPage(document);
    overlays.shade(shadesOf(after), 'captured');
    expect(isShaded(after, 0)).toBe(true);
  });
});

describe('a page that is rendered anew', () => {
  it('is shaded in its new nodes after a refresh', () => {
    const html = `<p>${PARAGRAPH}</p><p>${PARAGRAPH} More.</p>`;
    document.body.innerHTML = html;
    watchRoots(window);
    const source = { reading: readPage(document) };
    const { overlays } = shade(source);
    overlays.shade(shadesOf(source.reading), 'captured');
    document.body.innerHTML = `<div style="height: 120px"></div>${html}`;
    source.reading = readPage(document);
    expect(isShaded(source.reading, 0)).toBe(false);
    overlays.refresh();
    expect([isShaded(source.reading, 0), isShaded(source.reading, 1)]).toEqual([true, true]);
  });

  it('is caught up with by the overlay itself, so that nothing goes out in between', () => {
    const html = `<p>${PARAGRAPH}</p>`;
    document.body.innerHTML = html;
    watchRoots(window);
    const source = {
      reading: readPage(document),
      catchUp: () => {
        source.reading = readPage(document);
      },
    };
    const { overlays } = shade(source);
    overlays.shade(shadesOf(source.reading), 'captured');
    document.body.innerHTML = html;
    overlays.refresh();
    expect(isShaded(source.reading, 0)).toBe(true);
  });
});

describe('open shadow roots', () => {
  it('are shaded like the rest of the page', () => {
    document.body.innerHTML = `<x-card><p>${PARAGRAPH}</p></x-card>`;
    document
      .querySelector('x-card')!
      .attachShadow({ mode: 'open' }).innerHTML = `<p>${PARAGRAPH} In the shadow.</p><slot></slot><i>Directly</i> in it. ${PARAGRAPH}`;
    watchRoots(window);
    const reading = readPage(document);
    const { overlays } = shade({ reading });
    overlays.shade(shadesOf(reading), 'captured');
    expect(reading.page.blocks.map(({ id }) => isShaded(reading, id))).toEqual([true, true, true]);
  });
});

describe('text that is folded away', () => {
  it('is shaded when it is opened', async () => {
    document.body.innerHTML = `<details><summary>Open</summary><p>${PARAGRAPH}</p></details>`;
    watchRoots(window);
    const reading = readPage(document);
    const { overlays } = shade({ reading });
    overlays.shade(shadesOf(reading), 'captured');
    expect(isShaded(reading, 1)).toBe(false);
    document.querySelector('details')!.open = true;
    await expect.poll(() => isShaded(reading, 1)).toBe(true);
  });
});
