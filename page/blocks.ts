/** Reads a document: every run of text between block boundaries, with a private map back to the page's own nodes. */
import type { BlockId, Page, SourceKind, Span } from '../core/model';
import type { Root } from './flat-tree';
import { pageInfo } from './meta';
import { extent, type Run, rangeOf } from './text';
import { Walk } from './walk';

/** BlockId → the nodes and offsets of its run. Stays in the page; ranges are made of it on demand. */
export type RunMap = ReadonlyMap<BlockId, Run>;

export interface Reading {
  readonly page: Page;
  readonly runs: RunMap;
  /** The document and the open shadow roots and frames of its own origin that were read with it. */
  readonly roots: readonly Root[];
}

/** Reads the document as it is now. Reading changes nothing in it and cannot be noticed by it. */
export function readPage(document: Document): Reading {
  const walk = new Walk(document);
  walk.run();
  const page: Page = { ...pageInfo(document, sourceOf(document)), containers: walk.containers, blocks: walk.blocks };
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
