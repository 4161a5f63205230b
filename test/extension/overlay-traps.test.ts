import puppeteer, { type Browser, type Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findChromium } from '../../scripts/browsers.mjs';
import { TRAPS, type Trap } from '../fixtures/traps/pages';
import { openWorld, painted, type World } from './overlay-world';
import { type Answer, type Area, compare } from './pixels';

let browser: Browser;

beforeAll(async () => {
  browser = await puppeteer.launch({ executablePath: findChromium() ?? '', headless: true, pipe: true, args: ['--no-sandbox'] });
});
afterAll(() => browser.close());

/** How far the bar stands out from the text, and the leading above and below it. */
const ROOM = { start: 18, end: 2, leading: 8 };

/** Where the page itself says that its paragraphs, and what floats over them, are. */
const layout = (page: Page): Promise<{ texts: Area[][]; allowed: Area[]; floats: Area[] }> =>
  page.evaluate((room) => {
    const plain = (rect: DOMRect): Area => ({ left: rect.left, top: rect.top, right: rect.right, bottom: rect.bottom });
    const cut = (area: Area, by: Area): Area => ({
      left: Math.max(area.left, by.left),
      top: Math.max(area.top, by.top),
      right: Math.min(area.right, by.right),
      bottom: Math.min(area.bottom, by.bottom),
    });
    const clipOf = (element: Element): Area | null => {
      const clip = element.closest('.clip');
      if (!clip) return null;
      const { left, top } = clip.getBoundingClientRect();
      const [x, y] = [left + clip.clientLeft, top + clip.clientTop];
      // Bars may stand in the margin beside a box that cuts nothing off there.
      const beside = clip.scrollWidth > clip.clientWidth ? 0 : room.start;
      return { left: x - beside, top: y, right: x + clip.clientWidth + beside, bottom: y + clip.clientHeight };
    };
    const texts: Area[][] = [];
    const allowed: Area[] = [];
    for (const element of document.querySelectorAll('.t')) {
      const range = document.createRange();
      range.selectNodeContents(element);
      const clip = clipOf(element);
      const visible = (area: Area): Area => (clip ? cut(area, clip) : area);
      texts.push([...range.getClientRects()].map(plain).map(visible));
      for (const rect of element.getClientRects()) {
        const [left, right] = getComputedStyle(element).direction === 'rtl' ? [room.end, room.start] : [room.start, room.end];
        allowed.push(
          visible({ left: rect.left - left, right: rect.right + right, top: rect.top - room.leading, bottom: rect.bottom + room.leading }),
        );
      }
    }
    return { texts, allowed, floats: [...document.querySelectorAll('.float')].map((element) => plain(element.getBoundingClientRect())) };
  }, ROOM);

const picture = (page: Page): Promise<string> => page.screenshot({ encoding: 'base64' });

async function scrollTrap(world: World, trap: Trap, from: number): Promise<void> {
  await world.page.evaluate(
    (scroll, inner) => {
      scrollTo(0, scroll);
      document.querySelector('.scroller')?.scrollTo(0, inner);
    },
    (trap.scroll ?? 0) * from,
    (trap.inner ?? 0) * from,
  );
}

/** Takes the page as it is and as it is shaded, at the same place, having been scrolled there under the shade. */
async function look(world: World, trap: Trap, mode: 'captured' | 'left-out'): Promise<Answer> {
  await scrollTrap(world, trap, 1);
  await painted(world);
  const before = await picture(world.page);
  await scrollTrap(world, trap, 0);
  await world.run(
    `globalThis.on = bundled.overlayOn('.t'); on.overlay.shade(bundled.shadesOf(on.elements.map(() => 5)), ${JSON.stringify(mode)})`,
  );
  await painted(world);
  await scrollTrap(world, trap, 1);
  await painted(world);
  const after = await picture(world.page);
  const answer = await compare(browser, { before, after, ...(await layout(world.page)) });
  await world.run('on.abort()');
  return answer;
}

describe('a page that is a trap', () => {
  it.each(TRAPS)('$name: the shade lies on its paragraphs and under what floats over them', async (trap) => {
    const world = await openWorld(browser, trap.html);
    try {
      const html = await world.page.evaluate(() => document.documentElement.outerHTML);
      const answer = await look(world, trap, 'captured');
      const seen = answer.shaded.filter((share) => share !== null);
      expect(seen.length).toBeGreaterThan(1);
      expect(Math.min(...seen), `shares shaded: ${answer.shaded}`).toBeGreaterThan(0.98);
      expect(answer, `changed at ${answer.example}`).toMatchObject({ stray: 0, onFloats: 0 });
      const veiled = await look(world, trap, 'left-out');
      expect(veiled, `changed at ${veiled.example}`).toMatchObject({ stray: 0, onFloats: 0 });
      expect(await world.page.evaluate(() => document.documentElement.outerHTML)).toBe(html);
    } finally {
      await world.close();
    }
  });
});
