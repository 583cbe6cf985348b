import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runSetup, type SetupOptions } from '../../../src/main/cli/commands/setup-command';
import { formatLine } from '../../../src/main/cli/output/line';
import type { Output } from '../../../src/main/cli/output/terminal';
import { systemPlace } from '../../../src/main/cli/setup/setup-place';
import { dropRoot } from '../../support/engine/without-root';
import { scratchDir } from '../../support/files/scratch-dir';
import { en } from '../../support/text/strings';

const ACCESS_KEY = 'madeUpAccessKey';
const SECRET_KEY = 'madeUpSecretKey';
/** Group of the service in these tests. */
const GROUP = 4_321;

/** A root folder as the package leaves it. */
function packageRoot(): string {
  const root = scratchDir();
  mkdirSync(join(root, 'etc/logbell'), { recursive: true });
  writeFileSync(join(root, 'etc/group'), `root:x:0:\nlogbell:x:${GROUP}:\n`);
  return root;
}

/** Environment with or without systemd-creds, whose host key stays in the scratch folder. */
function environment(root: string, withCreds: boolean): Record<string, string> {
  const path = withCreds ? (process.env['PATH'] ?? '') : join(root, 'nowhere');
  return { PATH: path, LANG: 'en_US.UTF-8', SYSTEMD_CREDENTIAL_SECRET: join(root, 'host-key') };
}

interface Ended {
  readonly status: number;
  readonly said: string;
}

async function setUp(root: string, withCreds: boolean, keys: SetupOptions = keyFiles(root)): Promise<Ended> {
  const place = systemPlace(environment(root, withCreds), root);
  if (!place.ok) {
    throw new Error(place.error);
  }
  const lines: string[] = [];
  const keep: Output['out'] = (line) => lines.push(formatLine(line, process.stdout));
  const output: Output = {
    out: keep,
    err: keep,
    json: (value) => lines.push(JSON.stringify(value)),
    width: () => null,
  };
  const options = {
    serviceId: 'ncp:sms:kr:123456789012:made-up',
    sender: '02-1234-5678',
    recipient: '010-9999-0001',
    log: '/var/log/syslog',
    preset: 'disk-full',
    ...keys,
    yes: true,
  };
  const stop = new Promise<never>(() => undefined);
  const status = await runSetup({ place: place.value, options, output, isTerminal: false, stop });
  return { status, said: lines.join('\n') };
}

function keyFiles(root: string): SetupOptions {
  const files = { accessKeyFile: join(root, 'access'), secretKeyFile: join(root, 'secret') };
  writeFileSync(files.accessKeyFile, ACCESS_KEY);
  writeFileSync(files.secretKeyFile, SECRET_KEY);
  return files;
}

function access(path: string): readonly number[] {
  const { uid, gid, mode } = statSync(path);
  return [uid, gid, mode & 0o777];
}

describe('setup of the system service', () => {
  it('writes settings that only root and the service can read, and credentials in clear without systemd-creds', async () => {
    const root = packageRoot();
    const config = join(root, 'etc/logbell/config.json');
    const done = await setUp(root, false);
    expect(done.status).toBe(0);
    expect(done.said).toContain(en('cli.setup.nextSystem'));
    expect(done.said).not.toMatch(/madeUp|9999/);
    expect(access(config)).toEqual([0, GROUP, 0o640]);
    expect(JSON.parse(readFileSync(config, 'utf8'))).toMatchObject({
      sens: { mode: 'live' },
      files: [{ path: '/var/log/syslog' }],
      rules: [{ id: 'disk-full', files: ['syslog'] }],
    });
    const store = join(root, 'etc/credstore');
    expect(readdirSync(store).sort()).toEqual(['logbell.access-key', 'logbell.secret-key']);
    expect(readFileSync(join(store, 'logbell.access-key'), 'utf8')).toBe(ACCESS_KEY);
    expect(access(join(store, 'logbell.secret-key'))).toEqual([0, 0, 0o600]);
    expect(readdirSync(join(root, 'etc/logbell'))).toEqual(['config.json']);
    expect(existsSync(join(root, 'var'))).toBe(false);
  });

  it('encrypts the credentials with systemd-creds, in place of those in clear', async () => {
    const root = packageRoot();
    expect((await setUp(root, false)).status).toBe(0);
    const done = await setUp(root, true);
    expect(done.status).toBe(0);
    const [file = '', other = ''] = ['access-key', 'secret-key'].map((name) =>
      join(root, 'etc/credstore.encrypted', `logbell.${name}`),
    );
    expect(done.said).toContain(en('cli.setup.willKeys.encrypted', { file }));
    expect(readdirSync(join(root, 'etc/credstore'))).toEqual([]);
    expect([access(file), access(dirname(file))]).toEqual([
      [0, 0, 0o600],
      [0, 0, 0o700],
    ]);
    for (const [path, name, key] of [
      [file, 'access-key', ACCESS_KEY],
      [other, 'secret-key', SECRET_KEY],
    ] as const) {
      expect(readFileSync(path, 'utf8')).not.toContain('madeUp');
      const args = ['decrypt', `--name=${name}`, path, '-'];
      const decrypted = spawnSync('systemd-creds', args, { env: environment(root, true), encoding: 'utf8' });
      expect([decrypted.status, decrypted.stdout]).toEqual([0, key]);
    }
  });

  it('keeps stored credentials and settings when it runs again', async () => {
    const root = packageRoot();
    const config = join(root, 'etc/logbell/config.json');
    await setUp(root, true);
    const before = readFileSync(config, 'utf8');
    const again = await setUp(root, true, {});
    expect(again.status).toBe(0);
    expect(again.said).toContain(en('cli.setup.keysStay'));
    expect(readFileSync(config, 'utf8')).toBe(before);
    expect(access(config)).toEqual([0, GROUP, 0o640]);
  });

  it('gives settings of the package, which others can read, the group of the service', async () => {
    const root = packageRoot();
    const config = join(root, 'etc/logbell/config.json');
    writeFileSync(config, '{ "app": { "language": "en" } }', { mode: 0o644 });
    expect((await setUp(root, false)).status).toBe(0);
    expect(access(config)).toEqual([0, GROUP, 0o640]);
  });

  it('is refused to anybody but root', () => {
    const root = packageRoot();
    dropRoot(root);
    expect(systemPlace({}, root)).toEqual({ ok: false, error: 'notRoot' });
  });

  it('is refused without the group of the service', () => {
    expect(systemPlace({}, scratchDir())).toEqual({ ok: false, error: 'noGroup' });
  });
});
