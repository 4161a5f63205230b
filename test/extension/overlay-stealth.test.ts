import puppeteer, { type Browser } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findChromium } from '../../scripts/browsers.mjs';
import { openWorld, painted, type World } from './overlay-world';

let browser: Browser;

beforeAll(async () => {
  browser = await puppeteer.launch({ executablePath: findChromium() ?? '', headless: true, pipe: true, args: ['--no-sandbox'] });
});
afterAll(() => browser.close());

/** A page that writes down all it can notice, from its first script on. */
const SPY = `<!doctype html><html lang="en"><head><title>Spy</title><style>
  body { margin: 0; font: 17px/1.5 serif } article { width: 560px; margin: 30px auto } p:hover { color: #111 }</style><script>
  const noticed = [];
  const styleOf = window.getComputedStyle.bind(window);
  const names = new Set(Object.getOwnPropertyNames(window));
  const patch = (owner, name) => {
    const original = owner[name];
    owner[name] = function (...rest) { noticed.push(name + ' ' + String(rest[0])); return original.apply(this, rest); };
  };
  patch(EventTarget.prototype, 'addEventListener');
  patch(EventTarget.prototype, 'dispatchEvent');
  patch(Element.prototype, 'attachShadow');
  patch(Element.prototype, 'setAttribute');
  patch(Range.prototype, 'getClientRects');
  patch(Document.prototype, 'createRange');
  patch(window, 'getComputedStyle');
  const say = (node) => node.nodeName + '|' + (node.outerHTML ?? node.data);
  new MutationObserver((records) => {
    for (const r of records) noticed.push('mutation ' + r.type + ' ' + r.target.nodeName + ' ' + r.attributeName + ' +' + [...r.addedNodes].map(say) + ' -' + [...r.removedNodes].map(say));
  }).observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
  for (const type of ['message', 'custom', 'focusin', 'selectionchange', 'animationstart', 'transitionrun', 'toggle', 'error'])
    EventTarget.prototype.addEventListener.call(window, type, (event) => noticed.push('event ' + event.type), true);
  new PerformanceObserver((list) => { for (const entry of list.getEntries()) noticed.push('shift ' + entry.value); }).observe({ type: 'layout-shift', buffered: true });
  function look() {
    const styles = [...document.querySelectorAll('*')].map((element) => {
      const style = styleOf(element);
      return element.nodeName + [...style].map((name) => name + ':' + style.getPropertyValue(name)).join(';');
    });
    const hits = [];
    for (let x = 10; x < innerWidth; x += 60) for (let y = 10; y < innerHeight; y += 40) hits.push(document.elementsFromPoint(x, y).map((element) => element.nodeName).join());
    const roots = [...document.querySelectorAll('*')].map((element) => [String(element.shadowRoot), JSON.stringify(element.getBoundingClientRect()), Object.keys(element).join()]);
    return JSON.stringify({
      styles, hits, roots,
      html: document.documentElement.outerHTML,
      highlights: CSS.highlights.size,
      sheets: [document.styleSheets.length, document.adoptedStyleSheets.length],
      globals: Object.getOwnPropertyNames(window).filter((name) => !names.has(name)),
      size: [document.documentElement.scrollWidth, document.documentElement.scrollHeight],
      animations: document.getAnimations().length,
      selection: String(getSelection()),
      focus: document.activeElement.nodeName,
      text: document.body.innerText,
      resources: performance.getEntriesByType('resource').length,
    });
  }
  </script></head><body><article>${Array.from({ length: 14 }, (_, i) => `<p class="t">Paragraph ${i} of an article that somebody wrote about the tides of a small harbour, and about its ${i} gauges.</p>`).join('')}</article></body></html>`;

/** What the page has noticed, and what it sees when it looks. */
const findings = async (world: World): Promise<{ noticed: string[]; seen: Record<string, unknown> }> => {
  await painted(world);
  const [noticed, seen] = await world.page.evaluate('[noticed.splice(0), look()]' as unknown as () => [string[], string]);
  return { noticed, seen: JSON.parse(seen) };
};

async function shaded(looks: string, mode: string): Promise<Awaited<ReturnType<typeof findings>>> {
  const world = await openWorld(browser, SPY);
  try {
    await findings(world);
    await world.run(`globalThis.on = bundled.overlayOn('.t'); on.overlay.shade(bundled.shadesOf(${looks}), '${mode}')`);
    await world.page.mouse.move(400, 200);
    await world.run(`on.overlay.flash(bundled.rangeIn(on.elements[2], 0, 20))`);
    return await findings(world);
  } finally {
    await world.close();
  }
}

describe('a page script that looks for the overlay', () => {
  it('finds the same whatever is captured', async () => {
    const all = await shaded('on.elements.map(() => 5)', 'captured');
    const mixed = await shaded("on.elements.map((_, i) => ['dropped', 0, 3, 'unsent', 1, 'failed', 5][i % 7])", 'captured');
    const leftOut = await shaded('on.elements.map((_, i) => i % 6)', 'left-out');
    expect(mixed).toEqual(all);
    expect(leftOut).toEqual(all);
  });

  it('sees one bare element come, and nothing of its own change', async () => {
    const world = await openWorld(browser, SPY);
    try {
      const before = await findings(world);
      await world.run(
        `globalThis.on = bundled.overlayOn('.t'); on.overlay.shade(bundled.shadesOf(on.elements.map((_, i) => i % 6)), 'captured')`,
      );
      await world.run('on.overlay.flash(bundled.rangeIn(on.elements[2], 0, 20))');
      const during = await findings(world);
      expect(during.noticed).toHaveLength(1);
      expect(during.noticed[0]).toMatch(/^mutation childList HTML null \+DIV\|<div aria-hidden="true" inert=""><\/div> -$/);
      for (const same of ['hits', 'highlights', 'sheets', 'globals', 'size', 'animations', 'selection', 'focus', 'text', 'resources']) {
        expect(during.seen[same], same).toEqual(before.seen[same]);
      }
      expect((during.seen.styles as string[]).filter((style) => !(before.seen.styles as string[]).includes(style))).toHaveLength(1);
      await world.run('on.abort()');
      const after = await findings(world);
      expect(after.seen).toEqual(before.seen);
    } finally {
      await world.close();
    }
  });

  it('learns nothing by making up keys and pointers', async () => {
    const world = await openWorld(browser, SPY);
    try {
      await world.run(
        `globalThis.on = bundled.overlayOn('.t'); on.overlay.shade(bundled.shadesOf(on.elements.map((_, i) => (i === 13 ? 0 : 5))), 'left-out')`,
      );
      const act = `(() => {
        document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'n', bubbles: true }));
        document.querySelector('.t').dispatchEvent(new MouseEvent('mousemove', { clientX: 300, clientY: 60, bubbles: true }));
      })()`;
      await world.page.evaluate(act);
      await painted(world);
      expect(await world.page.evaluate(() => scrollY)).toBe(0);
      expect(await world.run('on.hovered')).toEqual([]);
      await world.page.keyboard.press('n');
      await painted(world);
      expect(await world.page.evaluate(() => scrollY)).toBeGreaterThan(0);
    } finally {
      await world.close();
    }
  });
});
