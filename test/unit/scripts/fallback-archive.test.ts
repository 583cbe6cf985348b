import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { fileIntegrity } from '../../../scripts/setup/fallback-archive.mjs';

it('is the SHA-512 of the file as npm writes it', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'logbell-integrity-'));
  try {
    writeFileSync(join(folder, 'abc'), 'abc');
    // FIPS 180-2, example C.1, in base64.
    const expected = 'sha512-3a81oZNherrMQXNJriBBMRLm+k6JqX6iCp7u5ktV05ohkpkqJ0/BqDa6PCOj/uu9RU1EI2Q86A4qmslPpUyknw==';
    expect(await fileIntegrity(join(folder, 'abc'))).toBe(expected);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
