/** Small pages in the forms of journals, newsletters, blogs and the like: every run with the label that a reader would give it. */
import { afterAll, describe, expect, it } from 'vitest';
import { clean } from '../../core/janitor';
import { readPage } from '../../page/blocks';
import type { Run } from '../../page/text';

const PAGES = Object.entries(import.meta.glob<string>('../fixtures/split/*.html', { query: '?raw', import: 'default', eager: true })).map(
  ([path, html]) => [path, html] as const,
);

/** What a run of the main region is given, and what a reader would give it: one label, or several that are as good. */
interface Judged {
  readonly text: string;
  readonly expected: readonly string[];
  readonly given: string;
  readonly rule: string;
}

afterAll(() => document.body.replaceChildren());

const firstNode = (run: Run): Text => run.pieces.flatMap((piece) => ('node' in piece ? [piece.node] : []))[0]!;

/** Shows the page in a frame of its own; the labels are taken off before it is read. */
function judged(html: string): Judged[] {
  const frame = document.createElement('iframe');
  document.body.replaceChildren(frame);
  const shown = frame.contentDocument!;
  shown.documentElement.innerHTML = html.replace(/^(?:<!DOCTYPE html>)?<html[^>]*>/i, '').replace(/<\/html>\s*$/, '');
  shown.documentElement.lang = /<html[^>]* lang="(\w+)"/.exec(html)?.[1] ?? '';
  const expected = new Map<Element, string>();
  for (const element of shown.querySelectorAll('[data-expect]')) {
    expected.set(element, element.getAttribute('data-expect')!);
    element.removeAttribute('data-expect');
  }
  const expectedOf = (node: Text): string[] => {
    let at = node.parentElement;
    while (at !== null && !expected.has(at)) at = at.parentElement;
    return at === null ? [] : expected.get(at)!.split(' ');
  };
  const { page, runs } = readPage(shown);
  const { blocks } = clean(page);
  const labels = new Map(blocks.map((block) => [block.id, block]));
  return page.blocks.map(({ id, text }) => {
    const verdict = labels.get(id);
    return { text, expected: expectedOf(firstNode(runs.get(id)!)), given: verdict?.label ?? 'outside', rule: verdict?.rule ?? '' };
  });
}

/** What lies outside of the main region is said to be no part of the article: good for a header and for boilerplate. */
const isRight = ({ expected, given }: Judged): boolean =>
  expected.includes(given) || (given === 'outside' && (expected.includes('boilerplate') || expected.includes('header')));

const APPARATUS = ['footnote', 'reference', 'acknowledgement'];
const share = (runs: readonly Judged[]): number => runs.filter(isRight).length / runs.length;

describe('the forms of real pages', () => {
  const all = PAGES.flatMap(([, html]) => judged(html));

  it('give an article its text, and nothing of it is lost in silence', () => {
    expect(share(all.filter((one) => one.expected.join() === 'content'))).toBeGreaterThanOrEqual(0.95);
    expect(all.filter((one) => one.given !== 'outside' && one.rule === '')).toEqual([]);
  });
  it('give notes, references and thanks a label of their own', () => {
    expect(share(all.filter((one) => APPARATUS.some((label) => one.expected.includes(label))))).toBeGreaterThanOrEqual(0.84);
  });
  it('tell what is no part of it', () => expect(share(all)).toBeGreaterThanOrEqual(0.86));
});
