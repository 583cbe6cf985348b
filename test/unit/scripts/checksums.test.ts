import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { writeChecksums } from '../../../scripts/packaging/checksums.mjs';
import { scratchDir } from '../../support/files/scratch-dir';

/** SHA-256 of nothing. */
const EMPTY = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';

it('SHA256SUMS names the packages and the bill of materials in order, and nothing else', () => {
  const folder = scratchDir();
  ['b.rpm', 'a.deb', 'a.cdx.json', 'builder-debug.yml'].forEach((name) => writeFileSync(join(folder, name), ''));
  writeChecksums(folder);
  const lines = ['a.cdx.json', 'a.deb', 'b.rpm'].map((name) => `${EMPTY}  ${name}\n`);
  expect(readFileSync(join(folder, 'SHA256SUMS'), 'utf8')).toBe(lines.join(''));
});

it('is not written without packages', () => {
  const folder = scratchDir();
  writeChecksums(folder);
  writeChecksums(join(folder, 'missing'));
  expect(existsSync(join(folder, 'SHA256SUMS'))).toBe(false);
});
