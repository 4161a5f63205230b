/** The product's reading of the page it runs in, for what is done with it elsewhere. */
import type { Page } from '../../core/model';
import { readPage } from '../../page/blocks';

export const read = (): Page => readPage(document).page;
