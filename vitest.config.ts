import { playwright } from '@vitest/browser-playwright';
import { defineConfig } from 'vitest/config';
import { findChromium } from './scripts/browsers.mjs';

const node = (name: string, include: string[], timeout: number) => ({
  test: { name, include, environment: 'node' as const, testTimeout: timeout, hookTimeout: timeout },
});

const browser = (name: string, include: string[]) => ({
  // The reference page is read from beside the project, where it is there.
  server: { fs: { allow: ['.', '../shared'] } },
  optimizeDeps: { include: ['preact', 'preact/hooks', 'axe-core'] },
  test: {
    name,
    include,
    testTimeout: 60_000,
    browser: {
      enabled: true,
      headless: true,
      screenshotFailures: false,
      viewport: { width: 1000, height: 800 },
      provider: playwright({
        launchOptions: { executablePath: findChromium() ?? '', args: ['--no-sandbox', '--disable-background-networking'] },
      }),
      instances: [{ browser: 'chromium' as const }],
    },
  },
});

// One browser at a time, when nothing else runs: what they wait for is another program on the same few cores.
const extension = {
  test: {
    ...node('extension', ['test/extension/**/*.test.ts'], 240_000).test,
    fileParallelism: false,
    sequence: { groupOrder: 1 },
    expect: { poll: { timeout: 15_000 } },
  },
};

export default defineConfig({
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  test: {
    projects: [
      node('core', ['test/core/**/*.test.ts', 'test/*.test.ts'], 60_000),
      node('providers', ['test/providers/**/*.test.ts'], 60_000),
      node('platform', ['test/platform/**/*.test.ts'], 60_000),
      browser('page', ['test/page/**/*.test.ts', 'test/components/**/*.test.tsx']),
      extension,
    ],
  },
});
