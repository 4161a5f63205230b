// Lays the pictures of a tour out as one sheet, which Chromium draws.
import puppeteer from 'puppeteer-core';
import { findChromium } from '../browsers.mjs';
import { MORE, PAGE, PANEL } from './tour.mjs';

const TILE = { width: 960, height: Math.round((960 * PAGE.height) / (PAGE.width + PANEL.width)) };
const COLUMNS = 3;

const escaped = (text) => text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
const source = (image) => `data:image/png;base64,${image}`;

const STYLE = `
:root { --ink: #23272b; --quiet: #60686f; --line: #dcdfe2; --accent: #2a6c96; }
* { box-sizing: border-box; }
body { margin: 0; background: #f4f5f6; color: var(--ink); font: 17px/1.5 system-ui, "Helvetica Neue", "DejaVu Sans", sans-serif; }
main { padding: 56px 64px 64px; width: max-content; }
header { display: flex; align-items: baseline; gap: 20px; margin-bottom: 40px; }
h1 { font-size: 34px; line-height: 1.2; letter-spacing: -.01em; margin: 0; }
header p { margin: 0; font-size: 20px; color: var(--quiet); }
.tiles { display: grid; grid-template-columns: repeat(2, ${TILE.width}px); gap: 48px 56px; }
figure { margin: 0; }
figcaption { margin: 0 0 12px; color: var(--quiet); }
figcaption b { color: var(--ink); font-size: 20px; margin-right: 8px; }
.frame { display: flex; width: ${TILE.width}px; height: ${TILE.height}px; overflow: hidden; background: #fff; border: 1px solid var(--line); border-radius: 8px; }
.frame img { display: block; height: 100%; }
.frame img + img { border-left: 1px solid var(--line); }
.frame.dark img + img { border-color: #3a4046; }
.side { flex: 1; min-width: 0; padding: 16px 20px; display: flex; flex-direction: column; gap: 12px; }
.side + .side { border-left: 1px solid var(--line); }
.side h2 { font-size: 17px; line-height: 1.4; margin: 0; font-weight: 600; } .side h2 span { font-weight: 400; color: var(--quiet); }
.columns { flex: 1; display: flex; gap: 8px; min-height: 0; }
.columns div { background-repeat: no-repeat; outline: 1px solid var(--line); }
pre { margin: 0; flex: 1; overflow: hidden; white-space: pre-wrap; overflow-wrap: anywhere; font: 13px/1.5 "DejaVu Sans Mono", ui-monospace, monospace; }
`;

const figure = (title, text, frame) => `<figure><figcaption><b>${escaped(title)}</b>${escaped(text)}</figcaption>${frame}</figure>`;

const pair = ({ page, panel }, theme = '') =>
  `<div class="frame ${theme}"><img src="${source(page)}" alt=""><img src="${source(panel)}" alt=""></div>`;

/** A whole article, cut into columns that stand side by side; a very long one in narrower columns. */
function columns({ image, width, height }) {
  const room = { width: (TILE.width / 2 - 40 - (COLUMNS - 1) * 8) / COLUMNS, height: TILE.height - 84 };
  const scale = Math.min(room.width / width, (room.height * COLUMNS) / height);
  const size = { width: width * scale, height: (height * scale) / COLUMNS };
  const style = (index) =>
    `width:${size.width}px;height:${size.height}px;background-image:url(${source(image)});background-size:${size.width}px auto;background-position:0 ${-index * size.height}px`;
  return `<div class="columns">${Array.from({ length: COLUMNS }, (_, index) => `<div style="${style(index)}"></div>`).join('')}</div>`;
}

const side = (head, rest, body) => `<div class="side"><h2>${escaped(head)} <span>${escaped(rest)}</span></h2>${body}</div>`;

function slider({ five, ten }) {
  const half = (stop) => side(stop.figures[0], '', columns(stop));
  return `<div class="frame">${half(five)}${half(ten)}</div>`;
}

function exported({ markdown, decomposition }) {
  const json = JSON.stringify({ format: decomposition.format, claims: decomposition.claims.slice(0, 2) }, null, 2);
  return `<div class="frame">${side('claims.md', '', `<pre>${escaped(markdown)}</pre>`)}${side('claims.json', 'two of its claims', `<pre>${escaped(json)}</pre>`)}</div>`;
}

function tiles({ captured, leftOut, five, ten, jump, dark, markdown, decomposition }) {
  const jumped = jump && figure('A jump', `from a claim that was rejected: “${jump.title}”`, pair(jump));
  return [
    figure('Captured', 'Darker paragraphs are carried by the claims shown; lighter ones are left out.', pair(captured)),
    figure('Left out', 'What is captured steps back; the gaps and the facts missing in them stand out.', pair(leftOut)),
    figure(`k 5 → ${MORE}`, 'The whole article, as the slider moves: more claims shown, more of it dark.', slider({ five, ten })),
    ...(jumped ? [jumped] : []),
    figure('The export', 'Each claim with its quote and a link to its sentence.', exported({ markdown, decomposition })),
    figure('Dark', 'The same page and panel in a dark theme.', pair(dark, 'dark')),
  ];
}

async function draw(html, file, scale) {
  const browser = await puppeteer.launch({
    executablePath: findChromium(),
    headless: true,
    pipe: true,
    defaultViewport: { width: 2100, height: 1000, deviceScaleFactor: scale },
    args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
  });
  try {
    const page = await browser.newPage();
    await page.setContent(html);
    const main = await page.$('body > *');
    await main.screenshot({ path: file });
  } finally {
    await browser.close();
  }
}

/** Everything the tour saw, on one sheet. */
export function drawSheet(seen, file) {
  const { page, coverage } = seen.decomposition;
  const { paragraphs } = coverage.figures;
  const head = `<header><h1>${escaped(page.title)}</h1><p>${paragraphs} paragraphs · ${seen.decomposition.claims.length} candidate claims · shaded ${seen.milliseconds} ms after the click, offline</p></header>`;
  return draw(`<style>${STYLE}</style><main>${head}<div class="tiles">${tiles(seen).join('')}</div></main>`, file, 1.5);
}

/** The page beside its panel, for the README. */
export function drawPicture(seen, file) {
  return draw(`<style>${STYLE} body { background: #fff; }</style><div style="width:max-content">${pair(seen.captured)}</div>`, file, 1.5);
}
