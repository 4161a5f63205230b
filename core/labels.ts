/** The words the janitor has for a run that is in the article's region, and the rule it gives to the reader. */
import { NAME_CUE_LIST, type NameCue, TEXT_CUES } from './cues';
import type { Block, Label } from './model';

export interface Verdict {
  readonly label: Label;
  readonly rule: string;
}

/** What a rule may look at. */
export interface Case {
  readonly block: Block;
  /** The judgement of the whole evidence: this is text of the article. */
  readonly text: boolean;
  /** The page waits for a script to show its text: being hidden says nothing. */
  readonly shrouded: boolean;
  /** No text of the article stands before this run, or none after it. */
  readonly before: boolean;
  readonly after: boolean;
  /** Among the first runs of the text. */
  readonly early: boolean;
  readonly title: boolean;
  /** The same words stand in a longer run of the article's text; never of what is plain text of it. */
  readonly repeated: boolean;
  /** Texts of the headings that it stands under, the nearest first; of a heading its own text stands first. */
  readonly headings: readonly string[];
  /** How many list items in a row around this one, itself counted, are nothing but a link. */
  readonly linkItems: number;
  /** Name cues of the elements around it, inside the region, as bits in the order of `NAME_CUE_LIST`. */
  readonly names: number;
}

interface Rule extends Verdict {
  readonly when: (one: Case) => boolean;
}

const hasName = (names: number, cue: NameCue): boolean => ((names >> NAME_CUE_LIST.indexOf(cue)) & 1) === 1;
const named = (one: Case, cue: NameCue): boolean => hasName(one.names, cue);
const under = (one: Case, heading: RegExp): boolean => one.headings.some((text) => heading.test(text.trim()));
const short = (one: Case): boolean => one.block.text.length < 200;
const linked = (one: Case): boolean => one.block.features.linkDensity > 0.5;

const NUMBERING = String.raw`^(?:\d+(?:\.\d+)*\.?\s+|[ivx]+\.\s+)?`;
const headed = (names: string): RegExp => new RegExp(`${NUMBERING}(?:${names})\\s*(?:\\[[^\\]]*\\])?[:.]?$`, 'i');
const REFERENCES = headed(
  'references?(?: and notes| cited)?(?: \\(\\d+\\))?|(?:normative|informative) references|bibliography|works cited|literature(?: cited)?|citations|sources(?: and further reading)?|further reading|literatur(?:verzeichnis)?|quellen|einzelnachweise|r[ée]f[ée]rences(?: bibliographiques)?|bibliographie|referencias(?: bibliogr[áa]ficas)?|bibliograf[íi]a|refer[êe]ncias|参考文献|脚注|出典',
);
const NOTES = headed('(?:foot|end)?notes?|notes and references|fu(?:ß|ss)noten|anmerkungen|notas(?: (?:al|de) (?:pie|rodap[ée]))?|注釈|注');
const THANKS = headed('acknowledge?ments?|thanks|danksagung|remerciements|agradecimientos|agradecimentos|ringraziamenti|謝辞|致谢');
/** Who paid, who did what, whose interest it is: only of what stands with the text, since pages that are no papers have such headings too. */
const STATEMENTS = headed(
  'funding(?: (?:information|sources?|statement))?|financial (?:support|disclosure)|f(?:ö|oe)rderung|finan(?:cement|ciaci[óo]n|ciamento)|資金|(?:declarations? of )?(?:competing|conflicts? of|conflicting) (?:financial )?interests?(?: statement)?|declaration of interests?|interessenkonflikte?|conflits? d.int[ée]r[êe]ts?|conflictos? de intereses|conflitos? de interesses?|利益相反|(?:credit )?author(?:s.|ship)? contributions?(?: statement)?|credit authorship contribution statement|ethics(?: declarations?| statement| approval)?|(?:data|code)(?: and (?:code|materials?))? availability(?: statement)?|availability of data(?: and materials?)?',
);
const NOTE_FORM = /^(?:\[\d{1,3}\]|\d{1,3}[.)\]]?\s*[↩^]|[*†‡§¶]\s?\p{L}|\^\s|\d{1,3}\s*\^)/u;
const BACK_LINKS = ['↩', '↑', '⏎'].flatMap((mark) => [mark, `${mark}\ufe0e`]);
const REFERENCE_FORM = /\b(?:doi:|https?:\/\/doi\.org|isbn|pp\. ?\d|vol\. ?\d|et al\.|retrieved (?:on )?\p{L}|arxiv:)/iu;
const REFERENCE_START = /^(?:\[\d{1,3}\]|\(\d{1,3}\)|\d{1,3}\.|\^)\s/;
const THANKS_FORM =
  /^(?:acknowledge?ments?[:.—-]|(?:the )?authors? (?:would like to |wish to |gratefully )?(?:thanks?|acknowledges?)\b|(?:many |special )?thanks to\b.{0,200}\b(?:for (?:reading|comments|feedback|helpful|their|reviewing|conversations|discussions))|(?:i|we) (?:am|are) (?:very )?(?:grateful|indebted) to\b|\*?we thank\b.{0,300}\b(?:referees?|reviewers?|seminar|(?:for|and) (?:\w+ )?(?:comments|feedback|remarks|suggestions|discussions|access))\b)/i;
