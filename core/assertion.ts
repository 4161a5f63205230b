/** Whether two wordings that differ in a few characters still assert the same: their numbers, negations and measures agree. */

const NUMERALS = `zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen
  nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million billion trillion dozen half third quarter once twice
  double triple first second`;
const QUANTITIES =
  'all most some few many more less fewer least only above below before after over under up down increased decreased rose fell';
const NEGATIONS = `not no nor never none neither nobody nothing nowhere cannot without hardly barely scarcely nicht kein keine keinen keinem keiner
  keines nie niemals nichts ohne pas jamais rien aucun aucune sans ningún ninguna nunca nada sin non mai nessuno senza niet geen nooit zonder`;

const wordSet = (list: string): ReadonlySet<string> => new Set(list.split(/\s+/));
const NUMERAL_WORDS = wordSet(NUMERALS);
const QUANTITY_WORDS = wordSet(QUANTITIES);
const NEGATION_WORDS = wordSet(NEGATIONS);
const OPPOSITE = /^(?:un|in|im|ir|il|non|dis|mis|anti)-?/;

const TOKEN = /\d+(?:[.,:]\d+)*\s?[%‰€$£¥]?|[\p{L}\p{M}]+(?:['’][\p{L}]+)*/gu;

const tokens = (text: string): string[] =>
  Array.from(text.toLowerCase().matchAll(TOKEN), ([token]) =>
    /^\d/.test(token) ? token.replace(/[\s]/g, '').replace(/,(?=\d{3}(?!\d))/g, '') : token.replaceAll('’', "'"),
  );

const isNegation = (word: string): boolean => NEGATION_WORDS.has(word) || word.endsWith("n't");
const decisive = (words: readonly string[]): string =>
  words.filter((word) => /^\d/.test(word) || NUMERAL_WORDS.has(word) || QUANTITY_WORDS.has(word)).join(' ');

/** "likely" against "unlikely": a word of one side that is a word of the other with a prefix of denial. */
function hasOpposites(a: readonly string[], b: readonly string[]): boolean {
  const inB = new Set(b);
  const inA = new Set(a);
  const turned = (word: string, own: ReadonlySet<string>, other: ReadonlySet<string>): boolean => {
    const root = word.replace(OPPOSITE, '');
    return root !== word && root.length > 2 && !other.has(word) && other.has(root) && !own.has(root);
  };
  return a.some((word) => turned(word, inA, inB)) || b.some((word) => turned(word, inB, inA));
}

export function sameAssertion(a: string, b: string): boolean {
  const left = tokens(a);
  const right = tokens(b);
  return (
    decisive(left) === decisive(right) && left.filter(isNegation).length === right.filter(isNegation).length && !hasOpposites(left, right)
  );
}
