import { describe, expect, it } from 'vitest';
import { MIGRATIONS } from '../../../../src/main/engine/ledger/file/migrations';
import { openSqlite } from '../../../../src/main/engine/ledger/file/sqlite';
import { FallbackRun } from '../../../support/engine/fallback-run';

const MINUTE = 60_000;
const DAY = 86_400_000;

/** Texts of one rule in an earlier version's ledger, with their age in ms. */
type OldTexts = readonly (readonly [state: string, ageMs: number])[];

/** Starts Logbell with fallback channels over a ledger of an earlier version; SENS cannot be reached. */
function upgraded(version: number, texts: OldTexts): FallbackRun {
  const run = new FallbackRun();
  const old = openSqlite(run.file);
  old.exec(`${MIGRATIONS.slice(0, version).join('')} PRAGMA user_version = ${version};`);
  const alert = old.prepare(
    `INSERT INTO alerts (id, at, kind, rule_id, rule, content, held) VALUES (?, ?, 'rule', 'r0', 'R', 'disk full', 0)`,
  );
  const text = old.prepare(
    `INSERT INTO texts (alert_id, recipient_id, recipient, masked_to, type, subject, content, state, practice, attempts,
       created_at, changed_at) VALUES (?, 'me', 'me', '010******78', 'SMS', '', 'disk full', ?, 0, 1, ?, ?)`,
  );
  texts.forEach(([state, ageMs], index) => {
    const at = run.now - ageMs;
    alert.run(index + 1, at);
    text.run(index + 1, state, at, at);
  });
  old.close();
  run.sens.fault = 'dns';
  run.start();
  return run;
}

const versions = MIGRATIONS.map((_migration, index) => index + 1);

describe.each(versions)('after an upgrade from a ledger of version %i', (version) => {
  it('fallback channels get nothing about texts that are settled or old', async () => {
    const run = upgraded(version, [
      ['failed', 10 * MINUTE],
      ['failed', 2 * DAY],
      ['unknown', 2 * DAY],
      ['accepted', 10 * MINUTE],
      ['delivered', 10 * MINUTE],
    ]);
    await run.pass(300, 5_000);
    expect(run.received).toEqual([]);
  });

  it('texts that still wait are told in one message', async () => {
    const run = upgraded(
      version,
      Array.from({ length: 30 }, (_, index) => ['owed', (30 - index) * MINUTE] as const),
    );
    await run.pass(300, 5_000);
    expect(run.received.map(({ channel }) => channel)).toEqual(['ops']);
    run.match('another one');
    await run.pass(300, 5_000);
    expect(run.received).toHaveLength(2);
  });
});
