/** One labelled article through ground → compare → select → cover, in the form that the decompositions' scorer takes. */
import { quietly } from '../../core/asking';
import { compare } from '../../core/compare';
import { cover } from '../../core/cover';
import { ground } from '../../core/decompose';
import { disagreement } from '../../core/disagreement';
import { evidenceBy } from '../../core/known';
import { lexical } from '../../core/lexical';
import type { Candidate, Claim, LabelledBlock, Selection, Similarities } from '../../core/model';
import { prepareCover } from '../../core/prepare-cover';

export { sentences } from '../../core/text';

const pause = async (): Promise<void> => undefined;
const FACT_WORDS = 8;

export interface Article {
  readonly id: string;
  readonly candidates: readonly Candidate[];
  readonly paragraphs: readonly string[];
  readonly shown: readonly number[];
}

const selectionOf = (ids: readonly number[]): Selection => ({ selected: [...ids], rejected: [], kept: [] });

async function read({ candidates, paragraphs }: Article) {
  const blocks = paragraphs.map(
    (text, id): LabelledBlock => ({ id, kind: 'paragraph', text, section: null, label: 'content', rule: 'given as content' }),
  );
  const claims = ground(candidates, blocks);
  const { similarities } = await compare(claims, blocks, lexical, quietly(pause));
  return { blocks, claims, similarities, input: await prepareCover(blocks, claims, similarities, null, pause) };
}

/** What the default rule of select would do with the pair, were one of the two selected. */
function pairsOf(claims: readonly Claim[], similarities: Similarities): [number, number, number, boolean][] {
  return claims.flatMap((a, i) =>
    claims.slice(i + 1).map((b, at): [number, number, number, boolean] => {
      const j = i + 1 + at;
      const similarity = similarities.claims[i]![j]!;
      return [i, j, similarity, similarity >= lexical.threshold && disagreement(a, b) === null];
    }),
  );
}

export async function predict(article: Article): Promise<object> {
  const { blocks, claims, similarities, input } = await read(article);
  const coverage = cover(input, selectionOf(article.shown));
  const missing = coverage.blocks.map(({ facts }, at) =>
    facts
      .filter((fact) => fact.carried === 'none')
      .map(({ start, end }) => blocks[at]!.text.slice(start, end))
      .filter((fact) => fact.split(/[^\p{L}\p{N}]+/u).length <= FACT_WORDS),
  );
  const links = claims.map((claim) => claim.quotes.flatMap(({ anchor }) => (anchor ? [anchor.block] : [])));
  return {
    id: article.id,
    shown: { blocks: coverage.blocks.map((block) => block.shown) },
    all: { blocks: coverage.blocks.map((block) => block.all) },
    missing,
    links,
    pairs: pairsOf(claims, similarities),
  };
}

/** What the coverage curve is fitted on: per paragraph the evidence of the claims shown and of all. */
export async function evidence(article: Article) {
  const { blocks, claims } = (await read(article)).input;
  const by = (rows: readonly number[]) => evidenceBy(blocks, rows, claims.length);
  return { shown: by(article.shown), all: by([...claims.keys()]) };
}
