import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { HashCache } from '../../../../../src/main/engine/watch/identity/fingerprint';

function sha256(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('base64');
}

test('the hash is that of the bytes, whatever was hashed before', () => {
  const known = new HashCache();
  fc.assert(
    fc.property(fc.array(fc.constantFrom('', 'a', 'b', 'ab', 'a line\n'), { maxLength: 50 }), (texts) => {
      for (const text of texts) {
        expect(known.of(Buffer.from(text))).toBe(sha256(Buffer.from(text)));
      }
    }),
  );
});

test('bytes that change after they were hashed do not change the cache', () => {
  const known = new HashCache();
  const bytes = Buffer.from('first line\n');
  known.of(bytes);
  bytes.write('other');
  expect(known.of(bytes)).toBe(sha256(bytes));
  expect(known.of(Buffer.from('first line\n'))).toBe(sha256(Buffer.from('first line\n')));
});

test('further hashes replace cached ones', () => {
  const known = new HashCache();
  for (let round = 0; round < 2; round += 1) {
    for (let number = 0; number < 2_000; number += 1) {
      const bytes = Buffer.from(`line ${number}`);
      expect(known.of(bytes)).toBe(sha256(bytes));
    }
  }
});
