// From the click on the toolbar button to the first shade on the page, fresh and offline, beside Readability on the same page.
import { createServer } from 'node:http';
import { fileURLToPath } from 'node:url';
import { bundle } from '../../scripts/bundle.mjs';
import { openChromium } from '../../scripts/drive/chromium.mjs';
import { clickToShaded } from './click-to-shaded.mjs';
import { generatedArticle } from './generated-article.mjs';

const ROUNDS = 9;
const BUILT = fileURLToPath(new URL('../../.output/chrome-mv3', import.meta.url));

const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
const spread = (values) => `${Math.min(...values).toFixed(0)}–${Math.max(...values).toFixed(0)}`;

async function readability(page, peer) {
  await page.evaluate(`${peer};globalThis.peer = peer`);
  return page.evaluate((rounds) => {
    const times = [];
    for (let i = 0; i < rounds; i++) {
      const begun = performance.now();
      new globalThis.peer.Readability(document.cloneNode(true)).parse();
      times.push(performance.now() - begun);
    }
    return times;
  }, ROUNDS);
}

async function main() {
  const html = generatedArticle({ words: 5_000 });
  const server = createServer((_request, response) => {
    response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8' });
    response.end(html);
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
  const url = `http://127.0.0.1:${server.address().port}/`;
  const peer = await bundle('test/bench/readability.entry.ts', { format: 'iife', name: 'peer', minify: true });
  const driven = await openChromium({ dir: BUILT, url });
  try {
    const times = [];
    for (let round = 0; round < ROUNDS; round++) {
      times.push(await clickToShaded(driven));
      await driven.panel();
      // Under another address nothing is kept of it.
      await driven.page.goto(`${url}?round=${round}`);
    }
    const theirs = await readability(driven.page, peer);
    console.log(`5,000 words, ${ROUNDS} rounds in one run`);
    console.log(
      `click to shaded   median ${median(times).toFixed(0)} ms (${spread(times)}); the first opens the panel too: ${times[0].toFixed(0)} ms`,
    );
    console.log(`Readability       median ${median(theirs).toFixed(0)} ms (${spread(theirs)})`);
    console.log(`ratio             ${(median(times) / median(theirs)).toFixed(2)}`);
  } finally {
    await driven.close();
    server.close();
  }
}

await main();
