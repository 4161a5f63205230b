/** compare: claims and sentences → the matrices that select and cover read. */
import { disagreement } from './disagreement';
import type { Claim, LabelledBlock, Similarities, Span, Usage } from './model';
import { paced } from './paced';
import type { Asking, Pause, SimilarityProvider } from './ports';
import { claimText, isScored } from './reading-rules';
import { sentences } from './text';

/** Sentences of the kept, scored blocks in document order. */
export async function sentenceSpans(blocks: readonly LabelledBlock[], pause: Pause): Promise<Span[]> {
  const spans: Span[] = [];
  const isDue = paced();
  for (const { id, text } of blocks.filter(isScored)) {
    if (isDue(text.length)) await pause();
    for (const { start, end } of sentences(text)) spans.push({ block: id, start, end });
  }
  return spans;
}

const thousandths = (value: number): number => Math.round(Math.min(1, Math.max(0, value)) * 1000) / 1000;

/** Either order may score a pair differently; for "the two say the same" the mean of both counts. */
const symmetric = (matrix: readonly (readonly number[])[]): number[][] =>
  matrix.map((row, i) => row.map((value, j) => (i === j ? 1 : thousandths((value + matrix[j]![i]!) / 2))));

/** A claim and those of others that say something else, however similar they are. */
export const apartFrom = (one: Claim, others: readonly Claim[]): Similarities['apart'] =>
  others.flatMap((other) => {
    const because = disagreement(one, other);
    return because === null ? [] : [{ a: Math.min(one.id, other.id), b: Math.max(one.id, other.id), because }];
  });

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
  spans?: Span[],
): Promise<{ similarities: Similarities; usage: Usage }> {
  const byId = new Map(blocks.map((block) => [block.id, block.text]));
  const read = spans ?? (await sentenceSpans(blocks, asking.pause));
  const texts = read.map(({ block, start, end }) => byId.get(block)!.slice(start, end));
  const said = claims.map(claimText);
  const { matrix, usage } = await provider.similarity(said, [...said, ...texts], texts, asking);
  const among = matrix.map((row) => row.slice(0, said.length));
  const sentences: number[][] = [];
  for (const row of matrix) {
    await asking.pause();
    sentences.push(row.slice(said.length).map(thousandths));
  }
  const apart: Similarities['apart'] = [];
  for (const [at, claim] of claims.entries()) {
    await asking.pause();
    apart.push(...apartFrom(claim, claims.slice(at + 1)));
  }
  return { similarities: { claims: symmetric(among), sentences, spans: read, apart }, usage };
}
