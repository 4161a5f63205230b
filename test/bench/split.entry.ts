/** What the split bench runs inside a page: the product's own reading and cleaning. */
import { clean } from '../../core/janitor';
import { FailureError, type Page } from '../../core/model';
import { readPage } from '../../page/blocks';
import { cellsOf } from '../../page/text';

export interface Split {
  readonly title: string;
  /** Kept runs in order, a row's cells apart. */
  readonly paragraphs: string[];
  readonly failure: string | null;
  readonly readMs: number;
  readonly cleanMs: number;
}

export function split(): Split {
  const begun = performance.now();
  const { page, runs } = readPage(document);
  const read = performance.now();
  const common = { title: page.title, readMs: read - begun };
  try {
    const kept = clean(page).blocks.filter((block) => block.label === 'content');
    return {
      ...common,
      paragraphs: kept.flatMap((block) => cellsOf(runs.get(block.id)!)),
      failure: null,
      cleanMs: performance.now() - read,
    };
  } catch (error) {
    if (!(error instanceof FailureError)) throw error;
    return { ...common, paragraphs: [], failure: error.failure.code, cleanMs: performance.now() - read };
  }
}

/** The reading itself, for fitting. */
export const read = (): Page => readPage(document).page;
