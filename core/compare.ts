/** compare: claims and sentences → the matrices that select and cover read. */
import { disagreement } from './disagreement';
import type { Claim, LabelledBlock, Pause, Similarities, SimilarityProvider, Span } from './model';
import { claimText, isScored } from './reading-rules';
import { sentences } from './text';

/** Sentences of the kept, scored blocks in document order. */
function spansOf(blocks: readonly LabelledBlock[]): { spans: Span[]; texts: string[] } {
  const spans: Span[] = [];
  const texts: string[] = [];
  for (const block of blocks) {
    if (!isScored(block)) continue;
    for (const { start, end } of sentences(block.text)) {
      spans.push({ block: block.id, start, end });
      texts.push(block.text.slice(start, end));
    }
  }
  return { spans, texts };
}

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
 * Similarities of all claims with each other and with every sentence of the article.
 * @throws FailureError what the provider throws
 */
export async function compare(
  claims: readonly Claim[],
  blocks: readonly LabelledBlock[],
  provider: SimilarityProvider,
  pause: Pause,
): Promise<Similarities> {
  const { spans, texts } = spansOf(blocks);
  const said = claims.map(claimText);
  const matrix = await provider.similarity(said, [...said, ...texts], texts, pause);
  const among = matrix.map((row) => row.slice(0, said.length));
  return {
    claims: symmetric(among),
    sentences: matrix.map((row) => row.slice(said.length).map(thousandths)),
    spans,
    apart: apartOf(claims),
  };
}
