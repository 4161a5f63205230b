// npm run bench:slider: from a step of the panel's slider to the frame in which the page is shaded anew, on a page of 100 paragraphs, beside
// the time that a frame takes there; and what is asked meanwhile of the background and the network.
import { createServer } from 'node:http';
import { fileURLToPath } from 'node:url';
import { openChromium } from '../../scripts/drive/chromium.mjs';
import { generatedArticle } from './generated-article.mjs';

const STEPS = 30;
const PARAGRAPHS = 100;
const BUILT = fileURLToPath(new URL('../../.output/chrome-mv3', import.meta.url));

const sorted = (values) => [...values].sort((a, b) => a - b);
const quantile = (values, part) => sorted(values)[Math.min(values.length - 1, Math.floor(values.length * part))];

async function serveArticle() {
  const server = createServer((_, response) => {
    response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8' });
    response.end(generatedArticle({ paragraphs: PARAGRAPHS }));
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
  return { url: `http://127.0.0.1:${server.address().port}/`, close: () => server.close() };
}

/** The content script's own world, which alone can look into the closed root. */
async function worldOf(page, id) {
  const client = await page.createCDPSession();
  const found = new Promise((resolve) => {
    client.on('Runtime.executionContextCreated', ({ context }) => context.origin.includes(id) && resolve(context.id));
  });
  await client.send('Runtime.enable');
  const contextId = await found;
  return async (expression) => {
    const { result, exceptionDetails } = await client.send('Runtime.evaluate', {
      expression,
      contextId,
      awaitPromise: true,
      returnByValue: true,
    });
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
    return result.value;
  };
}

/** In the content script's world: the time of the first frame after the next change of the shade. */
const WATCH = `globalThis.benchShaded = new Promise((resolve) => {
  const root = [...document.documentElement.children].map((one) => chrome.dom.openOrClosedShadowRoot(one)).find(Boolean);
  const observer = new MutationObserver(() => {
    observer.disconnect();
    requestAnimationFrame(() => setTimeout(() => resolve(performance.timeOrigin + performance.now())));
  });
  observer.observe(root, { attributes: true, childList: true, subtree: true });
}); 0`;

const frameTime = (page) =>
  page.evaluate(async () => {
    const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
    const first = await frame();
    let last = first;
    for (let i = 0; i < 30; i++) last = await frame();
    return (last - first) / 30;
  });

/** From one end of the slider to the other and back: the most that a step can change. */
async function steps(panel, evaluate) {
  await panel.focus('.controls input[type=range]');
  const times = [];
  for (let step = 0; step < STEPS; step++) {
    await evaluate(WATCH);
    await panel.keyboard.press(step % 2 === 0 ? 'End' : 'Home');
    const shaded = await evaluate('benchShaded');
    times.push(shaded - (await panel.evaluate(() => globalThis.benchInput)));
  }
  return times;
}

const site = await serveArticle();
const driven = await openChromium({ dir: BUILT, url: site.url });
try {
  await driven.click();
  const panel = await driven.panel();
  await panel.waitForSelector('.figures', { timeout: 60_000 });
  await panel.waitForSelector('.curve', { timeout: 60_000 });
  const evaluate = await worldOf(driven.page, driven.extension.id);
  const requests = [];
  panel.on('request', (request) => requests.push(request.url()));
  await panel.evaluate(() => {
    globalThis.benchAsked = 0;
    const send = chrome.runtime.sendMessage.bind(chrome.runtime);
    chrome.runtime.sendMessage = (...args) => {
      globalThis.benchAsked++;
      return send(...args);
    };
    document.addEventListener(
      'input',
      () => {
        globalThis.benchInput = performance.timeOrigin + performance.now();
      },
      { capture: true },
    );
  });
  const frame = await frameTime(driven.page);
  const times = await steps(panel, evaluate);
  const asked = await panel.evaluate(() => globalThis.benchAsked);
  const frames = (ms) => (ms / frame).toFixed(2);
  const [half, most] = [quantile(times, 0.5), quantile(times, 0.9)];
  console.log(`${STEPS} steps on ${PARAGRAPHS} paragraphs; a frame of the page takes ${frame.toFixed(1)} ms`);
  console.log(
    `step to painted shade: median ${half.toFixed(1)} ms = ${frames(half)} frames, nine of ten within ${most.toFixed(1)} ms = ${frames(most)} frames`,
  );
  console.log(`asked meanwhile: ${asked} calls to the background, ${requests.length} requests of the panel`);
} finally {
  await driven.close();
  site.close();
}
