import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { scratchDir } from '../../support/files/scratch-dir';

const FPM = join(import.meta.dirname, '..', '..', '..', 'scripts', 'packaging', 'fpm-deb.mjs');

/** Runs a command line under a umask. */
const under = (umask: string, ...command: string[]): string =>
  execFileSync('/bin/sh', ['-c', 'umask "$0" && "$@"', umask, ...command], { encoding: 'utf8' });

/** Modes and owners in a tar listing (tar -tv), by path. */
function listed(listing: string): Record<string, string> {
  const lines = listing.split('\n').filter((line) => line !== '');
  return Object.fromEntries(
    lines.map((line) => {
      const [mode = '', owner = '', , , , path = ''] = line.split(/\s+/);
      return [path, `${mode} ${owner}`];
    }),
  );
}

/** An app built under a strict umask, with the scripts that packages run. */
function application(dir: string): void {
  mkdirSync(join(dir, 'app', 'locales'), { recursive: true });
  writeFileSync(join(dir, 'app', 'logbell'), 'program');
  writeFileSync(join(dir, 'app', 'locales', 'ko.pak'), 'words');
  symlinkSync('logbell', join(dir, 'app', 'link'));
  writeFileSync(join(dir, 'icon.png'), 'icon');
  writeFileSync(join(dir, 'after-install'), '#!/bin/sh\n');
  for (const [name, mode] of [
    ['app/locales/ko.pak', 0o600],
    ['app/logbell', 0o700],
    ['app/locales', 0o700],
    ['app', 0o700],
    ['icon.png', 0o666],
    ['after-install', 0o600],
  ] as const) {
    chmodSync(join(dir, name), mode);
  }
}

it.each(['022', '077', '000', '0277'])('a .deb has the same modes under umask %s', (umask) => {
  const dir = scratchDir();
  application(dir);
  const deb = join(dir, 'logbell.deb');
  under(
    umask,
    ...[process.execPath, FPM, '-s', 'dir', '-t', 'deb', '--name', 'logbell', '--version', '1.0.0'],
    ...['--architecture', 'amd64', '--maintainer', 'Someone <someone@example.invalid>', '--description', 'Logbell'],
    ...['--deb-compression', 'gz', '--after-install', join(dir, 'after-install'), '--package', deb],
    ...[`${join(dir, 'app')}/=/opt/Logbell`, `${join(dir, 'icon.png')}=/usr/share/icons/logbell.png`],
  );
  expect(listed(execFileSync('dpkg-deb', ['--contents', deb], { encoding: 'utf8' }))).toEqual({
    ...{ './': 'drwxr-xr-x root/root', './opt/': 'drwxr-xr-x root/root', './usr/': 'drwxr-xr-x root/root' },
    ...{ './usr/share/': 'drwxr-xr-x root/root', './usr/share/icons/': 'drwxr-xr-x root/root' },
    './usr/share/icons/logbell.png': '-rw-r--r-- root/root',
    './opt/Logbell/': 'drwxr-xr-x root/root',
    './opt/Logbell/link': 'lrwxrwxrwx root/root',
    './opt/Logbell/locales/': 'drwxr-xr-x root/root',
    './opt/Logbell/locales/ko.pak': '-rw-r--r-- root/root',
    './opt/Logbell/logbell': '-rwxr-xr-x root/root',
  });
  const control = execFileSync('dpkg-deb', ['--ctrl-tarfile', deb]);
  expect(listed(execFileSync('tar', ['-tv'], { input: control, encoding: 'utf8' }))).toEqual({
    './': 'drwxr-xr-x root/root',
    './control': '-rw-r--r-- root/root',
    './md5sums': '-rw-r--r-- root/root',
    './postinst': '-rwxr-xr-x root/root',
  });
});
