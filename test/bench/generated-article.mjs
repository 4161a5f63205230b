// An article of made-up prose: the same words for the same seed, so that runs can be compared.

const SUBJECTS =
  'The council|A survey|The harbour|Her report|Each district|The new model|An older study|The engineers|Most towns|The archive'.split('|');
const VERBS = 'measured|explained|doubted|recorded|compared|reduced|published|repaired|forecast|lost'.split('|');
const OBJECTS =
  'the night flow|its first estimate|a longer series|the price of water|the northern wall|an early warning|the missing records|every second valve|a quieter method|the spring tide'.split(
    '|',
  );
const ENDINGS =
  'before the winter|for the first time|in nine districts|without a budget|because nobody had asked|after two failed attempts|although the pipes were sound|by a narrow margin|as the report admits|in most years'.split(
    '|',
  );

function numbers(seed) {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 4_294_967_296) * below);
  };
}

const pick = (next, list) => list[next(list.length)];

function sentence(next) {
  const figure = next(3) === 0 ? ` ${next(90) + 10} percent of` : '';
  return `${pick(next, SUBJECTS)} ${pick(next, VERBS)}${figure} ${pick(next, OBJECTS)} ${pick(next, ENDINGS)}, and ${pick(next, SUBJECTS).toLowerCase()} ${pick(next, VERBS)} ${pick(next, OBJECTS)} in ${1950 + next(75)}.`;
}

/**
 * @param {{ words?: number, paragraphs?: number, seed?: number }} options as many paragraphs as asked for, or as hold the words
 * @returns {string} a whole HTML document
 */
export function generatedArticle({ words = Number.POSITIVE_INFINITY, paragraphs = Number.POSITIVE_INFINITY, seed = 7 }) {
  const next = numbers(seed);
  const body = [];
  let count = 0;
  for (let i = 0; i < paragraphs && count < words; i++) {
    if (i % 9 === 0) body.push(`<h2>${pick(next, OBJECTS)} and ${pick(next, OBJECTS)}</h2>`);
    const text = Array.from({ length: 2 + next(4) }, () => sentence(next)).join(' ');
    count += text.split(' ').length;
    body.push(`<p>${text}</p>`);
  }
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>A generated article</title><style>body{font:18px/1.6 serif;max-width:680px;margin:40px auto;padding:0 24px}</style><body><article><h1>A generated article</h1>${body.join('\n')}</article></body></html>`;
}
