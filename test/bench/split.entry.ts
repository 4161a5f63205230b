/** What the split bench runs inside a page: the product's own reading and cleaning. */
import { clean } from '../../core/janitor';
import { FailureError, type Label } from '../../core/model';
import { readPage, readPageInTurns } from '../../page/blocks';
import { cellsOf } from '../../page/text';
import { takingTurns } from '../../platform/macrotask';

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

const TURN_MS = 8;

/** The longest task, in ms, of a reading that lets the page have its turns as the product does; cleaning is the worker's. */
export async function longestTurn(): Promise<number> {
  const turn = takingTurns(TURN_MS);
  let longest = 0;
  let begun = performance.now();
  const slice = (): void => {
    longest = Math.max(longest, performance.now() - begun);
  };
  await readPageInTurns(document, async () => {
    slice();
    const due = performance.now() - begun >= TURN_MS;
    await turn();
    // A turn that was not due goes on in the same task.
    if (due) begun = performance.now();
  });
  slice();
  return longest;
}
