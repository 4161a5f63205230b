/**
 * A sentence made to stand alone: what ties it to the sentence before is taken off or filled in where that is certain; nothing is cut that
 * changes what it says. English first; German, French and Spanish connectives are known, other languages keep theirs.
 */

import { hasVerb } from './verbs';

/** Connectives that a sentence can lose from its head, with the comma after them. */
const WITH_COMMA = `however|though|moreover|furthermore|in addition|additionally|also|meanwhile|therefore|thus|hence|indeed|of course|in fact|in other words|
  that said|that being said|having said that|then again|on the other hand|on the one hand|as a result|consequently|nevertheless|nonetheless|instead|
  similarly|likewise|for example|for instance|first|second|third|fourth|firstly|secondly|thirdly|finally|lastly|now|well|again|after all|besides|by contrast|
  in contrast|to be sure|more importantly|importantly|interestingly|overall|in short|in sum|to sum up|in summary|in conclusion|ultimately|still|
  then|next|anyway|either way|in any case|in turn|accordingly|by the way|to be clear|more generally|conversely|naturally|surprisingly|
  in particular|specifically|even so|and yet|at the same time|rather|above all|plus|oh|sure|yes|no|
  cependant|toutefois|pourtant|en effet|ainsi|par exemple|en outre|de plus|par ailleurs|enfin|en revanche|
  sin embargo|además|por ejemplo|por lo tanto|en cambio|no obstante`;
/** These need no comma; what follows must be able to open a sentence. */
const WITHOUT_COMMA = 'and yet|but then|but|and|yet|und|aber|mais|et|pero';
const OPENERS = `the|a|an|i|we|you|he|she|it|they|this|that|these|those|there|in|on|at|by|for|from|with|when|while|if|as|after|before|since|because|although|
  my|our|your|his|her|its|their|some|most|many|all|one|no|not|even|only|what|who|how|where|why`;

const alternatives = (list: string): string =>
  list
    .replace(/\s*\n\s*/g, '')
    .split('|')
    .sort((a, b) => b.length - a.length)
    .join('|');
const CONNECTIVES = [
  new RegExp(`^(?:${alternatives(WITH_COMMA)})\\s*,\\s+`, 'iu'),
  new RegExp(`^(?:${alternatives(WITHOUT_COMMA)}),?\\s+(?=\\S)`, 'iu'),
  new RegExp(`^so,?\\s+(?=(?:${alternatives(OPENERS)})\\b)(?!that\\b)`, 'iu'),
];
/** "And yet another …", "But for the …": here the word belongs to what follows. */
const NOT_CONNECTIVE = /^(?:yet (?:another|more|again|to)|but for|and so (?:on|forth))\b/i;
/** Least words that must be left. */
const LEAST = 4;

const NOTE_MARKS =
  /\s?\[(?:\d{1,3}(?:\s?[,–-]\s?\d{1,3})*|citation needed|[a-z]|note \d+|clarification needed|who\?|when\?)\]|[¹²³⁰-⁹]+(?=[\s.,;:!?)]|$)|\s?[†‡§*]+$/giu;

