/** What the split bench runs inside a page: the product's own reading and cleaning. */
import { clean } from '../../core/janitor';
import { type BlockId, FailureError, type Label, type LabelledBlock, type Page } from '../../core/model';
import { type RunMap, readPage, readPageInTurns } from '../../page/blocks';
import { cellsOf, textOf } from '../../page/text';
import { takingTurns } from '../../platform/macrotask';

/** The corpus counts an article's own notes, references and thanks as its text; the product keeps them apart. */
const ARTICLE: ReadonlySet<Label> = new Set(['content', 'footnote', 'reference', 'acknowledgement']);

/** The `pre` around each run; -1 where there is none. */
function presOf({ containers, blocks }: Page): ReadonlyMap<BlockId, number> {
  const pre: number[] = [];
  for (const [index, { parent, tag }] of containers.entries())
    pre.push(parent >= 0 && pre[parent]! >= 0 ? pre[parent]! : tag === 'pre' ? index : -1);
  return new Map(blocks.map(({ id, features }) => [id, pre[features.container]!]));
}

/** The corpus counts a `pre` as one paragraph; the product parts those that hold prose. */
function paragraphsOf(page: Page, runs: RunMap, kept: readonly LabelledBlock[]): string[] {
  const pres = presOf(page);
  const paragraphs: string[] = [];
  let last = -1;
  for (const { id } of kept) {
    const pre = pres.get(id)!;
    if (pre >= 0 && pre === last) paragraphs.push(`${paragraphs.pop()}\n${textOf(runs.get(id)!)}`);
    else paragraphs.push(...cellsOf(runs.get(id)!));
    last = pre;
  }
  return paragraphs;
}

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
      paragraphs: paragraphsOf(page, runs, kept),
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
