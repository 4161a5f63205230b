// Reading and cleaning very long generated articles beside the peer, and beside the least that any reading has to do.
import { generatedArticle } from './generated-article.mjs';

const SIZES = [1_000, 10_000];
const ROUNDS = 3;

/** Medians in ms of ours, the peer's and the floor's, in turn on the same page; and the longest task of a reading in turns. */
const timedPage = (tab) =>
  tab.evaluate(async (rounds) => {
    const took = (work) => {
      const begun = performance.now();
      work();
      return performance.now() - begun;
    };
    const middle = (values) => values.sort((a, b) => a - b)[Math.floor(values.length / 2)];
    const floor = () => {
      const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
      let length = 0;
      while (walker.nextNode() !== null) length += walker.currentNode.textContent.length;
      return length;
    };
    const times = { ours: [], peer: [], floor: [] };
    for (let round = 0; round < rounds; round++) {
      times.ours.push(took(() => globalThis.claimshade.split()));
      times.peer.push(took(() => new globalThis.peer.Readability(document.cloneNode(true)).parse()));
      times.floor.push(took(floor));
    }
    const longest = await globalThis.claimshade.longestTurn();
    return { ours: middle(times.ours), peer: middle(times.peer), floor: middle(times.floor), longest };
  }, ROUNDS);

/**
 * Prints a line for each length.
 * @param {import('puppeteer-core').Page} tab any page, whose document is replaced
 * @param {string} scripts that define `claimshade` and `peer`
 */
export async function timeGenerated(tab, scripts) {
  for (const paragraphs of SIZES) {
    await tab.setContent(generatedArticle({ paragraphs }));
    await tab.evaluate(scripts);
    const { ours, peer, floor, longest } = await timedPage(tab);
    console.log(
      `time, ${paragraphs} generated paragraphs: ours / Readability ${(ours / peer).toFixed(2)}, ours / bare walk ${(ours / floor).toFixed(0)} ` +
        `(${ours.toFixed(0)} ms, ${peer.toFixed(0)} ms, ${floor.toFixed(1)} ms); longest task of a reading in turns ${longest.toFixed(0)} ms`,
    );
  }
}
