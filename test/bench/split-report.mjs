// The figures of the split bench, ours and the peers' on the same pages, by the corpus' own scorer.
import { readFile } from 'node:fs/promises';

const SCORER = new URL('../../../shared/corpus/score-extraction.mjs', import.meta.url);
const UNSEEN = new URL('./janitor-unseen.json', import.meta.url);
/** From this share of words in common on, a title is right, as the corpus counts. */
const SAME_TITLE = 0.8;

const mean = (values) => {
  const known = values.filter((value) => value !== null);
  return known.reduce((sum, value) => sum + value, 0) / known.length;
};

const shared = (a, b) => {
  const left = [...b];
  let count = 0;
  for (const token of a) {
    const at = left.indexOf(token);
    if (at < 0) continue;
    left.splice(at, 1);
    count++;
  }
  return count / (a.length + b.length - count || 1);
};

/** @returns {Record<string, number>} means over the pages */
function figures(scorer, entries, splits) {
  const scores = entries.map((entry, index) => scorer.scorePage(entry.truthParagraphs, splits[index].paragraphs));
  const of = (measure, figure) => mean(scores.map((score) => score[measure][figure]));
  const [p, r] = [of('shingle', 'p'), of('shingle', 'r')];
  const titles = entries.map((entry, index) =>
    entry.title ? Number(shared(scorer.tokenize(entry.title), scorer.tokenize(splits[index].title)) >= SAME_TITLE) : null,
  );
  return { f1: of('paragraph', 'f1'), recall: of('paragraph', 'r'), grams: (2 * p * r) / (p + r), title: mean(titles) };
}

const shown = (value) => (value === undefined || Number.isNaN(value) ? '    –' : value.toFixed(3));

/**
 * @param {{ id: string, source?: string, title?: string, truthParagraphs: string[] }[]} manifest
 * @param {Record<string, { title: string, paragraphs: string[] }[]>} methods splits by method, in the order of the manifest
 * @param {boolean} fittedHere the weights were fitted on these pages: what they reach on unseen sites is printed beside
 */
export async function report(manifest, methods, fittedHere) {
  const scorer = await import(SCORER.href);
  const unseen = JSON.parse(await readFile(UNSEEN, 'utf8'));
  for (const source of ['all', ...new Set(manifest.flatMap((entry) => entry.source ?? []))]) {
    const places = [...manifest.keys()].filter((index) => source === 'all' || manifest[index].source === source);
    console.log(`\n${source} (${places.length} pages)${' '.repeat(30)}`.slice(0, 31), 'paragraph F1  recall  4-grams  title');
    const line = (name, row) =>
      console.log(`  ${name.padEnd(29)} ${shown(row.f1)}         ${shown(row.recall)}   ${shown(row.grams)}    ${shown(row.title)}`);
    for (const [name, splits] of Object.entries(methods)) {
      const row = figures(
        scorer,
        places.map((index) => manifest[index]),
        places.map((index) => splits[index]),
      );
      line(name, row);
    }
    if (fittedHere && unseen[source] !== undefined) line('the judge on unseen sites', unseen[source]);
  }
}
