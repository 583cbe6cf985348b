import { describe, expect, it } from 'vitest';
import { packagesFit } from '../../../scripts/setup/packages.mjs';

const root = { version: '0.1.0' };
const zod = { version: '4.0.0', integrity: 'sha512-zod' };
const elsewhere = { version: '1.0.0', integrity: 'sha512-mac', optional: true };

describe('packages in node_modules', () => {
  it('fit if all are there, whatever the version of the project itself', () => {
    expect(packagesFit({ packages: { '': root, zod } }, { packages: { zod } })).toBe(true);
  });

  it('fit without the optional ones of another platform', () => {
    expect(packagesFit({ packages: { zod, elsewhere } }, { packages: { zod } })).toBe(true);
  });

  it.each([
    ['one is missing', {}],
    ['one has another version', { zod: { ...zod, version: '4.0.1' } }],
    ['one has another content', { zod: { ...zod, integrity: 'sha512-other' } }],
  ])('do not fit when %s', (_name, packages) => {
    expect(packagesFit({ packages: { zod } }, { packages })).toBe(false);
  });

  it('do not fit when an optional one has another version', () => {
    const other = { elsewhere: { ...elsewhere, version: '2.0.0' } };
    expect(packagesFit({ packages: { elsewhere } }, { packages: other })).toBe(false);
  });
});
