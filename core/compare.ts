/** compare: claims and sentences → the matrices that select and cover read. */
import { disagreement } from './disagreement';
import type { Asking, Claim, LabelledBlock, Similarities, SimilarityProvider, Span, Usage } from './model';
import { claimText, isScored } from './reading-rules';
import { sentences } from './text';

/** Sentences of the kept, scored blocks in document order. */
export const sentenceSpans = (blocks: readonly LabelledBlock[]): Span[] =>
  blocks.filter(isScored).flatMap((block) => sentences(block.text).map(({ start, end }) => ({ block: block.id, start, end })));

const thousandths = (value: number): number => Math.round(Math.min(1, Math.max(0, value)) * 1000) / 1000;

/** Either order may score a pair differently; for "the two say the same" the mean of both counts. */
const symmetric = (matrix: readonly (readonly number[])[]): number[][] =>
  matrix.map((row, i) => row.map((value, j) => (i === j ? 1 : thousandths((value + matrix[j]![i]!) / 2))));

/** The pairs of claims that say something else, however similar they are. */
export const apartOf = (claims: readonly Claim[]): Similarities['apart'] =>
  claims.flatMap((one, at) =>
    claims.slice(at + 1).flatMap((other) => {
      const because = disagreement(one, other);
      return because === null ? [] : [{ a: Math.min(one.id, other.id), b: Math.max(one.id, other.id), because }];
    }),
  );

/**
 * Similarities of all claims with each other and with sentences of the article.
 * @param spans the sentences of what the decomposer has read
 * @throws FailureError what the provider throws
 */
export async function compare(
  claims: readonly Claim[],
  blocks: readonly LabelledBlock[],
  provider: SimilarityProvider,
  asking: Asking,
  spans: Span[] = sentenceSpans(blocks),
): Promise<{ similarities: Similarities; usage: Usage }> {
  const byId = new Map(blocks.map((block) => [block.id, block.text]));
  const texts = spans.map(({ block, start, end }) => byId.get(block)!.slice(start, end));
  const said = claims.map(claimText);
  const { matrix, usage } = await provider.similarity(said, [...said, ...texts], texts, asking);
  const among = matrix.map((row) => row.slice(0, said.length));
  const sentences = matrix.map((row) => row.slice(said.length).map(thousandths));
  return { similarities: { claims: symmetric(among), sentences, spans, apart: apartOf(claims) }, usage };
}
