import { describe, expect, it } from 'vitest';
import { missingSonames, packagesOf } from '../../../scripts/setup/shared-libraries.mjs';

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
