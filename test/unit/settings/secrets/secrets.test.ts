import { describe, expect, it } from 'vitest';
import { createSecrets, type Secrets } from '../../../../src/main/settings/secrets/secrets';
import type { SecretsFile, StoredSecrets } from '../../../../src/main/settings/secrets/secrets-file';
import { NO_VAULT, type Vault } from '../../../../src/main/settings/secrets/vault';
import { FakeKeyring, FakeSecretsFile } from '../../../support/settings/secret-doubles';

const BOTH = { accessKey: ' access-key\n', secretKey: 'secret-key', keepInFile: false };
const CLEAN = { accessKey: 'access-key', secretKey: 'secret-key' };

function secretsOver(file: SecretsFile, vault: Vault = NO_VAULT, environment: Record<string, string> = {}): Secrets {
  const secrets = createSecrets({ vault, file, environment });
  secrets.load();
  return secrets;
}

describe('storage of keys', () => {
  it('in the keyring if it works: ciphertext with the keyring name in the file, trimmed keys in use', () => {
    const file = new FakeSecretsFile();
    const vault = new FakeKeyring();
    const saved = secretsOver(file, vault).save(BOTH);
    expect(saved).toEqual({ ok: true, value: { accessKey: 'set', secretKey: 'set', kept: 'keyring', keyring: true } });
    expect(file.content).toMatchObject({ kept: 'keyring', backend: 'gnome_libsecret' });
    expect(JSON.stringify(file.content)).not.toContain('secret-key');
    expect(secretsOver(file, vault).keys()).toEqual(CLEAN);
  });

  it('an unchanged key stays as it is in the file, even if that was edited or not read yet', () => {
    const file = new FakeSecretsFile();
    const secrets = secretsOver(file);
    secrets.save({ ...BOTH, keepInFile: true });
    file.content = { kept: 'file', backend: '', accessKey: 'by-hand', secretKey: 'secret-key' };
    secrets.save({ secretKey: 'new', keepInFile: true });
    expect(file.content).toMatchObject({ accessKey: 'by-hand', secretKey: 'new' });
    const unread = createSecrets({ vault: NO_VAULT, file, environment: {} });
    unread.save({ secretKey: 'newer', keepInFile: true });
    expect(file.content).toMatchObject({ accessKey: 'by-hand', secretKey: 'newer' });
  });

  it('until quitting without a keyring and without consent', () => {
    const file = new FakeSecretsFile();
    const secrets = secretsOver(file);
    expect(secrets.save(BOTH)).toMatchObject({ ok: true, value: { kept: 'session', keyring: false } });
    secrets.load();
    expect(secrets.keys()).toEqual(CLEAN);
    expect(file.content).toBeNull();
    expect(secretsOver(file).keys()).toBeNull();
  });

  it('until another process stores keys in clear, which are then used', () => {
    const file = new FakeSecretsFile();
    const secrets = secretsOver(file);
    secrets.save(BOTH);
    file.content = { kept: 'file', backend: '', accessKey: 'stored', secretKey: 'stored too' };
    secrets.load();
    expect(secrets.keys()).toEqual({ accessKey: 'stored', secretKey: 'stored too' });
    expect(secrets.view().kept).toBe('file');
  });

  it('in clear text in the file with consent, and removed once the consent is withdrawn', () => {
    const file = new FakeSecretsFile();
    const secrets = secretsOver(file);
    expect(secrets.save({ ...BOTH, keepInFile: true })).toMatchObject({ ok: true, value: { kept: 'file' } });
    expect(secretsOver(file).keys()).toEqual(CLEAN);
    expect(secrets.save(BOTH)).toMatchObject({ ok: true, value: { kept: 'session' } });
    expect(file.content).toBeNull();
    expect(secrets.keys()).toEqual(CLEAN);
  });

  it('in the environment, which overrides stored keys', () => {
    const file = new FakeSecretsFile();
    secretsOver(file).save({ ...BOTH, keepInFile: true });
    const secrets = secretsOver(file, NO_VAULT, { LOGBELL_SECRET_KEY: ' from-environment ' });
    expect(secrets.keys()).toEqual({ accessKey: 'access-key', secretKey: 'from-environment' });
    expect(secrets.view()).toMatchObject({ accessKey: 'set', secretKey: 'set', kept: 'environment' });
  });

  it('not in a keyring that only has a name and returns nothing', () => {
    const file = new FakeSecretsFile();
    const vault: Vault = { ...NO_VAULT, backend: () => 'kwallet6', encrypt: () => ({ ok: true, value: 'x' }) };
    expect(secretsOver(file, vault).save(BOTH)).toMatchObject({ ok: true, value: { kept: 'session', keyring: false } });
    expect(file.content).toBeNull();
  });
});

