// npm run bench:check: a text about an article, checked: each labelled article's own headline and summary (and its claims, for more of
// them), the same with every number changed in turn, and sentences of the other articles. The curve that tells what the article says is
// fitted on the other articles, each article in turn left out; --write keeps the curve of all.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { bundleTo } from '../../scripts/bundle.mjs';

const SHARED = fileURLToPath(new URL('../../../shared/', import.meta.url));
const { values } = parseArgs({
  options: { dir: { type: 'string', default: path.join(SHARED, 'decompositions') }, write: { type: 'boolean', default: false } },
});
const { examine, guessLanguage, sentences } = await import(await bundleTo('test/bench/check.entry.ts', 'out/bench/check-entry.mjs'));

// ---------------------------------------------------------------- what is checked

const split = (text, lang) => sentences(text, lang).map(({ start, end }) => text.slice(start, end));
const COUNTS = [
  'zero one two three four five six seven eight nine ten eleven twelve'.split(' '),
  'null eins zwei drei vier fünf sechs sieben acht neun zehn elf zwölf'.split(' '),
];
const NUMBER = new RegExp(
  `\\d+(?:[.,]\\d+)*|(?<!\\p{L})(?:${COUNTS.flatMap((list) => list.slice(2)).join('|')})(?=fold(?!\\p{L})|(?!\\p{L}))`,
  'giu',
);
const WAYS = { next: (n) => n + 1, 'half more': (n) => n * 1.5, double: (n) => n * 2, 'ten more': (n) => n + 10 };

function changed(number, way) {
  const list = COUNTS.find((words) => words.includes(number.toLowerCase()));
  if (list) {
    const at = list.indexOf(number.toLowerCase());
    const to = Math.round(way(at));
    return list[to !== at && to < list.length ? to : (at + 1) % list.length];
  }
  const decimals = number.split('.')[1]?.length ?? 0;
  const was = Number(number.replaceAll(',', ''));
  const now = way(was).toFixed(decimals);
  return Number(now) === was ? String(was + 1) : now;
}

const withOtherNumbers = (sentence) =>
  [...sentence.matchAll(NUMBER)].flatMap(({ 0: number, index }) =>
    Object.values(WAYS).map((way) => sentence.slice(0, index) + changed(number, way) + sentence.slice(index + number.length)),
  );
/** The opposite: a "not" taken out or put in. */
function turned(sentence) {
  if (/ not /.test(sentence)) return [sentence.replace(/ not /, ' ')];
  const found = / (?:is|are|was|were|has|have|can|could|will|would) /.exec(sentence);
  return found ? [`${sentence.slice(0, found.index) + found[0]}not ${sentence.slice(found.index + found[0].length)}`] : [];
}

const articles = readdirSync(values.dir)
  .filter((file) => file.endsWith('.json') && !file.endsWith('.labels.json'))
  .map((file) => {
    const { id, headline, summary, candidates, paragraphs } = JSON.parse(readFileSync(path.join(values.dir, file), 'utf8'));
    const lang = guessLanguage(paragraphs.join(' ').slice(0, 4000));
    const own = [headline, summary].flatMap((text) => split(text, lang));
    const claims = candidates.flatMap(({ title, body }) => [title, ...split(body, lang)]);
    const text = paragraphs.flatMap((paragraph) => split(paragraph, lang)).filter((sentence) => sentence.split(' ').length >= 5);
    return { id, paragraphs, own, claims, text };
  });

/** What of one article's text is looked for in another: every seventh sentence. */
const SEVENTH = 7;
async function examined(article) {
  const others = articles.filter((other) => other !== article);
  const sets = {
    own: article.own,
    claims: article.claims,
    'own, number changed': article.own.flatMap(withOtherNumbers),
    'claims, number changed': article.claims.flatMap(withOtherNumbers),
    'text, turned': article.text.filter((_, at) => at % SEVENTH === 0).flatMap(turned),
    'claims, turned': article.claims.flatMap(turned),
    'summaries of others': others.flatMap(({ own }) => own),
    'text of others': others.flatMap(({ text }) => text.filter((_, at) => at % SEVENTH === 0)),
  };
  const flat = Object.entries(sets).flatMap(([set, list]) => list.map((text) => ({ set, text })));
  const done = await examine(
    flat.map(({ text }) => text),
    article.paragraphs,
  );
  return done.map((one, at) => ({ ...one, set: flat[at].set, id: article.id }));
}

// ---------------------------------------------------------------- the curve

const NAMES = ['similar', 'share', 'together'];
const columns = ({ signs }) => NAMES.map((name) => Math.sqrt(signs[name]));
const heightOf = (curve, one) => columns(one).reduce((sum, value, at) => sum + curve[at] * value, curve[NAMES.length]);

