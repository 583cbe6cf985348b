import { appendFileSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { writeServerSbom } from '../../scripts/packaging/server/packages.mjs';
import { readPhone } from '../support/app/phone-page';
import { scratchDir } from '../support/files/scratch-dir';
import { DebianRoot } from '../support/package/debian-root';
import { buildServerDeb, desktopAppOfOld, emptyDesktopApp, laterVersion, VERSION } from '../support/package/server-deb';
import { en } from '../support/text/strings';

const MB = 1_000_000;
const DOWNLOAD_LIMIT = 60 * MB;
const INSTALLED_LIMIT_KIB = (160 * MB) / 1024;

/** Largest exposure of the service, in tenths (systemd-analyze(1), "security"). */
const EXPOSURE_LIMIT = 25;

const UNITS = join(import.meta.dirname, '..', '..', 'packaging', 'systemd');

/** Files below packaging/systemd, of the system or of a user. */
function units(folder: string): readonly string[] {
  return existsSync(folder) ? readdirSync(folder).filter((name) => /\.[a-z]+$/.test(name)) : [];
}

// The tests below follow one system from the first package to the last trace of it.
const deb = buildServerDeb('022', {});
const debian = new DebianRoot();
const FOLDER = '/srv/practice';

/** Text of the bill of materials. */
function billOfMaterials(): string {
  return readFileSync(writeServerSbom({ version: VERSION, time: 0, folder: scratchDir() }), 'utf8');
}

/** Name of the group of the service's account. */
const account = (): string => debian.run('id', '--name', '--group', 'logbell').out.trim();

describe('the package file', () => {
  it('has the same bytes whenever it is built, whatever the umask, the language and the time zone', () => {
    const again = buildServerDeb('077', { TZ: 'Asia/Seoul', LANG: 'ko_KR.UTF-8' });
    expect(readFileSync(again).equals(readFileSync(deb))).toBe(true);
  });

  it('is small enough to download and to install', () => {
    expect(statSync(deb).size).toBeLessThan(DOWNLOAD_LIMIT);
    const size = spawnSync('dpkg-deb', ['--field', deb, 'Installed-Size'], { encoding: 'utf8' }).stdout;
    expect(Number(size)).toBeLessThan(INSTALLED_LIMIT_KIB);
  });

  it('has a bill of materials that names what it carries, the same each time', () => {
    const [first, second] = [billOfMaterials(), billOfMaterials()];
    expect(second).toBe(first);
    const { components } = JSON.parse(first) as { components: readonly { name: string; version: string }[] };
    const names = components.map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(['node', 'axios', 'zod']));
    expect(names.filter((name) => /react|mantine|electron|libsql/.test(name))).toEqual([]);
    expect(components.filter(({ name, version }) => name === '' || version === '')).toEqual([]);
  });

  it('has no error for lintian', () => {
    const { status, stdout } = spawnSync('lintian', ['--allow-root', '--fail-on', 'error', deb], { encoding: 'utf8' });
    expect(stdout).not.toMatch(/^E:/m);
    expect(status).toBe(0);
  });
});

