import { appendFileSync, cpSync, existsSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openSqlite } from '../../../../src/main/engine/ledger/file/sqlite';
import { Ledger } from '../../../../src/main/engine/ledger/ledger';
import { until } from '../../../support/time/until';
import { Watching } from '../../../support/engine/watching';

function dataDir(watching: Watching): string {
  return dirname(watching.ledgerFile);
}

/** All problems reported, including one-time ones. */
function told(watching: Watching): string[] {
  return watching.events.flatMap((event) => (event.event === 'problem' ? [event.problem.code] : []));
}

/** Lines in the history of the ledger at a path, oldest first. */
function history(file: string): string[] {
  const database = openSqlite(file);
  const rows = database.prepare('SELECT line FROM matches ORDER BY id').raw().all() as [string][];
  database.close();
  return rows.flat();
}

/** Starts an engine and lets it match a line. */
async function begun(): Promise<Watching> {
  const watching = await Watching.begin();
  appendFileSync(watching.path(), 'before\n');
  await watching.sees('before');
  return watching;
}

async function restored(watching: Watching): Promise<void> {
  await until(() => told(watching).includes('ledger-restored'), 'the files were written again');
}

/** Ways to lose the ledger files, as with `rm`, `mv` and the like. */
const LOSSES: readonly (readonly [what: string, lose: (watching: Watching) => void])[] = [
  ['the database and all beside it are deleted', (watching) => remove(watching, ['', '-wal', '-shm', '.lock'])],
  ['the database alone is deleted', (watching) => remove(watching, [''])],
  ['the write-ahead log and its index are deleted', (watching) => remove(watching, ['-wal', '-shm'])],
  ['the write-ahead log alone is deleted', (watching) => remove(watching, ['-wal'])],
  ['the data folder is deleted', (watching) => rmSync(dataDir(watching), { recursive: true })],
  ['the data folder is moved away', (watching) => renameSync(dataDir(watching), `${dataDir(watching)}-moved`)],
];

function remove(watching: Watching, endings: readonly string[]): void {
  endings.forEach((ending) => rmSync(watching.ledgerFile + ending));
}

describe.each(LOSSES)('when %s', (_what, lose) => {
  it('the ledger is written again: history and positions survive a restart', async () => {
    const watching = await begun();
    lose(watching);
    await restored(watching);
    appendFileSync(watching.path(), 'after\n');
    await watching.sees('before', 'after');
    await watching.stop();
    appendFileSync(watching.path(), 'while stopped\n');
    await watching.start();
    await watching.sees('before', 'after', 'while stopped');
    expect(history(watching.ledgerFile)).toEqual(['before', 'after', 'while stopped']);
    expect(watching.problems()).toEqual([]);
  });

  it('matches found meanwhile are kept, even if Logbell is killed afterwards', async () => {
    const watching = await begun();
    lose(watching);
    appendFileSync(watching.path(), 'meanwhile\n');
    await watching.sees('before', 'meanwhile');
    await restored(watching);
    await watching.crash();
    appendFileSync(watching.path(), 'while stopped\n');
    await watching.start();
    await watching.sees('before', 'meanwhile', 'while stopped');
  });

  it('and Logbell is stopped at once, nothing is lost', async () => {
    const watching = await begun();
    lose(watching);
    appendFileSync(watching.path(), 'last\n');
    await watching.sees('before', 'last');
    await watching.stop();
    appendFileSync(watching.path(), 'while stopped\n');
    await watching.start();
    await watching.sees('before', 'last', 'while stopped');
  });
});

it('writes the database again for its owner only, and leaves nothing beside it', async () => {
  const watching = await begun();
  rmSync(dataDir(watching), { recursive: true });
  await restored(watching);
  expect(statSync(dataDir(watching)).mode & 0o777).toBe(0o700);
  expect(statSync(watching.ledgerFile).mode & 0o777).toBe(0o600);
  await watching.stop();
  const known = ['', '-wal', '-shm', '.lock', '.lock-journal'].map((ending) => `ledger.db${ending}`);
  expect(readdirSync(dataDir(watching)).filter((name) => !known.includes(name))).toEqual([]);
});

it('reports the deleted files, and keeps that in the history', async () => {
  const watching = await begun();
  rmSync(dataDir(watching), { recursive: true });
  await restored(watching);
  const entries = await watching.engine.history({ before: null, limit: 10, search: '' });
  expect(entries).toContainEqual(
    expect.objectContaining({ kind: 'problem', code: 'ledger-restored', params: { file: watching.ledgerFile } }),
  );
});

it('acquires a deleted lock again', async () => {
  const watching = await begun();
  remove(watching, ['.lock']);
  await until(() => existsSync(`${watching.ledgerFile}.lock`), 'the lock was there again');
  expect(Ledger.open(watching.ledgerFile, 0)).toMatchObject({ ok: false, error: { code: 'ledger-in-use' } });
  expect(told(watching)).toEqual([]);
});

describe('while the files cannot be written again', () => {
  it('keeps watching, reports it, and writes them once it can', async () => {
    const watching = await begun();
    rmSync(dataDir(watching), { recursive: true });
    writeFileSync(dataDir(watching), 'in the way');
    await until(() => watching.problems().includes('ledger-deleted'), 'the problem was raised');
    appendFileSync(watching.path(), 'meanwhile\n');
    await watching.sees('before', 'meanwhile');
    rmSync(dataDir(watching));
    await restored(watching);
    expect(watching.problems()).toEqual([]);
    expect(history(watching.ledgerFile)).toEqual(['before', 'meanwhile']);
  });
});

describe('when another database is put in their place', () => {
  /** Replaces the ledger of a running engine by its own backup; returns both. */
  async function replaced(): Promise<{ readonly watching: Watching; readonly backup: string }> {
    const watching = await Watching.begin();
    const backup = `${dataDir(watching)}-backup`;
    await watching.stop();
    cpSync(dataDir(watching), backup, { recursive: true });
    await watching.start();
    appendFileSync(watching.path(), 'before\n');
    await watching.sees('before');
    rmSync(dataDir(watching), { recursive: true });
    cpSync(backup, dataDir(watching), { recursive: true });
    await until(() => watching.problems().includes('ledger-replaced'), 'the problem was raised');
    return { watching, backup };
  }

  function keptFiles(watching: Watching): string[] {
    return readdirSync(dataDir(watching)).filter((name) => /^ledger\.db\.kept-[^.]*Z$/.test(name));
  }

  it('does not touch it, and continues in a file beside it', async () => {
    const { watching, backup } = await replaced();
    appendFileSync(watching.path(), 'after\n');
    await watching.sees('before', 'after');
    const [kept = ''] = keptFiles(watching);
    expect(history(`${dataDir(watching)}/${kept}`)).toEqual(['before', 'after']);
    expect(history(watching.ledgerFile)).toEqual(history(`${backup}/ledger.db`));
    await watching.stop();
    expect(history(watching.ledgerFile)).toEqual([]);
  });

  it('goes back once it is moved away', async () => {
    const { watching } = await replaced();
    ['', '-wal', '-shm'].forEach((ending) => rmSync(watching.ledgerFile + ending, { force: true }));
    await restored(watching);
    expect(watching.problems()).toEqual([]);
    expect(keptFiles(watching)).toEqual([]);
    await watching.restart();
    appendFileSync(watching.path(), 'after\n');
    await watching.sees('before', 'after');
  });
});
