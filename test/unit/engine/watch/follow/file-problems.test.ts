import { expect, test } from 'vitest';
import { forgetOldProblems, reportUnreadable } from '../../../../../src/main/engine/watch/follow/file-status';
import type { FileSource } from '../../../../../src/shared/settings/schema';
import { createMemoryBoard } from '../../../../support/engine/memory-board';

function source(path: string, encoding: FileSource['encoding'] = 'auto'): FileSource {
  return { id: 'f', path, encoding, start: 'end', flushAfter: '', multiLine: null };
}

test('a reason for being unreadable is a problem until another one or none applies', () => {
  const board = createMemoryBoard();
  reportUnreadable(board, '/log', 'directory');
  expect(board.standing()).toMatchObject([{ code: 'file-directory', subject: '/log' }]);
  reportUnreadable(board, '/log', 'unreadable');
  expect(board.standing()).toMatchObject([{ code: 'file-unreadable' }]);
  reportUnreadable(board, '/log', 'missing');
  expect(board.standing()).toEqual([]);
});

test('problems are cleared with the file or glob they belong to', () => {
  const board = createMemoryBoard();
  const kept = source('/kept/*.log');
  board.raise('file-unreadable', '/kept/a.log');
  board.raise('no-files-match', '/kept/*.log');
  board.raise('file-directory', '/gone');
  board.raise('no-files-match', '/gone/*.log');
  board.raise('sens-server', '');
  forgetOldProblems(board, [kept, source('/gone'), source('/gone/*.log')], [kept]);
  expect(board.standing().map(({ code, subject }) => [code, subject])).toEqual([
    ['file-unreadable', '/kept/a.log'],
    ['no-files-match', '/kept/*.log'],
    ['sens-server', ''],
  ]);
});

test('a hint about the encoding is cleared once another encoding is chosen', () => {
  const board = createMemoryBoard();
  board.raise('looks-cp949', '/log');
  forgetOldProblems(board, [source('/log')], [source('/log', 'cp949')]);
  expect(board.standing()).toEqual([]);
});
