/** Claims and blocks for the tests of compare, select and cover. */
import type { Claim, LabelledBlock, Quote } from '../../core/model';

export const noPause = async (): Promise<void> => undefined;

export const block = (id: number, text: string, more: Partial<LabelledBlock> = {}): LabelledBlock => ({
  id,
  kind: 'paragraph',
  text,
  section: null,
  label: 'content',
  rule: 'test',
  ...more,
});

/** A quote that stands in a block exactly; without one, a quote that was not found. */
export function quote(exact: string, of?: LabelledBlock): Quote {
  if (!of) return { text: exact, anchor: null, grounding: { by: 'none' } };
  const start = of.text.indexOf(exact);
  if (start < 0) throw new Error(`no "${exact}" in block ${of.id}`);
  return { text: exact, anchor: { block: of.id, start, exact, prefix: '', suffix: '' }, grounding: { by: 'exact' } };
}

export const claim = (id: number, title: string, more: Partial<Claim> = {}): Claim => ({
  id,
  kind: 'claim',
  title,
  body: '',
  confidence: 0.5,
  quotes: [],
  ...more,
});
