/** Sentences about an article, examined as the product does it, for the bench of checks. */
import { quietly } from '../../core/asking';
import { check as checkText, examine as examineAll } from '../../core/check';
import type { LabelledBlock } from '../../core/model';
import { support } from '../../core/support';

export { facts } from '../../core/facts';
export { guessLanguage, sentences } from '../../core/text';
export { support };

const asking = quietly(async () => undefined);
const blocksOf = (paragraphs: readonly string[]): LabelledBlock[] =>
  paragraphs.map((text, id) => ({ id, kind: 'paragraph', text, section: null, label: 'content', rule: 'given as content' }));

export const examine = async (said: readonly string[], paragraphs: readonly string[]) =>
  (await examineAll(said, blocksOf(paragraphs), asking)).examined;

export const check = (text: string, paragraphs: readonly string[]) => checkText(text, blocksOf(paragraphs), asking);
