import { describe, expect, it } from 'vitest';
import { createSecrets, type Secrets } from '../../../../src/main/settings/secrets/secrets';
import { lockedKeyring } from '../../../../src/main/settings/secrets/secret-problems';
import { NO_VAULT, type Vault } from '../../../../src/main/settings/secrets/vault';
import { parseSettings } from '../../../../src/shared/settings/parse';
import { FakeKeyring, FakeSecretsFile } from '../../../support/settings/secret-doubles';

const URL = 'https://hooks.example.com/services/made-up';
const KEYS = { accessKey: 'access-key', secretKey: 'secret-key' };

const CLUSTER = { urls: ['http://127.0.0.1:9093'], token: 'am' };

interface Facts {
  readonly vault?: Vault;
  readonly environment?: Record<string, string>;
  readonly credentials?: Readonly<Record<string, string>>;
}

function secretsOver(
  file: FakeSecretsFile,
  { vault = NO_VAULT, environment = {}, credentials = {} }: Facts = {},
): Secrets {
  const named = (name: string): string | null => credentials[name] ?? null;
  const secrets = createSecrets({
    vault,
    file,
    environment,
    credentials: { read: () => ({}), named, missing: null },
  });
  secrets.load();
  return secrets;
}

describe('storage of the secrets of a channel', () => {
  it('is the keyring if it works, beside the keys and other channels', () => {
    const file = new FakeSecretsFile();
    const vault = new FakeKeyring();
    const secrets = secretsOver(file, { vault });
    secrets.save({ ...KEYS, keepInFile: false });
    expect(secrets.channels.save('ops', { url: ` ${URL}\n` }, false)).toEqual({ ok: true, value: undefined });
    secrets.channels.save('dev', { token: 'made-up-token' }, false);
    secrets.heartbeats.save('hc', { url: URL }, false);
    expect(JSON.stringify(file.content)).not.toMatch(/services|made-up/);
    const again = secretsOver(file, { vault });
    expect(again.keys()).toEqual(KEYS);
    expect(again.channels.known(['ops', 'dev', 'none'])).toEqual({
      ops: { url: URL },
      dev: { token: 'made-up-token' },
      none: {},
    });
    expect(again.heartbeats.known(['hc'])).toEqual({ hc: { url: URL } });
    expect(again.channels.places(['ops'])['ops']).toEqual({
      url: 'keyring',
      secret: 'none',
      token: 'none',
      password: 'none',
    });
  });

  it('is the session without a keyring and without consent, and the file with it', () => {
    const file = new FakeSecretsFile();
    const secrets = secretsOver(file);
    secrets.channels.save('ops', { url: URL }, false);
    expect(file.content).toBeNull();
    expect(secrets.channels.places(['ops'])['ops']?.url).toBe('session');
    secrets.load();
    expect(secrets.channels.known(['ops'])).toEqual({ ops: { url: URL } });
    secrets.channels.save('ops', { secret: 'signing' }, true);
    expect(file.content?.channels).toEqual({ ops: { kept: 'file', backend: '', url: URL, secret: 'signing' } });
    expect(secretsOver(file).channels.places([])['ops']?.url).toBe('file');
  });

  it('leaves everything else of the file as another process has written it', () => {
    const file = new FakeSecretsFile();
    const secrets = secretsOver(file);
    secretsOver(file).save({ ...KEYS, keepInFile: true });
    secretsOver(file).channels.save('dev', { url: URL }, true);
    secrets.channels.save('ops', { password: ' with spaces "and quotes" ' }, true);
    secrets.forget();
    expect(secretsOver(file).channels.known(['ops', 'dev'])).toEqual({
      ops: { password: ' with spaces "and quotes" ' },
      dev: { url: URL },
    });
    secrets.channels.forget('ops');
    secrets.channels.forget('dev');
    expect(file.content).toBeNull();
  });

  it('never loses ciphertexts of a keyring that does not open', () => {
    const file = new FakeSecretsFile();
    const vault = new FakeKeyring();
    secretsOver(file, { vault }).channels.save('ops', { url: URL, token: 'made-up-token' }, false);
    const before = file.content?.channels?.['ops'];
    vault.locked = true;
    const secrets = secretsOver(file, { vault });
    expect(secrets.channels.known(['ops'])).toEqual({ ops: {} });
    expect(secrets.channels.locked(['ops'])).toBe('gnome_libsecret');
    expect(secrets.channels.places(['ops'])['ops']).toMatchObject({ url: 'keyring', token: 'keyring', secret: 'none' });
    expect(secrets.channels.save('ops', { url: URL }, true)).toEqual({ ok: false, error: 'no-keyring' });
    secrets.save({ ...KEYS, keepInFile: true });
    expect(file.content?.channels?.['ops']).toEqual(before);
    vault.locked = false;
    secrets.load();
    expect(secrets.channels.known(['ops'])).toEqual({ ops: { url: URL, token: 'made-up-token' } });
  });

  it.each(['alertmanager', 'receive'] as const)('of %s are stored like those of channels', (list) => {
    const file = new FakeSecretsFile();
    const vault = new FakeKeyring();
    secretsOver(file, { vault })[list].save('am', { token: 'made-up-token' }, false);
    vault.locked = true;
    const secrets = secretsOver(file, { vault });
    expect([secrets[list].known(['am']), secrets[list].places(['am'])]).toEqual([
      { am: {} },
      { am: { token: 'keyring' } },
    ]);
    const used = { receive: { listen: '127.0.0.1:9095', tokens: ['am'] }, alertmanager: CLUSTER };
    expect(lockedKeyring(secrets, parseSettings(used).settings)).toBe('gnome_libsecret');
    expect(lockedKeyring(secrets, parseSettings({}).settings)).toBeNull();
    vault.locked = false;
    secrets.load();
    expect(secrets[list].known(['am'])).toEqual({ am: { token: 'made-up-token' } });
    expect(lockedKeyring(secrets, parseSettings(used).settings)).toBeNull();
  });

  it('reports a file that cannot be written', () => {
    const file = new FakeSecretsFile();
    file.refuses = true;
    const { channels } = secretsOver(file);
    expect(channels.save('ops', { url: URL }, true)).toEqual({ ok: false, error: 'not-saved' });
    expect(channels.forget('ops')).toEqual({ ok: false, error: 'not-saved' });
  });
});

