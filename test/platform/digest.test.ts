import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { digest } from '../../platform/digest';

it('is the SHA-256 of the UTF-8', async () => {
  expect(await digest('')).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: 'grapheme' }), async (text) => {
      expect(await digest(text)).toBe(createHash('sha256').update(text, 'utf8').digest('hex'));
    }),
  );
});
