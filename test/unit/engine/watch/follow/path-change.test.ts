import { expect, it } from 'vitest';
import { contentChange, type PathChange, pathChange } from '../../../../../src/main/engine/watch/follow/path-change';
import type { FileStat } from '../../../../../src/main/engine/watch/identity/file-id';

const log: FileStat = {
  device: '1',
  inode: '2',
  born: '3',
  kind: 'file',
  size: 100,
  changed: 1_000n,
  modified: 1_000n,
  links: 1,
};
const later = { ...log, changed: 2_000n };
const other = { ...log, inode: '9' };
/** The log after its first change on overlayfs, which gives it another birth time. */
const copiedUp = { ...later, born: '4' };

interface Open {
  readonly stat?: FileStat;
  /** What the open file is by now. */
  readonly now?: FileStat;
  /** True where the mount has given the open file another inode number. */
  readonly isRenumbered?: boolean;
}

function change(stat: FileStat | { readonly missing: string }, open: Open | null): PathChange {
  return pathChange(
    stat,
    open && {
      stat: open.stat ?? log,
      statAgain: () => open.now ?? log,
      reopen: (look) => (open.isRenumbered ? { fd: 7, look } : null),
    },
  );
}

it.each<readonly [string, FileStat | { readonly missing: string }, Open | null, PathChange['kind']]>([
  ['same stat', log, {}, 'unchanged'],
  ['lines were added', { ...later, size: 150 }, {}, 'grown'],
  ['emptied', { ...later, size: 0 }, {}, 'truncated'],
  ['cut short', { ...later, size: 50 }, {}, 'truncated'],
  ['as long as before, changed since', later, {}, 'rewritten'],
  ['written within one tick of the clock', { ...log, size: 150 }, {}, 'unchanged'],
  ['another birth time since its first change', copiedUp, { now: copiedUp }, 'unchanged'],
  ['another birth time, and written since', { ...copiedUp, size: 150, changed: 3_000n }, { now: copiedUp }, 'grown'],
  ['another inode number for the same file', { ...later, inode: '9' }, { isRenumbered: true }, 'unchanged'],
  ['another file', other, {}, 'replaced'],
  ['another file with the same inode number', { ...log, born: '8' }, {}, 'replaced'],
  ['a folder in its place', { ...other, kind: 'directory' }, {}, 'replaced'],
  ['a file, and none was open', log, null, 'appeared'],
  ['moved away', { missing: 'ENOENT' }, {}, 'renamed'],
  ['its folder moved away', { missing: 'ENOTDIR' }, {}, 'renamed'],
  ['deleted', { missing: 'ENOENT' }, { now: { ...later, links: 0 } }, 'deleted'],
  ['nothing, and none was open', { missing: 'ENOENT' }, null, 'absent'],
  ['not to be looked at', { missing: 'EACCES' }, {}, 'unreadable'],
  ['not to be looked at, and none was open', { missing: 'EPERM' }, null, 'unreadable'],
  ['a failing disk', { missing: 'EIO' }, {}, 'unreadable'],
])('decides what happened to a path: %s', (_case, stat, open, kind) => {
  expect(change(stat, open).kind).toBe(kind);
});

it.each([
  ['EACCES', 'unreadable'],
  ['EPERM', 'unreadable'],
  ['EIO', 'failing'],
  ['ELOOP', 'failing'],
])('says why a path with %s cannot be read', (error, reason) => {
  expect(change({ missing: error }, {})).toEqual({ kind: 'unreadable', reason, error });
});

it('hands on the file that was opened again under another inode number', () => {
  const stat = { ...log, inode: '9' };
  expect(change(stat, { isRenumbered: true })).toEqual({ kind: 'unchanged', stat, reopened: { fd: 7, look: stat } });
});

it('compares two stats of one file', () => {
  expect(contentChange(log, { ...later, size: 101 })).toBe('grown');
  expect(contentChange(log, log)).toBe('unchanged');
});
