import { describe, expect, it } from 'vitest';
import { anchorOf } from '../../core/anchor';
import { rangeOfAnchor } from '../../page/anchor';
import { extentOf, type Reading, rangeOfSpan, readPage } from '../../page/blocks';
import { follow, leavePages, noticed } from './following';

leavePages();

const texts = (reading: Reading): string[] => reading.page.blocks.map(({ text }) => text);

const readTexts = (html: string): string[] => {
  document.body.innerHTML = html;
  return texts(readPage(document));
};

/** Reads, and finds every word of every block again by its anchor. */
function readAndFind(html: string): Reading {
  document.body.innerHTML = html;
  const reading = readPage(document);
  for (const block of reading.page.blocks) {
    const range = rangeOfAnchor(anchorOf(block, { start: 0, end: block.text.length }), reading);
    expect(range?.toString().replace(/\s+/g, ' ').trim()).toBe(block.text);
  }
  return reading;
}

const shadow = (host: string | Element, html: string): ShadowRoot => {
  const root = (typeof host === 'string' ? document.querySelector(host)! : host).attachShadow({ mode: 'open' });
  root.innerHTML = html;
  return root;
};

describe('open shadow roots', () => {
  it('are read in the order in which they are rendered, slots with what stands in them', () => {
    document.body.innerHTML =
      '<p>before</p><x-card><p>second light</p><h2 slot="title">title</h2><!-- --><p>third light</p><i>no slot<b slot="gone">x</b></i></x-card><p>after</p>';
    shadow('x-card', '<slot name="title"></slot><p>first shadow</p><slot></slot><slot name="none"><p>instead</p></slot><p>last shadow</p>');
    const reading = readPage(document);
    expect(texts(reading)).toEqual([
      'before',
      'title',
      'first shadow',
      'second light',
      'third light',
      'no slotx',
      'instead',
      'last shadow',
      'after',
    ]);
    expect(reading.roots).toHaveLength(2);
    for (const { id, text } of reading.page.blocks)
      expect(rangeOfSpan(reading.runs, { block: id, start: 0, end: text.length })!.toString()).toBe(text);
  });

  it('in shadow roots too, and what is in no slot is not', () => {
    document.body.innerHTML = '<x-outer><p>light</p></x-outer><x-shut><p>unseen</p></x-shut>';
    const outer = shadow('x-outer', '<x-inner><slot></slot><p>middle</p></x-inner>');
    shadow(outer.querySelector('x-inner')!, '<p>inner</p><slot></slot>');
    shadow('x-shut', '<p>no slot</p>');
    expect(texts(readPage(document))).toEqual(['inner', 'light', 'middle', 'no slot']);
  });

  it('that are closed stay shut', () => {
    document.body.innerHTML = '<x-shut></x-shut><p>one</p>';
    document.querySelector('x-shut')!.attachShadow({ mode: 'closed' }).innerHTML = '<p>secret</p>';
    expect(texts(readPage(document))).toEqual(['one']);
  });

  it('give a run through two trees the range of the one with most of it', () => {
    document.body.innerHTML = '<x-mark>what the author wrote, all of it</x-mark>';
    shadow('x-mark', '<p>» <slot></slot></p>');
    const reading = readPage(document);
    expect(texts(reading)).toEqual(['» what the author wrote, all of it']);
    expect(extentOf(reading.runs, 0)!.toString()).toBe('what the author wrote, all of it');
    expect(rangeOfSpan(reading.runs, { block: 0, start: 0, end: 8 })!.toString()).toBe('what t');
    expect(rangeOfSpan(reading.runs, { block: 0, start: 0, end: 1 })!.toString()).toBe('»');
  });

  it('are followed, also one that comes later', async () => {
    const { clock, changed } = follow('<x-card></x-card><p>one</p>');
    const card = document.createElement('x-late');
    const root = shadow(card, '<p>two</p>');
    document.body.append(card);
    await noticed();
    clock.pass(300);
    expect(texts(changed[0]!.reading)).toEqual(['one', 'two']);
    clock.pass(2_000);
    root.querySelector('p')!.textContent = 'three';
    await noticed();
    clock.pass(300);
    expect(texts(changed[1]!.reading)).toEqual(['one', 'three']);
  });
});

