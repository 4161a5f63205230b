import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { unzipSync } from 'fflate';
import { afterAll, describe, expect, it } from 'vitest';
import { outputOf } from '../../scripts/build.mjs';
import { zipOf } from '../../scripts/pack.mjs';

const scratch = mkdtempSync(path.join(tmpdir(), 'claimshade-store-'));
afterAll(() => rmSync(scratch, { recursive: true }));

const filesOf = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'))
    .sort();
const digestOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
const manifestOf = (browser: 'chrome' | 'firefox'): Record<string, unknown> =>
  JSON.parse(readFileSync(path.join(outputOf(browser), 'manifest.json'), 'utf8'));

describe.each(['chrome', 'firefox'] as const)('what the store gets for %s', (browser) => {
  it('is every file of the build, byte for byte', () => {
    const unpacked = unzipSync(zipOf(outputOf(browser)));
    expect(Object.keys(unpacked).sort()).toEqual(filesOf(outputOf(browser)));
    for (const [file, bytes] of Object.entries(unpacked)) {
      expect(digestOf(bytes), file).toBe(digestOf(readFileSync(path.join(outputOf(browser), file))));
    }
  });

  it('has the same bytes on another day', () => {
    const copy = path.join(scratch, browser);
    cpSync(outputOf(browser), copy, { recursive: true });
    for (const file of filesOf(copy)) utimesSync(path.join(copy, file), 1e9, 1e9);
    expect(digestOf(zipOf(copy))).toBe(digestOf(zipOf(outputOf(browser))));
  });

  it('reaches the providers’ own hosts, and knows nothing of those of the tests', () => {
    const all = filesOf(outputOf(browser)).map((file) => readFileSync(path.join(outputOf(browser), file), 'latin1'));
    for (const host of ['https://api.anthropic.com', 'https://api.voyageai.com'])
      expect(
        all.some((text) => text.includes(host)),
        host,
      ).toBe(true);
    for (const host of ['claude.test', 'voyage.test', 'voyage-other.test'])
      expect(
        all.some((text) => text.includes(host)),
        host,
      ).toBe(false);
  });

  it('asks for no host, exposes nothing to pages, and injects nothing by itself', () => {
    const manifest = manifestOf(browser);
    expect(manifest).not.toHaveProperty('host_permissions');
    expect(manifest).not.toHaveProperty('web_accessible_resources');
    expect(manifest).not.toHaveProperty('content_scripts');
    expect(manifest.permissions).not.toContain('tabs');
  });
});

it('passes the linter of Firefox’s store without errors', () => {
  const lint = path.join('node_modules', 'web-ext', 'bin', 'web-ext.js');
  const { stdout } = spawnSync(process.execPath, [lint, 'lint', '--source-dir', outputOf('firefox'), '--output', 'json'], {
    encoding: 'utf8',
  });
  expect(JSON.parse(stdout).errors).toEqual([]);
});
