/** Whether two wordings that differ in a few characters still assert the same: their numbers, negations, measures and content words agree. */

const NUMERALS = `zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen
  nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million billion trillion dozen half third quarter once twice
  double triple first second fourth fifth sixth seventh eighth ninth tenth`;
const QUANTITIES =
  'all most some few many more less fewer least only above below before after over under up down increased decreased rose fell';
const NEGATIONS = `not no nor never none neither nobody nothing nowhere cannot without hardly barely scarcely nicht kein keine keinen keinem keiner
  keines nie niemals nichts ohne pas jamais rien aucun aucune sans ningún ninguna nunca nada sin non mai nessuno senza niet geen nooit zonder`;

const wordSet = (list: string): ReadonlySet<string> => new Set(list.split(/\s+/));
const NUMERAL_WORDS = wordSet(NUMERALS);
const QUANTITY_WORDS = wordSet(QUANTITIES);
const NEGATION_WORDS = wordSet(NEGATIONS);
/** Words that carry no content of their own: another of them is no other assertion. */
const FUNCTION_WORDS = wordSet(
  'a an the and or of to in on at for by with from as is are was were be been has have had that which who this these those it its',
);
const OPPOSITE = /^(?:un|in|im|ir|il|non|dis|mis|anti)-?/;

const TOKEN = /\d+(?:[.,:]\d+)*\s?[%‰€$£¥]?|[\p{L}\p{M}]+(?:['’][\p{L}]+)*/gu;
/** Written without spaces: every character counts as a word. */
const UNSPACED = /[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{scx=Thai}\p{scx=Lao}\p{scx=Khmer}]/u;

const tokens = (text: string): string[] =>
  Array.from(text.toLowerCase().matchAll(TOKEN), ([token]) => {
    if (/^\d/.test(token)) return token.replace(/\s/g, '').replace(/,(?=\d{3}(?!\d))/g, '');
    return UNSPACED.test(token) ? [...token] : token.replaceAll('’', "'").replace(/'s$/, '');
  }).flat();

const isNegation = (word: string): boolean => NEGATION_WORDS.has(word) || word.endsWith("n't");
const isDecisive = (word: string): boolean => /^\d/.test(word) || NUMERAL_WORDS.has(word) || QUANTITY_WORDS.has(word);
const decisive = (words: readonly string[]): string => words.filter(isDecisive).join(' ');

/** Shorter words are others when a letter of them is. */
const LONG = 5;
const lettersOf = (word: string): string => [...word].sort().join('');

/** One letter put in, left out or another, or two neighbours exchanged. */
function isMistyped(a: string, b: string): boolean {
  if (Math.min(a.length, b.length) < LONG - 1 || Math.max(a.length, b.length) < LONG || Math.abs(a.length - b.length) > 1) return false;
  let start = 0;
  while (start < a.length && a[start] === b[start]) start += 1;
  let end = 0;
  while (end < Math.min(a.length, b.length) - start && a.at(-1 - end) === b.at(-1 - end)) end += 1;
  const [left, right] = [a.slice(start, a.length - end), b.slice(start, b.length - end)];
  return Math.max(left.length, right.length) < 2 || (left.length === 2 && lettersOf(left) === lettersOf(right));
}

/** Denials that lack a letter and are words: no typos. */
const UNDENIED = /^(?:ever|either)$/;

/** The words of `b` with those that decide nothing but are mistyped words of `a` set right, word by word from either end. */
function setRight(a: readonly string[], b: readonly string[]): string[] {
  return b.map((word, at) => {
    if (isDecisive(word) || isNegation(word) || UNDENIED.test(word)) return word;
    const decides = (other: string | undefined): other is string => other !== undefined && (isDecisive(other) || isNegation(other));
    const meant = [a[at], a[a.length - b.length + at]].find((other) => decides(other) && isMistyped(word, other));
    return meant ?? word;
  });
}

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

/** The words of `a` that `b` has not, or has less often. */
function missing(a: readonly string[], b: readonly string[]): string[] {
  const open = [...b];
  return a.filter((word) => {
    const at = open.indexOf(word);
    if (at >= 0) open.splice(at, 1);
    return at < 0 && !FUNCTION_WORDS.has(word);
  });
}

/** "wil" is "will" with a letter less, though short words are others when a letter of them is. */
const undoubled = (word: string): string => word.replace(/(.)\1/gu, '$1');

/** "approved" against "rejected": each side has a word that the other has not, not even mistyped or written apart. */
function isReworded(a: readonly string[], b: readonly string[]): boolean {
  const [gone, put] = [missing(a, b), missing(b, a)];
  if (gone.join('') === put.join('')) return false;
  const unmatched = gone.filter((word) => {
    const at = put.findIndex((other) => isMistyped(word, other) || undoubled(word) === undoubled(other));
    if (at >= 0) put.splice(at, 1);
    return at < 0;
  });
  return unmatched.length > 0 && put.length > 0;
}

export function sameAssertion(a: string, b: string): boolean {
  const [was, is] = [tokens(a), tokens(b)];
  const right = setRight(was, is);
  const left = setRight(is, was);
  return (
    decisive(left) === decisive(right) &&
    left.filter(isNegation).length === right.filter(isNegation).length &&
    !hasOpposites(left, right) &&
    !isReworded(was, is)
  );
}
