import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { startPracticeServer, type PracticeServer } from '../../../src/main/practice/practice-server';
import { CommandLine, configured } from '../../support/app/command-line';
import { keysOf, liveSettings } from '../../support/engine/live-settings';
import { Ledger, ledgerFile } from '../../../src/main/engine/ledger/ledger';
import { Alerts } from '../../../src/main/engine/ledger/tables/alerts';
import { TestOutbox } from '../../support/sens/test-outbox';
import { errorLines } from '../../support/text/messages';
import { en, enPattern } from '../../support/text/strings';

async function sensWithTexts(): Promise<{
  readonly sens: PracticeServer;
  readonly dir: string;
  readonly ids: number[];
}> {
  const sens = await startPracticeServer({ deliveryMs: 0 });
  onTestFinished(() => sens.close());
  const dir = configured('{}');
  const outbox = TestOutbox.open(join(dir, 'data'));
  const owed = { recipientId: 'me', number: '010-1234-5678', content: 'disk\u001b[31m full' };
  const states = ['failed', 'unknown', 'delivered'] as const;
  const ids = states.map((state, index) => outbox.owe({ ...owed, alertId: index + 1, state, requestId: `r${index}` }));
  const add = outbox.connection.prepare(
    `INSERT INTO matches (at, rule_id, rule, file_id, path, line, decision_json, alert_id)
     VALUES (?, 'r', 'r', 'f', '/var/log/app.log', ?, '{"outcome":"alerted","why":"matched","params":{}}', ?)`,
  );
  ['one', 'two', 'three'].forEach((line, index) => add.run(Date.now() + index, line, index + 1));
  outbox.close();
  return { sens, dir, ids };
}

async function run(dir: string, ...args: readonly string[]): Promise<CommandLine & { readonly status: number | null }> {
  const command = new CommandLine(dir, args);
  const status = await command.exitStatus();
  return Object.assign(command, { status });
}

it('lists undelivered texts, for people and for programs', async () => {
  const { dir, ids } = await sensWithTexts();
  const [failed, unknown] = ids as [number, number, number];
  const listed = await run(dir, 'outbox', '--json');
  expect(listed.status).toBe(0);
  expect(listed.out.map((line) => JSON.parse(line) as unknown)).toMatchObject([
    { id: unknown, state: 'unknown', to: '010******78', type: 'SMS', attempts: 0 },
    { id: failed, state: 'failed' },
  ]);
  const plain = await run(dir, 'outbox');
  expect(plain.out.join('\n')).toContain(
    en('cli.text', { id: failed, to: '010******78', type: 'SMS', state: en('cli.textState.failed') }),
  );
  expect(plain.out.join('\n')).not.toContain('\u001b');
});

it('resends failed texts, and those that may have arrived only with an option', async () => {
  const { dir, ids } = await sensWithTexts();
  const [failed, unknown, delivered] = ids.map(String) as [string, string, string];
  expect((await run(dir, 'outbox', 'resend', failed)).status).toBe(0);
  const warned = await run(dir, 'outbox', 'resend', unknown);
  expect(warned.status).toBe(1);
  expect(warned.err.join(' ')).toContain(en('textAction.may-repeat'));
  expect((await run(dir, 'outbox', 'resend', unknown, '--yes')).status).toBe(0);
  expect((await run(dir, 'outbox', 'resend', delivered)).status).toBe(1);
  expect((await run(dir, 'outbox', 'drop', failed)).status).toBe(0);
  expect((await run(dir, 'outbox', 'drop', failed)).status).toBe(1);
  expect((await run(dir, 'outbox', 'drop', 'all')).status).toBe(2);
  expect((await run(dir, 'outbox', 'drop', '999')).status).toBe(1);
});

it('a running Logbell notices texts that the command line resent or dropped', async () => {
  const { sens, dir, ids } = await sensWithTexts();
  const [failed, unknown] = ids as [number, number, number];
  writeFileSync(join(dir, 'config.json'), JSON.stringify(liveSettings(sens, dir, {})));
  const watch = new CommandLine(dir, ['watch', '--json'], keysOf(sens));
  await watch.event({ event: 'started' });
  expect(await run(dir, 'outbox', 'resend', String(failed))).toMatchObject({ status: 0, err: [] });
  await watch.event({ event: 'text', id: failed, state: 'delivered' });
  expect((await run(dir, 'outbox', 'drop', String(unknown))).status).toBe(0);
  await watch.event({ event: 'text', id: unknown, state: 'failed' });
  expect(sens.received()).toHaveLength(1);
  expect((await run(dir, 'outbox')).out.join(' ')).toContain(en('cli.outboxEmpty'));
  expect(await watch.end()).toBe(0);
});