describe('secrets from outside', () => {
  it('are read from the environment, then from credentials, then from the file', () => {
    const file = new FakeSecretsFile();
    secretsOver(file).channels.save('ops-1', { url: URL, token: 'stored', secret: 'stored' }, true);
    const { channels, heartbeats } = secretsOver(file, {
      environment: { LOGBELL_CHANNEL_OPS_1_TOKEN: ' environment ', LOGBELL_HEARTBEAT_HC_URL: URL },
      credentials: { 'channel-ops-1-secret': 'credential\n', 'channel-ops-1-token': 'credential' },
    });
    expect(channels.known(['ops-1'])).toEqual({ 'ops-1': { url: URL, token: 'environment', secret: 'credential' } });
    expect(channels.places(['ops-1'])['ops-1']).toEqual({
      url: 'file',
      token: 'environment',
      secret: 'credentials',
      password: 'none',
    });
    expect(heartbeats.known(['hc'])).toEqual({ hc: { url: URL } });
  });

  it('of a heartbeat may be http on the own network', () => {
    const secrets = secretsOver(new FakeSecretsFile());
    secrets.heartbeats.save('hc', { url: 'http://192.168.0.2/push/made-up' }, true);
    expect(secrets.heartbeats.known(['hc'])).toEqual({ hc: { url: 'http://192.168.0.2/push/made-up' } });
  });

  it('are not taken from a variable that fits several channels, or with an invalid value', () => {
    const environment = { LOGBELL_CHANNEL_OPS_1_URL: URL, LOGBELL_CHANNEL_DEV_URL: 'http://example.com' };
    const { channels } = secretsOver(new FakeSecretsFile(), { environment });
    expect(channels.known(['ops-1', 'ops.1', 'dev'])).toEqual({ 'ops-1': {}, 'ops.1': {}, dev: {} });
    expect(channels.known(['ops-1'])).toEqual({ 'ops-1': { url: URL } });
  });
});

describe('values', () => {
  it.each([
    [{ url: 'hooks.example.com' }, 'bad-url'],
    [{ url: 'ftp://example.com' }, 'bad-url'],
    [{ url: `https://example.com/${'x'.repeat(500)}` }, 'bad-url'],
    [{ url: 'https://example.com/two words' }, 'bad-url'],
    [{ url: 'http://example.com/hook' }, 'http-not-loopback'],
    [{ url: 'http://127.0.0.1.example.com/hook' }, 'http-not-loopback'],
    [{ url: 'https://me:made-up@example.com/hook' }, 'url-with-login'],
    [{ token: 'two words' }, 'bad-secret'],
    [{ token: 'with\r\nheader' }, 'bad-secret'],
    [{ secret: '' }, 'bad-secret'],
    [{ password: '\n' }, 'bad-secret'],
  ] as const)('of a secret that cannot be used are refused: $1', (values, fault) => {
    const file = new FakeSecretsFile();
    const [name] = Object.keys(values);
    expect(secretsOver(file).channels.save('ops', values, true)).toEqual({ ok: false, error: { name, fault } });
    expect(file.content).toBeNull();
  });

  it.each(['http://127.0.0.1:8080/x', 'http://localhost', 'http://[::1]/x', 'https://user.example.com/@me?x=1#y'])(
    'of a URL that can be used are stored',
    (url) => {
      const secrets = secretsOver(new FakeSecretsFile());
      secrets.channels.save('ops', { url }, true);
      expect(secrets.channels.known(['ops'])).toEqual({ ops: { url } });
    },
  );
});
