// An extension that does nothing: a click on its toolbar button injects a script that puts one empty element into the page.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

const FILES = {
  'manifest.json': JSON.stringify({
    manifest_version: 3,
    name: 'Empty',
    version: '1',
    permissions: ['activeTab', 'scripting'],
    action: {},
    background: { service_worker: 'background.js' },
  }),
  'background.js':
    "chrome.action.onClicked.addListener(({ id }) => chrome.scripting.executeScript({ target: { tabId: id }, files: ['/empty.js'] }));",
  'empty.js': "document.documentElement.append(document.createElement('div'));",
};

/** @returns {Promise<{ dir: string, remove(): Promise<void> }>} its folder, like that of a build */
export async function writeEmptyExtension() {
  const dir = await mkdtemp(path.join(tmpdir(), 'empty-extension-'));
  await Promise.all(Object.entries(FILES).map(([name, text]) => writeFile(path.join(dir, name), text)));
  return { dir, remove: () => rm(dir, { recursive: true }) };
}
