import { afterEach, describe, expect, it } from 'vitest';
import { readPage, readPageInTurns } from '../../page/blocks';
import { follows, Ids } from '../../page/rereading';

const COUNT = 400;

const fill = (): void => {
  const paragraphs = Array.from({ length: COUNT }, (_, at) => `<p>Paragraph <b>number</b> ${at}, with a <a href="#">link</a>.</p>`);
  document.body.innerHTML = `<article><h1>Long</h1>${paragraphs.join('')}<div id="shadowed"></div></article>`;
  document.querySelector('#shadowed')!.attachShadow({ mode: 'open' }).innerHTML = '<p>in the shadow</p>';
};

const task = (): Promise<void> =>
  new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => resolve();
    port2.postMessage(null);
  });

/** Reads with a turn at every pause, in which the page does something. */
async function readWhile(act: (turn: number) => void) {
  let turn = 0;
  const reading = await readPageInTurns(document, async () => {
    act(turn++);
    await task();
  });
  return { reading, turns: turn };
}

afterEach(() => {
  document.body.innerHTML = '';
});

describe('reading in turns', () => {
  it('finds what reading in one go finds', async () => {
    fill();
    const { reading, turns } = await readWhile(() => undefined);
    expect(turns).toBeGreaterThan(3);
    expect(reading).toEqual(readPage(document));
  });

  it('begins anew where the page changed in between: the reading is of the page as it is then', async () => {
    fill();
    const { reading } = await readWhile((turn) => {
      if (turn === 2) document.querySelectorAll('p')[1]!.remove();
      if (turn === 4) document.querySelectorAll('p')[0]!.firstChild!.nodeValue = 'Changed ';
    });
    expect(reading).toEqual(readPage(document));
    expect(reading.page.blocks[1]?.text).toBe('Changed number 0, with a link.');
    expect(reading.page.blocks).toHaveLength(COUNT + 1);
  });

  it('ends on a page that changes all the time', async () => {
    fill();
    const { reading } = await readWhile(() =>
      document.querySelector('article')!.replaceChildren(...document.querySelectorAll('article > *')),
    );
    expect(reading.page.blocks).toHaveLength(COUNT + 2);
  });

  it('keeps the ids of a reading before', async () => {
    fill();
    const before = readPage(document);
    document.querySelectorAll('p')[0]!.remove();
    const { reading } = await readWhile(() => undefined);
    const { reading: now, changed } = follows(before, reading, new Ids(before));
    expect(changed).toBe(true);
    expect(now.page.blocks.map(({ id }) => id)).toEqual(before.page.blocks.map(({ id }) => id).filter((id) => id !== 1));
  });
});
