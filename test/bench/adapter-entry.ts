/** The functions that the coverage benchmark asks for, made of core's own: a unit is a block. */
import { quietly } from '../../core/asking';
import { compare } from '../../core/compare';
import { cover } from '../../core/cover';
import { disagreement } from '../../core/disagreement';
import { kindOf } from '../../core/kinds';
import { type Evidence, evidenceBy } from '../../core/known';
import { lexical } from '../../core/lexical';
import type { Claim, LabelledBlock, Similarities } from '../../core/model';
import { prepareCover } from '../../core/prepare-cover';
import { rankSentences, type SentenceContext } from '../../core/salience';
import { noiseOf } from './line-noise';

const pause = async (): Promise<void> => undefined;

const claimOf = (text: string, id: number): Claim => ({ id, kind: 'claim', title: text, body: '', confidence: 0.5, quotes: [] });
const blockOf = (text: string, id: number): LabelledBlock => ({ id, kind: 'paragraph', text, section: null, label: 'content', rule: '' });

/** Per claim its highest similarity to a sentence of each block. */
function links({ sentences, spans }: Similarities, blocks: number): number[][] {
  return sentences.map((row) => {
    const best = new Array<number>(blocks).fill(0);
    for (const [column, { block }] of spans.entries()) best[block] = Math.max(best[block]!, row[column]!);
    return best;
  });
}

interface Aligned {
  sim: number[][];
  cover: number[];
  overall: number;
}

const compared = async (claims: readonly Claim[], blocks: readonly LabelledBlock[]): Promise<Similarities> =>
  (await compare(claims, blocks, lexical, quietly(pause))).similarities;

export async function align(claims: readonly string[], units: readonly string[]): Promise<Aligned> {
  const made = claims.map(claimOf);
  const blocks = units.map(blockOf);
  const similarities = await compared(made, blocks);
  const input = await prepareCover(blocks, made, similarities, null, pause);
  const covered = cover(input, { selected: made.map((claim) => claim.id), rejected: [], kept: [] });
  return { sim: links(similarities, units.length), cover: covered.blocks.map((block) => block.shown), overall: covered.figures.shown };
}

/** What the coverage curve is fitted on: per unit the evidence of all claims. */
export async function evidence(claims: readonly string[], units: readonly string[]): Promise<Evidence[]> {
  const made = claims.map(claimOf);
  const blocks = units.map(blockOf);
  const input = await prepareCover(blocks, made, await compared(made, blocks), null, pause);
  return evidenceBy(input.blocks, [...made.keys()], made.length);
}

/** What is left of the similarity of two claims that select would keep apart: facts are only asked at or over its threshold. */
const APART = 0.1;

/** Says the same: similarity × agreement. */
export async function same(a: string, b: string): Promise<number> {
  const [one, other] = [claimOf(a, 0), claimOf(b, 1)] as const;
  const { claims } = await compared([one, other], [blockOf(a, 0), blockOf(b, 1)]);
  const similarity = claims[0]![1]!;
  return similarity >= lexical.threshold && disagreement(one, other) !== null ? similarity * APART : similarity;
}

export const select = (sentences: readonly string[], k: number, context: SentenceContext): Promise<number[]> =>
  rankSentences(sentences, k, context);

/** The benchmark has no label for examples: they count as evidence there. */
export function kind(text: string, context: { readonly prev?: string | null }): string {
  const found = kindOf(text, context);
  return found === 'example' ? 'evidence' : found;
}

export const noise = (lines: readonly string[]): number[] => noiseOf(lines);
