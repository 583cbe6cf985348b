import {
  closeSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, it, vi } from 'vitest';
import { saveFile } from '../../../src/main/desktop/files/save-file';
import { scratchDir } from '../../support/files/scratch-dir';

/** The path chosen in the dialog. */
const chosen = vi.hoisted(() => ({ path: '' }));

vi.mock('electron', () => ({
  dialog: { showSaveDialog: () => Promise.resolve({ canceled: false, filePath: chosen.path }) },
}));

let dir = '';
beforeEach(() => {
  dir = scratchDir();
  chosen.path = join(dir, 'history.csv');
});

it('saves for the owner only, and leaves nothing else behind', async () => {
  expect(await saveFile('history.csv', 'new\n')).toEqual({ ok: true, value: chosen.path });
  expect(readFileSync(chosen.path, 'utf8')).toBe('new\n');
  expect(statSync(chosen.path).mode & 0o777).toBe(0o600);
  expect(readdirSync(dir)).toEqual(['history.csv']);
});

it('does not keep the read permissions of the file that it replaces', async () => {
  writeFileSync(chosen.path, 'old\n', { mode: 0o644 });
  const reader = openSync(chosen.path, 'r');
  await saveFile('history.csv', 'new\n');
  expect(readFileSync(reader, 'utf8')).toBe('old\n');
  closeSync(reader);
  expect(readFileSync(chosen.path, 'utf8')).toBe('new\n');
  expect(statSync(chosen.path).mode & 0o777).toBe(0o600);
});

it('follows a link', async () => {
  writeFileSync(join(dir, 'real.csv'), 'old\n');
  symlinkSync('real.csv', chosen.path);
  await saveFile('history.csv', 'new\n');
  expect(readFileSync(join(dir, 'real.csv'), 'utf8')).toBe('new\n');
  expect(readdirSync(dir).sort()).toEqual(['history.csv', 'real.csv']);
});

it('reports an error if it cannot be saved, and replaces only files', async () => {
  mkdirSync(chosen.path);
  expect(await saveFile('history.csv', 'new\n')).toEqual({ ok: false, error: 'not-saved' });
  chosen.path = join(dir, 'missing', 'history.csv');
  expect(await saveFile('history.csv', 'new\n')).toEqual({ ok: false, error: 'not-saved' });
  expect(readdirSync(dir)).toEqual(['history.csv']);
});
