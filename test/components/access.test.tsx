import axe from 'axe-core';
import { afterEach, describe, expect, it } from 'vitest';
import { finished, STATES, wished } from '../fixtures/panel/states';
import { mount, named, openAll } from './mount';

afterEach(() => document.documentElement.removeAttribute('style'));

/** What axe objects to in the panel alone. The document around it is the test's. */
async function violations(host: Element): Promise<string[]> {
  const { violations: found } = await axe.run(host, { resultTypes: ['violations'] });
  return found.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`);
}

describe.each(['light', 'dark'])('in the %s theme', (theme) => {
  it.each(Object.keys(STATES))('the state “%s” is without violations', async (name) => {
    document.documentElement.style.colorScheme = theme;
    const { host } = mount(STATES[name]!());
    openAll(host);
    expect(await violations(host)).toEqual([]);
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

describe.each([300, 320, 480])('at %d px', (width) => {
  it.each(Object.keys(STATES))('the state “%s” does not scroll sideways', (name) => {
    document.documentElement.style.width = `${width}px`;
    const { host } = mount(STATES[name]!());
    openAll(host);
    expect(host.scrollWidth).toBeLessThanOrEqual(width);
  });
});

describe('by keyboard', () => {
  it('everything that can be clicked can be reached', () => {
    const { host } = mount(finished({ view: { k: 5, mode: 'left-out', by: 'shown' } }));
    openAll(host);
    const reachable = host.querySelectorAll('button:not([role=option]), summary, input, [role=button]');
    expect(reachable.length).toBeGreaterThan(60);
    for (const element of reachable) expect((element as HTMLElement).tabIndex).toBe(0);
  });
});
