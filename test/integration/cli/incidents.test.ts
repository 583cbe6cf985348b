import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { CommandLine, configured } from '../../support/app/command-line';
import { en, enPattern } from '../../support/text/strings';

const RULE = { id: 'disk', name: 'Disk', match: { text: 'disk' }, escalate: { after: '15m', to: ['me'] } };

/** A folder with settings for one log and one rule, in practice mode. */
function folder(rule: object = {}): { readonly dir: string; readonly log: string } {
  const dir = configured('{}');
  const log = join(dir, 'app.log');
  writeFileSync(log, '');
  mkdirSync(join(dir, 'data'), { recursive: true });
  const recipients = [{ id: 'me', number: '010-1234-5678' }];
  const settings = { recipients, files: [{ id: 'app', path: log }], rules: [{ ...RULE, ...rule }] };
  writeFileSync(join(dir, 'config.json'), JSON.stringify(settings));
  return { dir, log };
}

/** The error of an action that is refused for this reason. */
function refused(why: 'acknowledged' | 'closed' | 'unknown'): string {
  return en('cli.problem', { title: en(`incident.refusal.${why}`) });
}

async function run(dir: string, ...args: readonly string[]): Promise<CommandLine & { readonly status: number | null }> {
  const command = new CommandLine(dir, args);
  const status = await command.exitStatus();
  return Object.assign(command, { status });
}

it('lists incidents and acknowledges one beside a running Logbell, which reports it', async () => {
  const { dir, log } = folder();
  const watch = new CommandLine(dir, ['watch', '--json']);
  await watch.event({ event: 'started' });
  appendFileSync(log, 'disk\u001b[31m full\n');
  await watch.event({ event: 'incident', id: 1, rule: 'disk', key: '', state: 'open', cause: 'match' });

  const listed = await run(dir, 'incidents', '--json');
  expect(listed.out.map((line) => JSON.parse(line) as unknown)).toMatchObject([
    { id: 1, rule: 'disk', title: 'Disk', key: '', state: 'open', count: 1, changes: [{ cause: 'match' }] },
  ]);
  const plain = await run(dir, 'incidents');
  expect(plain.out.join('\n')).toMatch(
    enPattern('cli.incident', { id: 1, rule: 'Disk', state: en('incident.state.open'), count: 1 }),
  );
  expect(plain.out.join('\n')).not.toContain('\u001b');

  expect(await run(dir, 'ack', '1')).toMatchObject({
    status: 0,
    out: [en('cli.acknowledged', { id: 1 }), en('cli.acknowledgedNext', { id: 1 })],
  });
  await watch.event({ event: 'incident', id: 1, state: 'acknowledged', cause: 'command' });
  const again = await run(dir, 'ack', '1');
  expect([again.status, again.err]).toEqual([1, [refused('acknowledged')]]);
  expect((await run(dir, 'ack', '7')).status).toBe(1);
  expect((await run(dir, 'ack', 'all')).status).toBe(2);
  expect(await watch.end()).toBe(0);
});

it('closes an incident beside a running Logbell, for which the next match is then new', async () => {
  const { dir, log } = folder({ cooldown: '1h', cooldownBy: 'rule' });
  const watch = new CommandLine(dir, ['watch', '--json']);
  await watch.event({ event: 'started' });
  appendFileSync(log, 'disk full\n');
  await watch.event({ event: 'incident', id: 1, state: 'open' });
  appendFileSync(log, 'disk fuller\n');
  await watch.event({ event: 'match', line: 'disk fuller', decision: 'held' });

  expect(await run(dir, 'incidents', 'close', '1')).toMatchObject({
    status: 0,
    out: [en('cli.closed', { id: 1 }), en('cli.closedNext')],
  });
  await watch.event({ event: 'incident', id: 1, state: 'closed', cause: 'command' });
  expect((await run(dir, 'incidents')).out).toEqual([en('cli.noIncidents')]);
  appendFileSync(log, 'disk full again\n');
  await watch.event({ event: 'incident', id: 2, state: 'open' });
  await watch.event({ event: 'alert', incident: 2, line: 'disk full again', held: 1 });

  const again = await run(dir, 'incidents', 'close', '1');
  expect([again.status, again.err]).toEqual([1, [refused('closed')]]);
  expect((await run(dir, 'incidents', 'close', '7')).status).toBe(1);
  expect((await run(dir, 'incidents', 'close', 'all')).status).toBe(2);
  expect(await watch.end()).toBe(0);
  expect((await run(dir, 'incidents', 'close', '2')).status).toBe(0);
});

it('lists no incident without a ledger', async () => {
  const { dir } = folder();
  expect(await run(dir, 'incidents')).toMatchObject({ status: 0, err: [], out: [en('cli.noIncidents')] });
  expect(await run(dir, 'incidents', '--json')).toMatchObject({ status: 0, err: [], out: [] });
  for (const action of [['ack'], ['incidents', 'close']]) {
    expect(await run(dir, ...action, '1')).toMatchObject({
      status: 1,
      err: [refused('unknown')],
    });
  }
});
