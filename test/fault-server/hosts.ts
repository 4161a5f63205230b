/** In the place of providers/hosts.ts in the build for tests: names that a test's browser takes to its own servers. */
export const ANTHROPIC = 'http://claude.test';
export const VOYAGE_HOSTS: Readonly<Record<string, string>> = { 'pa-': 'http://voyage.test', 'al-': 'http://voyage-other.test' };
export const SILENCE_MS = 3_000;
