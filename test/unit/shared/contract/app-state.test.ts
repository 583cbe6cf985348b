import { expect, it } from 'vitest';
import { fileTotal } from '../../../../src/shared/contract/app-state';

it('counts the files that the status does not list, too', () => {
  const counts = { following: 5_000, waiting: 2, unreadable: 1, refused: 1 };
  expect(fileTotal({ files: [], fileCounts: [{ fileId: 'app', ...counts }] })).toBe(5_004);
});
