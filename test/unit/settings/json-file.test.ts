import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { readJsonFile } from '../../../src/main/settings/json-file';
import { scratchDir } from '../../support/scratch-dir';

it('does not wait for what a pipe or a device may bring', () => {
  const pipe = join(scratchDir(), 'config.json');
  execFileSync('mkfifo', [pipe]);
  expect([pipe, '/dev/zero'].map(readJsonFile)).toEqual([
    { kind: 'unreadable', code: 'ESPIPE' },
    { kind: 'unreadable', code: 'ESPIPE' },
  ]);
});
