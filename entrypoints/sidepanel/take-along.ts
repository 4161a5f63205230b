/** Takes the Decomposition out of the panel: as a file, or to the clipboard. */
import { toJson } from '../../core/export/json';
import { toMarkdown } from '../../core/export/markdown';
import type { Decomposition } from '../../core/model';

const FORMATS = {
  markdown: { of: toMarkdown, type: 'text/markdown', extension: 'md' },
  json: { of: toJson, type: 'application/json', extension: 'json' },
} as const;

export type Format = keyof typeof FORMATS;

/** Letters and digits of any script, so that the name is one on every file system. */
const fileName = (title: string): string =>
  title
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 80) || 'article';

export function download(decomposition: Decomposition, format: Format): void {
  const { of, type, extension } = FORMATS[format];
  const url = URL.createObjectURL(new Blob([of(decomposition)], { type: `${type};charset=utf-8` }));
  const link = document.createElement('a');
  link.href = url;
  link.download = `${fileName(decomposition.page.title)}.${extension}`;
  link.click();
  // The browser has taken the bytes once the click's own task is over.
  setTimeout(() => URL.revokeObjectURL(url));
}

export const copy = (decomposition: Decomposition, format: Format): Promise<void> =>
  navigator.clipboard.writeText(FORMATS[format].of(decomposition));
