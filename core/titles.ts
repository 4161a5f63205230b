/**
 * Titles: a short form of a sentence, at most sixteen words. Short forms are cut at the borders of clauses and phrases, and the one that loses
 * least is taken: never one that drops a negation or a hedge of the clause it keeps. What is cut inside a clause ends in "…".
 */
import { standing, withoutConnective } from './standalone';
import { endsOpen, hasVerb, isParticiple, isSaying } from './verbs';

export const TITLE_WORDS = 16;
const LEAST_WORDS = 3;
/** A word of a script without spaces is about two characters long. */
const UNSPACED_WORD = 2;

const UNSPACED = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]/gu;

const isUnspaced = (text: string): boolean => text.search(UNSPACED) >= 0;
/** Japanese puts the main clause last: what stands before a comma only leads to it. */
const MAIN_LAST = /[\p{sc=Hiragana}\p{sc=Katakana}]/u;

/** Words of a title; in scripts without spaces two characters count as one. */
export function titleLength(text: string): number {
  const unspaced = text.match(UNSPACED)?.length ?? 0;
  const spaced = text
    .replace(UNSPACED, ' ')
    .split(/\s+/)
    .filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
  return spaced + Math.ceil(unspaced / UNSPACED_WORD);
}

const list = (words: string): string => words.trim().split(/\s+/).join('|');

