import { describe, expect, it } from 'vitest';
import { channelCalls } from '../../../../src/main/desktop/ipc/channel-calls';
import { createSecrets } from '../../../../src/main/settings/secrets/secrets';
import type { SettingsState } from '../../../../src/main/settings/settings-file';
import { parseSettings } from '../../../../src/shared/settings/parse';
import { FakeKeyring, FakeSecretsFile } from '../../../support/settings/secret-doubles';

const URL = 'https://hooks.example.com/services/made-up';
const NONE = { url: 'none', secret: 'none', token: 'none', password: 'none' };

function callsOn(file = new FakeSecretsFile()) {
  const { settings } = parseSettings({ channels: [{ id: 'ops', kind: 'slack' }] });
  const state = { settings, problems: [], missing: false, setAside: null, keptEdit: null, revision: '' };
  const secrets = createSecrets({ vault: new FakeKeyring(), file, environment: {} });
  secrets.load();
  const applied: unknown[] = [];
  const calls = channelCalls({
    secrets,
    settings: { state: (): SettingsState => state },
    changed: () => {
      applied.push(secrets.channels.known(['ops']));
      return Promise.resolve();
    },
  });
  return { calls, applied, file };
}

describe('the secrets of channels in the window', () => {
  it('are only told as kept or not', async () => {
    const { calls, applied } = callsOn();
    expect(await calls['channel:secrets'](undefined)).toEqual({ channels: { ops: NONE }, keyring: true });
    const saved = await calls['channel:save-secrets']({ id: 'ops', values: { url: URL }, keepInFile: false });
    expect(saved).toEqual({ ok: true, value: { channels: { ops: { ...NONE, url: 'keyring' } }, keyring: true } });
    expect(applied).toEqual([{ ops: { url: URL } }]);
    const forgotten = await calls['channel:forget-secrets']({ id: 'ops' });
    expect(forgotten).toEqual({ ok: true, value: { channels: { ops: NONE }, keyring: true } });
    expect(applied).toEqual([{ ops: { url: URL } }, { ops: {} }]);
  });

  it('are refused with the place of the fault, and not with their value', async () => {
    const { calls, applied } = callsOn();
    const values = { url: 'http://example.com/made-up' };
    expect(await calls['channel:save-secrets']({ id: 'ops', values, keepInFile: true })).toEqual({
      ok: false,
      error: { path: 'channels.ops.url', code: 'http-not-loopback', params: {} },
    });
    expect(applied).toEqual([]);
  });

  it('stay as they are if the file cannot be written', async () => {
    const { calls, applied, file } = callsOn();
    file.refuses = true;
    const change = { id: 'ops', values: { url: URL }, keepInFile: true };
    expect(await calls['channel:save-secrets'](change)).toEqual({ ok: false, error: 'not-saved' });
    expect(await calls['channel:forget-secrets']({ id: 'ops' })).toEqual({ ok: false, error: 'not-saved' });
    expect(applied).toEqual([]);
  });
});