it('prints the history, newest first, with a limit and a search', async () => {
  const { dir } = await sensWithTexts();
  const listed = await run(dir, 'history', '--json', '--limit', '2');
  expect(listed.out.map((line) => (JSON.parse(line) as { line: string }).line)).toEqual(['three', 'two']);
  const found = await run(dir, 'history', '--search', 'one');
  const match = enPattern('cli.match', { rule: 'r', file: '/var/log/app.log', line: 'one' });
  const text = enPattern('cli.text', { to: '010******78', type: 'SMS', state: en('cli.textState.failed') });
  expect(found.out.join('\n')).toMatch(new RegExp(`${match.source}\n {2}${text.source}`));
  expect((await run(dir, 'history', '--limit', 'many')).status).toBe(2);
});

it('an empty folder has an empty outbox, and a damaged ledger is not touched', async () => {
  const dir = configured('{}');
  expect(await run(dir, 'outbox')).toMatchObject({ status: 0, out: [en('cli.outboxEmpty')] });
  expect(await run(dir, 'history')).toMatchObject({ status: 0, out: [en('cli.historyEmpty')] });
  expect(await run(dir, 'history', '--json')).toMatchObject({ status: 0, out: [] });
  expect(await run(dir, 'outbox', 'drop', '1')).toMatchObject({
    status: 1,
    err: errorLines(en('textAction.no-such-text')),
  });
  mkdirSync(join(dir, 'data'), { recursive: true });
  const file = join(dir, 'data', 'ledger.db');
  writeFileSync(file, 'not a database');
  const refused = await run(dir, 'outbox');
  expect(refused.status).toBe(1);
  expect(refused.err.join(' ')).toMatch(enPattern('problem.ledger-unusable.title'));
  expect(readFileSync(file, 'utf8')).toBe('not a database');
});

it('shows, resends and cancels messages through channels', async () => {
  const dir = configured('{}');
  const outbox = TestOutbox.open(join(dir, 'data'));
  const facts = { kind: 'alert', rule: 'Disk', ruleId: 'disk', log: '', line: '', host: 'web1' } as const;
  const { textIds } = new Alerts(outbox.connection).addAlert({
    ...{ at: Date.now(), kind: 'test', ruleId: '', rule: '', content: 'disk full', type: 'SMS', subject: '', held: 0 },
    ...{ prices: { SMS: 9, LMS: 30, MMS: 100 }, practice: false, recipients: [] },
    copies: [
      {
        ...{ channel: 'ops', title: '#ops', subject: 'Disk', content: 'disk full' },
        facts: { ...facts, count: 1, incident: null, at: 0 },
      },
    ],
  });
  outbox.close();
  const [id = 0] = textIds;
  const listed = await run(dir, 'outbox', '--json');
  expect(listed.out.map((line) => JSON.parse(line) as unknown)).toMatchObject([
    { id, recipient: '#ops', to: '', channel: 'ops', type: 'MESSAGE', state: 'owed', content: 'disk full' },
  ]);
  const sentence = en('cli.channelMessage', { id, to: '#ops', state: en('cli.textState.owed') });
  expect((await run(dir, 'outbox')).out.join('\n')).toContain(sentence);
  expect((await run(dir, 'history')).out.join('\n')).toContain(sentence);
  expect((await run(dir, 'outbox', 'drop', String(id))).status).toBe(0);
  expect((await run(dir, 'outbox', 'resend', String(id))).status).toBe(0);
  expect((await run(dir, 'outbox', '--json')).out.join('')).toContain('asked-again');
});

it('shows in the history when a problem was reported, and its end', async () => {
  const dir = configured('{}');
  const opened = Ledger.open(ledgerFile(join(dir, 'data')), Date.now());
  if (!opened.ok) {
    throw new Error(opened.error.code);
  }
  const ledger = opened.value;
  const problem = { code: 'sens-refused-key', subject: '' } as const;
  const facts = { kind: 'problem', rule: '', ruleId: '', log: '', line: '', host: 'web1', count: 1 } as const;
  const about = { subject: '', content: 'x', facts: { ...facts, incident: null, at: 0 } };
  const copies = [{ channel: 'ops', title: '#ops', ...about }];
  const at = Date.now();
  ledger.problems.clear(ledger.problems.add({ ...problem, at, params: {} }), { at: at + 60_000, params: {} });
  const { id } = ledger.alerts.addAlert({
    ...{ at, kind: 'problem', ruleId: '', rule: '', content: '', type: 'LMS', subject: '', held: 0 },
    ...{ prices: { SMS: 9, LMS: 30, MMS: 100 }, practice: false, recipients: [], copies },
  });
  ledger.problems.addReports(id, at, [{ ...problem, since: at, about: 'begin' }]);
  ledger.close();
  const plain = await run(dir, 'history');
  const reported = enPattern('problemReported.beginOpen', { channel: '#ops', state: en('window.text.owed') });
  expect(plain.out.join('\n')).toMatch(reported);
  expect(plain.out.join('\n')).toMatch(enPattern('window.history.over'));
  const [line = ''] = (await run(dir, 'history', '--json')).out;
  expect(JSON.parse(line)).toMatchObject({ kind: 'problem', reports: [{ about: 'begin', channel: 'ops' }] });
});
