import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { isInstalled, sourceStamp } from '../../../scripts/set-up.mjs';
import { scratchDir } from '../../support/files/scratch-dir';

const project = { version: '0.1.0' };
const zod = { version: '4.0.0', integrity: 'sha512-zod' };
const elsewhere = { version: '1.0.0', integrity: 'sha512-mac', optional: true };

describe('packages in node_modules', () => {
  it('fit when all are there, whatever the version of the project itself', () => {
    expect(isInstalled({ packages: { '': project, zod } }, { packages: { zod } })).toBe(true);
  });

  it('fit without the optional ones of another platform', () => {
    expect(isInstalled({ packages: { zod, elsewhere } }, { packages: { zod } })).toBe(true);
  });

  it.each([
    ['one is missing', {}],
    ['one has another version', { zod: { ...zod, version: '4.0.1' } }],
    ['one has another content', { zod: { ...zod, integrity: 'sha512-other' } }],
  ])('do not fit when %s', (_name, packages) => {
    expect(isInstalled({ packages: { zod } }, { packages })).toBe(false);
  });

  it('do not fit when an optional one has another version', () => {
    const other = { elsewhere: { ...elsewhere, version: '2.0.0' } };
    expect(isInstalled({ packages: { elsewhere } }, { packages: other })).toBe(false);
  });
});

describe('the stamp of sources', () => {
  let root = '';

  beforeEach(() => {
    root = scratchDir();
    mkdirSync(join(root, 'src', 'deep'), { recursive: true });
    writeFileSync(join(root, 'src', 'deep', 'a.ts'), 'one');
    writeFileSync(join(root, 'config.ts'), 'two');
  });

  const stamp = () => sourceStamp(root, ['src', 'config.ts', 'not-there']);

  it('stays while nothing changes', () => {
    expect(stamp()).toBe(stamp());
  });

  it('does not see what is not named', () => {
    const before = stamp();
    writeFileSync(join(root, 'README.md'), 'three');
    expect(stamp()).toBe(before);
  });

  it.each<[string, () => void]>([
    ['content changes', () => writeFileSync(join(root, 'src', 'deep', 'a.ts'), 'other')],
    ['file is added', () => writeFileSync(join(root, 'src', 'b.ts'), '')],
    ['file is renamed', () => renameSync(join(root, 'src', 'deep', 'a.ts'), join(root, 'src', 'deep', 'b.ts'))],
    ['named file appears', () => writeFileSync(join(root, 'not-there'), 'three')],
  ])('changes when a %s', (_name, change) => {
    const before = stamp();
    change();
    expect(stamp()).not.toBe(before);
  });
});
