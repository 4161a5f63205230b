/** Changes of a live page, and for each what a reader would say of a quote: still there, in two parts, or gone. */

/** A quote in the page: its words, the range under them (which moves with the page's changes), the element that it stands in. */
export interface Target {
  readonly quote: string;
  readonly range: Range;
  readonly block: Element;
  /** Of a quote elsewhere on the page. */
  readonly other: string;
}

/** What stands there now; of a quote that something was put into its two parts; null where it is gone. */
export type Outcome = string | readonly [string, string] | null;

export interface Mutation {
  readonly name: string;
  /** On one quote; those of a page come from its end to its beginning. */
  apply(target: Target, index: number): Outcome;
  /** What was put in cannot be told from words of the sentence: `lost` is a right answer. */
  readonly mayLose?: true;
  /** Once on the whole page, before. */
  readonly page?: (targets: readonly Target[]) => void;
}

/** Writes other words over the quote, in the node where it begins. */
function rewrite({ range }: Target, now: string): string {
  range.deleteContents();
  range.insertNode(document.createTextNode(now));
  return now;
}

const replaced = (target: Target, now: string): string | null => {
  if (now === target.quote) return now;
  rewrite(target, now);
  return null;
};

const element = (tag: string, text: string): HTMLElement => Object.assign(document.createElement(tag), { textContent: text });

const OTHER = 'Wholly different matters occupied everybody that autumn, from lighthouse paint to beekeeping.';

/** A boundary of words near the middle of the quote. */
function middle(range: Range): Range | null {
  const texts: { node: Text; from: number; to: number }[] = [];
  const walker = document.createTreeWalker(range.commonAncestorContainer, NodeFilter.SHOW_TEXT);
  let node = walker.currentNode instanceof Text ? walker.currentNode : walker.nextNode();
  for (; node instanceof Text; node = walker.nextNode()) {
    if (!range.intersectsNode(node)) continue;
    const from = node === range.startContainer ? range.startOffset : 0;
    texts.push({ node, from, to: node === range.endContainer ? range.endOffset : node.length });
  }
  const longest = texts.sort((a, b) => b.to - b.from - (a.to - a.from))[0];
  const at = longest?.node.data.indexOf(' ', longest.from + Math.floor((longest.to - longest.from) * 0.4));
  if (!longest || at === undefined || at < 0 || at >= longest.to - 1) return null;
  const place = document.createRange();
  place.setStart(longest.node, at);
  return place;
}

const AD = 'Advertisement: sofas at half the price';
const blockAd = (): HTMLElement => element('div', AD);
function inlineAd(): HTMLElement {
  const box = element('span', ` ${AD} `);
  box.style.display = 'inline-block';
  return box;
}

function parted({ quote, range }: Target, box: HTMLElement): Outcome {
  const place = middle(range);
  if (place === null) return quote;
  const before = document.createRange();
  before.setStart(range.startContainer, range.startOffset);
  before.setEnd(place.startContainer, place.startOffset);
  const first = before.toString();
  const second = range.toString().slice(first.length);
  place.insertNode(box);
  return [first, second];
}

/** From the quote's start to the end of its block into an element of the same kind after it. */
function splitAt(range: Range, block: Element): void {
  const rest = document.createRange();
  rest.setStart(range.startContainer, range.startOffset);
  rest.setEnd(block, block.childNodes.length);
  const next = block.cloneNode(false);
  next.appendChild(rest.extractContents());
  block.after(next);
}

/** The longest word of lower-case letters. */
const longWord = (quote: string): string =>
  [...quote.matchAll(/(?<![\p{L}\p{M}])\p{Ll}{6,}(?![\p{L}\p{M}])/gu)].map(([word]) => word).sort((a, b) => b.length - a.length)[0] ?? '';

/** Another word of that many letters or so from elsewhere, as a reporter corrects "approved" to "rejected". */
function swapped({ quote, other }: Target): string {
  const word = longWord(quote);
  const put = [...other.matchAll(/(?<![\p{L}\p{M}])\p{Ll}{6,}/gu)]
    .map(([found]) => found)
    .find((found) => found.slice(0, 3) !== word.slice(0, 3));
  return word === '' || put === undefined || quote.includes(put) ? OTHER : quote.replace(word, put);
}

const NEWS = [
  'The ferry that brings the mail was late again.',
  'Readers can write to the editors at any time.',
  'A map of all stations is being drawn.',
];

export const MUTATIONS: readonly Mutation[] = [
  { name: 'typo', apply: (target) => rewrite(target, target.quote.replace(/(\p{L}{3})(\p{L})(\p{L}{2})/u, '$1$2$2$3')) },
  {
    name: 'paragraphs inserted',
    apply({ quote, block }, index) {
      for (const text of NEWS.slice(index % NEWS.length)) block.before(element('p', text));
      return quote;
    },
  },
  {
    name: 'paragraphs removed',
    apply({ quote, block }, index) {
      if (!block.isConnected) return null;
      if (index % 2 === 0) return quote;
      block.remove();
      return null;
    },
  },
  {
    name: 'sections reordered',
    page(targets) {
      for (const parent of new Set(targets.map(({ block }) => block.parentElement!))) {
        const children = [...parent.children];
        if (children.length > 3 && parent !== document.body) parent.prepend(...children.slice(children.length >> 1));
      }
    },
    apply: ({ quote }) => quote,
  },
  {
    name: 'marks changed',
    apply: (target) => rewrite(target, target.quote.replace(/['’]/g, '‘').replace(/["“”]/g, '«').replace(/[-–—]/g, '—')),
  },
  {
    name: 'ad beside the sentence',
    apply({ quote, range }, index) {
      const at = document.createRange();
      at.setStart(range.startContainer, range.startOffset);
      at.insertNode(index % 2 === 0 ? blockAd() : inlineAd());
      return quote;
    },
  },
  { name: 'ad in the sentence', apply: (target) => parted(target, blockAd()) },
  { name: 'inline ad in the sentence', mayLose: true, apply: (target) => parted(target, inlineAd()) },
  {
    name: 'wrapped in spans',
    apply(target) {
      const { quote, range } = target;
      range.deleteContents();
      const parts = quote.split(/(?<= )/).map((word) => element('span', word));
      for (const part of parts.reverse()) range.insertNode(part);
      return quote;
    },
  },
  {
    name: 'paragraph split',
    apply({ quote, range, block }) {
      splitAt(range, block);
      return quote;
    },
  },
  {
    name: 'paragraphs merged',
    apply({ quote, block }) {
      const previous = block.previousElementSibling;
      if (previous?.tagName === block.tagName && block.tagName === 'P') {
        previous.append(' ', ...block.childNodes);
        block.remove();
      }
      return quote;
    },
  },
  { name: 'white space', apply: (target) => rewrite(target, target.quote.replaceAll(' ', ' \n\u00a0')) },
  { name: 'sentence rewritten', apply: (target, index) => replaced(target, index % 3 === 0 ? OTHER : swapped(target)) },
  {
    name: 'number changed',
    apply: (target) =>
      replaced(
        target,
        target.quote.replace(/\d/, (digit) => String((Number(digit) + 3) % 10)),
      ),
  },
  {
    name: 'denied', // "not not all" still holds "not all"
    apply: (target) => replaced(target, target.quote.replace(/(?<=(?<!\bnot)(?<=\p{L})) /iu, ' not ')),
  },
];
