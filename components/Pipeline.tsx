import type { Decomposition } from '../core/model';
import { totalUsage } from '../core/usage';
import { Facts } from './Facts';
import { Fold } from './Fold';
import { count, pipeline as words } from './strings';

/** How the result was made: who said it, who compared it, by which threshold and rule, at what cost. */
export function Pipeline({ decomposition }: { decomposition: Decomposition }) {
  const { page, claims, selection, recipe } = decomposition;
  const usage = totalUsage(decomposition.usage);
  const { decomposer, similarity } = recipe;
  const generatedBy = `${decomposer.provider}+${similarity.provider}`;
  const threshold = String(recipe.threshold);
  const rows: [string, string][] = [
    [words.source, page.source],
    [words.generated, generatedBy],
    ...(decomposer.model === null ? [] : [[words.model, decomposer.model] satisfies [string, string]]),
    [words.candidates, words.candidateCount(claims.length, selection.selected.length)],
    [words.embeddings, similarity.model ?? words.noEmbeddings(similarity.provider)],
    [words.threshold, similarity.calibrated ? threshold : words.uncalibrated(threshold)],
    [words.rule, words.rules[recipe.rule]],
    [words.requests, usage.requests === 0 ? words.noRequests : count(usage.requests)],
    ...(usage.requests === 0
      ? []
      : [[words.tokens, words.tokenCount(usage.inputTokens, usage.outputTokens, usage.estimated)] satisfies [string, string]]),
  ];
  return (
    <Fold title={words.title} brief={generatedBy}>
      <Facts rows={rows} />
    </Fold>
  );
}
