import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { loadLibsql } from '../../../../src/main/engine/ledger/file/libsql';
import { openNodeSqlite } from '../../../../src/main/engine/ledger/file/node-sqlite';
import type { NativeDatabase, OpenSqlite } from '../../../../src/main/engine/ledger/file/native-database';
import { openSqlite } from '../../../../src/main/engine/ledger/file/sqlite';
import { scratchDir } from '../../../support/files/scratch-dir';

/** The libraries that this Node can load: Node 20 and Electron have libsql only. */
const LIBRARIES: readonly (readonly [name: string, open: OpenSqlite])[] = [
  ['libsql', await loadLibsql()],
  ...(openNodeSqlite === null ? [] : [['node:sqlite', openNodeSqlite] as const]),
];

const PAGE_BYTES = 4_096;

function codeOf(code: string): Error {
  return expect.objectContaining({ code }) as Error;
}

it('uses the SQLite of Node from version 24 on', () => {
  expect(openNodeSqlite !== null).toBe(Number.parseInt(process.versions.node, 10) >= 24);
  expect(openNodeSqlite ?? openSqlite).toBe(openSqlite);
});

describe.each(LIBRARIES)('%s', (_name, open) => {
  /** Opens a database that is closed with the test, a new one with a table by default. */
  function opened(file = join(scratchDir(), 'some.db')): NativeDatabase {
    const database = open(file);
    onTestFinished(() => database.close());
    database.exec('CREATE TABLE IF NOT EXISTS notes (id INTEGER PRIMARY KEY, value UNIQUE)');
    return database;
  }

  it('returns rows by column, or as arrays after raw()', () => {
    const database = opened();
    const insert = database.prepare('INSERT INTO notes (value) VALUES (?)');
    expect(insert.run('a')).toMatchObject({ changes: 1, lastInsertRowid: 1 });
    expect(insert.run('b')).toMatchObject({ changes: 1, lastInsertRowid: 2 });
    const query = 'SELECT id, value FROM notes WHERE id >= ? ORDER BY id';
    // Two statements: libsql continues the earlier read in a `get` after an `all`.
    const [one, some] = [database.prepare(query), database.prepare(query)];
    expect([one.get(2), one.get(3)]).toMatchObject([{ id: 2, value: 'b' }, undefined]);
    expect([some.all(1), some.all(3)]).toMatchObject([[{ value: 'a' }, { value: 'b' }], []]);
    expect([one.raw(), some.raw()]).toEqual([one, some]);
    expect([one.get(2), one.get(3)]).toEqual([[2, 'b'], undefined]);
    expect([some.all(2), some.all(3)]).toEqual([[[2, 'b']], []]);
  });

  it('returns every kind of value as it was stored', () => {
    const database = opened();
    const values = [null, '한글 😀', '', 0.1, -1.5e300, Number.MAX_SAFE_INTEGER, Number.MIN_SAFE_INTEGER, -1];
    const insert = database.prepare('INSERT INTO notes (value) VALUES (?)');
    values.forEach((value) => insert.run(value));
    expect(database.prepare('SELECT value FROM notes ORDER BY id').raw().all()).toEqual(values.map((value) => [value]));
    insert.run(Buffer.from([0, 1, 255]));
    const [bytes] = database.prepare("SELECT value FROM notes WHERE typeof(value) = 'blob'").raw().get() as [
      Uint8Array,
    ];
    expect([...bytes]).toEqual([0, 1, 255]);
  });

  it('keeps large whole numbers and ids exact', () => {
    const database = opened();
    database.exec('CREATE TABLE amounts (id INTEGER PRIMARY KEY, amount INTEGER)');
    const most = Number.MAX_SAFE_INTEGER;
    const added = database.prepare('INSERT INTO amounts VALUES (?, ?)').run(most, most);
    expect(added.lastInsertRowid).toBe(most);
    const stored = database.prepare('SELECT id, amount, typeof(amount), amount + 0 = 9007199254740991 FROM amounts');
    expect(stored.raw().all()).toEqual([[most, most, 'integer', 1]]);
  });

  it('checks references between tables, and takes double quotes for a name', () => {
    const database = opened();
    database.exec('CREATE TABLE parts (note INTEGER REFERENCES notes (id))');
    expect(() => database.exec('INSERT INTO parts VALUES (7)')).toThrow(codeOf('SQLITE_CONSTRAINT'));
    expect(() => database.prepare('SELECT "text"')).toThrow(codeOf('SQLITE_ERROR'));
  });

  it.each(LIBRARIES)('reads what %s has written', (_other, write) => {
    const file = join(scratchDir(), 'some.db');
    const written = write(file);
    onTestFinished(() => written.close());
    written.exec('PRAGMA journal_mode = WAL; CREATE TABLE notes (id INTEGER PRIMARY KEY, value)');
    written.prepare('INSERT INTO notes VALUES (?, ?)').run(1, '한글');
    written.close();
    expect(opened(file).prepare('SELECT * FROM notes').raw().all()).toEqual([[1, '한글']]);
  });

  it('knows whether it is in a transaction', () => {
    const database = opened();
    expect(database.inTransaction).toBe(false);
    database.exec('BEGIN');
    expect(database.inTransaction).toBe(true);
    database.exec('COMMIT');
    expect(database.inTransaction).toBe(false);
  });

  it('names a constraint, and a statement that cannot be read', () => {
    const database = opened();
    const insert = database.prepare('INSERT INTO notes (value) VALUES (?)');
    insert.run('a');
    expect(() => insert.run('a')).toThrow(codeOf('SQLITE_CONSTRAINT'));
    expect(() => database.exec("INSERT INTO notes (value) VALUES ('a')")).toThrow(codeOf('SQLITE_CONSTRAINT'));
    expect(() => database.prepare('SELECT FROM')).toThrow(codeOf('SQLITE_ERROR'));
    expect(database.inTransaction).toBe(false);
  });

  it('names a full database, whose transaction SQLite has rolled back', () => {
    const database = opened();
    database.exec('PRAGMA max_page_count = 4; BEGIN');
    expect(() => database.exec('INSERT INTO notes (value) VALUES (zeroblob(1000000))')).toThrow(codeOf('SQLITE_FULL'));
    expect(database.inTransaction).toBe(false);
  });

  it('names a lock of another connection, at once or after the timeout', () => {
    const file = join(scratchDir(), 'some.db');
    const holder = opened(file);
    const other = opened(file);
    const patient = open(file, { timeout: 120 });
    onTestFinished(() => patient.close());
    expect(other.prepare('PRAGMA busy_timeout').raw().get()).toEqual([0]);
    expect(patient.prepare('PRAGMA busy_timeout').raw().get()).toEqual([120]);
    holder.exec('BEGIN IMMEDIATE');
    expect(() => other.exec('BEGIN IMMEDIATE')).toThrow(codeOf('SQLITE_BUSY'));
    expect(() => other.prepare('INSERT INTO notes (value) VALUES (1)').run()).toThrow(codeOf('SQLITE_BUSY'));
    const begun = performance.now();
    expect(() => patient.exec('BEGIN IMMEDIATE')).toThrow(codeOf('SQLITE_BUSY'));
    expect(performance.now() - begun).toBeGreaterThan(100);
    holder.exec('COMMIT');
    patient.exec('BEGIN IMMEDIATE; COMMIT');
  });

  it('names a file that is no database', () => {
    const file = join(scratchDir(), 'some.db');
    writeFileSync(file, 'x'.repeat(PAGE_BYTES));
    const database = open(file);
    onTestFinished(() => database.close());
    expect(() => database.exec('PRAGMA journal_mode = WAL')).toThrow(codeOf('SQLITE_NOTADB'));
    expect(() => database.prepare('SELECT * FROM sqlite_schema')).toThrow(codeOf('SQLITE_NOTADB'));
  });

  it('names a damaged database', () => {
    const file = join(scratchDir(), 'some.db');
    const before = opened(file);
    before.exec('INSERT INTO notes (value) VALUES (zeroblob(100000))');
    before.close();
    // The first page, which tells what is in the others, stays.
    const whole = readFileSync(file);
    writeFileSync(file, whole.fill(0xff, PAGE_BYTES));
    const database = open(file);
    onTestFinished(() => database.close());
    expect(() => database.prepare('SELECT value FROM notes').all()).toThrow(codeOf('SQLITE_CORRUPT'));
  });

  it('names a folder that does not exist', () => {
    expect(() => open(join(scratchDir(), 'none', 'some.db'))).toThrow(codeOf('SQLITE_CANTOPEN'));
  });

  it('may be closed twice, and refuses every use after that', () => {
    const database = opened();
    const rows = database.prepare('SELECT * FROM notes');
    database.exec('BEGIN');
    database.close();
    database.close();
    expect(database.inTransaction).toBe(false);
    const uses = [
      () => database.prepare('SELECT 1'),
      () => database.exec('SELECT 1'),
      () => rows.get(),
      () => rows.all(),
      () => rows.run(),
      () => rows.raw(),
    ];
    uses.forEach((use) => expect(use).toThrow(codeOf('SQLITE_MISUSE')));
  });
});
