/** The questions that an article asks and leaves open. */
import { cosine } from './salience';
import { isPartOfQuotation, standing, withoutConnective, withoutNotes } from './standalone';
import { terms, words } from './text';

const MOST = 5;
const LEAST_TERMS = 3;
/** Cosine of a question with what follows it from which on that is taken for its answer. */
const ANSWERED = 0.2;
/** Sentences after a question in which an answer is looked for. */
const REPLY = 3;

const IS_QUESTION = /[?？؟]["”’»)\]]*$/;
const ANSWERS =
  /^["“]?(?:yes|no|nope|not (?:really|quite|exactly|at all)|because|the (?:short |simple |best |real )?(?:answer|reason|truth|solution)|it(?:['’]s| is| was| depends)|that(?:['’]s| is| depends)|they(?:['’]re| are)|of course|maybe|perhaps|probably|well|simple|here(?:['’]s| is| are)|one (?:reason|answer|possibility)|for (?:one|starters)|in (?:short|part)|ja|nein|weil|die antwort|oui|non|parce que|sí|porque|是|因为)(?![\p{L}])/iu;
const PROMPT =
  /\b(?:did you (?:like|enjoy|know)|(?:want|need|like) to (?:know|read|learn|see|get|try|help|support|join)|looking for|have (?:a|any) (?:question|tip|comment|thought)|what do you think|are you ready|let us know|subscribe|sign up|interested in|sound familiar|why not)\b/i;
/** "Isn't it …?", "who would …?": says what it asks. */
const RHETORICAL =
  /^(?:\p{L}+n['’]t|who (?:cares|needs|would|wouldn['’]t|doesn['’]t))(?![\p{L}])|\bbut hey\b|\bwhat could (?:possibly )?go wrong\b/iu;
/** An English question opens with its question word, perhaps after a phrase; an English text is known by its small words. */
const ASKS =
  /(?:^|[,:;–—]\s*)(?:\p{L}+\s)?(?:what|why|how|who|whom|whose|which|when|where|is|are|was|were|do|does|did|has|have|had|can|could|will|would|should|may|might|must)\s/iu;
const IS_ENGLISH = /\b(?:the|of|and)\b/i;
/** Asked of the reader, or about something that only the sentence before names. */
const ASKED_OF_READER = /\b(?:you|your|yours)\b|\b(?:this|that|it|them|him|her|these|those|so)[?？]/i;
const POINTS_BACK =
  /^(?:(?:is|are|was|were|do|does|did|has|have|can|could|will|would|should|why|how|what|who|when|where|and|or|but)\s+){0,3}(?:he|she|it|they|this|that|these|those|him|her|them)\b/i;

const vectorOf = (list: readonly string[]): Map<string, number> => {
  const vector = new Map<string, number>();
  for (const term of list) vector.set(term, (vector.get(term) ?? 0) + 1);
  const length = Math.sqrt([...vector.values()].reduce((sum, weight) => sum + weight * weight, 0)) || 1;
  for (const [term, weight] of vector) vector.set(term, weight / length);
  return vector;
};

/** Whether one of the next sentences answers: by an opening that answers, by its words, or by telling on at length. */
function isAnswered(question: string, following: readonly string[], lang: string | null): boolean {
  const asked = vectorOf(terms(question, lang));
  const reply = following.slice(0, REPLY).filter((sentence) => !IS_QUESTION.test(sentence));
  if (reply.some((sentence, at) => at === 0 && ANSWERS.test(sentence))) return true;
  return reply.some((sentence) => cosine(asked, vectorOf(terms(sentence, lang))) >= ANSWERED);
}

const standsAlone = (question: string): boolean =>
  words(question).length >= 6 &&
  standing(question) >= 0.7 &&
  !isPartOfQuotation(question) &&
  (ASKS.test(question) || !IS_ENGLISH.test(question)) &&
  ![RHETORICAL, PROMPT, ASKED_OF_READER, POINTS_BACK].some((form) => form.test(question));

/**
 * Open questions in the article's own words. `texts` are its sentences in order; one that `isHeading` is a paragraph of its own, which in an
 * interview the next paragraph answers. A question in the first half of an article is taken for a way
 * of telling, whose answer is the article; one near the end, or one that nothing after it takes up, is open.
 */
export function openQuestions(texts: readonly string[], lang: string | null, isHeading: (at: number) => boolean = () => false): string[] {
  const out: string[] = [];
  for (const [at, text] of texts.entries()) {
    if (!IS_QUESTION.test(text) || /^(?:[([^]|Q:)|["“«]/.test(text)) continue;
    if (isHeading(at) && at + 1 < texts.length && !IS_QUESTION.test(texts[at + 1]!)) continue;
    const question = withoutConnective(withoutNotes(text));
    const late = at >= 0.5 * texts.length;
    if (!late || !standsAlone(question) || terms(question, lang).length < LEAST_TERMS) continue;
    if (!isAnswered(question, texts.slice(at + 1, at + 8), lang) && !out.includes(question)) out.push(question);
  }
  return out.slice(-MOST);
}
