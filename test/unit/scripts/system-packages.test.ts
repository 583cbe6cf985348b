import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { missingCommands, missingSonames, packagesOf } from '../../../scripts/setup/system-packages.mjs';
import { scratchDir } from '../../support/files/scratch-dir';

const LDD_OUTPUT = [
  '\tlinux-vdso.so.1 (0x00007ffc)',
  '\tlibffmpeg.so => /somewhere/libffmpeg.so (0x00007f01)',
  '\tlibnss3.so => not found',
  '\tlibsmime3.so => not found',
  '\tlibgtk-3.so.0 => not found',
  '\tlibc.so.6 => /lib/x86_64-linux-gnu/libc.so.6 (0x00007f02)',
  '',
].join('\n');

describe('output of ldd', () => {
  it('names each library that was not found', () => {
    expect(missingSonames(LDD_OUTPUT)).toEqual(['libnss3.so', 'libsmime3.so', 'libgtk-3.so.0']);
  });

  it('names none when all are there', () => {
    expect(missingSonames(LDD_OUTPUT.replaceAll('not found', '/lib/x (0x1)'))).toEqual([]);
  });
});

describe('the Debian packages of libraries', () => {
  it('returns each package once, in order', () => {
    expect(packagesOf(['libnss3.so', 'libgtk-3.so.0', 'libsmime3.so'])).toEqual(['libgtk-3-0', 'libnss3']);
  });

  it('omits a library of no known package', () => {
    expect(packagesOf(['libunheard.so.1'])).toEqual([]);
  });
});

describe('the commands of the tests', () => {
  it('are missing when no folder of PATH has them', () => {
    const folder = scratchDir();
    writeFileSync(join(folder, 'Xvfb'), '', { mode: 0o755 });
    const missing = missingCommands(`/not-there:${folder}`);
    expect(missing).toContain('dunst');
    expect(missing).not.toContain('Xvfb');
  });

  it('are missing when their file cannot be executed', () => {
    const folder = scratchDir();
    writeFileSync(join(folder, 'Xvfb'), '', { mode: 0o644 });
    expect(missingCommands(folder)).toContain('Xvfb');
  });
});
