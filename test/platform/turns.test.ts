import { expect, it } from 'vitest';
import { turns } from '../../platform/turns';

/** Blocks for longer than a slice may take. */
function work(): void {
  const end = performance.now() + 15;
  while (performance.now() < end);
}

it('lets what is queued run while long work goes on', async () => {
  const pause = turns(new AbortController().signal);
  let other = false;
  setImmediate(() => {
    other = true;
  });
  for (let slice = 0; slice < 20 && !other; slice++) {
    work();
    await pause();
  }
  expect(other).toBe(true);
});

it('lets two long works take turns', async () => {
  const order: string[] = [];
  const run = async (name: string): Promise<void> => {
    const pause = turns(new AbortController().signal);
    for (let slice = 0; slice < 3; slice++) {
      work();
      order.push(name);
      await pause();
    }
  };
  await Promise.all([run('a'), run('b')]);
  expect(order.join('')).not.toMatch(/^(aaa|bbb)/);
});

it('costs short work no turn', async () => {
  const pause = turns(new AbortController().signal);
  let turned = false;
  setImmediate(() => {
    turned = true;
  });
  await pause();
  await pause();
  expect(turned).toBe(false);
});

it('ends work that was superseded at its next pause', async () => {
  const life = new AbortController();
  const pause = turns(life.signal);
  await pause();
  life.abort();
  await expect(pause()).rejects.toMatchObject({ failure: { code: 'stopped' } });
});