/** No title ends in one of these: prepositions, articles, conjunctions, auxiliaries, possessives. */
const DANGLING = new RegExp(
  `(?:^|\\s)(?:${list(`a an the of to in on at by for from with without into onto upon over under about between among through during against as than
  and or but nor so yet if when while that which who whom whose because since although though unless until whether where why how like per via
  is are was were be been being am has have had having do does did can could will would shall should may might must
  my our your his her its their this these those such no not very more most less much many some any every each all both either neither
  therefore however also still just even apparently especially particularly then thus once rather quite i we he she they
  i've we've they've you've i'm it's he's she's that's there's i'd we'd they'd don't doesn't didn't isn't aren't wasn't weren't can't won't
  der die das den dem des ein eine einen einem einer und oder aber mit von zu im in am an auf für über unter bei nach aus als wie dass weil wenn ist
  sind war le la les un une des du de et ou mais avec sans pour par dans sur en au aux que qui est sont el los las una unos y o pero con sin para por
  del al que es son`)})$`,
  'i',
);
const HEDGE =
  /(?<![\p{L}])(?:not|no|never|none|nobody|nothing|neither|nor|cannot|\p{L}+n[’']t|without|hardly|barely|rarely|seldom|unless|if|except|only|until|but|however|although|though|may|might|could|perhaps|maybe|possibly|probably|likely|unlikely|seem(?:s|ed)?|appear(?:s|ed)?|almost|nearly|some|alleged(?:ly)?|reportedly|fail(?:s|ed)?|lack(?:s|ed)?|nicht|kein\p{L}*|nie|vielleicht|pas|jamais|peut-être|sin|nunca)(?![\p{L}])/giu;
/** A part that begins so turns around or limits what stands before it. */
const TURNS =
  /^(?:but|yet|if|unless|except|until|only|not|without|although|though|even|provided|as long as|so long as|aber|sondern|wenn|mais|sauf|si|pero|sino)(?![\p{L}])|^(?:但|然而|如果|除非)/iu;
/** So does one of these later in the sentence; a "but" after a comma begins a statement of its own. */
const LIMITS = /^[^;:.]*(?:\b(?:unless|except|provided that|only if)\b|(?<!,)\sbut\s)/i;
/** A clause that can be left out in front of the main one: place, time, manner, source, concession. */
const LEAD =
  /^(?:in|on|at|by|for|from|with|over|under|during|since|after|before|as|while|whereas|although|though|despite|in spite of|because of|given|owing to|thanks to|following|according to|along with|among|like|unlike|through|throughout|to|within|across|beyond|based on|compared (?:with|to)|instead of|rather than|today|now|yesterday|recently|(?:last|this|one|next) (?:day|night|week|month|year|summer|winter|spring|fall|autumn|morning)|bei|nach|seit|während|obwohl|trotz|laut|depuis|selon|pendant|après|avec|según|desde|durante|tras)(?![\p{L}])/iu;
/** These open a clause with a verb of its own. */
const CLAUSE_LEAD =
  /^(?:as|while|whereas|although|though|since|after|before|given|according|während|obwohl|nach|depuis|selon|après)(?![\p{L}])/iu;
/** A main clause may begin so after a comma. */
const MAIN =
  /^(?:the|a|an|i|we|you|he|she|it|they|there|this|these|those|that|some|many|most|all|no|one|people|researchers|scientists|our|his|her|their|its|my|your|der|die|das|le|la|les|el|los|las)(?![\p{L}])|^\p{Lu}/u;
const CLAUSE_HEAD = list(
  'and but or so yet because while when although though since after before until unless if whereas with according including such even',
);
const PLACE_HEAD = list('in on at during since after before across among throughout amid despite');
const PHRASE_HEAD = list(
  'by for from with without through against between over under into onto within via about like around behind toward towards alongside',
);
/** A condition of the main clause. It can not be left out. */
const CONDITION = /^(?:if|unless|when|whenever|once|until|only|having|without|even if|even when|provided|to|si|wenn|falls|se)(?![\p{L}])/iu;
/** A time of the main clause: what is left without it says a little more than was said. */
const OCCASION = /^(?:when|whenever|once|even if|even when|even though|having|to)(?![\p{L}])/iu;
const ATTRIBUTION =
  /[,，]?\s+(?:(?:he|she|they)\s+)?(?:said|says|told|explained|explains|added|adds|argued|argues|wrote|writes|recalled|recalls|noted|notes|according to)\b[^,;]{0,80}$/i;
const normal = (text: string): string => text.replace(/’/g, "'");
const hedges = (text: string): string[] => normal(text).toLowerCase().match(HEDGE) ?? [];

const ASIDE =
  /,\s+(?:which|who|whose|where|as well as|including|such as|for example|for instance|however|of course|in fact|moreover|therefore|he said|she said|they said|says)\b[^,;:]*,\s+/gi;

/** Without asides: brackets, pairs of dashes, clauses between commas after which the sentence goes on with its verb (not a list with a name). */
const withoutAsides = (text: string): string =>
  text
    .replace(/\s*[([（][^()[\]（）]*[)\]）]/g, '')
    .replace(/\s+[–—]\s+[^–—]+\s+[–—]\s+/g, ' ')
    .replace(/(?<=\p{L})[–—][^–—]+[–—](?=\p{L})/gu, ' ')
    .replace(ASIDE, (aside: string, at: number, whole: string) => {
      const next = whole.slice(at + aside.length).split(' ', 2);
      return /^\p{Ll}/u.test(next[0] ?? '') && hasVerb(next.join(' ')) ? ' ' : aside;
    })
    .replace(/\s+/g, ' ')
    .trim();

interface Form {
  readonly text: string;
  /** How much is lost; forms of a lower loss are better. */
  readonly loss: number;
}

/** Without marks at its ends, and without quotation marks that lost their partner. */
function trimmed(text: string): string {
  const bare = text.replace(/^[\s,;:.–—-]+|[\s,;:.!。，；：！、–—-]+$/gu, '');
  return balancedQuotes(bare) ? bare : bare.replace(/["“”«»]/g, '');
}

const balancedQuotes = (text: string): boolean =>
  (text.match(/[“«]/g)?.length ?? 0) === (text.match(/[”»]/g)?.length ?? 0) && (text.match(/"/g)?.length ?? 0) % 2 === 0;

function withoutDangling(text: string): string {
  let out = trimmed(text);
  while (DANGLING.test(normal(out))) out = trimmed(out.slice(0, normal(out).search(DANGLING)));
  return out;
}

/** The sentence itself, and without what can be left out in front. */
function heads(sentence: string): Form[] {
  const out: Form[] = [{ text: sentence, loss: 0 }];
  const attribution = ATTRIBUTION.exec(sentence);
  if (attribution && titleLength(sentence.slice(0, attribution.index)) >= LEAST_WORDS) {
    out.push({ text: sentence.slice(0, attribution.index), loss: 0.6 });
  }
  for (const { text, loss } of [...out]) {
    // "X, but Y": the turn is what the sentence is about
    const turn = /[,;，；]\s*(?:but|yet|aber|mais|pero|但是?|然而)\s*/iu.exec(text);
    if (turn) out.push({ text: text.slice(turn.index + turn[0].length), loss: loss + 0.6 });
    const part = /[;:；：]\s+/.exec(text);
    if (part) out.push({ text: text.slice(part.index + part[0].length), loss: loss + 0.7 });
  }
  return out.flatMap((head) => [head, ...withoutLead(head)]);
}

/** A date in front that no comma parts from the main clause. */
const DATED =
  /^(?:in|by|on|during|since|until)\s+(?:the\s+)?(?:(?:early|late|mid|beginning|end|spring|summer|autumn|fall|winter|january|february|march|april|may|june|july|august|september|october|november|december)\s+)*(?:of\s+)?(?:\d{1,2},?\s+)?(?:1[5-9]|20)\d\d\s+(?=\p{L})/iu;

/** A clause of its own, or a phrase without a verb. */
const isPhrase = (lead: string): boolean => LEAD.test(lead) && (CLAUSE_LEAD.test(lead) || !hasVerb(lead));

/** The main clause without what stands before it. Japanese leads up to it with every clause, others with the first. */
function withoutLead({ text, loss }: Form): Form[] {
  const rest = text.slice(DATED.exec(text)?.[0].length ?? 0);
  if (rest !== text && MAIN.test(rest) && hasVerb(rest)) return [{ text: rest, loss: loss + 0.6 }];
  const mains = Array.from(text.matchAll(/[,，、]\s*/g)).flatMap((comma) => {
    const rest = text.slice(comma.index + comma[0].length);
    const lead = text.slice(0, comma.index);
    const cost = MAIN_LAST.test(text) ? 0.9 : isPhrase(lead) ? 0.5 : OCCASION.test(lead) ? 1.2 : null;
    const isMain = MAIN_LAST.test(rest) || (MAIN.test(rest) && hasVerb(rest));
    return cost !== null && isMain ? [{ text: rest, loss: loss + cost + 0.02 * titleLength(lead) }] : [];
  });
  return MAIN_LAST.test(text) ? mains : mains.slice(0, 1);
}

interface Cut {
  readonly at: number;
  readonly loss: number;
  /** What follows belongs to another clause. */
  readonly clause: boolean;
}

/** Places where a form may end: after a clause, before a phrase. Behind a colon or semicolon another form begins. */
function cuts(text: string): Cut[] {
  const out: Cut[] = [{ at: text.length, loss: 0, clause: true }];
  const part = text.search(/[:;：；]\s/);
  const limit = part < 0 ? text.length : part;
  const at = (pattern: RegExp, loss: number, clause: boolean): void => {
    for (const match of text.matchAll(pattern)) if (match.index <= limit) out.push({ at: match.index, loss, clause });
  };
  at(/[;:；：]\s|\s+[–—]\s*|(?<=\p{L})[–—](?=\p{L})/gu, 0.2, true);
  at(/[,，、]/g, MAIN_LAST.test(text) ? 2.6 : 0.5, true);
  at(new RegExp(`\\s(?=(?:${CLAUSE_HEAD})\\s)`, 'gi'), 0.9, true);
  // "people who …": what follows says which people
  at(/\s(?=(?:who|whom|whose|which|that|where)\s)/gi, 2.4, false);
  at(new RegExp(`\\s(?=(?:${PLACE_HEAD})\\s)`, 'gi'), 1.1, false);
  at(new RegExp(`\\s(?=(?:${PHRASE_HEAD})\\s)`, 'gi'), 1.9, false);
  return out;
}

/** The introductory part of a sentence, before its main clause: "When …, ", "In 1961, having …, ". */
function introduction(text: string): number {
  if (!LEAD.test(text) && !CONDITION.test(text)) return 0;
  const commas = Array.from(text.matchAll(/[,，]\s*/g), (comma) => comma.index + comma[0].length);
  return commas.find((at) => MAIN.test(text.slice(at)) && hasVerb(text.slice(at))) ?? commas[0] ?? 0;
}

/** The last clause that a form begins: it needs a verb too. */
const JOINED =
  /(?:,\s+(?:but|and|so|yet|since)|\b(?:because|although|while|when|if))[,\s]+((?:(?!,\s+(?:but|and|so|yet|since)|\b(?:because|although|while|when|if)\b).)*)$/i;

/** What the form loses of what the sentence says. */
function lossOf(form: string, tail: string, isClause: boolean): number {
  const words = titleLength(form);
  const rest = tail.replace(/^[\s,;:.，；：、–—]+/, '');
  const whole = rest === '';
  let loss = 0;
  if (!whole && form.length < introduction(form + tail)) loss += 6;
  // "he chose to learn | about …", "it began | with …": the verb is still open
  if (!whole && endsOpen(form)) loss += 2;
  if (TURNS.test(rest) || LIMITS.test(rest)) loss += 4;
  const clause = isClause ? '' : rest.split(/[,;:.–—]/)[0]!;
  if (hedges(clause).length > 0) loss += 4;
  const main = form.slice(Math.min(form.length, introduction(form + tail)));
  const joined = JOINED.exec(form);
  if (!isSaying(main) || (joined && !whole && !isSaying(joined[1]!))) loss += 3;
  if (!whole && isParticiple(main, rest)) loss += 2.5;
  if (/(?:^|\s)(?:more|less|better|worse|rather|\p{L}{3,}er)(?:\s|$)/iu.test(form) && /^[^,;.]*\bthan\b/.test(rest)) loss += 3;
  if (words < 6) loss += 0.5 * (6 - words) + Math.max(0, 5 - words);
  if (standing(form) < 0.75) loss += 1.2;
  if (DANGLING.test(normal(form))) loss += 5;
  if (!balancedQuotes(form)) loss += 0.4;
  loss += Math.min(0.8, 0.3 * (rest.match(/\d[\d.,]*/g)?.length ?? 0));
  return loss + 0.03 * Math.max(0, TITLE_WORDS - words);
}

/** The first words, and "…": for a sentence that has no shorter form of its own. */
function shortened(text: string, most = TITLE_WORDS): string {
  if (titleLength(text) <= most) return withoutDangling(text);
  const segments = Array.from(new Intl.Segmenter(undefined, { granularity: 'word' }).segment(text));
  let end = 0;
  for (const segment of segments) {
    const next = segment.index + segment.segment.length;
    if (titleLength(text.slice(0, next)) > most) break;
    if (/\s/.test(text[next] ?? ' ') || segment.isWordLike) end = next;
  }
  // a hyphen or an apostrophe holds a word together
  const inWord = /^[\p{L}\p{N}'’-]/u.test(text.slice(end)) && /[\p{L}\p{N}'’-]$/u.test(text.slice(0, end)) && !isUnspaced(text);
  const cut = inWord ? text.slice(0, end).replace(/\S+$/, '') : text.slice(0, end);
  return `${withoutDangling(cut)} …`;
}

const DENIAL =
  /(?<![\p{L}])(?<!\bor )(?:not(?! (?:just|only|merely|simply))|no|never|none|nobody|nothing|neither|cannot|\p{L}+n't|hardly|barely|unless|except|nicht|kein\p{L}*|nie|jamais|nunca)(?![\p{L}])/iu;
const isDenied = (text: string): boolean => DENIAL.test(normal(text));
const denialLost = (text: string): number => (isDenied(text) ? 3 : 0);

/** The first words, what is denied, and "…" for what stands between: a denial late in a sentence is not cut off. */
function elided(text: string, most: number): string | null {
  const words = text.split(' ');
  const denial = words.findIndex(isDenied);
  if (denial < most - 2) return null;
  const start = withoutDangling(words.slice(0, 5).join(' '));
  const rest = words.slice(denial - 2, denial - 2 + most - titleLength(start));
  const isEnd = denial - 2 + rest.length >= words.length;
  return `${start} … ${isEnd ? trimmed(rest.join(' ')) : `${withoutDangling(rest.join(' '))} …`}`;
}

/** Words had to be taken off the end: the cut was not at a border. */
const STRIPPED = 1;

function forms(body: string, most = TITLE_WORDS): Form[] {
  const bare = withoutAsides(withoutConnective(body));
  const sentence = titleLength(bare) < LEAST_WORDS ? body : bare;
  const out: Form[] = [];
  for (const head of heads(sentence)) {
    for (const cut of cuts(head.text)) {
      const part = trimmed(head.text.slice(0, cut.at));
      const text = withoutDangling(part);
      const words = titleLength(text);
      if (words < LEAST_WORDS || words > most) continue;
      const at = head.text.indexOf(text);
      const tail = head.text.slice(at < 0 ? cut.at : at + text.length);
      out.push({ text, loss: head.loss + cut.loss + (part === text ? 0 : STRIPPED) + lossOf(text, tail, cut.clause && part === text) });
    }
    // a cut inside a clause is said to be one
    for (const text of [shortened(head.text, most), elided(head.text, most)]) {
      if (text !== null)
        out.push({ text, loss: head.loss + 3 + (standing(head.text) < 0.75 ? 1.2 : 0) + (isDenied(text) ? 0 : denialLost(head.text)) });
    }
  }
  return out.sort((a, b) => a.loss - b.loss);
}

const SPOKEN =
  /^["“«]([^"“”«»]+?)(?:[,.!?]["”»]|["”»],)\s*(?:(?:said|says|told \p{L}+|explained|added|argued|wrote|recalled|noted|asked|warned)\s+)?((?:(?:Mr|Mrs|Ms|Dr|Prof|Sen|Rep|Gov)\.\s)?\p{Lu}[\p{L}’'-]+(?:\s\p{Lu}(?:\.|[\p{L}’'-]+)){0,3})?/u;
const NAMED = /^(\p{Lu}[^:“]{1,60}): “([^”]+)”?$/u;
const SPEAKER_WORDS = 4;

/** What somebody says, in a short form: with the name where the sentence gives it, in quotation marks in any case. */
function spoken(body: string): Form[] | null {
  const named = NAMED.exec(body);
  const [words, name] = named ? [named[2]!, named[1]] : (SPOKEN.exec(body)?.slice(1) ?? []);
  if (words === undefined || titleLength(words) < LEAST_WORDS) return null;
  const lead = name !== undefined && titleLength(name) <= SPEAKER_WORDS ? `${name}: ` : '';
  return forms(words, TITLE_WORDS - titleLength(lead)).map(({ text, loss }) => ({ text: `${lead}“${capital(text)}”`, loss }));
}

const capital = (text: string): string =>
  /^["“‘«(]*\p{Ll}\p{Lu}/u.test(text)
    ? text
    : text.replace(/^(["“‘«(¿¡]*)(\p{Ll})/u, (_, marks: string, letter: string) => marks + letter.toUpperCase());

const keyOf = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

/**
 * The short form of `body` that loses least and is not yet in `taken` (keys of titles given before; the new one's is added). It differs from
 * the body wherever a shorter form loses nothing that matters.
 */
export function titleOf(body: string, taken: Set<string>): string {
  const bodyKey = keyOf(body);
  const candidates = (spoken(body) ?? forms(body)).map((form) => ({
    text: capital(form.text),
    loss: form.loss + (keyOf(form.text) === bodyKey ? 1 : 0),
  }));
  candidates.sort((a, b) => a.loss - b.loss);
  const free = candidates.find(({ text }) => text !== body && !taken.has(keyOf(text)));
  const title = free?.text ?? numbered(capital(shortened(body)), taken);
  taken.add(keyOf(title));
  return title;
}

function numbered(title: string, taken: ReadonlySet<string>): string {
  let number = 2;
  while (taken.has(keyOf(`${title} (${number})`))) number += 1;
  return taken.has(keyOf(title)) ? `${title} (${number})` : title;
}
