/** Whether an English text says something: finite verbs by form, no grammar. Words that are as often nouns ("cuts", "costs") are left out. */

const VERBS = `is are was were be been am has have had having do does did can could will would shall should may might must isn't aren't wasn't weren't
  don't doesn't didn't can't won't couldn't wouldn't shouldn't haven't hasn't hadn't cannot get gets got go goes went make makes made take takes took
  give gives gave come comes came say says said see sees saw find finds found know knows knew think thinks thought shows grow grows grew rose fell keep
  keeps kept let lets put puts ran led leave leaves left lose loses lost win wins won held built bought sell sells sold send sends sent bring brings
  brought begin begins began become becomes became write writes wrote tell tells told met paid want wants meant spend spends spent stood speak speaks
  spoke drove flew broke choose chooses chose feels felt hear hears heard proves prove relies rely remain remains seem seems tries try costs means needs
  works turns uses helps allows makes it's that's there's they're we're you're he's she's i'm i've we've they've you've i'd we'd they'd i'll we'll`;

const FORMS = VERBS.split(/\s+/).filter(Boolean).join('|');
const PATTERN = `(?<![\\p{L}-])(?:${FORMS}|\\p{L}{2,}(?:ed|ied|izes|ises|ates|ifies))(?![\\p{L}])`;
const VERB = new RegExp(PATTERN, 'iu');
const EACH = new RegExp(PATTERN, 'giu');
const AT_END = new RegExp(`${PATTERN}$`, 'iu');
/** A clause inside the sentence: its verb is not the sentence's. */
const RELATIVE = /(?<=[\p{L},]\s)(?:who|which|that|whose|where|when)\s/giu;
const SAYS_THAT = /\b(?:said|says|that|argues|argued|claims|claimed|warns|warned|believes|thinks|notes|noted)\s+(\S+\s.*)$/i;

const straight = (text: string): string => text.replace(/’/g, "'");
/** Other scripts are not judged. */
const isLatin = (text: string): boolean => /[A-Za-z]/.test(text);

export const hasVerb = (text: string): boolean => !isLatin(text) || VERB.test(straight(text));

/** A verb for the main clause besides those of its relative clauses, and one for what is said. */
export function isSaying(text: string): boolean {
  if (!isLatin(text)) return true;
  const plain = straight(text);
  const verbs = plain.match(EACH)?.length ?? 0;
  const said = SAYS_THAT.exec(plain);
  return verbs > (plain.match(RELATIVE)?.length ?? 0) - (said ? 1 : 0) && (said === null || VERB.test(said[1]!));
}

const AUXILIARY = /^[^;:.]*?(?<![\p{L}])(?:is|are|was|were|will|would|may|might|can|could|should|has|have|had|do|does|did)(?![\p{L}])/iu;

/** "A bill approved in May | … will add …": the only verb is a participle, the sentence's own comes later. */
export function isParticiple(text: string, rest: string): boolean {
  const verbs = straight(text).match(EACH) ?? [];
  return (
    verbs.length > 0 &&
    verbs.every((verb) => verb.endsWith('ed')) &&
    AUXILIARY.test(rest) &&
    /ed\s(?:by|in|to|from|with|at|for|on)\s/.test(text + rest)
  );
}

/** A verb at the end that waits for its object: "he chose to learn", "was preparing". */
export const endsOpen = (text: string): boolean =>
  AT_END.test(straight(text)) ||
  /\b(?:to|can|could|will|would|shall|should|may|might|must)\s+(?:\p{L}+ly\s+|soon\s+|also\s+|not\s+)?\p{L}+$/u.test(text) ||
  /\b(?:is|are|was|were|be|been)\s+\p{L}+ing$/u.test(text);
