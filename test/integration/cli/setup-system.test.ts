import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { runSetup, type SetupOptions } from '../../../src/main/cli/setup/setup-command';
import { formatLine } from '../../../src/main/cli/output/line';
import type { Output } from '../../../src/main/cli/output/terminal';
import { systemPlace } from '../../../src/main/cli/setup/setup-place';
import { PRACTICE_IDENTITY } from '../../../src/main/practice/http/practice-identity';
import { startPracticeServer } from '../../../src/main/practice/practice-server';
import { dropRoot } from '../../support/engine/without-root';
import { scratchDir } from '../../support/files/scratch-dir';
import { en } from '../../support/text/strings';

const ACCESS_KEY = 'madeUpAccessKey';
const SECRET_KEY = 'madeUpSecretKey';
/** Group of the service in these tests. */
const GROUP = 4_321;
const DROP_IN = 'etc/systemd/system/logbell.service.d/credentials.conf';

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

async function setUp(
  root: string,
  withCreds: boolean,
  keys: SetupOptions = keyFiles(root),
  rule: Pick<SetupOptions, 'preset'> = { preset: 'disk-full' },
): Promise<Ended> {
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
    ...rule,
    ...keys,
    yes: true,
  };
  const stop = new Promise<never>(() => undefined);
  const status = await runSetup({ place: place.value, options, output, isTerminal: false, stop });
  return { status, said: lines.join('\n') };
}

function keyFiles(root: string, accessKey = ACCESS_KEY, secretKey = SECRET_KEY): SetupOptions {
  const files = { accessKeyFile: join(root, 'access'), secretKeyFile: join(root, 'secret') };
  writeFileSync(files.accessKeyFile, accessKey);
  writeFileSync(files.secretKeyFile, secretKey);
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
    expect(done.said).toContain(en('cli.setup.notThere', { path: '/var/log/syslog' }));
    expect(done.said).toContain(en('cli.setup.checkSystem'));
    expect(done.said).toContain(en('cli.setup.nextSystem'));
    expect(done.said).not.toMatch(/madeUp|-9999-|9999000/);
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
    const dropIn = join(root, DROP_IN);
    expect((await setUp(root, false)).status).toBe(0);
    expect(readFileSync(dropIn, 'utf8')).toContain('\nLoadCredential=access-key:/etc/credstore/logbell.access-key\n');
    const done = await setUp(root, true);
    expect(done.status).toBe(0);
    const [file = '', other = ''] = ['access-key', 'secret-key'].map((name) =>
      join(root, 'etc/credstore.encrypted', `logbell.${name}`),
    );
    expect(done.said).toContain(en('cli.setup.willKeys.encrypted', { file }));
    expect(readdirSync(join(root, 'etc/credstore'))).toEqual([]);
    expect(done.said).toContain(dropIn);
    expect(readFileSync(dropIn, 'utf8').split('\n').slice(1)).toEqual([
      '[Service]',
      'LoadCredentialEncrypted=access-key:/etc/credstore.encrypted/logbell.access-key',
      String.raw`SetCredential=access-key:\n`,
      'LoadCredentialEncrypted=secret-key:/etc/credstore.encrypted/logbell.secret-key',
      String.raw`SetCredential=secret-key:\n`,
      '',
    ]);
    expect(access(dropIn)).toEqual([0, 0, 0o644]);
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

  it('removes encrypted credentials when it can only write ones in clear', async () => {
    const root = packageRoot();
    expect((await setUp(root, true)).status).toBe(0);
    expect((await setUp(root, false)).status).toBe(0);
    expect(readdirSync(join(root, 'etc/credstore.encrypted'))).toEqual([]);
    expect(readFileSync(join(root, DROP_IN), 'utf8')).not.toContain('Encrypted');
  });

  it('writes a drop-in that systemd takes for the unit of the package', async () => {
    const root = packageRoot();
    expect((await setUp(root, true)).status).toBe(0);
    const units = join(root, 'etc/systemd/system');
    const unit = readFileSync('packaging/systemd/logbell.service', 'utf8');
    writeFileSync(join(units, 'logbell.service'), unit.replace(/^(ExecStart)=.*$/m, '$1=/bin/true'));
    const checked = spawnSync('systemd-analyze', ['verify', '--man=no', join(units, 'logbell.service')], {
      env: { ...process.env, SYSTEMD_UNIT_PATH: `${units}:` },
      encoding: 'utf8',
    });
    expect([checked.status, checked.stderr]).toEqual([0, '']);
  });

  it.each([true, false])('sends a test text with the stored credentials (encrypted: %s)', async (withCreds) => {
    const sens = await startPracticeServer({ deliveryMs: 20 });
    onTestFinished(() => sens.close());
    const root = packageRoot();
    const config = { sens: { zone: 'custom', baseUrl: sens.baseUrl } };
    writeFileSync(join(root, 'etc/logbell/config.json'), JSON.stringify(config));
    const { serviceId, accessKey, secretKey } = PRACTICE_IDENTITY;
    const files = keyFiles(root, accessKey, secretKey);
    const access = { serviceId, sender: sens.from };
    expect((await setUp(root, withCreds, { ...files, ...access })).status).toBe(0);
    vi.stubEnv('SYSTEMD_CREDENTIAL_SECRET', join(root, 'host-key'));
    onTestFinished(() => void vi.unstubAllEnvs());
    const sent = await setUp(root, withCreds, { ...access, test: true });
    expect(sent.status, sent.said).toBe(0);
    expect(sent.said).toContain(en('cli.setup.keysStay'));
    expect(sens.received()).toMatchObject([{ to: '01099990001' }]);
  });

  it('names the command that adds a rule for the service', async () => {
    const root = packageRoot();
    const done = await setUp(root, false, keyFiles(root), {});
    expect(done.said).toContain(en('cli.rulesNext', { context: 'system' }));
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
