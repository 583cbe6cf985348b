import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sourceStamp } from '../../../scripts/setup/stamp.mjs';

let root = '';

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'logbell-stamp-'));
  mkdirSync(join(root, 'src', 'deep'), { recursive: true });
  writeFileSync(join(root, 'src', 'deep', 'a.ts'), 'one');
  writeFileSync(join(root, 'config.ts'), 'two');
});

afterEach(() => {
  rmSync(root, { recursive: true });
});

const stamp = () => sourceStamp(root, ['src', 'config.ts', 'not-there']);

describe('the stamp of sources', () => {
  it('stays while nothing changes', () => {
    expect(stamp()).toBe(stamp());
  });

  it('ignores unlisted files', () => {
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