const STATEMENT_FORM =
  /^(?:this (?:work|research|study) was (?:supported|funded)\b|the authors? (?:declares?|reports?) (?:that )?(?:they have )?no\b.{0,40}\binterests?\b|the views expressed (?:here(?:in)?|in this (?:paper|article)) are those of\b|.{0,60}\backnowledges? (?:financial )?support (?:from|by)\b)/i;

/** In order: the first that applies is given. The rules for what is part of an article's apparatus speak before the judgement. */
const APPARATUS: readonly Rule[] = [
  { label: 'header', rule: 'title', when: (one) => one.title },
  { label: 'reference', rule: 'list under References', when: (one) => under(one, REFERENCES) && !under(one, NOTES) },
  { label: 'acknowledgement', rule: 'under Acknowledgements', when: (one) => under(one, THANKS) },
  { label: 'acknowledgement', rule: 'thanks those who helped', when: (one) => THANKS_FORM.test(one.block.text) },
  {
    label: 'acknowledgement',
    rule: 'statement of funding, interests or shares in the work',
    when: (one) => one.text && (under(one, STATEMENTS) || STATEMENT_FORM.test(one.block.text)),
  },
  {
    label: 'reference',
    rule: 'has the form of a reference',
    when: (one) => REFERENCE_START.test(one.block.text) && REFERENCE_FORM.test(one.block.text),
  },
  { label: 'footnote', rule: 'under Notes', when: (one) => under(one, NOTES) },
  { label: 'footnote', rule: 'numbered note at the end', when: (one) => one.text && one.after && named(one, 'notes') },
  {
    label: 'footnote',
    rule: 'numbered note at the end',
    when: (one) => one.text && (BACK_LINKS.some((mark) => one.block.text.endsWith(mark)) || (one.after && NOTE_FORM.test(one.block.text))),
  },
];

const BYLINE = /^(?:[Bb]y|[Vv]on|[Pp]or|[Pp]ar|[Dd]i)\s+\p{Lu}/u;

