// The time from the click on the toolbar button to the first frame that shows what the click put into the page.

/** Names of the marks in the page's own timeline between which it is counted. */
export const CLICKED = 'bench: clicked';
export const SHADED = 'bench: shaded';

/** In the page: resolves with the time at which an element was put beside the body and a frame was painted. */
const untilShaded = (mark) =>
  new Promise((resolve) => {
    const painted = () => {
      performance.mark(mark);
      resolve(performance.timeOrigin + performance.now());
    };
    const observer = new MutationObserver((records) => {
      if (!records.some(({ addedNodes }) => addedNodes.length > 0)) return;
      observer.disconnect();
      requestAnimationFrame(() => setTimeout(painted));
    });
    observer.observe(document.documentElement, { childList: true });
    globalThis.benchReady = true;
  });

/**
 * @param {import('../../scripts/drive/chromium.mjs').Driven} driven
 * @returns {Promise<number>} milliseconds; never resolves where nothing is put into the page
 */
export async function clickToShaded(driven) {
  const { page } = driven;
  await page.evaluate(() => {
    globalThis.benchReady = false;
  });
  const shaded = page.evaluate(untilShaded, SHADED);
  await page.waitForFunction(() => globalThis.benchReady);
  const clicked = await page.evaluate((mark) => {
    performance.mark(mark);
    return performance.timeOrigin + performance.now();
  }, CLICKED);
  await driven.click();
  return (await shaded) - clicked;
}
