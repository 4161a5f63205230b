/** The page of a tab: its content script, its texts, and where in them an anchor stands now. */
import { browser } from 'wxt/browser';
import { type Anchor, type Failure, FailureError, Page } from '../../core/model';
import type { Part } from '../../core/parts';
import { anchorFinder } from '../../core/quote';
import { type Found, seek } from '../../core/seek';
import { askPage, type Head, type Reply } from '../../platform/messages';

/** A page that the browser brought back has its script already, and perhaps no longer the grant to inject one. */
export async function inject(tab: number): Promise<void> {
  if ((await askPage(tab, 'status', null)).ok) return;
  try {
    await browser.scripting.executeScript({ target: { tabId: tab }, files: ['/overlay.js'] });
  } catch (error) {
    // The browser's own words name the page or scheme that may not be scripted.
    throw new FailureError({ code: 'restricted-page', detail: error instanceof Error ? error.message : String(error) });
  }
}

/** A reading that was overtaken while it was fetched is fetched anew so many times in all. */
const MOST_FETCHES = 3;

/** The page as the tab's content script read it, fetched in parts. */
export async function fetchPage(tab: number, call: 'read' | 'current'): Promise<Page> {
  let failure: Failure = { code: 'no-access' };
  for (let attempt = 0; attempt < MOST_FETCHES; attempt++) {
    const head = await askPage(tab, attempt === 0 ? call : 'current', null);
    if (!head.ok) throw new FailureError(head.failure);
    const parts = await fetchParts(tab, head.value);
    if (parts.ok) return Page.parse({ ...head.value.info, ...parts.value });
    failure = parts.failure;
  }
  throw new FailureError(failure);
}

async function fetchParts(tab: number, { reading, all }: Head): Promise<Reply<Part>> {
  const parts: Part = { blocks: [], containers: [] };
  while (parts.blocks.length < all.blocks || parts.containers.length < all.containers) {
    const have = { blocks: parts.blocks.length, containers: parts.containers.length };
    const part = await askPage(tab, 'part', { reading, have });
    if (!part.ok) return part;
    const { blocks, containers } = part.value;
    if (blocks.length + containers.length === 0) return { ok: false, failure: { code: 'no-access', detail: 'the page was cut off' } };
    for (const block of blocks) parts.blocks.push(block);
    for (const container of containers) parts.containers.push(container);
  }
  return { ok: true, value: parts };
}

/** Finds an anchor that the page did not reveal, and has it revealed. Needs nothing of a run: a worker that has died since can do it. */
export const find = (tab: number, anchor: Anchor): Promise<Found> =>
  seek(anchor, {
    finder: async () => anchorFinder((await fetchPage(tab, 'current')).blocks),
    reveal: async (now) => {
      const reply = await askPage(tab, 'reveal', { anchor: now });
      if (!reply.ok) throw new FailureError(reply.failure);
      return reply.value.found;
    },
  });
