// npm run bench:score: what scoring costs. 24 claims on 100 paragraphs, as a ratio to plain TF-IDF cosine on the same input in the
// same run; then War and Peace from its kept text to its coverage, all of it against a tenth, with the longest turn of the event loop.
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { bundleTo } from '../../scripts/bundle.mjs';

const BOOK = new URL('../../../shared/corpus/long/war-and-peace.html.gz', import.meta.url);
const ROUNDS = 25;
const { score, plain, contentOf, sentences } = await import(await bundleTo('test/bench/score.entry.ts', 'out/bench/score-entry.mjs'));

const texts = [
  ...gunzipSync(readFileSync(BOOK))
    .toString('utf8')
    .matchAll(/<p[^>]*>(.*?)<\/p>/gs),
]
  .map((found) =>
    found[1]
      .replace(/<[^>]+>/g, '')
      .replace(/\s+/g, ' ')
      .trim(),
  )
  .filter((text) => text.length >= 40);

/** Sentences spread over the text, as claims that quote themselves and say half of the sentence after. */
const candidatesOf = (paragraphs) =>
  Array.from({ length: 24 }, (_, at) => {
    const block = Math.floor((at * paragraphs.length) / 24);
    const [first, second] = sentences(paragraphs[block]).map(({ start, end }) => paragraphs[block].slice(start, end));
    const body = `${first} ${second?.slice(0, second.length / 2) ?? ''}`;
    return {
      kind: 'claim',
      title: first.split(' ').slice(0, 9).join(' '),
      body,
      confidence: 1 - at / 30,
      quotes: [{ block, text: first }],
    };
  });

const took = async (work) => {
  const begun = performance.now();
  await work();
  return performance.now() - begun;
};

const some = texts.slice(0, 100);
const candidates = candidatesOf(some);
const ours = [];
const theirs = [];
for (let round = 0; round < ROUNDS; round++) {
  ours.push(await took(() => score(candidates, contentOf(some), async () => undefined)));
  theirs.push(
    await took(() =>
      plain(
        candidates.map(({ title, body }) => `${title}. ${body}`),
        some,
      ),
    ),
  );
}
// The best of many rounds: what else runs on the machine only ever adds.
const [mine, cosine] = [Math.min(...ours), Math.min(...theirs)];
process.stdout.write(
  `24 claims on 100 paragraphs: ${mine.toFixed(0)} ms, ${(mine / cosine).toFixed(1)} × TF-IDF cosine (${cosine.toFixed(0)} ms)\n`,
);

async function whole(paragraphs) {
  let longest = 0;
  let since = performance.now();
  const turn = async () => {
    longest = Math.max(longest, performance.now() - since);
    await new Promise((resolve) => setImmediate(resolve));
    since = performance.now();
  };
  const begun = performance.now();
  await score(candidatesOf(paragraphs), contentOf(paragraphs), turn);
  longest = Math.max(longest, performance.now() - since);
  return { ms: performance.now() - begun, longest };
}

// Once for nothing: what runs first runs before it is compiled, and a tenth would seem as dear as two.
await whole(texts.slice(0, Math.floor(texts.length / 10)));
const tenth = await whole(texts.slice(0, Math.floor(texts.length / 10)));
const all = await whole(texts);
const power = Math.log10(all.ms / tenth.ms);
process.stdout.write(
  `War and Peace, ${texts.length} paragraphs: ${all.ms.toFixed(0)} ms, a tenth ${tenth.ms.toFixed(0)} ms: n^${power.toFixed(2)}; ` +
    `longest turn ${all.longest.toFixed(0)} ms; ${(process.memoryUsage().rss / 1e6).toFixed(0)} MB resident\n`,
);