describe('the installed package', () => {
  it('replaces the desktop app of 0.1.0, whose link to it is gone', () => {
    expect(debian.install(desktopAppOfOld()).status).toBe(0);
    expect(debian.run('logbell').out).toBe('window\n');
    const { status, out, err } = debian.install(deb);
    expect(err).not.toMatch(/^dpkg: error/m);
    expect(status).toBe(0);
    expect(debian.run('logbell', '--version').out).toBe(`${VERSION}\n`);
    expect(debian.has('/etc/alternatives/logbell')).toBe(false);
    expect(out).toContain('apt install ./logbell-desktop_');
    expect(debian.run('dpkg', '--purge', 'logbell').status).toBe(0);
  });

  it('says how to show the window where the desktop app is installed, too', () => {
    expect(debian.install(emptyDesktopApp()).status).toBe(0);
    const { out } = debian.install(deb);
    expect(out).toMatch(/from the menu, or with:\s+logbell open\s/);
    expect(out).not.toContain('systemctl --user');
    expect(debian.run('dpkg', '--purge', 'logbell', 'logbell-desktop').status).toBe(0);
  });

  it('says how to start the service, which does not start by itself', () => {
    const { status, out } = debian.install(deb);
    expect(status).toBe(0);
    expect(out).toContain('systemctl enable --now logbell');
    expect(out).not.toContain('logbell-desktop');
    expect(debian.run('systemctl', 'is-enabled', 'logbell').out).toBe('disabled\n');
  });

  it('has an account, and settings that only it and root can read', () => {
    expect(account()).toBe('logbell');
    const settings = debian.run('stat', '--format=%U:%G %a', '/etc/logbell');
    expect(settings.out).toBe('root:logbell 750\n');
  });

  it('has the command with a Node.js of its own, manual pages and completions', () => {
    expect(debian.run('logbell', '--version').out).toBe(`${VERSION}\n`);
    expect(debian.run('env', 'NODE_OPTIONS=--no-such-option', 'logbell', '--version').out).toBe(`${VERSION}\n`);
    for (const path of ['man/man1/logbell.1.gz', 'man/ko/man1/logbell.1.gz', 'bash-completion/completions/logbell']) {
      expect(debian.has(`/usr/share/${path}`), path).toBe(true);
    }
  });

  it('has one SQLite, that of its Node.js', () => {
    const program = readdirSync(debian.path('/usr/lib/logbell'), { recursive: true, encoding: 'utf8' });
    expect(program).toContain('main/cli.js');
    expect(program.filter((name) => /libsql|node_modules/.test(name))).toEqual([]);
    const licenses = readFileSync(debian.path('/usr/share/doc/logbell/LICENSES.packages.txt'), 'utf8');
    expect(licenses).toMatch(/^axios /m);
    expect(licenses).not.toContain('libsql');
  });

  it('names its manual in the help, and no page of a checkout', () => {
    const { out } = debian.run('logbell', 'watch', '--help');
    expect(out).toContain(en('cli.manual.docsInstalled'));
    expect(out).not.toContain('docs/');
  });

  it('checks its settings and texts the practice phone when a line is written to a log', async () => {
    const check = debian.logbell(FOLDER, ['check']);
    expect(await check.exitStatus()).toBe(0);
    const watch = debian.logbell(FOLDER, ['watch', '--json']);
    const { url } = await watch.event({ event: 'practice' });
    await watch.event({ event: 'started' });
    const config = readFileSync(debian.path(`${FOLDER}/config.json`), 'utf8');
    const { files } = JSON.parse(config) as { files: { path: string }[] };
    appendFileSync(debian.path(files[0]?.path ?? ''), 'hello world\n');
    await watch.event({ event: 'text', state: 'delivered' });
    expect(await readPhone(String(url), 'An Event Occurred')).toContain('event: ');
    expect(await watch.end()).toBe(0);
  });
});

it.each([...units(UNITS), ...units(join(UNITS, 'user')).map((name) => `user/${name}`)])(
  'the unit %s is valid',
  (unit) => {
    const [manager, place] = unit.startsWith('user/') ? ['--user', ''] : ['--system', 'system/'];
    const path = `/usr/lib/systemd/${place}${unit}`;
    const { status, err } = debian.run('systemd-analyze', manager, '--man=no', 'verify', path);
    expect(err).toBe('');
    expect(status).toBe(0);
  },
);

it.each(units(UNITS).filter((name) => name.endsWith('.service')))(
  'the unit %s gives the service few rights',
  (unit) => {
    const limit = [`--threshold=${EXPOSURE_LIMIT}`, '--offline=true'];
    const { status, out } = debian.run('systemd-analyze', 'security', ...limit, `/usr/lib/systemd/system/${unit}`);
    expect(out).toMatch(/overall exposure level/i);
    expect(status).toBe(0);
  },
);

describe('a package that is upgraded, removed and purged', () => {
  const settings = '/etc/logbell/config.json';

  it('keeps the settings over an upgrade', () => {
    writeFileSync(debian.path(settings), '{}');
    const { status, out } = debian.install(laterVersion(deb, '0.2.1'));
    expect(status).toBe(0);
    expect(out).not.toContain('systemctl enable');
    expect(debian.run('dpkg-query', '--show', '--showformat=${Version}', 'logbell').out).toBe('0.2.1');
    expect(debian.run('logbell', '--version').status).toBe(0);
    expect(debian.has(settings)).toBe(true);
  });

  it('keeps settings, history and keys when it is removed, and takes them along when it is purged', () => {
    const dropIns = '/etc/systemd/system/logbell.service.d';
    const kept = [
      settings,
      '/var/lib/logbell/ledger.db',
      '/etc/credstore.encrypted/logbell.access-key',
      `${dropIns}/credentials.conf`,
    ];
    for (const file of kept) {
      mkdirSync(dirname(debian.path(file)), { recursive: true });
      writeFileSync(debian.path(file), '');
    }
    const own = '/etc/credstore.encrypted/other.key';
    writeFileSync(debian.path(own), '');
    expect(debian.run('apt-get', '-q', 'remove', '--yes', 'logbell').status).toBe(0);
    expect(debian.has('/usr/bin/logbell')).toBe(false);
    expect(kept.filter((file) => !debian.has(file))).toEqual([]);
    expect(debian.run('apt-get', '-q', 'purge', '--yes', 'logbell').status).toBe(0);
    expect(kept.filter((file) => debian.has(file))).toEqual([]);
    expect(
      ['/usr/lib/logbell', '/etc/logbell', '/var/lib/logbell', dropIns].filter((path) => debian.has(path)),
    ).toEqual([]);
    expect(debian.has(own)).toBe(true);
    expect(account()).toBe('logbell');
  });
});
