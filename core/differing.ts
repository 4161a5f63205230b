/** Where a sentence about an article says something else than the article's own: another number, another date, the opposite. */
import type { AmountPlaces } from './amounts';
import { disagreement } from './disagreement';
import { type Fact, facts } from './facts';
import type { Apart, Span } from './model';
import { carries, type Said, saidIn } from './said';
import type { Stretch } from './text';

export type DifferenceKind = 'number' | 'date' | 'name' | 'polarity' | 'scope';

export interface Difference {
  readonly kind: DifferenceKind;
  /** In the sentence; null where nothing of it can be pointed at. */
  readonly here: Stretch | null;
  /** What the article has instead, the whole sentence where no word of it is it; null where it says nothing in its place. */
  readonly there: Span | null;
}

/** A sentence of the article. */
export interface Told {
  readonly span: Span;
  readonly text: string;
  readonly said: Said;
  readonly facts: readonly Fact[];
}

export function told(span: Span, text: string, lang: string | null): Told {
  return { span, text, said: saidIn(text, lang), facts: facts(text, lang) };
}

/** Similarity from which a sentence is taken to restate the article's most similar one. */
const RESTATES = 0.6;

const KINDS: Readonly<Partial<Record<Apart, DifferenceKind>>> = {
  'polarity-differs': 'polarity',
  'actors-differ': 'name',
  'scope-differs': 'scope',
};

/** The first fact of a kind that one of two sentences has and the other has not. */
const onlyIn = (mine: readonly Fact[], theirs: readonly Fact[], kind: Fact['kind']): Fact | undefined =>
  mine.find((fact) => fact.kind === kind && !theirs.some(({ key }) => key === fact.key));

/** What the restated sentence says the opposite of, of others, or less surely. */
function otherwise(text: string, one: Told, lang: string | null): Difference[] {
  const apart = disagreement({ kind: 'claim', title: text, body: '' }, { kind: 'claim', title: one.text, body: '' });
  const kind = apart === null ? undefined : KINDS[apart];
  if (kind === undefined) return [];
  const own = facts(text, lang);
  const telling = kind === 'polarity' ? 'negation' : 'name';
  const here = kind === 'scope' ? undefined : onlyIn(own, one.facts, telling);
  const there = kind === 'scope' ? undefined : onlyIn(one.facts, own, telling);
  const { block, start } = one.span;
  return [{ kind, here: here ?? null, there: there ? { block, start: start + there.start, end: start + there.end } : one.span }];
}

/** Names that the article never says, in no form of theirs. */
function newNames(text: string, article: readonly Told[], lang: string | null): Difference[] {
  return facts(text, lang).flatMap((fact): Difference[] =>
    fact.kind !== 'name' || article.some((one) => carries(one.said, fact)) ? [] : [{ kind: 'name', here: fact, there: null }],
  );
}

/** All that a sentence says otherwise than the article. */
export function differences(
  { text, similarity }: { readonly text: string; readonly similarity: number },
  near: readonly Told[],
  article: readonly Told[],
  amounts: AmountPlaces,
  lang: string | null,
): Difference[] {
  const counted = amounts.differing(text);
  const isCounted = ({ here }: Difference): boolean =>
    here !== null && counted.some((one) => one.here.start < here.end && here.start < one.here.end);
  return [
    ...counted,
    ...(near[0] && similarity >= RESTATES ? otherwise(text, near[0], lang) : []),
    ...newNames(text, article, lang).filter((name) => !isCounted(name)),
  ];
}
