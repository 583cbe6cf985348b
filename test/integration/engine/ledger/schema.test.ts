import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { openDatabase } from '../../../../src/main/engine/ledger/file/database';
import { SCHEMA } from '../../../../src/main/engine/ledger/file/schema';
import { MIGRATIONS } from '../../../../src/main/engine/ledger/file/migrations';
import { openSqlite } from '../../../../src/main/engine/ledger/file/sqlite';
import { scratchDir } from '../../../support/files/scratch-dir';

/** Tables and indexes that these statements create, by name, with their SQL in one form. */
function created(statements: readonly string[]): Record<string, string> {
  const database = openSqlite(join(scratchDir(), 'ledger.db'));
  onTestFinished(() => database.close());
  statements.forEach((sql) => database.exec(sql));
  const rows = database.prepare('SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL').raw().all();
  return Object.fromEntries((rows as [string, string][]).map(([name, sql]) => [name, oneForm(sql)]));
}

/** SQLite keeps the SQL as it was written, and appends the columns of later migrations. */
function oneForm(sql: string): string {
  return sql.replace(/\s+/g, ' ').replace(/\s*([(),])\s*/g, '$1');
}

it('the schema of a new ledger is that of a ledger that took every migration', () => {
  expect(created([SCHEMA])).toEqual(created(MIGRATIONS));
});

it('a file whose upgrade fails is not left locked', () => {
  const file = join(scratchDir(), 'ledger.db');
  const other = openSqlite(file);
  onTestFinished(() => other.close());
  other.exec('CREATE TABLE matches (id)');
  expect(openDatabase(file, 0)).toMatchObject({
    ok: false,
    error: { code: 'ledger-unusable', reason: 'SQLITE_ERROR' },
  });
  expect(() => other.exec('BEGIN IMMEDIATE; COMMIT')).not.toThrow();
});
