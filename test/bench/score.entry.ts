/** What the score bench times: the product's own stages from kept text to coverage, and the plainest similarity beside it. */
import { quietly } from '../../core/asking';
import { compare } from '../../core/compare';
import { cover } from '../../core/cover';
import { ground } from '../../core/decompose';
import { lexical } from '../../core/lexical';
import type { Candidate, LabelledBlock } from '../../core/model';
import type { Pause } from '../../core/ports';
import { prepareCover } from '../../core/prepare-cover';
import { select } from '../../core/select';
import { sentences, terms } from '../../core/text';

export { sentences };

export const contentOf = (texts: readonly string[]): LabelledBlock[] =>
  texts.map((text, id) => ({ id, kind: 'paragraph', text, section: null, label: 'content', rule: '' }));

/** Ground, compare, select, cover. */
export async function score(candidates: readonly Candidate[], blocks: readonly LabelledBlock[], pause: Pause): Promise<number> {
  const claims = ground(candidates, blocks);
  const { similarities } = await compare(claims, blocks, lexical, quietly(pause));
  const input = await prepareCover(blocks, claims, similarities, 'en', pause);
  const selection = select(claims, similarities, { k: 5, threshold: lexical.threshold, rule: 'facts', edits: [] });
  return cover(input, selection).figures.shown;
}

/** Cosine of TF-IDF vectors of each claim and each sentence. */
export function plain(claims: readonly string[], texts: readonly string[]): number {
  const columns = texts.flatMap((text) => sentences(text).map(({ start, end }) => terms(text.slice(start, end), 'en')));
  const frequency = new Map<string, number>();
  for (const column of columns) for (const term of new Set(column)) frequency.set(term, (frequency.get(term) ?? 0) + 1);
  const vector = (list: readonly string[]): Map<string, number> => {
    const out = new Map<string, number>();
    for (const term of list) out.set(term, (out.get(term) ?? 0) + Math.log((columns.length + 1) / ((frequency.get(term) ?? 0) + 1)) + 1);
    const length = Math.hypot(...out.values()) || 1;
    return new Map([...out].map(([term, weight]) => [term, weight / length]));
  };
  const rows = claims.map((claim) => vector(terms(claim, 'en')));
  let sum = 0;
  for (const column of columns.map(vector))
    for (const row of rows) for (const [term, weight] of column) sum += weight * (row.get(term) ?? 0);
  return sum;
}
