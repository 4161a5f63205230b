/** Takes a Decomposition out of an extension page: as a file, or to the clipboard. The writers are loaded when they are asked for. */

import type { BriefFormat } from '../core/export/gap-brief';
import type { Decomposition } from '../core/model';
import type { Basis } from '../core/shade';
import type { ExportFormat } from './state';

/** By the reader's own clock, YYYY-MM-DD. */
const today = (): string => {
  const now = new Date();
  return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, '0')).join('-');
};

type Write = (decomposition: Decomposition) => string;
const noteOn =
  (day: string, write: (decomposition: Decomposition, created: string) => string): Write =>
  (decomposition) =>
    write(decomposition, day);

const FORMATS = {
  markdown: {
    write: async () => noteOn(today(), (await import('../core/export/markdown')).toMarkdown),
    type: 'text/markdown',
    extension: 'md',
  },
  html: { write: async () => (await import('../core/export/html')).toHtml, type: 'text/html', extension: 'html' },
  csv: { write: async () => (await import('../core/export/csv')).toCsv, type: 'text/csv', extension: 'csv' },
  json: { write: async () => (await import('../core/export/json')).toJson, type: 'application/json', extension: 'json' },
} as const;

/** Letters and digits of any script, so that the name is one on every file system. */
const fileName = (title: string): string =>
  title
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 80) || 'article';

export async function download(decomposition: Decomposition, format: ExportFormat): Promise<void> {
  const { write, type, extension } = FORMATS[format];
  save((await write())(decomposition), `${fileName(decomposition.page.title)}.${extension}`, type);
}

export function save(text: string, name: string, type: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The browser has taken the bytes once the click's own task is over.
  setTimeout(() => URL.revokeObjectURL(url));
}

export async function copy(decomposition: Decomposition, format: ExportFormat): Promise<void> {
  await navigator.clipboard.writeText((await FORMATS[format].write())(decomposition));
}

/** How long a printed page may still be read by the tab that shows it, in ms: reloading it later shows nothing. */
const PRINTED_FOR = 600_000;

/**
 * Opens the annotated page in a tab of its own and asks that tab to print.
 * @throws where the browser opens no tab
 */
export async function print(decomposition: Decomposition): Promise<void> {
  const { write, type } = FORMATS.html;
  const url = URL.createObjectURL(new Blob([(await write())(decomposition)], { type: `${type};charset=utf-8` }));
  const opened = window.open(url);
  setTimeout(() => URL.revokeObjectURL(url), PRINTED_FOR);
  if (opened === null) throw new Error('no tab was opened');
  opened.addEventListener('load', () => opened.print());
}

export async function copyBrief(decomposition: Decomposition, by: Basis, format: BriefFormat): Promise<void> {
  const { toGapBrief } = await import('../core/export/gap-brief');
  await navigator.clipboard.writeText(toGapBrief(decomposition, by, format));
}
