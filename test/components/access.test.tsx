import '../../components/panel.css';
import axe from 'axe-core';
import { render } from 'preact';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { cdp, page } from 'vitest/browser';
import { finished, IDLE, STATES, wished } from '../fixtures/panel/states';
import { SCENES } from '../fixtures/scenes';
import { announced, mount, named, openAll } from './mount';

const VIEWPORT = { width: innerWidth, height: innerHeight };

afterEach(() => document.documentElement.removeAttribute('style'));

const all = Object.entries(SCENES).flatMap(([surface, scenes]) => Object.keys(scenes).map((name) => [surface, name] as const));

/** A scene with every fold open. */
function draw(surface: string, name: string): Element {
  const host = document.createElement('div');
  document.body.replaceChildren(host);
  render(SCENES[surface]![name]!(), host);
  openAll(host);
  return host;
}

/** What axe objects to in the host alone. The document around it is the test's. */
async function violations(host: Element): Promise<string[]> {
  const { violations: found } = await axe.run(host, { resultTypes: ['violations'] });
  return found.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`);
}

const emulate = (features: Record<string, string>) =>
  cdp().send('Emulation.setEmulatedMedia', { features: Object.entries(features).map(([name, value]) => ({ name, value })) });

describe.each(['light', 'dark'])('in the %s theme', (theme) => {
  it.each(all)('%s, “%s” is without violations', async (surface, name) => {
    document.documentElement.style.colorScheme = theme;
    expect(await violations(draw(surface, name))).toEqual([]);
  });

  it('so are two claims that are compared', async () => {
    document.documentElement.style.colorScheme = theme;
    const { host } = mount(STATES.finished!());
    openAll(host);
    named(host, 'button', /^Compare “/).click();
    await expect.poll(() => host.querySelectorAll('.sides').length).toBe(1);
    expect(await violations(host)).toEqual([]);
  });

  it('so are the question before all is deleted and the way back from a change', async () => {
    document.documentElement.style.colorScheme = theme;
    const { host, show } = mount(STATES.library!());
    named(host, 'button', 'Delete all').click();
    show({ ...STATES.library!(), decomposition: wished() });
    expect(host.querySelectorAll('[role=group], .last-edit')).toHaveLength(2);
    expect(await violations(host)).toEqual([]);
  });
});

describe('under forced colours', () => {
  beforeAll(() => emulate({ 'forced-colors': 'active' }));
  afterAll(() => emulate({ 'forced-colors': 'none' }));

  it.each(all)('%s, “%s” is without violations', async (surface, name) => {
    expect(matchMedia('(forced-colors: active)').matches).toBe(true);
    expect(await violations(draw(surface, name))).toEqual([]);
  });

  it('every state and level of the strip has a border of its own', () => {
    const host = draw('panel', 'unread');
    const cells = [...host.querySelectorAll<HTMLElement>('.strip .cell')];
    const kinds = new Map<string, Set<string>>();
    for (const cell of cells) {
      const kind = /\b(?:l\d|dropped|unsent|failed)\b/.exec(cell.className)![0];
      const { borderStyle, borderWidth, borderColor } = getComputedStyle(cell);
      kinds.set(kind, (kinds.get(kind) ?? new Set()).add(`${borderStyle} ${borderWidth} ${borderColor}`));
    }
    expect(kinds.size).toBeGreaterThan(5);
    const borders = [...kinds.values()].map((looks) => [...looks].join());
    expect(new Set(borders).size).toBe(kinds.size);
  });
});

// 150: 300 px at 200 % zoom
describe.each([150, 300, 320, 480])('at %d px', (width) => {
  beforeAll(() => page.viewport(width, 800));
  afterAll(() => page.viewport(VIEWPORT.width, VIEWPORT.height));
  it.each(all)('%s, “%s” does not scroll sideways', (surface, name) => {
    expect(draw(surface, name).scrollWidth).toBeLessThanOrEqual(innerWidth);
    expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(innerWidth);
    expect(innerWidth).toBe(width);
  });
});

describe('under reduced motion', () => {
  beforeAll(() => emulate({ 'prefers-reduced-motion': 'reduce' }));
  afterAll(() => emulate({ 'prefers-reduced-motion': 'no-preference' }));

  it.each(Object.keys(SCENES))('nothing of the %s moves', (surface) => {
    for (const name of Object.keys(SCENES[surface]!)) {
      const moving = [...draw(surface, name).querySelectorAll('*')].filter((element) => {
        const { transitionDuration, animationName } = getComputedStyle(element);
        return transitionDuration !== '0s' || animationName !== 'none';
      });
      expect(moving).toEqual([]);
    }
  });
});

describe('by keyboard and ear', () => {
  it('everything that can be clicked can be reached', () => {
    const { host } = mount(finished({ view: { k: 5, mode: 'left-out', by: 'shown' } }));
    openAll(host);
    const reachable = host.querySelectorAll('button:not([role=option]), summary, input, [role=button]');
    expect(reachable.length).toBeGreaterThan(60);
    for (const element of reachable) expect((element as HTMLElement).tabIndex).toBe(0);
  });

  it('the strip says of every paragraph what its shade says', () => {
    const { host } = mount(STATES.unread!());
    const cells = [...host.querySelectorAll<HTMLElement>('[role=listbox] [role=option]')];
    expect(cells.length).toBe(STATES.unread!().decomposition!.coverage.blocks.length);
    for (const cell of cells) {
      const label = cell.getAttribute('aria-label')!;
      if (cell.matches('.scored')) expect(label).toMatch(/^Paragraph \d+ of \d+, .*(?:\d+% captured|left out)/);
      if (cell.matches('.unsent')) expect(label).toContain('not sent');
      if (cell.matches('.failed')) expect(label).toContain('failed');
      if (cell.matches('.dropped')) expect(label).toMatch(/dropped/i);
    }
  });

  it('one stop of the Tab key leads into the strip, and arrows, Home and End through it', () => {
    const { host } = mount(finished());
    const cells = [...host.querySelectorAll<HTMLElement>('[role=option]')];
    expect(cells.filter(({ tabIndex }) => tabIndex === 0)).toHaveLength(1);
    const press = (key: string) => document.activeElement!.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));
    cells[0]!.focus();
    press('ArrowRight');
    expect(document.activeElement).toBe(cells[1]);
    press('End');
    expect(document.activeElement).toBe(cells.at(-1));
    press('Home');
    expect(document.activeElement).toBe(cells[0]);
  });

  it('each stage of a run is announced as it begins', () => {
    const { host, show } = mount(IDLE);
    const heard = (['read', 'clean', 'decompose', 'compare', 'select', 'cover'] as const).map((stage) => {
      show({ ...IDLE, run: { stage, done: 0, total: 0 } });
      return announced(host);
    });
    expect(new Set(heard).size).toBe(heard.length);
    expect(heard).not.toContain('');
  });
});
