/** The peers, on the page they run in: their HTML is cut into runs as the page's own is. */
import { Readability } from '@mozilla/readability';
import Defuddle from 'defuddle';
import { readPage } from '../../page/blocks';
import { cellsOf } from '../../page/text';

export { Readability };

export interface PeerSplit {
  readonly title: string;
  readonly paragraphs: string[];
}

function cut(title: string | null | undefined, html: string | null | undefined): PeerSplit {
  const { page, runs } = readPage(new DOMParser().parseFromString(html ?? '', 'text/html'));
  return { title: title ?? '', paragraphs: page.blocks.flatMap((block) => cellsOf(runs.get(block.id)!)) };
}

/** Both work on a copy: the page stays as it was. */
export function split(): Readonly<Record<'Readability' | 'Defuddle', PeerSplit>> {
  const article = new Readability(document.cloneNode(true) as Document).parse();
  const read = new Defuddle(document.cloneNode(true) as Document, { url: document.URL }).parse();
  return { Readability: cut(article?.title, article?.content), Defuddle: cut(read.title, read.content) };
}
