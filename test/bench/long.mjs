// npm run bench:long: the built extension on very long documents, by the real click on the toolbar button, each in a fresh
// browser. Tasks of the page are those of a trace between the click and the first shaded frame: over 50 ms of wall time,
// and of processor time, which other work on the machine does not stretch. Heaps are read by the debugger: at rest after a
// collection, and the most that was seen, garbage included, looking ten times a second.
import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { openChromium } from '../../scripts/drive/chromium.mjs';
import { CLICKED, clickToShaded, SHADED } from './click-to-shaded.mjs';
import { serveCorpus } from './corpus-browser.mjs';
import { collected, watchPeak } from './heap.mjs';
import { traceTasks } from './main-thread.mjs';

const BUILT = fileURLToPath(new URL('../../.output/chrome-mv3', import.meta.url));
const LONG = fileURLToPath(new URL('../../../shared/corpus/long/', import.meta.url));
const LONG_TASK = 50;
/** MB in the worker at its peak. */
const MOST_WORKER = 250;
const PATIENCE = 180_000;

/** Resolves when the panel has figures, or says why it has none. */
const outcome = async (driven) => {
  const panel = await driven.panel({ settle: false });
  await panel.waitForFunction(() => document.querySelector('.figures, .trouble') !== null, { timeout: PATIENCE, polling: 100 });
  return panel.evaluate(() => {
    const text = (selector) => document.querySelector(selector)?.textContent?.trim() ?? null;
    const figures = [...document.querySelectorAll('.figures b')].map((one) => one.textContent);
    return figures.length > 0 ? { figures: figures.join(', ') } : { trouble: text('.trouble > p') };
  });
};

const late = () =>
  new Promise((_, reject) => setTimeout(() => reject(new Error(`not shaded after ${PATIENCE / 1000} s`)), PATIENCE).unref());

async function measure(url) {
  const driven = await openChromium({ dir: BUILT, url });
  const page = await driven.page.createCDPSession();
  const worker = driven.worker.client;
  const before = { page: await collected(page), worker: await collected(worker) };
  const peaks = { page: watchPeak(page), worker: watchPeak(worker) };
  try {
    const tasks = await traceTasks(driven.page, CLICKED, SHADED);
    const begun = performance.now();
    const shaded = clickToShaded(driven);
    const said = outcome(driven);
    const refused = said.then((how) => (how.trouble ? Promise.reject(new Error(how.trouble)) : new Promise(() => undefined)));
    const took = await Promise.race([shaded, refused, late()]);
    const { figures } = await said;
    const told = performance.now() - begun;
    const long = await tasks();
    const most = { page: await peaks.page(), worker: await peaks.worker() };
    return { took, told, figures, tasks: long, before, most, after: { page: await collected(page), worker: await collected(worker) } };
  } finally {
    await Promise.all([peaks.page(), peaks.worker()]);
    await driven.close();
  }
}

const whole = (value) => value.toFixed(0);
const over = (tasks, by) => {
  const times = tasks.map(by).filter((ms) => ms > LONG_TASK);
  return `${times.length} (${whole(times.reduce((sum, ms) => sum + ms, 0))}, ${whole(Math.max(0, ...times))})`;
};
const heap = ({ before, most, after }, of) => `${whole(before[of])} / ${whole(most[of])} / ${whole(after[of])}`;

const COLUMNS = [
  ['document', 24],
  ['shown, all, touched', 22],
  ['shaded s', 9],
  ['figures s', 10],
  ['tasks > 50 wall', 18],
  ['tasks > 50 cpu', 18],
  ['page MB', 17],
  ['worker MB', 17],
];

const line = (cells) => console.log(cells.map((cell, column) => cell.padEnd(COLUMNS[column]?.[1] ?? 0)).join(' '));

function report(name, measured) {
  const { took, told, figures, tasks } = measured;
  const seconds = [took, told].map((ms) => (ms / 1000).toFixed(1));
  const long = [over(tasks, ({ wall }) => wall), over(tasks, ({ cpu }) => cpu)];
  line([name, figures, ...seconds, ...long, heap(measured, 'page'), heap(measured, 'worker')]);
  for (const { wall, cpu, part } of tasks) {
    if (cpu > LONG_TASK) console.log(`    a task of ${whole(wall)} ms, ${whole(cpu)} of the processor, mostly ${part}`);
  }
}

async function main() {
  if (!existsSync(LONG)) {
    console.log('bench:long is skipped: it needs ../shared/corpus/long beside the project.');
    return;
  }
  const named = process.argv.slice(2);
  const files = (await readdir(LONG)).filter(
    (file) => file.endsWith('.gz') && (named.length === 0 || named.some((part) => file.includes(part))),
  );
  const corpus = await serveCorpus(LONG);
  let reached = true;
  console.log('tasks: how many (ms in all, ms of the longest); heaps: at rest before the click / at the peak / at rest after\n');
  line(COLUMNS.map(([title]) => title));
  try {
    for (const file of files) {
      const name = file.replace(/\.x?html\.gz$/, '');
      const measured = await measure(`${corpus.origin}/${file}`).catch((error) => error);
      if (measured instanceof Error) line([name, `NOT SHADED: ${measured.message}`]);
      else report(name, measured);
      reached &&= !(measured instanceof Error) && measured.most.worker <= MOST_WORKER;
    }
  } finally {
    corpus.close();
  }
  console.log(`\n${reached ? 'Every document was shaded' : 'NOT every document was shaded'} with at most ${MOST_WORKER} MB in the worker.`);
  process.exitCode = reached ? 0 : 1;
}

await main();
