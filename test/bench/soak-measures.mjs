// What the soak counts: heaps, nodes and listeners after a collection, and the observers of the content script's own world.
import { collected } from './heap.mjs';

const OBSERVERS = ['MutationObserver', 'ResizeObserver', 'IntersectionObserver'];

/** The execution contexts of a page that belong to an extension's content scripts. */
function isolatedContexts(session) {
  const contexts = new Map();
  session.on('Runtime.executionContextCreated', ({ context }) => {
    const { type } = context.auxData ?? {};
    if (type === 'isolated' && context.origin.startsWith('chrome-extension:')) contexts.set(context.id, context);
  });
  session.on('Runtime.executionContextDestroyed', ({ executionContextId }) => contexts.delete(executionContextId));
  session.on('Runtime.executionContextsCleared', () => contexts.clear());
  return contexts;
}

/** Objects of a class of this world that are still alive: the debugger collects before it counts. */
async function alive(session, contextId, name) {
  const { result } = await session.send('Runtime.evaluate', { contextId, expression: `${name}.prototype`, objectGroup: 'soak' });
  const { objects } = await session.send('Runtime.queryObjects', { prototypeObjectId: result.objectId, objectGroup: 'soak' });
  const { result: properties } = await session.send('Runtime.getProperties', { objectId: objects.objectId, ownProperties: true });
  await session.send('Runtime.releaseObjectGroup', { objectGroup: 'soak' });
  return properties.filter((property) => /^\d+$/.test(property.name)).length;
}

/** @param {import('puppeteer-core').Page} page of the web or of the extension */
async function metersOf(page) {
  const session = await page.createCDPSession();
  const contexts = isolatedContexts(session);
  await session.send('Runtime.enable');
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  const metrics = async () => {
    const { metrics: list } = await session.send('Performance.getMetrics');
    return Object.fromEntries(list.map(({ name, value }) => [name, value]));
  };
  const observers = async () => {
    let count = 0;
    for (const id of contexts.keys()) for (const name of OBSERVERS) count += await alive(session, id, name);
    return count;
  };
  return {
    async read() {
      const seen = await observers();
      const heap = await collected(session);
      const { Nodes, JSEventListeners } = await metrics();
      return { heap, nodes: Nodes, listeners: JSEventListeners, observers: seen };
    },
    /** Seconds of the processor that the main thread took so far. */
    busy: async () => (await metrics()).TaskDuration,
  };
}

/**
 * @param {import('../../scripts/drive/chromium.mjs').Driven} driven with its panel open
 * @returns what `read` gives now, by name, MB and counts; and how busy the page's main thread was
 */
export async function meters(driven) {
  const page = await metersOf(driven.page);
  const panel = await metersOf(await driven.panel({ settle: false }));
  return {
    busy: page.busy,
    async read() {
      const [web, side] = [await page.read(), await panel.read()];
      return {
        'page heap MB': web.heap,
        'page nodes': web.nodes,
        'page listeners': web.listeners,
        'page observers': web.observers,
        'worker heap MB': await collected(driven.worker.client),
        'panel heap MB': side.heap,
        'panel nodes': side.nodes,
        'panel listeners': side.listeners,
      };
    },
  };
}
