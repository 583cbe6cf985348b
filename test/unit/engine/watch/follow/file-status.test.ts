import { expect, it } from 'vitest';
import { listFiles, type ListedFile } from '../../../../../src/main/engine/watch/follow/file-status';
import type { FileStatus } from '../../../../../src/shared/contract/status';

function status(index: number, state: FileStatus['state'] = 'following', fileId = 'many'): FileStatus {
  return { fileId, path: `/log/${index}.log`, state, position: 0, size: 0, polled: false };
}

function file(index: number, state: FileStatus['state'] = 'following', fileIds = ['many']): ListedFile {
  return { fileIds, state, describe: (fileId) => status(index, state, fileId) };
}

it('lists every file of a glob with few files', () => {
  expect(listFiles([file(1), file(2, 'waiting'), file(3, 'following', ['other'])])).toEqual({
    files: [status(1), status(2, 'waiting'), status(3, 'following', 'other')],
    fileCounts: [
      { fileId: 'many', following: 1, waiting: 1, unreadable: 0, refused: 0 },
      { fileId: 'other', following: 1, waiting: 0, unreadable: 0, refused: 0 },
    ],
  });
});

it('lists a file under each configured log file that names it', () => {
  expect(listFiles([file(1, 'following', ['many', 'other'])]).files).toEqual([
    status(1),
    status(1, 'following', 'other'),
  ]);
});

it('lists files with problems first if there are too many', () => {
  const files = [...Array.from({ length: 500 }, (_value, index) => file(index)), file(500, 'unreadable')];
  const listed = listFiles([...files, file(1, 'following', ['other'])]);
  expect(listed.files[0]).toEqual(status(500, 'unreadable'));
  expect(listed.files.filter(({ fileId }) => fileId === 'many')).toHaveLength(100);
  expect(listed.files.filter(({ fileId }) => fileId === 'other')).toHaveLength(1);
  expect(listed.fileCounts[0]).toMatchObject({ following: 500, unreadable: 1 });
});
