import { mkdirSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { expect, it } from 'vitest';
import { pathsBeforeRotation, rotatedFiles } from '../../../../../src/main/engine/watch/follow/rotated-files';
import { scratchDir } from '../../../../support/files/scratch-dir';

it('recognizes names of rotated files, and ignores other logs and compressed files', () => {
  const dir = scratchDir();
  const rotated = [
    'app.log.1',
    'app.log-20260101',
    'app.log.old',
    'app-2026-01-01.log',
    'app-20260101.log',
    'app.1.log',
  ];
  const others = ['app.log', 'app2.log', 'app-web.log', 'app.log.1.gz', 'app.log~', 'other.log.1'];
  [...rotated, ...others].forEach((name) => writeFileSync(join(dir, name), ''));
  mkdirSync(join(dir, 'app.log.2'));
  const found = rotatedFiles(join(dir, 'app.log')).map(({ path }) => basename(path));
  expect(found.sort()).toEqual(rotated.sort());
});

it.each([
  ['/log/app.log.1', '/log/app.log'],
  ['/log/app.log-20260101', '/log/app.log'],
  ['/log/app-20260101.log', '/log/app.log'],
  ['/log/app.1.log', '/log/app.log'],
  ['/log/app.log~', '/log/app.log'],
  ['/log/app.log.bak', '/log/app.log'],
])('knows the possible logs of %s', (path, origin) => {
  expect(pathsBeforeRotation(path)).toContain(origin);
});

it.each(['/log/app.log', '/log/syslog', '/log/app2.log', '/log/app.log.error'])(
  'recognizes that %s is no rotated log.*',
  (path) => {
    expect(pathsBeforeRotation(path)).not.toContain('/log/app.log');
  },
);
