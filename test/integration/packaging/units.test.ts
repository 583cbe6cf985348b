import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { scratchDir } from '../../support/files/scratch-dir';

const PACKAGING = join(import.meta.dirname, '..', '..', '..', 'packaging');

/** A copy of a unit whose program exists on this machine, as systemd-analyze(1) demands. */
function unit(name: string): string {
  const copy = join(scratchDir(), 'logbell.service');
  const text = readFileSync(join(PACKAGING, 'systemd', name), 'utf8');
  writeFileSync(copy, text.replaceAll('/usr/bin/logbell', process.execPath));
  return copy;
}

function analyze(args: readonly string[]): { readonly status: number | null; readonly output: string } {
  const env = { PATH: process.env['PATH'], XDG_RUNTIME_DIR: scratchDir(), LC_ALL: 'C' };
  const { status, stdout, stderr } = spawnSync('systemd-analyze', args, { encoding: 'utf8', env });
  return { status, output: `${stdout}${stderr}` };
}

it.each([
  ['logbell.service', '--system'],
  ['user/logbell.service', '--user'],
])('%s is a valid unit', (name, manager) => {
  expect(analyze([manager, 'verify', '--man=no', unit(name)])).toEqual({ status: 0, output: '' });
});

it('the system service is hardened', () => {
  const args = ['security', '--offline=true', '--threshold=25', '--no-pager', unit('logbell.service')];
  const { status, output } = analyze(args);
  expect(status, output).toBe(0);
});

it('the system service may compile code, which V8 does at run time', () => {
  expect(readFileSync(unit('logbell.service'), 'utf8')).not.toMatch(/^MemoryDenyWriteExecute/m);
});

it('the user of the system service gets a name, a group and no shell', () => {
  const root = scratchDir();
  mkdirSync(join(root, 'etc'));
  const input = readFileSync(join(PACKAGING, 'sysusers.d', 'logbell.conf'), 'utf8');
  const { status } = spawnSync('systemd-sysusers', [`--root=${root}`, '-'], { input, encoding: 'utf8' });
  expect(status).toBe(0);
  expect(readFileSync(join(root, 'etc', 'passwd'), 'utf8')).toMatch(
    /^logbell:x:\d+:\d+:Logbell:\/var\/lib\/logbell:\/usr\/sbin\/nologin$/m,
  );
  const groups = readFileSync(join(root, 'etc', 'group'), 'utf8');
  expect(groups).toMatch(/^logbell:/m);
  // So that `sudo logbell --system check` sees what the service does.
  for (const group of ['adm', 'systemd-journal']) {
    expect(groups).toMatch(new RegExp(`^${group}:.*:logbell$`, 'm'));
  }
});