const LEADING = /^["“‘'«(]*/;
const PRONOUN =
  /^(?:he|she|they|him|them|his|her|hers|their|theirs|its|it|this|that|these|those|such|both|here|er|sie|dies|diese|dieser|dieses|il|elle|ils|elles|cela|cette|ces)\b/i;
/** "It is clear that", "there is", "this week", "those who": these point at nothing before them. */
const POINTS_AHEAD =
  /^(?:it(?:['’]s| is| was| has been| may be| might be| would be| will be| takes?| took| seems| appears| turns out| makes sense)\b.*\b(?:that|to|when|whether|how|why|if|who|for)\b|that['’]s (?:why|how)|those who|those of|these days|this (?:week|month|year|morning|summer|winter|spring|autumn|fall|decade|century|essay|article|paper|study|post|book|report|piece|guide|chapter|section|column|newsletter|time)\b|both\s+\p{Lu})/iu;
const FOLLOWS_ON =
  /\b(?:the (?:former|latter|same)|as (?:mentioned|noted|described|discussed|stated) (?:above|earlier|before)|see above|aforementioned)\b/i;
const LEADS_IN = /[:：]["”’)\]]*$|\b(?:below|the following|as follows)[.:]?$/i;
const PROMPT =
  /^(?:lire la suite|weiterlesen|mehr (?:dazu|lesen|zum thema)|lesen sie|leer más|lee también|leggi (?:anche|tutto)|leia (?:mais|também)|posted (?:on|by|in)|published (?:on|by)|click|subscribe|sign up|read more|share|follow us|join us|download|listen|watch|buy|see also|related|photo|image|credit|update|editor['’]s note|note)\b|\b(?:sign up for|subscribe to|newsletter|click here|privacy policy|all rights reserved|copyright|read more at|affiliate|a version of this (?:article|story)|appears in print|(?:this|the) (?:article|story|post|piece) (?:was|is|originally|first) (?:\S+ )?(?:published|updated|posted|appeared)|originally (?:published|appeared)|contributed (?:reporting|to this)|reporting by|follow \S+ on)\b|https?:\/\//i;
const FIRST_PERSON = /^(?:i|my|we|you|your|let['’]s)\b/i;

const SAID_BY_PRONOUN = /[,.!?]["”]\s+(?:he|she|they)\s+(?:said|says|told|added|adds|explained|explains|wrote|recalled|recalls)\b/i;
/** "Rothman recalls thinking at the time." */
const ONLY_SAYING =
  /^(?:\S+\s){0,4}(?:said|says|told|asked|asks|recalled|recalls|added|adds|wrote|writes|replied|explained|explains)\b(?:\s\S+){0,4}$/i;

/** Known by its small words; only there are verbs looked for. */
const IS_ENGLISH = /\b(?:the|of|and|by|for|with)\b/;

const wordCount = (text: string): number => text.split(/\s+/).filter(Boolean).length;

/** Quotation marks that open without closing, or the other way round. */
export function isPartOfQuotation(sentence: string): boolean {
  const opens = sentence.match(/[“«]/g)?.length ?? 0;
  const closes = sentence.match(/[”»]/g)?.length ?? 0;
  const straight = sentence.match(/"/g)?.length ?? 0;
  return opens !== closes || straight % 2 === 1;
}

export const isWhollyQuoted = (sentence: string): boolean => /^["“«][^"“”«»]*["”»][.,!?]?$/.test(sentence);

/** How well a sentence is understood without the others, 0..1. */
export function standing(sentence: string): number {
  const bare = withoutConnective(sentence);
  const head = bare.replace(LEADING, '');
  let share = bare === sentence ? 1 : 0.9;
  if (PRONOUN.test(head) && !POINTS_AHEAD.test(head)) share *= 0.7;
  if (FOLLOWS_ON.test(head)) share *= 0.7;
  if (FIRST_PERSON.test(head)) share *= 0.9;
  if (isPartOfQuotation(sentence) || isWhollyQuoted(sentence)) share *= 0.7;
  if (LEADS_IN.test(bare)) share *= 0.4;
  if (PROMPT.test(head)) share *= 0.3;
  if (/^[([]/.test(sentence)) share *= 0.6;
  if (SAID_BY_PRONOUN.test(bare)) share *= 0.7;
  if (ONLY_SAYING.test(bare)) share *= 0.4;
  if (IS_ENGLISH.test(bare) && !hasVerb(bare)) share *= wordCount(bare) < 12 ? 0.5 : 0.7;
  return share;
}

const capitalised = (text: string): string =>
  /^["“‘'«(]*\p{Ll}\p{Lu}/u.test(text)
    ? text
    : text.replace(/^(["“‘'«([¿¡]*)(\p{Ll})/u, (_, marks: string, letter: string) => marks + letter.toUpperCase());

/** Without leading "But", "However," and their like, as long as a sentence is left. */
export function withoutConnective(sentence: string): string {
  let text = sentence;
  for (let round = 0; round < 3; round += 1) {
    const quote = LEADING.exec(text)![0];
    const head = text.slice(quote.length);
    if (NOT_CONNECTIVE.test(head)) break;
    const found = CONNECTIVES.map((pattern) => pattern.exec(head)?.[0]).find((lead) => lead !== undefined);
    const rest = found === undefined ? '' : head.slice(found.length);
    if (wordCount(rest) < LEAST) break;
    text = capitalised(quote + rest);
  }
  return text;
}

/** Without footnote marks and bracketed citations. */
export const withoutNotes = (sentence: string): string =>
  withoutBrackets(
    sentence
      .replace(NOTE_MARKS, '')
      .replace(/\s+([.,;:!?)])/g, '$1')
      .replace(/\s+/g, ' ')
      .trim(),
  );

/** A sentence in brackets, or with the one bracket that it has of several sentences, without it. */
function withoutBrackets(sentence: string): string {
  const whole = /^[([]([^()[\]]+)[)\]]([.!?]?)$/.exec(sentence);
  if (whole) return `${whole[1]}${whole[2]}`;
  if (/^\([^)]*$/.test(sentence)) return sentence.slice(1);
  return /^[^(]*\)$/.test(sentence) ? sentence.slice(0, -1) : sentence;
}

const NAME_PART = "\\p{Lu}[\\p{L}’'-]*\\p{Ll}[\\p{L}’'-]*|\\p{Lu}\\.";
const FULL_NAME = `(?:(?:Mr|Mrs|Ms|Dr|Prof|Sen|Rep|Gov)\\.?\\s+)?(?:${NAME_PART})(?:\\s+(?:(?:van|von|de|der|la|al|bin|ibn)\\s+)?(?:${NAME_PART})){1,3}`;
const SAYING =
  'said|says|told|explained|explains|added|adds|argued|argues|wrote|writes|recalled|recalls|noted|notes|asked|asks|warned|warns';
const SAID_BY = [
  new RegExp(`\\b(?:${SAYING})\\s+(${FULL_NAME}|\\p{Lu}\\p{Ll}+)`, 'u'),
  new RegExp(`(?<![\\p{L}])(${FULL_NAME}|\\p{Lu}\\p{Ll}{2,})(?:, [^,.”"]{3,60},)?\\s+(?:${SAYING})\\b`, 'u'),
];
const NO_NAME =
  /^(?:He|She|They|It|I|We|You|This|That|The|A|An|But|And|In|As|When|Who|What|One|Some|Many|Most|People|Researchers|Scientists|Officials|Critics)$/;

/** Who a passage says is speaking; null unless exactly one name is given. */
export function speakerIn(passage: string): string | null {
  const names = new Set<string>();
  for (const pattern of SAID_BY) {
    for (const match of passage.matchAll(new RegExp(pattern.source, 'gu'))) if (!NO_NAME.test(match[1]!)) names.add(match[1]!);
  }
  const [first, ...others] = [...names].sort((a, b) => b.length - a.length);
  return first !== undefined && others.every((name) => first.endsWith(name)) ? first : null;
}

const OPENS_WITH_NAME = new RegExp(`^(${FULL_NAME})(?=\\s+\\p{Ll}|,)`, 'u');

/**
 * The person a leading "He" or "She" means: the sentence before opens with a full name and holds no other. Null where that is not so.
 */
function personBefore(previous: string): string | null {
  if (isPartOfQuotation(previous) || /["“«]/.test(previous)) return null;
  const name = OPENS_WITH_NAME.exec(previous)?.[1];
  if (name === undefined || NO_NAME.test(name.split(' ')[0]!)) return null;
  const others = previous.slice(name.length).match(new RegExp(FULL_NAME, 'gu')) ?? [];
  return others.length === 0 ? name : null;
}

export interface Setting {
  /** The sentence before in the same block, or ''. */
  readonly previous: string;
  /** The whole block. */
  readonly block: string;
}

const ENDS = /[.!?…。！？؟।:;：；]["”’»)\]」』）]*$|[.!?…。！？]["”’»]?\s*\([^()]*\)$/;
const UNSPACED_END = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}]["”’»)\]」』）]*$/u;
const closed = (text: string): string => (ENDS.test(text) ? text : `${text}${UNSPACED_END.test(text) ? '。' : '.'}`);

/** A stretch of somebody's speech as "Name: “…”"; null where nobody is named. */
function withSpeaker(sentence: string, block: string): string | null {
  const attributed = new RegExp(`["”»]?,?\\s*\\b(?:${SAYING}|according to)\\b`, 'u').test(sentence.replace(/^[^"”»]*["”»]/, ''));
  if (attributed && !isPartOfQuotation(sentence)) return null;
  const speaker = speakerIn(block);
  if (speaker === null) return null;
  const words = sentence.replace(/["“”«»]/g, '').trim();
  return `${speaker}: “${capitalised(words)}”`;
}

/** The sentence as it can be read without the ones around it. */
export function standAlone(sentence: string, setting: Setting): string {
  const bare = withoutConnective(withoutNotes(sentence));
  if (isPartOfQuotation(bare) || isWhollyQuoted(bare)) return withSpeaker(bare, setting.block) ?? bare;
  const speaker = SAID_BY_PRONOUN.test(bare) ? speakerIn(setting.previous) : null;
  if (speaker !== null) return closed(bare.replace(/(?<=[,.!?]["”]\s+)(?:he|she)(?=\s)/i, speaker));
  const person = /^(?:He|She)\b/.test(bare) ? personBefore(setting.previous) : null;
  return closed(person === null ? bare : bare.replace(/^(?:He|She)\b/, person));
}

/** Whether `standAlone` could fill in what the sentence points back to. */
export const isResolved = (sentence: string, alone: string): boolean =>
  standing(alone) > standing(withoutConnective(withoutNotes(sentence))) || /^\p{Lu}[^“]{2,60}: “/u.test(alone);
