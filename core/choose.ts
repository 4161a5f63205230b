/** The stages that follow a slider: select → cover, on what was asked and compared once. */
import { type CoverInput, cover } from './cover';
import type { Decomposition, Recipe, Similarities } from './model';
import { select } from './select';
import type { View } from './shade';
import { defaultThreshold } from './thresholds';

/** A Decomposition but for what follows from k: what select and cover read. */
export type Uncovered = Omit<Decomposition, 'selection' | 'coverage'>;

export const NOTHING_SIMILAR: Similarities = { claims: [], sentences: [], spans: [], apart: [] };

/** select → cover: pure, synchronous, asked of nobody; the panel runs it on every move of a slider. */
export function choose(of: Uncovered, input: CoverInput, k: number): Decomposition {
  const { threshold, rule } = of.recipe;
  const selection = select(of.claims, of.similarities, { k, threshold, rule, edits: of.edits });
  return { ...of, recipe: { ...of.recipe, k }, selection, coverage: cover(input, selection) };
}

/** The redundancy threshold by which claims were compared so: the reader's, or else the provider's own. */
export const thresholdOf = ({ similarity: { provider }, threshold }: Recipe, { thresholds }: Pick<View, 'thresholds'>): number =>
  (Object.hasOwn(thresholds, provider) ? thresholds[provider] : null) ?? defaultThreshold(provider) ?? threshold;

/** As the reader chose to see it. */
export function chooseBy(of: Uncovered, input: CoverInput, view: View): Decomposition {
  return choose({ ...of, recipe: { ...of.recipe, threshold: thresholdOf(of.recipe, view) } }, input, view.k);
}
