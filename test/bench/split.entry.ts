/** What the split bench runs inside a page: the product's own reading and cleaning. */
import { clean } from '../../core/janitor';
import { FailureError, type Label } from '../../core/model';
import { readPage } from '../../page/blocks';
import { cellsOf } from '../../page/text';

/** The corpus counts an article's own notes, references and thanks as its text; the product keeps them apart. */
const ARTICLE: ReadonlySet<Label> = new Set(['content', 'footnote', 'reference', 'acknowledgement']);

export interface Split {
  readonly title: string;
  /** Runs of the article in order, a row's cells apart. */
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
    const kept = clean(page).blocks.filter((block) => ARTICLE.has(block.label));
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
