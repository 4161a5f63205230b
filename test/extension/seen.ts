/** What the tests see of a page that carries the shade: its own DOM, and behind the closed shadow root by the debugger. */
import type { Page } from 'puppeteer-core';

interface Node {
  nodeId: number;
  shadowRootType?: 'user-agent' | 'open' | 'closed';
  shadowRoots?: Node[];
  children?: Node[];
  contentDocument?: Node;
}

const closedRoots = (node: Node): Node[] => [
  ...(node.shadowRoots ?? []).filter(({ shadowRootType }) => shadowRootType === 'closed'),
  ...[...(node.children ?? []), ...(node.contentDocument ? [node.contentDocument] : [])].flatMap(closedRoots),
];

/** The markup of every closed shadow root of the document, which no script of the page can see. */
export async function shadowMarkup(page: Page): Promise<string> {
  const client = await page.createCDPSession();
  const { root } = await client.send('DOM.getDocument', { depth: -1, pierce: true });
  const markup = [];
  for (const { nodeId } of closedRoots(root as Node)) markup.push((await client.send('DOM.getOuterHTML', { nodeId })).outerHTML);
  await client.detach();
  return markup.join('\n');
}

/** The document as the page itself could print it. */
export const documentMarkup = (page: Page): Promise<string> => page.evaluate(() => document.documentElement.outerHTML);

/** Whether a stretch of the page's text, white space and invisible characters aside, stands in the viewport. */
export const isInView = (page: Page, quote: string): Promise<boolean> =>
  page.evaluate((wanted) => {
    const squeeze = (text: string) => text.replace(/[\s\u00ad\u200b\u2060\ufeff]+/g, '');
    const target = squeeze(wanted);
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const nodes: { node: Text; start: number }[] = [];
    let all = '';
    while (walker.nextNode()) {
      const node = walker.currentNode as Text;
      nodes.push({ node, start: all.length });
      all += squeeze(node.data);
    }
    for (let at = all.indexOf(target); at >= 0; at = all.indexOf(target, at + 1)) {
      const holder = nodes.findLast(({ start }) => start <= at);
      const rect = holder?.node.parentElement?.getBoundingClientRect();
      if (rect && rect.bottom > 0 && rect.top < innerHeight && rect.width > 0) return true;
    }
    return false;
  }, quote);
