// `npm start [URL | file.html]`: the extension in a browser, its action already triggered, on the bundled article or the page given.
// Without a display: the same headless, and what it showed in out/. `--picture` renews the README's picture as well.
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { setup } from './setup.mjs';

const inRoot = (file) => fileURLToPath(new URL(`../${file}`, import.meta.url));

const say = (line) => console.log(`· ${line}`);

const hasDisplay = () => process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);

/** What to open: an address as it is, a file served from 127.0.0.1. */
async function source(given) {
  if (given !== undefined && /^https?:\/\//.test(given)) return { url: given, network: true };
  const file = given === undefined ? inRoot('demo/article.html') : path.resolve(given);
  if (!existsSync(file)) throw new Error(`There is no file ${file}. Give an address that begins with http, or an HTML file.`);
  const { serve } = await import('./show/serve.mjs');
  return { url: (await serve(file)).url, network: false };
}

async function onDisplay({ dir, url }) {
  const { openChromium } = await import('./drive/chromium.mjs');
  const { browser, click } = await openChromium({ dir, url, network: true, headless: false, viewport: null });
  await click();
  say('The article is shaded, and the panel is open beside it. Close the browser to end.');
  await new Promise((resolve) => browser.once('disconnected', resolve));
}

const percent = (share) => `${Math.round(share * 100)} %`;

/** Counts of a list by what a function says of each, as "3 below top-k, 2 redundant". */
function counts(list, of) {
  const groups = new Map();
  for (const one of list) groups.set(of(one), (groups.get(of(one)) ?? 0) + 1);
  return [...groups].map(([name, number]) => `${number} ${name}`).join(', ');
}

function table({ decomposition: d, ten, milliseconds }) {
  const { shown, all, touchedShown, touchedAll, paragraphs } = d.coverage.figures;
  const dropped = d.blocks.filter(({ label }) => label !== 'content');
  const rows = [
    [`captured by the ${d.selection.selected.length} shown`, percent(shown)],
    [ten.figures[0].replace(/^\S+ /, ''), ten.figures[0].split(' ')[0].replace('%', ' %')],
    [`captured by all ${d.claims.length}`, percent(all)],
    ['paragraphs touched', `${touchedShown} of ${paragraphs} by those shown, ${touchedAll} by all`],
    [
      'candidates',
      `${d.claims.length} = ${d.selection.selected.length} selected, ${counts(d.selection.rejected, ({ reason }) => reason.replaceAll('-', ' '))}`,
    ],
    [
      'runs of text',
      `${d.blocks.length} = ${d.blocks.length - dropped.length} kept, ${dropped.length} dropped (${counts(dropped, ({ label }) => label)})`,
    ],
    ['click to shaded', `${milliseconds} ms`],
  ];
  const wide = Math.max(...rows.map(([name]) => name.length));
  return rows.map(([name, value]) => `  ${name.padEnd(wide)}   ${value}`).join('\n');
}

async function withoutDisplay({ dir, url, network, picture }) {
  const { tour } = await import('./show/tour.mjs');
  const { drawPicture, drawSheet } = await import('./show/sheet.mjs');
  const folder = inRoot('out');
  mkdirSync(folder, { recursive: true });
  const seen = await tour({ dir, url, network, folder, say });
  const markdown = readFileSync(path.join(folder, 'claims.md'), 'utf8');
  const decomposition = JSON.parse(readFileSync(path.join(folder, 'claims.json'), 'utf8'));
  await drawSheet({ ...seen, markdown, decomposition }, path.join(folder, 'contact-sheet.png'));
  say('Drew out/contact-sheet.png');
  if (picture) {
    mkdirSync(inRoot('docs'), { recursive: true });
    await drawPicture(seen, inRoot('docs/picture.png'));
    say('Drew docs/picture.png');
  }
  console.log(`\n${decomposition.page.title}\n${table({ ...seen, decomposition })}\n`);
  console.log('In out/: contact-sheet.png, claims.md, claims.json');
}

async function start(args) {
  const picture = args.includes('--picture');
  const given = args.find((argument) => !argument.startsWith('--'));
  setup(['chromium']);
  const opened = await source(given);
  const { build, outputOf } = await import('./build.mjs');
  build('chrome');
  say('Built the extension');
  const options = { dir: outputOf('chrome'), ...opened };
  if (hasDisplay() && !picture) await onDisplay(options);
  else {
    if (!picture) say('There is no display: the walk is made headless, and kept in out/');
    await withoutDisplay({ ...options, picture });
  }
}

try {
  await start(process.argv.slice(2));
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
