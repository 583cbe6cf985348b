import { appendFileSync, chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openSqlite } from '../../../../src/main/engine/ledger/file/sqlite';
import { ledgerFile } from '../../../../src/main/engine/ledger/ledger';
import { CommandLine, configure, configured, type CommandOptions } from '../../../support/app/command-line';
import { mountReadOnly } from '../../../support/mounts';
import { NotifySocket } from '../../../support/service/notify-socket';
import { mountSmallDisk } from '../../../support/small-disk';
import { en, ko } from '../../../support/text/strings';
import { until } from '../../../support/time/until';

const SETTINGS = {
  sens: { mode: 'practice' },
  recipients: [{ id: 'me', number: '010-1234-5678' }],
  rules: [{ id: 'r', match: { text: 'hello world' } }],
};

interface Service {
  readonly dir: string;
  readonly socket: NotifySocket;
  readonly watch: CommandLine;
}

async function service(
  env: Readonly<Record<string, string>> = {},
  {
    abstract = false,
    settings = SETTINGS,
    dir = configured('{}'),
  }: { abstract?: boolean; settings?: object; dir?: string } = {},
  options: CommandOptions = {},
): Promise<Service> {
  writeFileSync(join(dir, 'logs', 'app.log'), '');
  configure(dir, { ...settings, files: [{ id: 'app', path: join(dir, 'logs', 'app.log') }] });
  const socket = await new NotifySocket({ abstract }).open();
  const watch = new CommandLine(dir, ['watch', '--json'], { NOTIFY_SOCKET: socket.name, ...env }, options);
  return { dir, socket, watch };
}

const WATCHING = `STATUS=${en('tray.status.watching', { files: 1 })} · ${en('tray.practice')}`;

describe('the service manager', () => {
  it.each([false, true])('hears when Logbell watches and when it stops (abstract socket: %s)', async (abstract) => {
    const { socket, watch } = await service({}, { abstract });
    expect(await socket.message('READY=1')).toEqual(['READY=1', WATCHING]);
    await watch.event({ event: 'started' });
    expect(await watch.end()).toBe(0);
    expect(socket.messages().at(-1)).toEqual(['STOPPING=1']);
    expect(watch.err).toEqual([]);
  });

  it('gets the sentence of the tray, in Korean too, whenever it changes', async () => {
    const { dir, socket, watch } = await service({ LANG: 'ko_KR.UTF-8' });
    const practice = ko('tray.practice');
    await socket.message('READY=1', `STATUS=${ko('tray.status.watching', { files: 1 })} · ${practice}`);
    chmodSync(dir, 0o777);
    configure(dir, { ...SETTINGS, files: [{ id: 'app', path: join(dir, 'logs', 'app.log') }], policy: {} });
    await socket.message(`STATUS=${ko('tray.status.problem', { count: 1 })} · ${practice}`);
    expect(socket.count('READY=1')).toBe(1);
    expect(await watch.end()).toBe(0);
  });

  it('hears why Logbell does not start', async () => {
    const { socket, watch } = await service({}, { settings: { ...SETTINGS, rules: [{ id: 'r' }] } });
    expect(await watch.exitStatus()).toBe(2);
    const [message = []] = socket.messages();
    const [status = ''] = message;
    expect(message).toHaveLength(1);
    expect(status).toContain('config.json: rules[0].match');
    expect(watch.err.join('\n')).toContain(status.replace('STATUS=', ''));
  });

  it('hears of a history database from a newer version, and must not start Logbell again', async () => {
    const { dir, socket, watch } = await service();
    await socket.message('READY=1');
    expect(await watch.end()).toBe(0);
    const ledger = openSqlite(ledgerFile(join(dir, 'data')));
    ledger.exec('PRAGMA user_version = 1000');
    ledger.close();
    const next = await new NotifySocket().open();
    const again = new CommandLine(dir, ['watch'], { NOTIFY_SOCKET: next.name });
    expect(await again.exitStatus()).toBe(2);
    const sentence = `${en('problem.ledger-newer.title')} ${en('problem.ledger-newer.remedy')}`;
    expect(next.messages()).toEqual([[`STATUS=${sentence}`]]);
  });

  it('is told once that messages cannot be sent, and Logbell watches all the same', async () => {
    const { watch, dir } = await service({ PATH: '/nonexistent' });
    await until(() => watch.err.length > 0, 'an error was printed');
    appendFileSync(join(dir, 'logs', 'app.log'), 'hello world\n');
    await watch.event({ event: 'match' });
    expect(await watch.end()).toBe(0);
    expect(watch.err.filter((line) => line.includes(en('cli.notNotified', { reason: 'ENOENT' })))).toHaveLength(1);
  });
});

