import { cpSync } from 'node:fs';
import type * as fileSystem from 'node:fs';
import { dirname, join } from 'node:path';
import { beforeEach, expect, it, vi } from 'vitest';
import { openSqlite } from '../../../../src/main/engine/ledger/file/sqlite';
import { Ledger } from '../../../../src/main/engine/ledger/ledger';
import { scratchDir } from '../../../support/files/scratch-dir';

const EXT4 = 0xef53;
const FUSE = 0x65735546;

/** Simulated file system type of the ledger (statfs(2)) and machine id. */
const machine = vi.hoisted(() => ({ type: 0, id: '' }));

vi.mock('node:fs', async (original) => {
  const fs = await original<typeof fileSystem>();
  return {
    ...fs,
    statfsSync: () => ({ type: machine.type }),
    readFileSync: (...args: Parameters<typeof fs.readFileSync>) =>
      String(args[0]).endsWith('machine-id') ? machine.id : fs.readFileSync(...args),
  };
});

const ONE = '1'.repeat(32);
const OTHER = '2'.repeat(32);

beforeEach(() => void Object.assign(machine, { type: EXT4, id: ONE }));

function opened(file: string): Ledger {
  const ledger = Ledger.open(file, Date.now());
  if (!ledger.ok) {
    throw new Error(ledger.error.reason);
  }
  return ledger.value;
}

/** Creates and closes a ledger that owes a text. */
function owing(practice = false): string {
  const file = join(scratchDir(), 'ledger.db');
  const ledger = opened(file);
  ledger.commit(() =>
    ledger.alerts.addAlert({
      at: Date.now(),
      kind: 'rule',
      ruleId: 'r',
      rule: 'r',
      content: 'An Event Occurred',
      type: 'SMS',
      subject: '',
      prices: { SMS: 9, LMS: 30, MMS: 90 },
      held: 0,
      practice,
      recipients: [{ id: 'me', name: 'me', to: '010******78' }],
    }),
  );
  ledger.close();
  return file;
}

function copied(file: string): string {
  const folder = join(scratchDir(), 'copy');
  cpSync(dirname(file), folder, { recursive: true });
  return join(folder, 'ledger.db');
}

/** Number of texts that a ledger holds back because it is a copy. */
function held(file: string): number {
  const ledger = opened(file);
  const { texts } = ledger.copies.count();
  ledger.close();
  return texts;
}

it('a copy on the same machine holds its queued texts permanently', () => {
  const copy = copied(owing());
  expect(held(copy)).toBe(1);
  expect(held(copy)).toBe(1);
});

it('the original holds nothing, even at its next starts', () => {
  const file = owing();
  expect(held(copied(file))).toBe(1);
  expect(held(file)).toBe(0);
  expect(held(file)).toBe(0);
});

it.each([
  ['the same machine: it was numbered anew', ONE, ONE, 0],
  ['another machine: it was copied', ONE, OTHER, 1],
  ['a container without an id', '', '', 0],
  ['a container with an id of its own', ONE, '', 0],
])('on a file system that does not keep inode numbers, %s', (_what, before, after, count) => {
  Object.assign(machine, { type: FUSE, id: before });
  const copy = copied(owing());
  machine.id = after;
  expect(held(copy)).toBe(count);
});

it('practice texts, which reach nobody, are not held', () => {
  expect(held(copied(owing(true)))).toBe(0);
});

it('a ledger of an earlier version without a record of its file holds nothing', () => {
  const file = owing();
  const database = openSqlite(file);
  database.exec("DELETE FROM engine_state WHERE key IN ('origin', 'owner')");
  database.close();
  expect(held(copied(file))).toBe(0);
});
