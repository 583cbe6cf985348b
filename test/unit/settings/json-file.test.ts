import { execFileSync } from 'node:child_process';
import { truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { MAX_JSON_BYTES, readJsonFile } from '../../../src/main/settings/json-file';
import { scratchDir } from '../../support/files/scratch-dir';

it('does not wait for a pipe or a device', () => {
  const pipe = join(scratchDir(), 'config.json');
  execFileSync('mkfifo', [pipe]);
  expect([pipe, '/dev/zero'].map(readJsonFile)).toEqual([
    { kind: 'unreadable', code: 'ESPIPE' },
    { kind: 'unreadable', code: 'ESPIPE' },
  ]);
});

it('reads a file up to the limit, and only the size of a larger one', () => {
  const path = join(scratchDir(), 'config.json');
  writeFileSync(path, `{}${' '.repeat(MAX_JSON_BYTES - 2)}`);
  expect(readJsonFile(path)).toMatchObject({ kind: 'json', value: {} });
  truncateSync(path, MAX_JSON_BYTES + 1);
  expect(readJsonFile(path)).toEqual({ kind: 'unreadable', code: 'EFBIG', size: MAX_JSON_BYTES + 1 });
});