describe('SIGHUP', () => {
  it('reloads the settings while the service manager waits', async () => {
    const { dir, socket, watch } = await service();
    await socket.message('READY=1');
    configure(dir, SETTINGS);
    const before = process.hrtime.bigint() / 1_000n;
    process.kill(watch.pid, 'SIGHUP');
    const reloading = await socket.message('RELOADING=1');
    const at = BigInt(/^MONOTONIC_USEC=(\d+)$/.exec(reloading[1] ?? '')?.[1] ?? '0');
    expect(at).toBeGreaterThanOrEqual(before);
    await socket.message('READY=1', `STATUS=${en('tray.status.unconfigured')} · ${en('tray.practice')}`);
    await watch.event({ event: 'reloaded', files: 0 });
    expect(watch.isRunning()).toBe(true);
    expect(await watch.end()).toBe(0);
    expect(socket.count('RELOADING=1')).toBe(1);
  });

  it('keeps the settings in effect if the new ones have errors', async () => {
    const { dir, socket, watch } = await service();
    await socket.message('READY=1');
    configure(dir, '{');
    process.kill(watch.pid, 'SIGHUP');
    await socket.message('READY=1', `STATUS=${en('tray.status.problem', { count: 1 })} · ${en('tray.practice')}`);
    appendFileSync(join(dir, 'logs', 'app.log'), 'hello world\n');
    await watch.event({ event: 'match' });
    expect(await watch.end()).toBe(0);
  });
});

describe('the watchdog', () => {
  const OFTEN = { WATCHDOG_USEC: '400000' };

  /** Waits while another Logbell is fed; returns how often this one was fed until then. */
  async function isNotFed(socket: NotifySocket): Promise<number> {
    const fed = socket.count('WATCHDOG=1');
    const other = await service(OFTEN);
    await until(() => other.socket.count('WATCHDOG=1') >= 4, 'another one was fed meanwhile');
    expect(socket.count('WATCHDOG=1')).toBeLessThanOrEqual(fed + 1);
    expect(await other.watch.end()).toBe(0);
    return fed;
  }

  it('is fed well within its interval', async () => {
    const { socket, watch } = await service(OFTEN);
    await until(() => socket.count('WATCHDOG=1') >= 3, 'it was fed three times');
    expect(await watch.end()).toBe(0);
  });

  it('is not fed while the event loop stands still', async () => {
    const { socket, watch } = await service(OFTEN);
    await until(() => socket.count('WATCHDOG=1') >= 2, 'it was fed');
    process.kill(watch.pid, 'SIGSTOP');
    const fed = await isNotFed(socket);
    process.kill(watch.pid, 'SIGCONT');
    await until(() => socket.count('WATCHDOG=1') >= fed + 2, 'it is fed again');
    expect(await watch.end()).toBe(0);
  });

  it('is not fed while the ledger takes no write', async () => {
    const { dir, socket, watch } = await service(OFTEN);
    await until(() => socket.count('WATCHDOG=1') >= 2, 'it was fed');
    const locking = openSqlite(ledgerFile(join(dir, 'data')), { timeout: 5_000 });
    locking.exec('BEGIN IMMEDIATE');
    const fed = await isNotFed(socket);
    locking.exec('ROLLBACK');
    locking.close();
    await until(() => socket.count('WATCHDOG=1') >= fed + 2, 'it is fed again');
    expect(await watch.end()).toBe(0);
  });

  it('is not fed while the ledger is on a read-only disk', async () => {
    const { dir, socket, watch } = await service(OFTEN);
    await until(() => socket.count('WATCHDOG=1') >= 2, 'it was fed');
    if (mountReadOnly(join(dir, 'data'))) {
      await isNotFed(socket);
    }
    expect(watch.isRunning()).toBe(true);
  });

  it('is not fed while the disk of the ledger is full', async () => {
    const dir = configured('{}');
    const disk = mountSmallDisk(join(dir, 'data'), 'size=4m');
    const { socket, watch } = await service(OFTEN, { dir });
    await until(() => socket.count('WATCHDOG=1') >= 2, 'it was fed');
    if (disk !== null) {
      disk.fill();
      const fed = await isNotFed(socket);
      disk.free();
      await until(() => socket.count('WATCHDOG=1') >= fed + 2, 'it is fed again');
    }
    expect(await watch.end()).toBe(0);
  });

  it('of another process is not fed', async () => {
    const { socket, watch } = await service({ ...OFTEN, WATCHDOG_PID: '1' });
    const other = await service(OFTEN);
    await until(() => other.socket.count('WATCHDOG=1') >= 3, 'another one was fed meanwhile');
    expect(socket.count('WATCHDOG=1')).toBe(0);
    expect(await watch.end()).toBe(0);
  });
});
