import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import {
  credentialFolders,
  credentialKeys,
  credentialSource,
  missingCode,
} from '../../../../src/main/settings/secrets/credentials';
import { scratchDir } from '../../../support/files/scratch-dir';

describe('the credentials of a service', () => {
  afterEach(() => {
    vi.restoreAllMocks();
  });

  it('are read from the folder that systemd names', () => {
    const passed = scratchDir();
    writeFileSync(join(passed, 'access-key'), 'an-access-key\n');
    writeFileSync(join(passed, 'secret-key'), ' a-secret-key ');
    const folders = credentialFolders({ CREDENTIALS_DIRECTORY: passed }, true);
    expect(credentialKeys(folders)).toEqual({ accessKey: 'an-access-key', secretKey: 'a-secret-key' });
  });

  it('are read from the store while the service does not run', () => {
    const stores = scratchDir();
    mkdirSync(join(stores, 'credstore'));
    writeFileSync(join(stores, 'credstore', 'logbell.access-key'), 'an-access-key\n');
    const folders = { passed: join(stores, 'none'), stores };
    expect(credentialKeys(folders)).toEqual({ accessKey: 'an-access-key' });
  });

  it('have those of channels, too', () => {
    const passed = scratchDir();
    const stores = scratchDir();
    mkdirSync(join(stores, 'credstore'));
    writeFileSync(join(passed, 'channel-ops-url'), 'https://example.com/made-up\n');
    writeFileSync(join(passed, 'channel-ops-token'), '\n');
    writeFileSync(join(stores, 'credstore', 'logbell.channel-dev-url'), 'https://example.com/dev');
    const { named } = credentialSource({ passed, stores }, null);
    expect(named('channel-ops-url')?.trim()).toBe('https://example.com/made-up');
    expect(named('channel-dev-url')).toBe('https://example.com/dev');
    expect([named('channel-ops-token'), named('channel-none-url')]).toEqual([null, null]);
  });

  it('are left out if they are empty or no keys', () => {
    const passed = scratchDir();
    writeFileSync(join(passed, 'access-key'), '\n');
    writeFileSync(join(passed, 'secret-key'), 'two words');
    expect(credentialKeys(credentialFolders({ CREDENTIALS_DIRECTORY: passed }, false))).toEqual({});
  });

  it('are looked for nowhere by other programs', () => {
    expect(credentialFolders({}, false)).toEqual({ passed: '', stores: null });
    expect(credentialKeys({ passed: '', stores: null })).toEqual({});
  });

  it('are hidden from everybody but root while the service does not run', () => {
    const stopped = credentialFolders({}, true);
    vi.spyOn(process, 'geteuid').mockReturnValue(1_000);
    expect(missingCode(stopped)).toBe('credentials-hidden');
    expect(missingCode(credentialFolders({ CREDENTIALS_DIRECTORY: scratchDir() }, true))).toBe('no-credentials');
    vi.spyOn(process, 'geteuid').mockReturnValue(0);
    expect(missingCode(stopped)).toBe('no-credentials');
  });
});
