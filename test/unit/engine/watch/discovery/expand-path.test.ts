import fc from 'fast-check';
import { existsSync, mkdirSync, readdirSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import picomatch from 'picomatch';
import { expect, it } from 'vitest';
import { expandPath, pathOnDisk, previewPath } from '../../../../../src/main/engine/watch/discovery/expand-path';
import { linkChain } from '../../../../../src/main/engine/watch/identity/file-id';
import { scratchDir } from '../../../../support/files/scratch-dir';

/** Creates these files, except those below a path that is a file. */
function makeFiles(dir: string, files: readonly string[]): void {
  for (const file of files) {
    const parents = file
      .split('/')
      .slice(0, -1)
      .map((_name, index, names) => names.slice(0, index + 1).join('/'));
    if (
      [file, ...parents].every(
        (path) => !existsSync(join(dir, path)) || (path !== file && statSync(join(dir, path)).isDirectory()),
      )
    ) {
      mkdirSync(dirname(join(dir, file)), { recursive: true });
      writeFileSync(join(dir, file), '');
    }
  }
}

function found(dir: string, glob: string): string[] {
  return expandPath(join(dir, glob)).paths.map((path) => relative(dir, path));
}

it.each([
  ['*.log', ['a.log', 'b.log']],
  ['**/*.log', ['a.log', 'b.log', 'sub/a.log', 'sub/deep/c.log']],
  ['*/*.log', ['sub/a.log']],
  ['{a,sub/a}.log', ['a.log', 'sub/a.log']],
  ['sub/**', ['sub/a.log', 'sub/deep/c.log']],
  ['**/deep/*', ['sub/deep/c.log']],
  ['[ab].log', ['a.log', 'b.log']],
  ['[!a].log', ['b.log']],
  ['?.log', ['a.log', 'b.log']],
  ['.*', ['.hidden']],
  ['.dot/*.log', ['.dot/d.log']],
  ['**/.dot/*.log', ['.dot/d.log']],
  ['*.log*', ['a.log', 'b.log', 'b.log.1']],
  ['none/*.log', []],
  ['s*', []],
])('finds the files of %s', (glob, files) => {
  const dir = scratchDir();
  makeFiles(dir, ['a.log', 'b.log', 'b.log.1', 'b.log.2.gz', '.hidden', '.dot/d.log', 'sub/a.log', 'sub/deep/c.log']);
  expect(found(dir, glob)).toEqual(files);
});

it('finds the same files as picomatch in ordinary trees', () => {
  const name = fc.constantFrom('a', 'b', 'c', 'a.log', 'b.log', 'x1', '로그', 'a-1.log', 'l.gz', '.h');
  const file = fc.array(name, { minLength: 1, maxLength: 4 }).map((names) => names.join('/'));
  const piece = fc.constantFrom('*', '?', '[ab]', '[!a]', '{a,b}', '{a,b/c}', '*.log', '-');
  const part = fc.oneof(
    fc.constant('**'),
    name,
    fc.array(fc.oneof(piece, name), { minLength: 1, maxLength: 3 }).map((pieces) => pieces.join('')),
  );
  const glob = fc
    .array(part, { minLength: 1, maxLength: 4 })
    .filter((parts) => parts.every((each) => each === '**' || !each.includes('**')));
  const dir = scratchDir();
  fc.assert(
    fc.property(fc.array(file, { maxLength: 12 }), fc.array(glob, { minLength: 1, maxLength: 5 }), (files, globs) => {
      rmSync(dir, { recursive: true });
      mkdirSync(dir);
      makeFiles(dir, files);
      const all = readdirSync(dir, { recursive: true, encoding: 'utf8' }).filter((path) =>
        statSync(join(dir, path)).isFile(),
      );
      for (const each of globs
        .map((parts) => parts.join('/'))
        .filter((text) => picomatch.scan(join(dir, text)).isGlob)) {
        const fits = picomatch(join(dir, each), { posix: true });
        const expected = all.filter((path) => fits(join(dir, path)) && !path.endsWith('.gz')).sort();
        expect({ each, found: found(dir, each) }).toEqual({ each, found: expected });
      }
    }),
    { numRuns: 60 },
  );
});

it('takes a path literally, however it is spelled', () => {
  const dir = scratchDir();
  makeFiles(dir, ['sub/[1].log', 'sub/1.log', 'other/x.log']);
  expect(found(dir, 'sub/[1].log')).toEqual(['sub/[1].log']);
  expect(expandPath(`${dir}//sub/./1.log/`).paths).toEqual([join(dir, 'sub/1.log')]);
  expect(expandPath(`${dir}//sub//*.log`).paths).toEqual([join(dir, 'sub/1.log'), join(dir, 'sub/[1].log')]);
  expect(expandPath(`${dir}/none/../sub/[0-9].log`).paths).toEqual([join(dir, 'sub/1.log')]);
  // `..` is relative to the real folder, as in the system.
  symlinkSync(join(dir, 'other'), join(dir, 'sub/link'));
  expect(expandPath(`${dir}/sub/link/../other/x.log`).paths).toEqual([`${dir}/sub/link/../other/x.log`]);
  expect(statSync(`${dir}/sub/link/../other/x.log`).isFile()).toBe(true);
  expect(expandPath(`${dir}/none.log`).paths).toEqual([`${dir}/none.log`]);
  expect(pathOnDisk('/none/none.log')).toBe('/none/none.log');
});

it('stops at its limits, and reports that', async () => {
  const dir = scratchDir();
  makeFiles(
    dir,
    Array.from({ length: 30 }, (_value, index) => `d${index}/a.log`),
  );
  const limits = { folders: 1_000, names: 1_000, files: 1_000, ms: 10_000 };
  const search = (limit: object): boolean => expandPath(join(dir, '**/*.log'), { ...limits, ...limit }).isWhole;
  expect(search({})).toBe(true);
  expect([{ folders: 10 }, { names: 10 }, { files: 10 }, { ms: -1 }].map(search)).toEqual([false, false, false, false]);
  expect(await previewPath(join(dir, `${'{a,d}'.repeat(12)}*/*.log`))).toMatchObject({ isWhole: false });
  expect(await previewPath(join(dir, '*/*.log'))).toMatchObject({ total: 30, isWhole: true });
  expect(await previewPath('relative/*.log')).toEqual({ paths: [], total: 0, isWhole: true });
});

it('follows chains of links only as long as the system does', () => {
  const dir = scratchDir();
  Array.from({ length: 200 }, (_value, index) => symlinkSync(`l${index + 1}`, join(dir, `l${index}`)));
  expect(linkChain(join(dir, 'l0')).length).toBeLessThan(50);
});
