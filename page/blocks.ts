/** Reads a document: every run of text between block boundaries, with a private map back to the page's own nodes. */
import type { BlockId, Page, SourceKind, Span } from '../core/model';
import type { Root } from './flat-tree';
import { pageInfo } from './meta';
import { TELLING } from './mutations';
import { extent, type Run, rangeOf } from './text';
import { Walk } from './walk';

/** BlockId → the nodes and offsets of its run. Stays in the page; ranges are made of it on demand. */
export type RunMap = ReadonlyMap<BlockId, Run>;

const ALL = { childList: true, characterData: true, attributes: true, attributeFilter: TELLING, subtree: true };

export interface Reading {
  readonly page: Page;
  readonly runs: RunMap;
  /** The document and the open shadow roots and frames of its own origin that were read with it. */
  readonly roots: readonly Root[];
}

/** Reads the document as it is now. Reading changes nothing in it and cannot be noticed by it. */
export function readPage(document: Document): Reading {
  const walk = new Walk(document);
  walk.on(Number.POSITIVE_INFINITY);
  return readingOf(document, walk);
}

/** Nodes between two pauses that may be taken: a few milliseconds of a busy machine. */
const NODES_A_SLICE = 200;
/** A page that changes all the time is read in one go in the end. */
const MOST_ATTEMPTS = 3;

/**
 * The same, with pauses for the page in between; begun anew where the page changed in one of them.
 * @param pause resolves when reading may go on
 */
export async function readPageInTurns(document: Document, pause: () => Promise<void>): Promise<Reading> {
  for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
    const walk = await walkInTurns(document, pause);
    if (walk !== null) return readingOf(document, walk);
  }
  return readPage(document);
}

/** The finished walk; null where the document changed meanwhile. */
async function walkInTurns(document: Document, pause: () => Promise<void>): Promise<Walk | null> {
  let changed = false;
  const observer = new MutationObserver(() => {
    changed = true;
  });
  const walk = new Walk(document);
  let watched = 0;
  try {
    while (!walk.on(NODES_A_SLICE)) {
      for (; watched < walk.roots.length; watched++) observer.observe(walk.roots[watched]!, ALL);
      await pause();
      if (changed) return null;
    }
    return walk;
  } finally {
    observer.disconnect();
  }
}

function readingOf(document: Document, walk: Walk): Reading {
  const page: Page = { ...pageInfo(document, sourceOf(document), walk.blocks), containers: walk.containers, blocks: walk.blocks };
  return { page, runs: walk.runs, roots: walk.roots };
}

const sourceOf = (document: Document): SourceKind => (document.URL.startsWith('file:') ? 'file' : 'url');

/** The range under a span; null where its nodes have changed or left the document. */
export function rangeOfSpan(runs: RunMap, span: Span): Range | null {
  const run = runs.get(span.block);
  return run === undefined ? null : rangeOf(run, span.start, span.end);
}

/** The range of a whole block, from its first text to its last; null where one of its ends has left the document. */
export function extentOf(runs: RunMap, block: BlockId): Range | null {
  const run = runs.get(block);
  return run === undefined ? null : extent(run);
}
