import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { MIGRATIONS } from '../../../../src/main/engine/ledger/file/migrations';
import { openSqlite } from '../../../../src/main/engine/ledger/file/sqlite';
import { Ledger } from '../../../../src/main/engine/ledger/ledger';
import { scratchDir } from '../../../support/files/scratch-dir';

const PROBLEM = { code: 'sens-refused-key', subject: '' } as const;

it.each(MIGRATIONS.map((_migration, version) => version))(
  'a ledger of version %i takes reports of its problems',
  (version) => {
    const file = join(scratchDir(), 'ledger.db');
    const old = openSqlite(file);
    old.exec(`${MIGRATIONS.slice(0, version).join('')} PRAGMA user_version = ${version};`);
    if (version > 0) {
      old.exec(`INSERT INTO problems (at, code, subject, params_json) VALUES (5, '${PROBLEM.code}', '', '{}')`);
    }
    old.close();
    const opened = Ledger.open(file, 10);
    if (!opened.ok) {
      throw new Error(opened.error.reason);
    }
    const ledger = opened.value;
    onTestFinished(() => ledger.close());
    const { id } = ledger.alerts.addAlert({
      ...{ at: 8, kind: 'problem', ruleId: '', rule: '', content: '', type: 'LMS', subject: '' },
      ...{ prices: { SMS: 9, LMS: 27, MMS: 60 }, held: 0, practice: false, recipients: [] },
      copies: [
        {
          ...{ channel: 'ops', title: 'ops', subject: 'Logbell', content: 'A problem' },
          facts: {
            kind: 'problem',
            rule: '',
            ruleId: '',
            log: '',
            line: '',
            host: 'web1',
            count: 1,
            incident: null,
            at: 8,
          },
        },
      ],
    });
    ledger.problems.addReports(id, 8, [{ ...PROBLEM, since: 5, about: 'begin' }]);
    const about = (at: number): unknown[] =>
      (ledger.problems.reportsOf({ ...PROBLEM, at }).reports ?? []).map((each) => [each.about, each.channel]);
    expect(about(5)).toEqual([['begin', 'ops']]);
    expect([about(4), about(9)]).toEqual([[], []]);
    expect(ledger.history.problemsOfAlert(id)).toHaveLength(version > 0 ? 1 : 0);
  },
);
