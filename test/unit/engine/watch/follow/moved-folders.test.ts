import { mkdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { statFile, type FileIdentity } from '../../../../../src/main/engine/watch/identity/file-id';
import { MovedFolders } from '../../../../../src/main/engine/watch/follow/moved-folders';
import { scratchDir } from '../../../../support/files/scratch-dir';

function identityAt(path: string): FileIdentity {
  const look = statFile(path);
  if ('missing' in look) {
    throw new Error(look.missing);
  }
  return look;
}

/** A folder known to exist, and the state remembered of it. */
function begun(now: () => number): { folders: MovedFolders; path: string; dir: string } {
  const dir = scratchDir();
  const path = join(dir, 'logs');
  mkdirSync(join(path, 'sub'), { recursive: true });
  const folders = new MovedFolders(now);
  [path, join(path, 'sub')].forEach((each) => folders.note(each, identityAt(each)));
  return { folders, path, dir };
}

it('reports nothing while all folders are in place', () => {
  const { folders, path } = begun(() => Date.now());
  mkdirSync(`${path}.old`);
  expect(folders.pathsNow(join(path, 'sub/app.log'))).toEqual([]);
  expect(folders.takeNew()).toEqual([]);
});

it('finds a moved folder, once for all its files', () => {
  const { folders, path } = begun(() => Date.now());
  renameSync(path, `${path}.old`);
  expect(folders.pathsNow(join(path, 'sub/app.log'))).toEqual([`${path}.old/sub/app.log`]);
  expect(folders.takeNew().map((move) => move.path)).toEqual([path]);
  expect(folders.takeNew()).toEqual([]);
});

it('finds a folder by its reported name, wherever it went', () => {
  const { folders, path, dir } = begun(() => Date.now());
  mkdirSync(join(dir, 'backup'));
  const to = join(dir, 'backup/any');
  renameSync(path, to);
  folders.renamed(path, to);
  expect(folders.pathsNow(join(path, 'app.log'))).toEqual([join(to, 'app.log')]);
});

it('forgets moves after a while, and folders that a search did not find', () => {
  let now = Date.now();
  const { folders, path } = begun(() => now);
  renameSync(path, `${path}.old`);
  folders.beginSearch();
  folders.endSearch(true);
  expect(folders.pathsNow(join(path, 'app.log'))).toEqual([`${path}.old/app.log`]);
  now += 120_000;
  folders.beginSearch();
  folders.endSearch(true);
  expect(folders.pathsNow(join(path, 'app.log'))).toEqual([]);
});

it('takes constant time and space however often a folder is moved', () => {
  const { folders, path, dir } = begun(() => Date.now());
  for (let round = 0; round < 1_000; round += 1) {
    const to = join(dir, `aside${round}`);
    renameSync(path, to);
    folders.renamed(path, to);
    mkdirSync(path);
    folders.note(path, identityAt(path));
  }
  const paths = folders.pathsNow(join(path, 'app.log'));
  expect(paths.at(-1)).toBe(join(dir, 'aside999/app.log'));
  expect(paths.length).toBeLessThan(100);
  expect(folders.takeNew()).toHaveLength(1);
});
