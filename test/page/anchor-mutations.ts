/** Changes of a live page, and for each what a reader would say of a quote: still there, or gone. */
import { type Run, rangeOf } from '../../page/text';

export interface Target {
  readonly quote: string;
  readonly run: Run;
  readonly start: number;
}

/** `apply` says what stands there now, null where the quote is gone. */
export interface Mutation {
  readonly name: string;
  apply(target: Target, index: number): string | null;
}

const rangeUnder = ({ run, start, quote }: Target): Range => rangeOf(run, start, start + quote.length)!;

/** Writes other words over the quote, in the node where it begins. */
function rewrite(target: Target, now: string): string {
  const range = rangeUnder(target);
  range.deleteContents();
  range.insertNode(document.createTextNode(now));
  return now;
}

const paragraphOf = (target: Target): Element => rangeUnder(target).startContainer.parentElement!;
const insertBefore = (target: Target, tag: string, text: string): void => {
  const element = document.createElement(tag);
  element.textContent = text;
  paragraphOf(target).before(element);
};

function gone(target: Target, now: string): null {
  rewrite(target, now);
  return null;
}

const OTHER = 'Wholly different matters occupied everybody that autumn, from lighthouse paint to beekeeping.';

export const MUTATIONS: readonly Mutation[] = [
  { name: 'typo fixed', apply: (target) => rewrite(target, target.quote.replace(/(\p{L}{3})(\p{L})(\p{L}{2})/u, '$1$2$2$3')) },
  {
    name: 'paragraph inserted',
    apply(target, index) {
      insertBefore(target, 'p', `A new paragraph, number ${index}, that says nothing.`);
      return target.quote;
    },
  },
  {
    name: 'quote removed',
    apply(target) {
      rangeUnder(target).deleteContents();
      return null;
    },
  },
  {
    name: 'marks changed',
    apply: (target) => rewrite(target, target.quote.replace(/['’]/g, '‘').replace(/["“”]/g, '«').replace(/[-–—]/g, '—')),
  },
  {
    name: 'wrapped in inline markup',
    apply(target) {
      const range = rangeUnder(target);
      const span = document.createElement('span');
      span.append(range.extractContents());
      range.insertNode(span);
      return target.quote;
    },
  },
  { name: 'white space', apply: (target) => rewrite(target, target.quote.replaceAll(' ', ' \n\u00a0')) && target.quote },
  { name: 'sentence rewritten', apply: (target) => gone(target, OTHER) },
  {
    name: 'number changed',
    apply: (target) =>
      /\d/.test(target.quote)
        ? gone(
            target,
            target.quote.replace(/\d/, (digit) => String((Number(digit) + 3) % 10)),
          )
        : target.quote,
  },
  {
    name: 'denied',
    apply: (target) => gone(target, target.quote.replace(/ /, ' not ')),
  },
];
