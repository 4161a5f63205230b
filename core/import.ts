/** A Decomposition out of the JSON that was made of it: the border at which nothing is believed. */
import { migrate } from './migrate';
import { type Decomposition, FailureError } from './model';

const reject = (detail: string): never => {
  throw new FailureError({ code: 'bad-import', detail });
};

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    return reject(`not JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** What the schema cannot say: that the parts speak of each other. */
function inconsistency(d: Decomposition): string | null {
  const ids = new Set(d.claims.map((claim) => claim.id));
  const placed = [...d.selection.selected, ...d.selection.rejected.map((rejection) => rejection.id)];
  if (ids.size !== d.claims.length) return 'two claims have the same id';
  if (placed.length !== ids.size || new Set(placed).size !== ids.size || !placed.every((id) => ids.has(id))) {
    return 'selected and rejected claims are not the candidates, each once';
  }
  const { claims, sentences, spans } = d.similarities;
  const shaped = (matrix: number[][], columns: number): boolean =>
    matrix.length === 0 || (matrix.length === ids.size && matrix.every((row) => row.length === columns));
  if (!shaped(claims, ids.size) || !shaped(sentences, spans.length)) return 'the similarities do not fit the claims and sentences';
  const blocks = new Set(d.blocks.map((block) => block.id));
  const named = [...spans.map((span) => span.block), ...d.coverage.blocks.map((line) => line.block)];
  return named.every((id) => blocks.has(id)) ? null : 'a sentence or a coverage line belongs to no block';
}

/** @throws FailureError bad-import, with what is wrong and where */
export function fromJson(text: string): Decomposition {
  const decomposition = migrate(parseJson(text));
  const wrong = inconsistency(decomposition);
  return wrong === null ? decomposition : reject(wrong);
}
