import { describe, expect, it } from 'vitest';
import { outputOf } from '../../scripts/build.mjs';
import { PARTS, sizes } from '../../scripts/sizes.mjs';

describe.each(['chrome', 'firefox'] as const)('the build for %s', (browser) => {
  it.each(PARTS.map(({ name }) => name))('keeps its %s within the limit', (name) => {
    const part = sizes(outputOf(browser)).find((one) => one.name === name)!;
    expect(part.bytes).toBeGreaterThan(500);
    expect(part.bytes).toBeLessThanOrEqual(part.limit);
  });

  it('counts the scripts and the style sheet that the panel loads', () => {
    const { files } = sizes(outputOf(browser)).find((one) => one.name === 'panel')!;
    expect(files.some((file) => file.endsWith('.js'))).toBe(true);
    expect(files.some((file) => file.endsWith('.css'))).toBe(true);
  });
});