/** True sentences and others weigh the same, and a set as much as the other of its kind. */
const TRUE = new Set(['own', 'claims']);
const OTHERS = new Set(['summaries of others', 'text of others']);
const STEPS = 2000;
const RATE = 10;
const SMALL = 0.0003;

/** Logistic regression by gradient descent, with a small penalty. */
function fitted(rows) {
  const counts = new Map();
  for (const { set } of rows) counts.set(set, (counts.get(set) ?? 0) + 1);
  const data = rows.map((one) => ({ x: [...columns(one), 1], y: TRUE.has(one.set) ? 1 : 0, w: 0.25 / counts.get(one.set) }));
  const curve = new Array(NAMES.length + 1).fill(0);
  for (let step = 0; step < STEPS; step++) {
    const slope = curve.map((value, at) => (at < NAMES.length ? -SMALL * value : 0));
    for (const { x, y, w } of data) {
      const error = w * (y - 1 / (1 + Math.exp(-x.reduce((sum, value, at) => sum + value * curve[at], 0))));
      for (const [at, value] of x.entries()) slope[at] += error * value;
    }
    for (const at of curve.keys()) curve[at] += RATE * slope[at];
  }
  return curve;
}

// ---------------------------------------------------------------- the report

const rows = (await Promise.all(articles.map(examined))).flat();
const learnt = rows.filter(({ set }) => TRUE.has(set) || OTHERS.has(set));
for (const { id } of articles) {
  const curve = fitted(learnt.filter((one) => one.id !== id));
  for (const one of rows) if (one.id === id) one.value = heightOf(curve, one);
}

const SETS = [...new Set(rows.map(({ set }) => set))];
const differs = ({ differences }) => differences.some(({ kind, there }) => kind !== 'name' || there !== null);
const isFlagged = (one, least) => !one.verbatim && (one.value < least || differs(one));
const rate = (set, flagged) => {
  const own = rows.filter((one) => one.set === set);
  return `${own.filter(flagged).length}/${own.length} ${((100 * own.filter(flagged).length) / own.length).toFixed(1)} %`;
};
const print = (line) => process.stdout.write(`${line}\n`);

const LEAST = 0;
print(`flagged of each set (curve fitted without the article):`);
for (const set of SETS)
  print(
    `  ${set.padEnd(24)} ${rate(set, (one) => isFlagged(one, LEAST)).padEnd(18)} by the words that differ alone ${rate(set, (one) => !one.verbatim && differs(one)).padEnd(18)} with the article's words beside ${rate(set, (one) => one.differences.some(({ there }) => there !== null))}`,
  );
print(`\nthe same where more or less is asked of a sentence to count as found:`);
for (const least of [-1.5, -1, -0.5, LEAST, 0.5, 1, 1.5])
  print(
    `  ${String(least).padStart(5)}  false flags: own ${rate('own', (one) => isFlagged(one, least))}, claims ${rate('claims', (one) => isFlagged(one, least))}; ` +
      `flagged: summaries of others ${rate('summaries of others', (one) => isFlagged(one, least))}, text of others ${rate('text of others', (one) => isFlagged(one, least))}`,
  );

const all = fitted(learnt);
const curve = Object.fromEntries([...NAMES, 'bias'].map((name, at) => [name, Number(all[at].toFixed(3))]));
print(`\ncurve of all: ${JSON.stringify(curve)}`);
if (values.write) writeFileSync('core/support-weights.json', `${JSON.stringify({ curve }, null, 2)}\n`);

// ---------------------------------------------------------------- sentences and pages that nothing was fitted on

const wice = path.join(SHARED, 'coverage-bench/data/alignment.wice.json');
if (existsSync(wice)) {
  const flagged = new Map();
  for (const { sents, claims } of JSON.parse(readFileSync(wice, 'utf8')).docs) {
    const done = await examine(
      claims.map(({ text }) => text),
      sents,
    );
    for (const [at, one] of done.entries()) {
      const { label } = claims[at];
      const sum = flagged.get(label) ?? { all: 0, lost: 0, flagged: 0 };
      const lost = !one.verbatim && heightOf(all, one) < 0;
      flagged.set(label, {
        all: sum.all + 1,
        lost: sum.lost + (lost ? 1 : 0),
        flagged: sum.flagged + (lost || (!one.verbatim && differs(one)) ? 1 : 0),
      });
    }
  }
  print('\nWikipedia sentences against the page that they cite, by their label (no page of it was fitted on):');
  for (const [label, sum] of flagged)
    print(
      `  ${label.padEnd(20)} flagged ${sum.flagged} of ${sum.all} ${((100 * sum.flagged) / sum.all).toFixed(0)} %, ${sum.lost} as not found`,
    );
}
