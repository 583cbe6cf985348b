import { mkdirSync, readdirSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { CommandLine, configure, configured } from '../../support/app/command-line';
import { errorLines } from '../../support/text/messages';
import { en, enPattern } from '../../support/text/strings';
import { until } from '../../support/time/until';

const SETTINGS = {
  recipients: [{ id: 'me', number: '010-1234-5678' }],
  files: [{ id: 'app', path: '/var/log/app.log' }],
  rules: [{ id: 'r', match: { text: 'x' } }],
};
const LIVE = {
  ...SETTINGS,
  sens: { mode: 'live', serviceId: 'ncp:sms:kr:123456789012:demo', from: '0212345678' },
};
const SIZE = 300_000_000;

/** A sparse file of this size. */
function makeLarge(path: string): void {
  writeFileSync(path, '');
  truncateSync(path, SIZE);
}

/** Peak memory of a running process so far, bytes (proc(5), VmHWM). */
function peakOf(pid: number): number {
  const [, kilobytes] = /VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return Number(kilobytes) * 1_024;
}

/** Pattern of a fault of the keys, as commands print it. */
function keysFault(sentence: string): RegExp {
  return enPattern('cli.settingsFault', { path: 'sens.keys', sentence });
}

describe.each(['watch', 'check', 'send-test'])('logbell %s', (name) => {
  it('refuses settings that are far too large, and does not touch them', async () => {
    const dir = configured('{}');
    const file = join(dir, 'config.json');
    makeLarge(file);
    const command = new CommandLine(dir, [name]);
    expect(await command.exitStatus()).toBe(2);
    expect(command.err).toContainEqual(
      errorLines(`${file}: ${en('settingsProblem.too-large', { size: 300, limit: 20 })}`)[0],
    );
    expect(statSync(file).size).toBe(SIZE);
    expect(readdirSync(dir).filter((entry) => entry.startsWith('config'))).toEqual(['config.json']);
  });

  it('refuses keys that are far too large, and does not touch them', async () => {
    const dir = configured(LIVE);
    const file = join(dir, 'secrets.json');
    makeLarge(file);
    const command = new CommandLine(dir, [name]);
    expect(await command.exitStatus()).toBe(2);
    expect(command.err.join('\n')).toMatch(
      keysFault(en('settingsProblem.keys-too-large', { file, size: 300, limit: 20 })),
    );
    expect(statSync(file).size).toBe(SIZE);
  });
});

it('keeps its settings when they become too large, in little memory', async () => {
  const dir = configured(SETTINGS);
  const watch = new CommandLine(dir, ['watch', '--json']);
  await watch.event({ event: 'started' });
  const before = peakOf(watch.pid);
  makeLarge(join(dir, 'config.json'));
  const problem = await watch.event({ event: 'problem', code: 'too-large' });
  expect(problem['message']).toContain(en('settingsProblem.too-large', { size: 300, limit: 20 }));
  expect(peakOf(watch.pid) - before).toBeLessThan(100_000_000);
  configure(dir, SETTINGS);
  await until(() => statSync(join(dir, 'config.json')).size < 1_000, 'the settings are there again');
  expect(await watch.end()).toBe(0);
});

it('reports that keys cannot be read', async () => {
  const dir = configured(LIVE);
  mkdirSync(join(dir, 'secrets.json'));
  const command = new CommandLine(dir, ['check']);
  expect(await command.exitStatus()).toBe(2);
  expect(command.err.join('\n')).toMatch(
    keysFault(en('settingsProblem.keys-unreadable', { file: join(dir, 'secrets.json'), reason: 'EISDIR' })),
  );
});

it('refuses an image that is far too large', async () => {
  const dir = configured(SETTINGS);
  const picture = join(dir, 'picture.jpg');
  makeLarge(picture);
  const command = new CommandLine(dir, ['send-test', '--image', picture]);
  expect(await command.exitStatus()).toBe(2);
  expect(command.err.join('\n')).toContain(en('image.too-heavy', { kilobytes: 292_969 }));
});
