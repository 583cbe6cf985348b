import { appendFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { CommandLine, configured } from '../../support/app/command-line';
import { TerminalSession } from '../../support/app/terminal-session';
import { TestOutbox } from '../../support/sens/test-outbox';
import { until } from '../../support/time/until';

const ESCAPE = '\u001b';
const CTRL_C = '\u0003';

interface Folder {
  readonly dir: string;
  readonly log: string;
}

function folder(): Folder {
  const dir = configured('{}');
  const log = join(dir, 'logs', 'app.log');
  writeFileSync(log, '');
  const rule = { id: 'hello', name: 'Hello', match: { text: 'hello' }, message: 'An Event Occurred' };
  const settings = {
    recipients: [{ id: 'me', name: 'On call', number: '010-1234-5678' }],
    files: [{ id: 'app', path: log }],
    rules: [{ ...rule, cooldown: '10m', cooldownBy: 'rule' }],
  };
  writeFileSync(join(dir, 'config.json'), JSON.stringify(settings));
  return { dir, log };
}

/** Watches on a terminal until a text was delivered and a match was held. */
async function watched(made: Folder, env: Record<string, string> = {}): Promise<TerminalSession> {
  const watch = new TerminalSession(made.dir, ['watch'], { env });
  const has = (part: string) => () => watch.lines.some((line) => line.includes(part));
  await until(has('Ctrl+C'), 'it watches');
  appendFileSync(made.log, `hello ${ESCAPE}[2J world\n`);
  await until(has('delivered'), 'the text was delivered');
  appendFileSync(made.log, 'hello again\n');
  await until(has('cooldown'), 'the match was held');
  watch.type(CTRL_C);
  expect(await watch.exitStatus()).toBe(0);
  return watch;
}

async function listed(
  dir: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<TerminalSession> {
  const command = new TerminalSession(dir, args, { env });
  expect(await command.exitStatus()).toBe(0);
  return command;
}

describe('on a terminal', () => {
  it('prints what happened in few lines, and then tables', async () => {
    const made = folder();
    const watch = await watched(made);
    const events = watch.lines.filter((line) => /^\d\d:\d\d:\d\d/.test(line));
    expect(events).toHaveLength(2);
    expect(events[0]).toMatch(
      /^\S+ {2}Hello {2}"hello {2}\[2J world" {2}→ {2}practice SMS to 010-\*{4}-\*\*78: "An Event Occurred" {2}delivered \(\d+ s\)$/,
    );
    expect(events[1]).toMatch(
      /^\S+ {2}held {2}Hello {2}hello again {2}cooldown until \S+ \S+, counted in the next text$/,
    );
    expect(watch.lines.at(-1)).toBe('Stopped.');
    expect(watch.raw).toContain(`${ESCAPE}[32mdelivered${ESCAPE}[39m`);
    expect(watch.raw).not.toContain(`${ESCAPE}[2J`);

    const history = await listed(made.dir, ['history']);
    expect(history.lines[0]).toMatch(/^TIME +EVENT +RULE +DETAILS$/);
    expect(history.lines.join('\n')).toMatch(/held +Hello +hello again\n +cooldown until/);
    expect(history.lines.join('\n')).toMatch(
      /alert +Hello +hello .*\n +→ practice SMS to On call .*"An Event Occurred" delivered/,
    );
    const incidents = await listed(made.dir, ['incidents']);
    expect(incidents.lines[0]).toMatch(/^ID {2}RULE {3}STATE +MATCHES +AGE {2}LINE$/);
    expect(incidents.lines.at(-1)).toBe('Acknowledge with: logbell incidents ack 1');
  });

  it('prints a dry run as tables', async () => {
    const { dir, log } = folder();
    writeFileSync(log, 'hello one\nhello two\n');
    const { lines } = await listed(dir, ['try', 'hello', '--file', log]);
    expect(lines.join('\n')).toMatch(/TIME +TYPE +COST +TO +MESSAGE\n\S+ \S+ +SMS +₩9 +On call +An Event Occurred/);
  });

  it.each([
    [
      { LANG: 'en_US.UTF-8' },
      [
        'ID  TO                    TYPE  STATE        AGE  MESSAGE',
        ' 2  당직 (010-****-**78)  LMS   unconfirmed  2 h  disk full ⏎ 디스크 부족',
        ' 1  010-****-**01         SMS   failed       2 h  down',
        'Resend with: logbell outbox resend 1',
      ],
    ],
    [
      { LANG: 'ko_KR.UTF-8' },
      [
        '번호  수신자                종류  상태           경과  문구',
        '   2  당직 (010-****-**78)  LMS   결과 조회 중  2시간  disk full ⏎ 디스크 부족',
        '   1  010-****-**01         SMS   실패          2시간  down',
        '다시 보내려면: logbell outbox resend 1',
      ],
    ],
  ])('prints undelivered texts as a table with %j', async (env, lines) => {
    const dir = configured('{}');
    const outbox = TestOutbox.open(join(dir, 'data'));
    const changedAt = Date.now() - 2 * 3_600_000 - 1_000;
    const owed = { alertId: 1, changedAt, requestId: 'r' };
    outbox.owe({ ...owed, recipientId: 'gone', number: '010-9999-0001', content: 'down', state: 'failed' });
    const content = 'disk full\n디스크 부족';
    outbox.owe({ ...owed, recipientId: 'me', number: '010-1234-5678', content, type: 'LMS', state: 'unknown' });
    outbox.connection.prepare(`UPDATE texts SET recipient = '당직' WHERE recipient_id = 'me'`).run();
    outbox.close();
    expect((await listed(dir, ['outbox'], env)).lines).toEqual(lines);
  });

  it.each([{ NO_COLOR: '1' }, { NODE_DISABLE_COLORS: '1' }, { TERM: 'dumb' }])(
    'prints no color with %j',
    async (env) => {
      const { dir } = folder();
      const command = new TerminalSession(dir, ['try', 'nothing'], { env });
      expect(await command.exitStatus()).toBe(2);
      expect(command.lines).toEqual(['error: Unknown rule: nothing', '  fix: Use one of: hello']);
      expect(command.raw).not.toContain(`${ESCAPE}[3`);
    },
  );

  it('prints every state of a text with --verbose', async () => {
    const { dir, log } = folder();
    const watch = new TerminalSession(dir, ['watch', '--verbose'], { columns: 160 });
    await until(() => watch.lines.some((line) => line.includes('Ctrl+C')), 'it watches');
    appendFileSync(log, 'hello\n');
    await until(() => watch.lines.some((line) => line.includes('delivered')), 'the text was delivered');
    watch.type(CTRL_C);
    await watch.exitStatus();
    const said = watch.lines.join('\n');
    expect(said).toContain('incident #1 opened · Hello');
    expect(said).toMatch(/queued\n(.*\n)*.*accepted\n(.*\n)*.*delivered/);
  });
});

it('colors a pipe only on request', async () => {
  const { dir } = folder();
  const plain = new CommandLine(dir, ['try', 'nothing']);
  await plain.exitStatus();
  expect(plain.err).toEqual(['error: Unknown rule: nothing', '  fix: Use one of: hello']);
  const colored = new CommandLine(dir, ['try', 'nothing'], { FORCE_COLOR: '1' });
  await colored.exitStatus();
  expect(colored.err[0]).toBe(`${ESCAPE}[31merror:${ESCAPE}[39m Unknown rule: nothing`);
});
