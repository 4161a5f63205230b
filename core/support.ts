/**
 * Whether a sentence about an article says what the article says, from three shares of its content words: those that the article has
 * anywhere, those that stand together in it, and its similarity to the one sentence that it is most like. Who summarises says in few
 * words what stands in many places: no one sentence need be like the summary's, but its words are the article's.
 */
import measured from './support-weights.json';
import { terms } from './text';

/** Written by test/bench/check.mjs. */
const CURVE = measured.curve;

/** Neighbouring sentences that count as together. */
const TOGETHER = 3;
/** A word of which the article has the beginning ("regulated" for "regulation") counts by this much. */
const BEGINNING = 5;
const BEGUN = 0.7;
/** Words of weight that are taken to be missing besides: the two words of a short sentence stand in most articles. */
const MISSING = 3;

/** What is said of a text, not of its matter. */
const REPORTING = `article author column post essay piece story writer text paper report argues argument explains describes opens begins starts
  turns closes concludes ends shows tells told states notes points presents sets traces surveys reconstructs follows illustrates grants concedes
  acknowledges affirms calls cites offers admits reviews discusses compares comparison section opening first last then finally next also still
  artikel autor autorin beitrag beschreibt beginnt zeigt schildert fazit lautet stellt danach schließt zeichnet nennt
  auteur texte décrit commence montre conclut explique présente raconte`;

/** Each 0..1. */
export interface Signs {
  readonly similar: number;
  readonly share: number;
  readonly together: number;
}

/** The content words of a text that say something of its matter. */
export const matter = (text: string, lang: string | null, reporting: ReadonlySet<string>): string[] => [
  ...new Set(terms(text, lang).filter((term) => !reporting.has(term))),
];

export const reportingIn = (lang: string | null): ReadonlySet<string> => new Set(terms(REPORTING, lang));

/** The words of an article by the sentences that they stand in. */
export class WordPlaces {
  private readonly places = new Map<string, number[]>();
  private readonly beginnings = new Set<string>();
  private readonly reporting: ReadonlySet<string>;

  constructor(
    private readonly sentences: readonly ReadonlySet<string>[],
    private readonly lang: string | null,
  ) {
    this.reporting = reportingIn(lang);
    for (const [at, own] of sentences.entries())
      for (const term of own) {
        const places = this.places.get(term);
        if (places) places.push(at);
        else this.places.set(term, [at]);
        if (term.length >= BEGINNING) this.beginnings.add(term.slice(0, BEGINNING));
      }
  }

  /** @param similar the sentence's highest similarity to one of the article */
  signs(sentence: string, similar: number): Signs {
    const said = matter(sentence, this.lang, this.reporting);
    const at = new Float64Array(this.sentences.length + TOGETHER);
    let [all, had] = [MISSING * this.weight(0), 0];
    for (const term of said) {
      const places = this.places.get(term) ?? [];
      const weight = this.weight(places.length);
      all += weight;
      if (places.length > 0) had += weight;
      else if (this.beginnings.has(term.slice(0, BEGINNING))) had += BEGUN * weight;
      const windows = new Set(places.flatMap((place) => Array.from({ length: TOGETHER }, (_, before) => place + before)));
      for (const window of windows) at[window]! += weight;
    }
    return { similar, share: had / all, together: at.reduce((most, sum) => Math.max(most, sum), 0) / all };
  }

  private weight(frequency: number): number {
    return Math.log((this.sentences.length + 1) / (frequency + 1)) + 1;
  }
}

/** Over zero where a sentence is taken to say what the article says. */
export const support = ({ similar, share, together }: Signs): number =>
  CURVE.bias + CURVE.similar * Math.sqrt(similar) + CURVE.share * Math.sqrt(share) + CURVE.together * Math.sqrt(together);
