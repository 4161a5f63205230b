// npm run bench:overlay: what the overlay costs on pages of 100, 1,000 and 10,000 paragraphs, beside the floor: one
// attribute set on every element, with no rule that styles by it. Floor and overlay take turns on the same page; a figure
// is the processor time of the page's main thread (tasks: script, style, layout, paint) up to the end of the frame that
// shows the step, so that other work on the machine does not count. "nothing" is a frame without a step, part of all.
import puppeteer from 'puppeteer-core';
import { findChromium } from '../../scripts/browsers.mjs';
import { bundle } from '../../scripts/bundle.mjs';
import { generatedArticle } from './generated-article.mjs';

const SIZES = [100, 1_000, 10_000];
const ROUNDS = 15;
const WARM = 3;
const FRAMES = 180;
const TARGETS = { 1000: { apply: 6, update: 2 }, 10000: { apply: 7, update: 1.5 } };
const ROWS = ['nothing', 'floor apply', 'floor update', 'overlay apply', 'overlay update', 'overlay rest'];

/** The generated article with about one link or emphasis a paragraph, as articles have. */
const article = (paragraphs) =>
  generatedArticle({ paragraphs })
    .replace(/as the report admits|in nine districts/g, '<a href="#source">$&</a>')
    .replace(/for the first time/g, '<em>$&</em>');

const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
const sorted = (values) => [...values].sort((a, b) => a - b);
const median = (values) => sorted(values)[Math.floor(values.length / 2)];
const spread = (values) => `${sorted(values)[0].toFixed(1)}–${sorted(values).at(-1).toFixed(1)}`;

/** The bench's page, with its counters. */
async function open(browser, code, size) {
  const tab = await browser.newPage();
  // Only the tab in front paints.
  await tab.bringToFront();
  await tab.setViewport({ width: 1000, height: 800 });
  await tab.setContent(article(size));
  await tab.evaluate(`${code};globalThis.bench = bench`);
  const cdp = await tab.createCDPSession();
  await cdp.send('Performance.enable', { timeDomain: 'threadTicks' });
  const busy = async () => {
    const { metrics } = await cdp.send('Performance.getMetrics');
    return metrics.find(({ name }) => name === 'TaskDuration').value * 1000;
  };
  return {
    tab,
    call: (name, ...args) => tab.evaluate((fn, rest) => globalThis.bench[fn](...rest), name, args),
    /** Milliseconds of the main thread for one step. */
    async step(name) {
      const before = await busy();
      await tab.evaluate((step) => globalThis.bench.steps[step](), name);
      return (await busy()) - before;
    },
    async heap() {
      await cdp.send('HeapProfiler.collectGarbage');
      return (await cdp.send('Runtime.getHeapUsage')).usedSize / 1e6;
    },
    /** Milliseconds that the main thread works while nothing is asked of it. */
    async idle(ms) {
      const before = await busy();
      await pause(ms);
      return (await busy()) - before;
    },
  };
}

async function round(page, figures) {
  const note = (row, value) => figures.get(row).push(value);
  const settle = () => page.idle(80);
  await settle();
  note('nothing', await page.step('nothing'));
  await page.call('prepare');
  await settle();
  note('floor apply', await page.step('floor'));
  await page.call('prepare');
  await settle();
  note('floor update', await page.step('floor'));
  await page.call('unmark');
  await page.call('prepare');
  await settle();
  await page.call('disturbances');
  note('overlay apply', await page.step('shade'));
  note('overlay rest', await page.idle(120));
  await page.call('prepare');
  await settle();
  note('overlay update', await page.step('shade'));
  await settle();
  const disturbed = await page.call('disturbances');
  await page.call('off');
  return disturbed;
}

async function measure(browser, code, size) {
  const page = await open(browser, code, size);
  for (let i = 0; i < WARM; i++) await round(page, new Map(ROWS.map((row) => [row, []])));
  const figures = new Map(ROWS.map((row) => [row, []]));
  const disturbed = [];
  for (let i = 0; i < ROUNDS; i++) disturbed.push(await round(page, figures));
  const heaps = [await page.heap()];
  const scrolls = { without: [], with: [] };
  for (let i = 0; i < 5; i++) {
    scrolls.without.push(await page.call('scroll', FRAMES));
    await page.call('prepare');
    await page.step('shade');
    await page.call('disturbances');
    scrolls.with.push(await page.call('scroll', FRAMES));
    disturbed.push(await page.call('disturbances'));
    if (i === 0) heaps.push(await page.heap());
    await page.call('off');
  }
  await page.tab.close();
  return {
    figures,
    scrolls,
    heaps,
    shift: disturbed.reduce((sum, one) => sum + one.shift, 0),
    longest: Math.max(...disturbed.map((one) => one.longest)),
  };
}

function report(size, { figures, scrolls, heaps, shift, longest }) {
  console.log(`${size.toLocaleString('en')} paragraphs`);
  for (const row of ROWS)
    console.log(`  ${row.padEnd(15)} ${median(figures.get(row)).toFixed(1).padStart(6)} ms  (${spread(figures.get(row))})`);
  const ratio = (step) => median(figures.get(`overlay ${step}`)) / median(figures.get(`floor ${step}`));
  const [apply, update] = [ratio('apply'), ratio('update')];
  const target = TARGETS[size];
  const aim = (value) => (target ? ` (at most ${value})` : '');
  console.log(`  to the floor    apply ${apply.toFixed(2)}${aim(target?.apply)}, update ${update.toFixed(2)}${aim(target?.update)}`);
  const of = (list, key) => median(list.map((one) => one[key]));
  const scrolled = (name) => `${of(scrolls[name], 'fps').toFixed(1)} (longest frame ${of(scrolls[name], 'worst').toFixed(0)} ms)`;
  console.log(`  scroll, frames/s  ${scrolled('without')} without, ${scrolled('with')} with the overlay`);
  console.log(`  layout shift ${shift.toFixed(4)}; longest task ${longest === 0 ? 'under 50' : longest.toFixed(0)} ms`);
  console.log(`  JS heap after collection ${heaps[0].toFixed(2)} MB without, ${heaps[1].toFixed(2)} MB with the overlay\n`);
  return shift === 0 && (!target || (apply <= target.apply && update <= target.update));
}

const executablePath = findChromium();
if (!executablePath) throw new Error('bench:overlay needs Chromium: install it, or set CHROME_PATH');
const code = await bundle('test/bench/overlay-page.ts', { format: 'iife', name: 'bench', minify: true });
const browser = await puppeteer.launch({
  executablePath,
  headless: true,
  pipe: true,
  args: ['--no-sandbox', '--disable-background-networking'],
});
try {
  console.log(`${await browser.version()}; medians of ${ROUNDS} (smallest–largest)\n`);
  let reached = true;
  for (const size of SIZES) reached = report(size, await measure(browser, code, size)) && reached;
  console.log(reached ? 'All aims reached.' : 'Not all aims reached.');
  process.exitCode = reached ? 0 : 1;
} finally {
  await browser.close();
}
