// Finds 24 quotes, verbatim and mistyped, in generated pages: ours, approx-string-match over the whole page, and the floor.
import puppeteer from 'puppeteer-core';
import { ensureBrowsers, findChromium } from '../../scripts/browsers.mjs';
import { bundle } from '../../scripts/bundle.mjs';
import { generatedArticle } from './generated-article.mjs';

const QUOTES = 24;
const ROUNDS = 7;
const SIZES = process.argv.slice(2).map(Number);

const median = (values) => [...values].sort((a, b) => a - b)[values.length >> 1];

async function measure(tab, change, ways) {
  return tab.evaluate(
    async (count, kind, names, rounds) => {
      const { anchors } = globalThis;
      const samples = anchors.sample(count, anchors[kind]);
      const readings = [];
      const results = Object.fromEntries(names.map((name) => [name, []]));
      for (let round = 0; round < rounds; round++) {
        for (const name of names) {
          readings.push(anchors.reading());
          results[name].push(await anchors[name](samples));
        }
      }
      return { samples: samples.length, readings, results };
    },
    QUOTES,
    change,
    ways,
    ROUNDS,
  );
}

const LABELS = {
  floor: 'floor: TreeWalker + indexOf, ranges made',
  peer: 'approx-string-match: TreeWalker, whole page, ranges made',
  inPlace: 'ours: block and offset right, ranges made',
  elsewhere: 'ours: block and offset wrong, ranges made',
  wordsOnly: 'ours: words only, no ranges',
};

function report(paragraphs, change, { samples, readings, results }, base) {
  console.log(`\n${paragraphs} paragraphs, ${samples} quotes ${change} (median of ${ROUNDS} rounds, each with everything built anew)`);
  const of = (name) => median(results[name].map(({ ms }) => ms));
  for (const [name, rounds] of Object.entries(results)) {
    const ms = of(name);
    const ratio =
      name === base
        ? ''
        : base === 'floor'
          ? `${(ms / of(base)).toFixed(2)} × the floor`
          : `${(of(base) / ms).toFixed(1)} × as fast as the peer`;
    const { found, wrong } = rounds[0];
    console.log(`  ${LABELS[name].padEnd(58)} ${ms.toFixed(1).padStart(8)} ms  found ${found}/${samples}, elsewhere ${wrong}  ${ratio}`);
  }
  console.log(
    `  reading the page, which the product has done before it looks for an anchor: ${median(readings).toFixed(1)} ms (not in the above)`,
  );
}

async function main() {
  ensureBrowsers(['chromium']);
  const code = await bundle('test/bench/anchors.entry.ts', { format: 'iife', name: 'anchors', minify: true });
  const browser = await puppeteer.launch({ executablePath: findChromium() ?? '', headless: true, pipe: true, args: ['--no-sandbox'] });
  try {
    for (const paragraphs of SIZES.length > 0 ? SIZES : [1_000, 10_000]) {
      const tab = await browser.newPage();
      tab.setDefaultTimeout(300_000);
      await tab.setContent(generatedArticle({ paragraphs }), { waitUntil: 'domcontentloaded' });
      await tab.evaluate(`${code};globalThis.anchors = anchors`);
      report(paragraphs, 'verbatim', await measure(tab, 'verbatim', ['floor', 'inPlace', 'elsewhere', 'wordsOnly']), 'floor');
      report(paragraphs, 'mistyped', await measure(tab, 'mistyped', ['peer', 'inPlace', 'elsewhere', 'wordsOnly']), 'peer');
      await tab.close();
    }
  } finally {
    await browser.close();
  }
}

await main();
