import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { runInNewContext } from 'node:vm';
import { expect, it } from 'vitest';
import { withPlainLoader } from '../../../scripts/build/plain-libsql.mjs';

const require = createRequire(import.meta.url);
const code = withPlainLoader(readFileSync(require.resolve('libsql'), 'utf8'));

/** What the changed loader of libsql returns, and the packages that it asked for. */
function load(have: (name: string) => unknown): { readonly asked: string[]; readonly loaded: unknown } {
  const asked: string[] = [];
  const find = (name: string): unknown => {
    asked.push(name);
    return have(name);
  };
  const loader = code.slice(0, code.indexOf('const {'));
  const loaded: unknown = runInNewContext(`${loader} requireNative();`, { require: find, process });
  return { asked, loaded };
}

function missing(name: string): never {
  throw Object.assign(new Error(`Cannot find module '${name}'`), { code: 'MODULE_NOT_FOUND' });
}

it('leaves out the packages that look for the C library', () => {
  expect(code).not.toMatch(/neon-rs|detect-libc/);
  expect(code).toContain('databaseOpen');
});

it('loads the binary for glibc', () => {
  expect(load((name) => `binary of ${name}`)).toEqual({
    asked: [`@libsql/linux-${process.arch}-gnu`],
    loaded: `binary of @libsql/linux-${process.arch}-gnu`,
  });
});

it('loads the binary for musl where npm installed that one', () => {
  const { asked, loaded } = load((name) => (name.endsWith('-gnu') ? missing(name) : 'binary'));
  expect(asked).toEqual([`@libsql/linux-${process.arch}-gnu`, `@libsql/linux-${process.arch}-musl`]);
  expect(loaded).toBe('binary');
});

it('reports a binary that does not load', () => {
  const damaged = (): never => {
    throw new Error('file too short');
  };
  expect(() => load(damaged)).toThrow('file too short');
});

it('refuses a libsql that loads its binary in another way', () => {
  expect(() => withPlainLoader('module.exports = {};')).toThrow('another way');
});
