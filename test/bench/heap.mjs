// The JavaScript heap of a page or worker, by the debugger. Typed arrays lie beside the heap proper and count too.

const EVERY_MS = 100;

/** @param {import('puppeteer-core').CDPSession} session */
const used = async (session) => {
  const { usedSize, backingStorageSize = 0 } = await session.send('Runtime.getHeapUsage');
  return (usedSize + backingStorageSize) / 1e6;
};

/**
 * @param {import('puppeteer-core').CDPSession} session
 * @returns {Promise<number>} MB that are left after a collection
 */
export async function collected(session) {
  await session.send('HeapProfiler.collectGarbage');
  return used(session);
}

/**
 * Looks at the heap ten times a second, garbage included, as soon as the thread answers.
 * @param {import('puppeteer-core').CDPSession} session
 * @returns {() => Promise<number>} ends it, with the most MB that were seen
 */
export function watchPeak(session) {
  let over = false;
  let most = 0;
  const watching = (async () => {
    while (!over) {
      most = Math.max(most, await used(session));
      await new Promise((resolve) => setTimeout(resolve, EVERY_MS));
    }
  })();
  return async () => {
    over = true;
    await watching;
    return most;
  };
}
