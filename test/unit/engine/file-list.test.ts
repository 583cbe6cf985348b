import { expect, it } from 'vitest';
import { listFiles } from '../../../src/main/engine/file-list';
import type { FileStatus } from '../../../src/shared/status';

function file(index: number, state: FileStatus['state'] = 'following', fileId = 'many'): FileStatus {
  return { fileId, path: `/log/${index}.log`, state, position: 0, size: 0 };
}

it('lists every file of an entry that has few', () => {
  const files = [file(1), file(2, 'waiting'), file(3, 'following', 'other')];
  expect(listFiles(files)).toEqual({
    files,
    fileCounts: [
      { fileId: 'many', following: 1, waiting: 1, unreadable: 0, refused: 0 },
      { fileId: 'other', following: 1, waiting: 0, unreadable: 0, refused: 0 },
    ],
  });
});

it('lists those in trouble before others where there are too many', () => {
  const files = [...Array.from({ length: 500 }, (_value, index) => file(index)), file(500, 'unreadable')];
  const listed = listFiles([...files, file(1, 'following', 'other')]);
  expect(listed.files[0]).toEqual(file(500, 'unreadable'));
  expect(listed.files.filter(({ fileId }) => fileId === 'many')).toHaveLength(100);
  expect(listed.files.filter(({ fileId }) => fileId === 'other')).toHaveLength(1);
  expect(listed.fileCounts[0]).toMatchObject({ following: 500, unreadable: 1 });
});
