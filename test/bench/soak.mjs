// npm run bench:soak: what is left behind by 50 reloads with the shade put on and taken off each time, by 100 toggles, and
// by a minute of 200 changes a second under the shade. Measured after a collection, before and after, once warmed up; ends
// with 1 where anything grew beyond the bounds below.
import { createServer } from 'node:http';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { openChromium } from '../../scripts/drive/chromium.mjs';
import { generatedArticle } from './generated-article.mjs';
import { meters } from './soak-measures.mjs';

const BUILT = fileURLToPath(new URL('../../.output/chrome-mv3', import.meta.url));
const WARM = 8;
const RELOADS = 50;
const TOGGLES = 100;
const CHANGES_A_SECOND = 200;
const STORM_MS = 60_000;
const ALONE_MS = 10_000;

/** How much more may be there afterwards: compiled code and feedback of warm functions, a text node of a caret. */
const BOUNDS = {
  'page heap MB': 1,
  'page nodes': 20,
  'page listeners': 0,
  'page observers': 0,
  'worker heap MB': 1.5,
  'panel heap MB': 1.5,
  'panel nodes': 100,
  'panel listeners': 20,
};

const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** Asks the content script as the background does. */
const isShaded = async (driven) => {
  const [tab] = await driven.worker.evaluate(() => chrome.tabs.query({ active: true, lastFocusedWindow: true }));
  return driven.worker.evaluate(async (id) => {
    const reply = await chrome.tabs.sendMessage(id, { to: 'page', call: 'status', argument: null }, { frameId: 0 }).catch(() => null);
    return reply?.value?.on === true;
  }, tab?.id ?? -1);
};

async function until(driven, on) {
  for (const end = Date.now() + 30_000; (await isShaded(driven)) !== on; await pause(20)) {
    if (Date.now() <= end) continue;
    const says = await (await driven.panel({ settle: false })).evaluate(() => document.body.innerText.slice(0, 300));
    throw new Error(`The shade never went ${on ? 'on' : 'off'}. The panel says: ${says}`);
  }
}

async function toggle(driven, on) {
  await driven.click();
  await until(driven, on);
}

async function onAndOff(driven) {
  await toggle(driven, true);
  await toggle(driven, false);
}

/** In the page: texts that come and go, and paragraphs that are put anew with the same text, until it is stopped. */
const storm = (perSecond) => {
  const paragraphs = () => [...document.querySelectorAll('article p')];
  const added = [];
  let turn = 0;
  const change = () => {
    turn++;
    const all = paragraphs();
    const at = all[(turn * 7) % all.length];
    if (turn % 4 === 0) at.replaceWith(at.cloneNode(true));
    else if (added.length > 20) added.shift().remove();
    else {
      const text = document.createTextNode(` A late sentence, number ${turn}, came in while the page was read.`);
      at.append(text);
      added.push(text);
    }
  };
  const begun = performance.now();
  let made = 0;
  const timer = setInterval(() => {
    for (const due = ((performance.now() - begun) * perSecond) / 1000; made < due; made++) change();
  }, 5);
  globalThis.calm = () => {
    clearInterval(timer);
    for (const text of added.splice(0)) text.remove();
    return made;
  };
};

/** Seconds of the processor a second of the clock that the page's main thread takes under the storm. */
async function stormFor({ page }, meter, ms) {
  const [busy, begun] = [await meter.busy(), performance.now()];
  await page.evaluate(storm, CHANGES_A_SECOND);
  await pause(ms);
  const changes = await page.evaluate(() => globalThis.calm());
  const seconds = (performance.now() - begun) / 1000;
  return { changes, share: ((await meter.busy()) - busy) / seconds };
}

const PHASES = {
  async toggles(driven) {
    for (let i = 0; i < TOGGLES; i++) await onAndOff(driven);
    return `${TOGGLES} times on and off`;
  },
  async reloads(driven) {
    for (let i = 0; i < RELOADS; i++) {
      await driven.page.reload({ waitUntil: 'load' });
      await onAndOff(driven);
    }
    return `${RELOADS} reloads, on and off each`;
  },
  async storm(driven, meter) {
    const alone = await stormFor(driven, meter, ALONE_MS);
    await toggle(driven, true);
    const shaded = await stormFor(driven, meter, STORM_MS);
    if (!(await isShaded(driven))) throw new Error('The shade was gone after the storm.');
    await pause(3_000);
    await toggle(driven, false);
    const percent = ({ share }) => `${(share * 100).toFixed(1)} %`;
    return `${shaded.changes} changes in a minute under the shade; main thread ${percent(shaded)} busy, ${percent(alone)} without the shade`;
  },
};

function report(title, before, after) {
  console.log(`\n${title}`);
  let within = true;
  for (const [name, bound] of Object.entries(BOUNDS)) {
    const grown = after[name] - before[name];
    const digits = name.endsWith('MB') ? 2 : 0;
    const verdict = grown > bound ? `GREW by more than ${bound}` : '';
    within &&= grown <= bound;
    const cells = [before[name], after[name], grown].map((value) => value.toFixed(digits).padStart(9));
    console.log(`  ${name.padEnd(16)} ${cells.join(' ')}  ${verdict}`);
  }
  return within;
}

/** One phase in a browser of its own. */
async function soak(name, url) {
  const driven = await openChromium({ dir: BUILT, url });
  try {
    for (let i = 0; i < WARM; i++) {
      await driven.page.reload({ waitUntil: 'load' });
      await onAndOff(driven);
    }
    const meter = await meters(driven);
    await onAndOff(driven);
    const before = await meter.read();
    const title = await PHASES[name](driven, meter);
    await pause(1_000);
    return report(title, before, await meter.read());
  } finally {
    await driven.close();
  }
}

async function main() {
  const { positionals } = parseArgs({ allowPositionals: true });
  const names = positionals.length > 0 ? positionals : Object.keys(PHASES);
  const html = generatedArticle({ words: 5_000 });
  const server = createServer((_request, response) => {
    response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8' });
    response.end(html);
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
  try {
    console.log('before, after, grown; with the shade off, after a collection');
    let within = true;
    for (const name of names) within = (await soak(name, `http://127.0.0.1:${server.address().port}/`)) && within;
    console.log(within ? '\nNothing grew beyond its bound.' : '\nSomething grew beyond its bound.');
    process.exitCode = within ? 0 : 1;
  } finally {
    server.close();
  }
}

await main();
