import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { COMPATIBLE_LICENSES, shippedPackages, writeNotices } from '../../../scripts/packaging/content.mjs';
import { scratchDir } from '../../support/files/scratch-dir';

describe('the packages that go into the app', () => {
  it('have licenses compatible with MIT', () => {
    const misfits = shippedPackages().filter(({ license }) => !COMPATIBLE_LICENSES.includes(license));
    expect(misfits).toEqual([]);
    expect(shippedPackages().length).toBeGreaterThan(50);
  });

  it('include what npm installs on this machine, and nothing for others', () => {
    const native = shippedPackages().filter(({ folder }) => folder.startsWith('node_modules/@libsql/'));
    expect(native.map(({ folder }) => folder)).toEqual([`node_modules/@libsql/linux-${process.arch}-gnu`]);
  });

  it('are listed with the text of their license', () => {
    const file = join(scratchDir(), 'notices', 'all.txt');
    writeNotices(file);
    const notices = readFileSync(file, 'utf8');
    expect(notices).toMatch(/^axios \d+\.\d+\.\d+ \(MIT\)\n\n.*Copyright/m);
    expect(notices).toMatch(/^libsql \d+\.\d+\.\d+ \(MIT\)$/m);
  });
});
