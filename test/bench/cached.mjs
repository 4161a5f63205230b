// npm run bench:cached: from the click on the toolbar button to the first shade on a page whose decomposition is kept, beside
// a click that injects an empty script into the same page. Both in turns, each in its own browser; the panel is open.
import { createServer } from 'node:http';
import { fileURLToPath } from 'node:url';
import { openChromium } from '../../scripts/drive/chromium.mjs';
import { clickToShaded } from './click-to-shaded.mjs';
import { writeEmptyExtension } from './empty-extension.mjs';
import { generatedArticle } from './generated-article.mjs';

const ROUNDS = 9;
const WARM = 2;
const SIZES = [500, 5_000, 50_000];
const BUILT = fileURLToPath(new URL('../../.output/chrome-mv3', import.meta.url));

const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
const spread = (values) => `${Math.min(...values).toFixed(0)}–${Math.max(...values).toFixed(0)}`;

async function serveArticles() {
  const articles = new Map(SIZES.map((words) => [`/${words}`, generatedArticle({ words })]));
  const server = createServer((request, response) => {
    const html = articles.get(request.url ?? '');
    response.writeHead(html === undefined ? 404 : 200, { 'Content-Type': 'text/html; charset=utf-8' });
    response.end(html);
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
  return { origin: `http://127.0.0.1:${server.address().port}`, close: () => server.close() };
}

/** Waits until the panel shows figures, and where `kept` says where they are from: the cache. */
async function panelShows(driven, kept) {
  const panel = await driven.panel({ settle: false });
  const wanted = kept ? '.panel:has(.origin) .figures' : '.figures';
  await panel.waitForSelector(wanted, { timeout: 120_000 });
}

async function visit({ page }, url) {
  await page.bringToFront();
  await page.goto(url, { waitUntil: 'load' });
}

/** Both clicks, in turns; the first of ours makes what is kept. */
async function rounds(ours, empty, url) {
  const times = { ours: [], empty: [] };
  for (let round = -WARM; round < ROUNDS; round++) {
    await visit(empty, url);
    const floor = await clickToShaded(empty);
    await visit(ours, url);
    const took = await clickToShaded(ours);
    await panelShows(ours, round >= 0);
    if (round < 0) continue;
    times.empty.push(floor);
    times.ours.push(took);
  }
  return times;
}

async function main() {
  const site = await serveArticles();
  const extension = await writeEmptyExtension();
  const ours = await openChromium({ dir: BUILT, url: `${site.origin}/${SIZES[0]}` });
  const empty = await openChromium({ dir: extension.dir, url: `${site.origin}/${SIZES[0]}` });
  try {
    console.log(`medians of ${ROUNDS} in turns (smallest–largest), ms from the click to the frame`);
    for (const words of SIZES) {
      const times = await rounds(ours, empty, `${site.origin}/${words}`);
      const ratio = median(times.ours) / median(times.empty);
      const of = (values) => `${median(values).toFixed(0).padStart(5)} (${spread(values)})`;
      console.log(
        `${String(words).padStart(6)} words   kept ${of(times.ours)}   empty script ${of(times.empty)}   ratio ${ratio.toFixed(2)}`,
      );
    }
  } finally {
    await ours.close();
    await empty.close();
    await extension.remove();
    site.close();
  }
}

await main();
