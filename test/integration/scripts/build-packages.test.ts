import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, readFileSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { scratchDir } from '../../support/files/scratch-dir';

const ROOT = join(import.meta.dirname, '..', '..', '..');
const TIME = 1_700_000_000;
const EARLY = 1_600_000_000;

/** Builds one kind of package from `dir`/app under a umask, and returns its file. */
function build(dir: string, target: string, umask: string): string {
  const folder = join(dir, `made-${umask}`);
  mkdirSync(folder, { recursive: true });
  const wanted = { unpacked: join(dir, 'app'), version: '1.2.3', time: TIME, folder, isQuick: true };
  const script = `const { buildDesktopPackage } = await import(process.argv[1]);
process.stdout.write(buildDesktopPackage(${JSON.stringify(target)}, ${JSON.stringify(wanted)}));`;
  const modules = join(ROOT, 'scripts', 'packaging', 'desktop', 'packages.mjs');
  const node = [process.execPath, '--input-type=module', '-e', script, modules];
  return execFileSync('/bin/sh', ['-c', 'umask "$0" && "$@"', umask, ...node], { encoding: 'utf8' });
}

/** An app as electron-builder leaves it, under a strict umask. */
function application(dir: string): void {
  const app = join(dir, 'app');
  mkdirSync(join(app, 'locales'), { recursive: true });
  mkdirSync(join(app, 'resources'));
  for (const [name, mode] of [
    ['logbell-desktop', 0o700],
    ['chrome-sandbox', 0o700],
    ['libffmpeg.so', 0o700],
    ['locales/ko.pak', 0o600],
    ['resources/apparmor-profile', 0o600],
  ] as const) {
    writeFileSync(join(app, name), name);
    chmodSync(join(app, name), mode);
  }
  symlinkSync('logbell-desktop', join(app, 'link'));
  utimesSync(join(app, 'logbell-desktop'), EARLY, EARLY);
}

/** Modes and owners in a tar listing (tar -tv), by path. */
function listed(listing: string): Readonly<Record<string, string>> {
  const lines = listing.split('\n').filter((line) => line !== '');
  return Object.fromEntries(
    lines.map((line) => {
      const [mode = '', owner = '', , , , path = ''] = line.split(/\s+/);
      return [path, `${mode} ${owner}`];
    }),
  );
}

describe.each(['deb', 'rpm', 'tar.gz'])('a %s', (target) => {
  it('has the same bytes whenever it is built, whatever the umask and the times of the files', () => {
    const dir = scratchDir();
    application(dir);
    const first = build(dir, target, '077');
    utimesSync(join(dir, 'app', 'logbell-desktop'), TIME + 1_000, TIME + 1_000);
    expect(readFileSync(build(dir, target, '022')).equals(readFileSync(first))).toBe(true);
  });
});

describe('the .deb', () => {
  it('puts the program where Debian expects it, owned and writable by root only', () => {
    const dir = scratchDir();
    application(dir);
    const deb = build(dir, 'deb', '077');
    const files = listed(execFileSync('dpkg-deb', ['--contents', deb], { encoding: 'utf8' }));
    expect(files).toMatchObject({
      './usr/bin/logbell-desktop': 'lrwxrwxrwx root/root',
      './usr/lib/logbell-desktop/': 'drwxr-xr-x root/root',
      './usr/lib/logbell-desktop/link': 'lrwxrwxrwx root/root',
      './usr/lib/logbell-desktop/logbell-desktop': '-rwxr-xr-x root/root',
      './usr/lib/logbell-desktop/chrome-sandbox': '-rwxr-xr-x root/root',
      './usr/lib/logbell-desktop/libffmpeg.so': '-rw-r--r-- root/root',
      './usr/lib/logbell-desktop/locales/ko.pak': '-rw-r--r-- root/root',
      './usr/lib/logbell-desktop/apparmor-profile': '-rw-r--r-- root/root',
      './usr/share/applications/io.github.logbell.Logbell.desktop': '-rw-r--r-- root/root',
      './usr/share/icons/hicolor/48x48/apps/io.github.logbell.Logbell.png': '-rw-r--r-- root/root',
      './usr/share/metainfo/io.github.logbell.Logbell.metainfo.xml': '-rw-r--r-- root/root',
      './usr/share/doc/logbell-desktop/copyright': '-rw-r--r-- root/root',
    });
    expect(Object.keys(files).filter((path) => path.includes('/etc/') || path.includes('/opt/'))).toEqual([]);
    const control = execFileSync('dpkg-deb', ['--ctrl-tarfile', deb]);
    expect(listed(execFileSync('tar', ['-tv'], { input: control, encoding: 'utf8' }))).toEqual({
      './': 'drwxr-xr-x root/root',
      './control': '-rw-r--r-- root/root',
      './md5sums': '-rw-r--r-- root/root',
      './postinst': '-rwxr-xr-x root/root',
      './prerm': '-rwxr-xr-x root/root',
    });
  });
});

describe('the .rpm', () => {
  it('owns all folders of the program, so that none is left after it', () => {
    const dir = scratchDir();
    application(dir);
    const rpm = build(dir, 'rpm', '077');
    const listing = execFileSync('rpm', ['--query', '--package', '--list', '--verbose', rpm], { encoding: 'utf8' });
    const folders = listing.split('\n').flatMap((line) => /^drwxr-xr-x .* root +root .* (\/.*)$/.exec(line)?.[1] ?? []);
    const program = '/usr/lib/logbell-desktop';
    expect(folders).toEqual([program, `${program}/locales`, `${program}/resources`]);
  });
});

describe('the .tar.gz', () => {
  it('unpacks into a prefix such as ~/.local', () => {
    const dir = scratchDir();
    application(dir);
    const home = join(dir, 'local');
    mkdirSync(home);
    execFileSync('tar', ['-xzf', build(dir, 'tar.gz', '022'), '-C', home, '--strip-components=1']);
    expect(readFileSync(join(home, 'bin', 'logbell-desktop'), 'utf8')).toBe('logbell-desktop');
    expect(readFileSync(join(home, 'share', 'applications', 'io.github.logbell.Logbell.desktop'), 'utf8')).toContain(
      'Exec=logbell-desktop',
    );
  });
});
