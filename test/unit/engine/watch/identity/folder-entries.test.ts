import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import type * as fileSystem from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, it, onTestFinished, vi } from 'vitest';
import { readablePath } from '../../../../../src/main/engine/common/files/system-path';
import { folderEntries } from '../../../../../src/main/engine/watch/identity/folder-entries';
import { FolderNames } from '../../../../../src/main/engine/watch/identity/folder-names';
import { scratchDir } from '../../../../support/files/scratch-dir';

/**
 * Simulates a file system that reports no types, so that Node.js looks names up and may not find them, and a slow one.
 */
const untyped = vi.hoisted(() => ({ isOn: false, slowMs: 0 }));

vi.mock('node:fs', async (original) => {
  const fs = await original<typeof fileSystem>();
  return {
    ...fs,
    opendirSync: (...args: Parameters<typeof fs.opendirSync>) => {
      const directory = fs.opendirSync(...args);
      if (untyped.slowMs > 0) {
        vi.advanceTimersByTime(untyped.slowMs);
      }
      if (untyped.isOn) {
        directory.readSync = () => {
          throw Object.assign(new Error('ENOENT'), { code: 'ENOENT' });
        };
      }
      return directory;
    },
  };
});

beforeEach(() => {
  untyped.isOn = false;
  untyped.slowMs = 0;
});

function folder(): string {
  const dir = scratchDir();
  mkdirSync(join(dir, 'sub'));
  writeFileSync(Buffer.concat([Buffer.from(`${dir}/`), Buffer.from('b7ceb1d7', 'hex')]), '');
  writeFileSync(join(dir, 'app.log'), '');
  symlinkSync('app.log', join(dir, 'link'));
  return dir;
}

it.each([false, true])('lists a folder, with or without types from the file system (%s)', (isOn) => {
  const dir = folder();
  untyped.isOn = isOn;
  const found = Array.from(folderEntries(dir), ({ name, kind }) => `${readablePath(name)}: ${kind}`);
  expect(found.sort()).toEqual(['app.log: file', 'link: link', 'sub: directory', '로그: file']);
});

it('lists nothing for anything but a folder', () => {
  expect(Array.from(folderEntries(join(scratchDir(), 'none')))).toEqual([]);
});

it('returns the names beside a log, and sees them come and go', () => {
  const dir = scratchDir();
  const names = new FolderNames(
    () => Date.now(),
    () => undefined,
  );
  const beside = (prefix: string): readonly string[] => names.beginningWith(dir, prefix);
  expect(beside('app')).toEqual([]);
  ['app.log.1', 'app.log', 'apple', 'apo', 'b', '로그'].forEach((name) => writeFileSync(join(dir, name), ''));
  expect(beside('app')).toEqual(['app.log', 'app.log.1', 'apple']);
  expect(beside('로')).toEqual(['로그']);
  expect(beside('')).toHaveLength(6);
  writeFileSync(join(dir, 'app.log.2'), '');
  expect(beside('app.')).toEqual(['app.log', 'app.log.1', 'app.log.2']);
  expect(names.staleAnswers).toBe(0);
});

it('does not reread a large folder for each new name on retries, and counts stale answers', () => {
  vi.useFakeTimers({ toFake: ['performance'] });
  onTestFinished(() => void vi.useRealTimers());
  untyped.slowMs = 20;
  const dir = scratchDir();
  const names = new FolderNames(
    () => Date.now(),
    () => undefined,
  );
  Array.from({ length: 2_500 }, (_value, index) => writeFileSync(join(dir, `f${index}`), ''));
  expect(names.beginningWith(dir, '', true)).toHaveLength(2_500);
  writeFileSync(join(dir, 'new'), '');
  expect(names.beginningWith(dir, 'new', true)).toEqual([]);
  expect(names.staleAnswers).toBe(1);
  vi.advanceTimersByTime(60_000);
  expect(names.beginningWith(dir, 'new', true)).toEqual(['new']);
  writeFileSync(join(dir, 'newer'), '');
  expect(names.beginningWith(dir, 'newer')).toEqual(['newer']);
});

it('reports a folder with more names than are read', () => {
  const dir = scratchDir();
  const told: boolean[] = [];
  const names = new FolderNames(
    () => Date.now(),
    (where, isOver) => {
      expect(where).toBe(dir);
      told.push(isOver);
    },
    3,
  );
  writeFileSync(join(dir, 'a'), '');
  expect(names.beginningWith(dir, '')).toHaveLength(1);
  ['b', 'c', 'd', 'e'].forEach((name) => writeFileSync(join(dir, name), ''));
  expect(names.beginningWith(dir, '')).toHaveLength(3);
  expect(told).toEqual([false, true]);
});
