import { join } from 'node:path';
import { expect, it } from 'vitest';
import { MIGRATIONS } from '../../../../src/main/engine/ledger/file/migrations';
import { openSqlite } from '../../../../src/main/engine/ledger/file/sqlite';
import { openLedger } from '../../../support/engine/open-ledger';
import { scratchDir } from '../../../support/files/scratch-dir';

it('keeps the positions of a ledger from before they had owners', () => {
  const file = join(scratchDir(), 'ledger.db');
  const version = MIGRATIONS.findIndex((migration) => migration.includes('file_ids_json'));
  const old = openSqlite(file);
  old.exec(`${MIGRATIONS.slice(0, version).join('')} PRAGMA user_version = ${version};`);
  old.exec("INSERT INTO journal_positions (selection, cursor, updated_at) VALUES ('[1]', 's=1', 5)");
  old.close();
  const { journals } = openLedger(file);
  expect(journals.find('[1]')).toEqual({ selection: '[1]', cursor: 's=1', fileIds: [], isAdopted: false });
});

it('gives a selection the positions of another one and of its parts', () => {
  const ledger = openLedger(join(scratchDir(), 'ledger.db'));
  const { journals } = ledger;
  ledger.commit(() => {
    journals.save({ selection: '[1]', cursor: 's=1', fileIds: ['a'] }, 1);
    journals.save({ selection: '[1] x', cursor: 's=2', fileIds: ['a'] }, 2);
    journals.save({ selection: '[12]', cursor: 's=3', fileIds: ['b'] }, 3);
  });
  journals.adopt('[1]', '[2]');
  const adopted = journals.all().filter(({ isAdopted }) => isAdopted);
  expect(adopted.map(({ selection, cursor }) => [selection, cursor])).toEqual([
    ['[2] x', 's=2'],
    ['[2]', 's=1'],
  ]);
  ledger.commit(() => journals.save({ selection: '[2]', cursor: 's=4', fileIds: ['a'] }, 4));
  expect(journals.find('[2]')).toMatchObject({ cursor: 's=4', isAdopted: false });
});