describe('a keyring that does not open', () => {
  function lockedAway(): { file: FakeSecretsFile; vault: FakeKeyring; secrets: Secrets; before: StoredSecrets | null } {
    const file = new FakeSecretsFile();
    const vault = new FakeKeyring();
    secretsOver(file, vault).save(BOTH);
    vault.locked = true;
    return { file, vault, secrets: secretsOver(file, vault), before: file.content };
  }

  it('keeps its ciphertext, is named, and is read again once it opens', () => {
    const { file, vault, secrets, before } = lockedAway();
    expect(secrets.keys()).toBeNull();
    expect(secrets.locked()).toBe('gnome_libsecret');
    expect(secrets.view()).toEqual({ accessKey: 'set', secretKey: 'set', kept: 'keyring', keyring: false });
    expect(file.content).toEqual(before);
    vault.locked = false;
    secrets.load();
    expect(secrets.keys()).toEqual(CLEAN);
    expect(secrets.locked()).toBeNull();
  });

  it('keeps its ciphertext while another keyring is in use', () => {
    const { file, before } = lockedAway();
    const secrets = secretsOver(file, new FakeKeyring('kwallet6'));
    expect(secrets.keys()).toBeNull();
    expect(secrets.locked()).toBe('gnome_libsecret');
    expect(file.content).toEqual(before);
  });

  it('does not accept half of new keys, as the other half cannot be read', () => {
    const { file, secrets, before } = lockedAway();
    expect(secrets.save({ accessKey: 'new-key', keepInFile: true })).toEqual({ ok: false, error: 'no-keyring' });
    expect(file.content).toEqual(before);
  });

  it('does not stop new keys for this session, and keeps the old ones', () => {
    const { file, secrets, before } = lockedAway();
    expect(secrets.save({ ...BOTH, accessKey: 'new-key' })).toMatchObject({ ok: true, value: { kept: 'session' } });
    expect(secrets.keys()?.accessKey).toBe('new-key');
    expect(secrets.locked()).toBeNull();
    expect(file.content).toEqual(before);
  });
});

describe('keys', () => {
  it.each(['', '   ', 'two words', '"quoted"', "it's", 'a\u0000b', 'a\u200bb', 'x'.repeat(201)])(
    'that are invalid are refused',
    (accessKey) => {
      const file = new FakeSecretsFile();
      expect(secretsOver(file).save({ accessKey, keepInFile: true })).toEqual({ ok: false, error: 'bad-key' });
      expect(file.content).toBeNull();
    },
  );

  it('that are omitted stay as they are', () => {
    const file = new FakeSecretsFile();
    const secrets = secretsOver(file);
    secrets.save({ ...BOTH, keepInFile: true });
    secrets.save({ secretKey: 'changed', keepInFile: true });
    expect(secrets.keys()).toEqual({ accessKey: 'access-key', secretKey: 'changed' });
  });

  it('are removed on request', () => {
    const file = new FakeSecretsFile();
    const secrets = secretsOver(file, new FakeKeyring());
    secrets.save(BOTH);
    expect(secrets.forget()).toMatchObject({ ok: true, value: { accessKey: 'not-set', kept: 'none' } });
    expect(secrets.keys()).toBeNull();
    expect(file.content).toBeNull();
  });

  it('stay as they were if the file cannot be written', () => {
    const file = new FakeSecretsFile();
    const secrets = secretsOver(file);
    secrets.save({ ...BOTH, keepInFile: true });
    file.refuses = true;
    expect(secrets.save({ accessKey: 'other', keepInFile: true })).toEqual({ ok: false, error: 'not-saved' });
    expect(secrets.forget()).toEqual({ ok: false, error: 'not-saved' });
    expect(secrets.keys()).toEqual(CLEAN);
  });
});
