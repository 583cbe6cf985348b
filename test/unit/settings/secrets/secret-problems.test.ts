import { describe, expect, it } from 'vitest';
import { secretProblems } from '../../../../src/main/settings/secrets/secret-problems';
import { createSecrets, type CredentialSource, type Secrets } from '../../../../src/main/settings/secrets/secrets';
import { NO_VAULT } from '../../../../src/main/settings/secrets/vault';
import { parseSettings } from '../../../../src/shared/settings/parse';
import type { Settings } from '../../../../src/shared/settings/schema';
import { FakeSecretsFile } from '../../../support/settings/secret-doubles';

const MAIL = { kind: 'email', host: 'smtp.example.com', from: 'a@example.com', to: ['b@example.com'] };
const KEYS = { LOGBELL_ACCESS_KEY: 'access', LOGBELL_SECRET_KEY: 'secret' };

function secretsWith(environment: Record<string, string>, missing: CredentialSource['missing'] = null): Secrets {
  const credentials = { read: () => ({}), named: () => null, missing };
  return createSecrets({ vault: NO_VAULT, file: new FakeSecretsFile(), environment, credentials });
}

function settingsWith(channels: readonly object[], mode = 'live'): Settings {
  const ids = channels.map((channel) => (channel as { id: string }).id).filter((id) => id !== 'spare');
  return parseSettings({ sens: { mode }, channels, delivery: { channels: ids } }).settings;
}

function found(settings: Settings, secrets: Secrets): string[] {
  return secretProblems(settings, secrets, {}).map(({ path, code, params }) =>
    [path, code, ...Object.values(params)].join(' '),
  );
}

describe('secrets that live mode lacks', () => {
  it('are those that a used channel cannot do without', () => {
    const settings = settingsWith([
      { id: 'chat', name: 'Slack on-call', kind: 'slack' },
      { id: 'hook', kind: 'webhook' },
      { id: 'public', kind: 'webhook', url: 'https://example.com' },
      { id: 'mail', ...MAIL, user: 'me' },
      { id: 'local', ...MAIL },
      { id: 'spare', kind: 'discord' },
    ]);
    expect(found(settings, secretsWith(KEYS))).toEqual([
      'channels[0] no-channel-secret chat Slack on-call url',
      'channels[1] no-channel-secret hook hook url',
      'channels[3] no-channel-secret mail mail password',
    ]);
    const all = {
      LOGBELL_CHANNEL_CHAT_URL: 'https://example.com/1',
      LOGBELL_CHANNEL_HOOK_URL: 'https://example.com/2',
    };
    expect(found(settings, secretsWith({ ...KEYS, ...all, LOGBELL_CHANNEL_MAIL_PASSWORD: 'made up' }))).toEqual([]);
  });

  it('are credentials of a service, which only root may be able to see', () => {
    const settings = settingsWith([{ id: 'chat', kind: 'slack' }]);
    expect(found(settings, secretsWith(KEYS, 'no-credentials'))).toEqual([
      'channels[0] no-channel-credential chat chat url channel-chat-url',
    ]);
    expect(found(settings, secretsWith({}, 'credentials-hidden'))).toEqual(['sens.keys credentials-hidden']);
  });

  it('are none in practice mode', () => {
    expect(found(settingsWith([{ id: 'chat', kind: 'slack' }], 'practice'), secretsWith({}))).toEqual([]);
  });
});
