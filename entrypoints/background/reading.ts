/** The page of a tab: read by its content script, shaded by levels. */
import { badge } from '../../components/strings/starting';
import { type Carried, carry } from '../../core/carry';
import type { Uncovered } from '../../core/choose';
import { type Cleaned, clean } from '../../core/janitor';
import { type Claim, type Decomposition, FailureError, type Page } from '../../core/model';
import { shadesOf, shadesOfQuoted, type View } from '../../core/shade';
import { setBadge } from '../../platform/badge';
import { digest } from '../../platform/digest';
import { askPage } from '../../platform/messages';
import { loadView } from '../../platform/settings';
import { fetchPage, inject } from './page';

export interface Reading extends Cleaned {
  readonly page: Page;
  /** Of the kept text. */
  readonly digest: string;
}

/** What was made of another reading, on the blocks of this one. */
export function carryOnto({ blocks, outside }: Cleaned, of: Uncovered): Carried {
  const carried = carry(of, blocks);
  return { ...carried, of: { ...carried.of, outside } };
}

export async function readTab(tab: number, call: 'read' | 'current'): Promise<Reading> {
  await inject(tab);
  const page = await fetchPage(tab, call);
  const { blocks, outside } = clean(page);
  const kept = blocks.filter((block) => block.label === 'content').map((block) => block.text);
  return { page, blocks, outside, digest: await digest(kept.join('\n')) };
}

/** The shade and the toolbar button, by the view that was chosen last. */
export async function paint(tab: number, decomposition: Decomposition, view?: View): Promise<void> {
  const { by, mode } = view ?? (await loadView());
  const { coverage } = decomposition;
  const reply = await askPage(tab, 'shade', { shades: shadesOf(coverage, by), mode });
  if (!reply.ok) throw new FailureError(reply.failure);
  await setBadge(tab, badge(decomposition));
}

/** Before there are figures: the blocks that the claims quote, and no others. */
export const paintQuoted = (tab: number, claims: readonly Claim[]): void =>
  void askPage(tab, 'shade', { shades: shadesOfQuoted(claims), mode: 'captured' });
