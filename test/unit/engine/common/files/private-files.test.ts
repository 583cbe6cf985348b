import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { canOthersWrite, PrivateFiles } from '../../../../../src/main/engine/common/files/private-files';
import { ManualClock } from '../../../../support/time/manual-clock';
import { createMemoryBoard, type MemoryBoard } from '../../../../support/engine/memory-board';
import { scratchDir } from '../../../../support/files/scratch-dir';

const MINUTE_MS = 60_000;

describe('files that must be private', () => {
  let config = '';
  let secrets = '';
  let board: MemoryBoard;
  let clock: ManualClock;
  beforeEach(() => {
    const dir = join(scratchDir(), 'logbell');
    mkdirSync(dir, { mode: 0o700 });
    config = join(dir, 'config.json');
    secrets = join(dir, 'secrets.json');
    writeFileSync(config, '', { mode: 0o600 });
    writeFileSync(secrets, '', { mode: 0o600 });
    board = createMemoryBoard();
    clock = new ManualClock(0);
    const paths = { ownFiles: [config, secrets, join(dir, 'missing')], secretsFile: secrets };
    const files = new PrivateFiles(paths, board, clock);
    onTestFinished(() => files.stop());
    files.watch();
  });

  const told = (): unknown[] => board.standing().map(({ code, subject, params }) => [code, subject, params['mode']]);

  it('are no problem while only their owner can access them', () => {
    chmodSync(config, 0o644);
    clock.pass(MINUTE_MS);
    expect(told()).toEqual([]);
  });

  it('are one within a minute if others can change them or read the keys, until that is fixed', () => {
    chmodSync(config, 0o666);
    chmodSync(secrets, 0o604);
    clock.pass(MINUTE_MS);
    expect(told()).toEqual([
      ['writable-by-others', config, '0666'],
      ['readable-by-others', secrets, '0604'],
    ]);
    chmodSync(config, 0o644);
    chmodSync(secrets, 0o600);
    clock.pass(MINUTE_MS);
    expect(told()).toEqual([]);
  });

  it('are one if others can change their folder', () => {
    chmodSync(join(config, '..'), 0o1777);
    clock.pass(MINUTE_MS);
    expect(told()).toEqual([['writable-by-others', join(config, '..'), '01777']]);
  });
});

it.each([
  [0o600, 1_000, 1_000, false],
  [0o660, 1_000, 1_000, false],
  [0o660, 1_000, 100, true],
  [0o640, 1_000, 100, false],
  [0o602, 1_000, 1_000, true],
])('mode %o of user %i and group %i: others can write: %s', (mode, uid, gid, expected) => {
  expect(canOthersWrite({ mode, uid, gid })).toBe(expected);
});