/** Ends as a sentence does; a byline under the lead does not. */
const STOPPED = /[.!?…]["”’)]*$/;

const says = (one: Case, cue: keyof typeof TEXT_CUES): boolean => short(one) && TEXT_CUES[cue].test(one.block.text);

const within = (one: Case, length: number): boolean => one.block.text.length <= length;

/** Short lines that say themselves what they are: too few of them look alike for the judgement to have learned them. */
const PLAIN: readonly Rule[] = [
  { label: 'boilerplate', rule: 'comments', when: (one) => named(one, 'comment') },
  {
    label: 'boilerplate',
    rule: 'subscribe prompt',
    when: (one) => within(one, 160) && says(one, 'prompt') && (named(one, 'prompt') || linked(one) || within(one, 60)),
  },
  {
    label: 'boilerplate',
    rule: 'share buttons',
    when: (one) =>
      (linked(one) && within(one, 80) && (named(one, 'share') || says(one, 'share'))) || (within(one, 20) && named(one, 'share')),
  },
  {
    label: 'boilerplate',
    rule: 'caption or credit of a picture',
    when: (one) => one.block.kind === 'caption' && within(one, 150) && says(one, 'credit'),
  },
  {
    label: 'header',
    rule: 'byline',
    when: (one) =>
      within(one, 100) &&
      ((one.before && (named(one, 'about') || BYLINE.test(one.block.text))) ||
        (one.early && BYLINE.test(one.block.text) && !STOPPED.test(one.block.text))),
  },
  { label: 'header', rule: 'date line', when: (one) => one.before && within(one, 60) && says(one, 'date') },
  { label: 'boilerplate', rule: 'pointer to another article', when: (one) => one.block.features.linkDensity > 0.7 && says(one, 'related') },
  { label: 'boilerplate', rule: 'advertisement', when: (one) => within(one, 40) && says(one, 'advert') },
  { label: 'boilerplate', rule: 'link list', when: (one) => one.linkItems >= 3 },
  { label: 'boilerplate', rule: 'repeats a sentence of the article', when: (one) => one.repeated },
];

const DROPPED: readonly Rule[] = [
  { label: 'boilerplate', rule: 'hidden on the page', when: (one) => !one.block.features.visible && !one.shrouded },
  { label: 'boilerplate', rule: 'comments', when: (one) => named(one, 'comment') },
  { label: 'boilerplate', rule: 'subscribe prompt', when: (one) => says(one, 'prompt') },
  { label: 'boilerplate', rule: 'share buttons', when: (one) => says(one, 'share') || (short(one) && named(one, 'share')) },
  { label: 'boilerplate', rule: 'advertisement', when: (one) => says(one, 'advert') || named(one, 'advert') },
  {
    label: 'boilerplate',
    rule: 'caption or credit of a picture',
    when: (one) => one.block.kind === 'caption' || says(one, 'credit') || named(one, 'caption'),
  },
  { label: 'header', rule: 'byline', when: (one) => one.before && short(one) && (says(one, 'about') || named(one, 'about')) },
  { label: 'header', rule: 'date line', when: (one) => one.before && says(one, 'date') },
  { label: 'boilerplate', rule: 'comments', when: (one) => says(one, 'comment') },
  { label: 'boilerplate', rule: 'pointer to another article', when: (one) => says(one, 'related') && (linked(one) || short(one)) },
  { label: 'boilerplate', rule: 'link list', when: (one) => linked(one) && (one.block.kind === 'list-item' || named(one, 'related')) },
  { label: 'boilerplate', rule: 'links', when: linked },
  { label: 'boilerplate', rule: 'prompt or form', when: (one) => named(one, 'prompt') },
  { label: 'boilerplate', rule: 'about the author', when: (one) => one.after && named(one, 'about') },
  { label: 'boilerplate', rule: 'legal notice', when: (one) => says(one, 'rights') },
  { label: 'boilerplate', rule: 'pointers to other articles', when: (one) => named(one, 'related') },
  { label: 'boilerplate', rule: 'box beside the text', when: (one) => named(one, 'aside') },
  { label: 'boilerplate', rule: 'navigation', when: (one) => named(one, 'navigation') },
  { label: 'header', rule: 'stands above the text', when: (one) => one.before && short(one) },
  { label: 'boilerplate', rule: 'short line apart from the text', when: short },
];

/** A box beside the text, which may say a sentence of it again, larger. A plain quote is somebody's, whoever else says the same. */
export const maySayAgain = (names: number | null): boolean => hasName(names ?? 0, 'aside');

/** The label of a run, and why. */
export function verdictOf(one: Case): Verdict {
  const apparatus = APPARATUS.find((rule) => rule.when(one));
  if (apparatus !== undefined) return { label: apparatus.label, rule: apparatus.rule };
  const plain = PLAIN.find((rule) => rule.when(one));
  if (plain !== undefined) return { label: plain.label, rule: plain.rule };
  if (one.text) return { label: 'content', rule: one.block.kind === 'heading' ? 'heading in the article' : 'text of the article' };
  const dropped = DROPPED.find((rule) => rule.when(one));
  return dropped === undefined
    ? { label: 'boilerplate', rule: 'does not read like the text around it' }
    : { label: dropped.label, rule: dropped.rule };
}
