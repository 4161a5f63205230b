import { fileURLToPath } from 'node:url';
import { defineConfig } from 'wxt';

/** The mode of `node scripts/build.mjs --test-hosts`. */
const TEST_HOSTS = 'test-hosts';
const testHosts = fileURLToPath(new URL('./test/fault-server/hosts.ts', import.meta.url));

export default defineConfig({
  imports: false,
  manifestVersion: 3,
  targetBrowsers: ['chrome', 'firefox'],
  // Extension pages load their few chunks from disk.
  vite: ({ mode }) => ({
    build: { modulePreload: false },
    // The build for tests reaches test servers and no others.
    resolve: { alias: mode === TEST_HOSTS ? [{ find: /^\.\/hosts$|^.*\/providers\/hosts$/, replacement: testHosts }] : [] },
  }),
  manifest: ({ browser, mode }) => ({
    ...(mode === TEST_HOSTS ? { host_permissions: ['http://claude.test/*', 'http://voyage.test/*'] } : {}),
    name: 'Claimshade',
    description: 'Shades the article you are reading by how well a decomposition into claims captures each paragraph.',
    permissions: browser === 'firefox' ? ['activeTab', 'scripting', 'storage'] : ['activeTab', 'scripting', 'storage', 'sidePanel'],
    // Asked for one host at a time: when a reader enters its key or address, or wants a site always shaded.
    optional_host_permissions: ['https://*/*', 'http://*/*'],
    action: { default_title: 'Shade this article' },
    commands: {
      _execute_action: { suggested_key: { default: 'Alt+Shift+C' } },
      'toggle-mode': { suggested_key: { default: 'Alt+Shift+M' }, description: 'Show what was left out, or what was captured' },
      'next-gap': { suggested_key: { default: 'Alt+Shift+N' }, description: 'Next gap' },
      'previous-gap': { suggested_key: { default: 'Alt+Shift+P' }, description: 'Previous gap' },
    },
    ...(browser === 'firefox'
      ? {
          browser_specific_settings: {
            gecko: {
              id: 'claimshade@claimshade.example',
              strict_min_version: '140.0',
              data_collection_permissions: { required: ['none'], optional: ['websiteContent'] },
            },
          },
        }
      : { minimum_chrome_version: '120' }),
  }),
});