const PARAGRAPH = 'A paragraph in a frame that goes on for long enough to be text that somebody reads, and then some more of it. '
  .repeat(2)
  .trim();
const framedPage = `<h2>Framed</h2>${`<p>${PARAGRAPH}</p>`.repeat(2)}`;
const inFrame = async (html: string, before = '<p>before</p>', after = '<p>after</p>'): Promise<HTMLIFrameElement> => {
  document.body.innerHTML = `${before}<iframe></iframe>${after}`;
  const frame = document.querySelector('iframe')!;
  const loaded = new Promise((resolve) => frame.addEventListener('load', resolve, { once: true }));
  frame.srcdoc = html;
  await loaded;
  return frame;
};

describe('frames', () => {
  it('of the same origin are read in their place, with ranges in their own document', async () => {
    const frame = await inFrame(framedPage);
    const reading = readPage(document);
    expect(texts(reading)).toEqual(['before', 'Framed', PARAGRAPH, PARAGRAPH, 'after']);
    expect(extentOf(reading.runs, 1)!.startContainer.ownerDocument).toBe(frame.contentDocument);
    expect(reading.roots).toEqual([document, frame.contentDocument]);
  });

  it('that hold hardly any text are not', async () => {
    await inFrame('<p>Buy this</p><script>/* a long script */</script>');
    expect(texts(readPage(document))).toEqual(['before', 'after']);
  });

  it('of another origin are not', async () => {
    document.body.innerHTML = '<p>one</p><iframe sandbox></iframe>';
    const frame = document.querySelector('iframe')!;
    const loaded = new Promise((resolve) => frame.addEventListener('load', resolve, { once: true }));
    frame.srcdoc = framedPage;
    await loaded;
    expect(frame.contentDocument).toBeNull();
    expect(texts(readPage(document))).toEqual(['one']);
  });

  it('are followed: what changes in them, and another document in them', async () => {
    const frame = await inFrame(framedPage);
    const { clock, changed } = follow('');
    document.body.append(frame);
    await new Promise((resolve) => frame.addEventListener('load', resolve, { once: true }));
    clock.pass(300);
    expect(changed.at(-1)!.reading.page.blocks).toHaveLength(3);
    clock.pass(2_000);
    frame.contentDocument!.body.insertAdjacentHTML('beforeend', '<p>more of it</p>');
    await noticed();
    clock.pass(1_100);
    expect(texts(changed.at(-1)!.reading).at(-1)).toBe('more of it');
    clock.pass(2_000);
    const loaded = new Promise((resolve) => frame.addEventListener('load', resolve, { once: true }));
    frame.srcdoc = `<p>Another document</p>${framedPage}`;
    await loaded;
    clock.pass(1_100);
    expect(texts(changed.at(-1)!.reading)[0]).toBe('Another document');
    frame.remove();
    await noticed();
    clock.pass(5_000);
    expect(texts(changed.at(-1)!.reading)).toEqual([]);
  });
});

describe('hidden text', () => {
  it('is read, and marked as not visible', () => {
    const { page } = readAndFind(
      '<details><summary>Open me</summary><p>Folded text.</p></details><div hidden><p>Hidden.</p></div><p style="visibility:hidden">Blank.</p><p>Seen.</p>',
    );
    expect(page.blocks.map(({ text, features }) => [text, features.visible])).toEqual([
      ['Open me', true],
      ['Folded text.', false],
      ['Hidden.', false],
      ['Blank.', false],
      ['Seen.', true],
    ]);
  });
});

describe('writing systems', () => {
  it.each([
    ['Arabic', 'ar', 'rtl', 'ترتفع المياه في الميناء مرتين في اليوم. سُجّل أعلى منسوب في ٣ مارس ٢٠٢٤، وبلغ ٤٫٢ أمتار.'],
    ['Hebrew', 'he', 'rtl', 'הגאות בנמל עולה פעמיים ביום. השיא נמדד ב־3 במרץ 2024 והגיע ל־4.2 מטרים.'],
    ['Chinese', 'zh', 'ltr', '港口的潮水每天涨两次。二〇二四年三月三日测得的最高水位为4.2米。这是十年来的最高纪录。'],
    ['Japanese', 'ja', 'ltr', '港の潮は一日に二度満ちる。二〇二四年三月三日の最高水位は4.2メートルだった。'],
    ['Thai', 'th', 'ltr', 'น้ำขึ้นในท่าเรือวันละสองครั้ง ระดับสูงสุดวัดได้เมื่อวันที่ 3 มีนาคม 2024 ที่ 4.2 เมตร'],
  ])('%s is read as it is written and found again', (_, lang, dir, text) => {
    const half = Math.floor(text.length / 2);
    const reading = readAndFind(
      `<article lang="${lang}" dir="${dir}"><p>${text.slice(0, half)}<b>${text.slice(half)}</b></p><p>${text.slice(0, half)}</p></article>`,
    );
    expect(texts(reading)[0]).toBe(text);
    expect(rangeOfSpan(reading.runs, { block: 0, start: 2, end: half + 3 })!.toString()).toBe(text.slice(2, half + 3));
  });

  it('what stands over a character does not stand in the text', () => {
    expect(readTexts('<p><ruby>潮<rp>(</rp><rt>しお</rt><rp>)</rp></ruby>が満ちる。</p>')).toEqual(['潮が満ちる。']);
  });
});

describe('other documents', () => {
  it('XHTML is read by the same names', () => {
    const xhtml =
      '<html xmlns="http://www.w3.org/1999/xhtml" xml:lang="en"><head><title>t</title></head><body><h1>one</h1><p>two <b>three</b><br/>four</p><script>x</script><ul><li>five</li></ul></body></html>';
    const parsed = new DOMParser().parseFromString(xhtml, 'application/xhtml+xml');
    const { page } = readPage(parsed);
    expect(page.blocks.map(({ kind, text }) => [kind, text])).toEqual([
      ['heading', 'one'],
      ['paragraph', 'two three four'],
      ['list-item', 'five'],
    ]);
    expect(page.lang).toBe('en');
  });

  it('an empty one has no blocks, and so has one without a body', () => {
    expect(readPage(new DOMParser().parseFromString('', 'text/html')).page.blocks).toEqual([]);
    const bare = document.implementation.createDocument(null, null);
    expect(readPage(bare).page.blocks).toEqual([]);
  });
});

describe('a page that takes its nodes away', () => {
  it('has no range for them, and reading goes on', async () => {
    const { clock, changed, first, following } = follow('<article><p>one</p><p>two</p></article>');
    document.querySelector('article')!.remove();
    expect(extentOf(first.runs, 0)).toBeNull();
    expect(rangeOfAnchor({ block: 0, start: 0, exact: 'one', prefix: '', suffix: '' }, first)).toBeNull();
    await noticed();
    clock.pass(300);
    expect(changed[0]).toMatchObject({ changed: true, grown: false });
    expect(following.reading.page.blocks).toEqual([]);
  });

  it('has none either for text that was cut short', () => {
    document.body.innerHTML = '<p>one and two</p>';
    const reading = readPage(document);
    (document.querySelector('p')!.firstChild as Text).data = 'one';
    expect(rangeOfSpan(reading.runs, { block: 0, start: 8, end: 11 })).toBeNull();
  });
});

describe('size', () => {
  it('one paragraph of 5 MB is one block, with its ranges', () => {
    const text = 'The tide came in and went out again, as it does. '.repeat(107_000).trim();
    document.body.innerHTML = `<p>${text}</p>`;
    const reading = readPage(document);
    expect(reading.page.blocks).toHaveLength(1);
    expect(reading.page.blocks[0]!.text.length).toBe(text.length);
    expect(rangeOfSpan(reading.runs, { block: 0, start: 5_000_000, end: 5_000_020 })!.toString()).toBe(text.slice(5_000_000, 5_000_020));
  });

  it('12,000 paragraphs that are rendered anew keep all their ids', async () => {
    const html = Array.from({ length: 12_000 }, (_, i) => `<p>Paragraph ${i % 9_000} of many.</p>`).join('');
    const { clock, replaced, changed, first } = follow(html);
    document.body.innerHTML = html;
    await noticed();
    clock.pass(300);
    expect(changed).toEqual([]);
    expect(replaced[0]!.page.blocks.map(({ id }) => id)).toEqual(first.page.blocks.map(({ id }) => id));
  });
});
