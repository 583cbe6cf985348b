import { describe, expect, it } from 'vitest';
import { keyVariables, removeKeys } from '../../../../src/main/settings/secrets/keys';

const SECRET = {
  LOGBELL_ACCESS_KEY: 'access',
  LOGBELL_SECRET_KEY: 'secret',
  LOGBELL_CHANNEL_OPS_URL: 'https://example.com/made-up',
  LOGBELL_CHANNEL_OPS_TOKEN: 'token',
  LOGBELL_HEARTBEAT_HC_URL: 'https://example.com/heartbeat',
  LOGBELL_ALERTMANAGER_AM_TOKEN: 'alertmanager',
  LOGBELL_RECEIVE_AM_TOKEN: 'receive',
};
const PUBLIC = { LOGBELL_CONFIG_DIR: '/etc/logbell', PATH: '/usr/bin' };

describe('variables with secrets', () => {
  it('are removed from the environment, and returned in a copy', () => {
    const environment: Record<string, string | undefined> = { ...SECRET, ...PUBLIC, LOGBELL_CHANNEL_DEV_URL: '' };
    expect(removeKeys(environment)).toEqual({ ...SECRET, ...PUBLIC, LOGBELL_CHANNEL_DEV_URL: '' });
    expect(environment).toEqual(PUBLIC);
  });

  it('are told from others', () => {
    expect(keyVariables({ ...SECRET, ...PUBLIC, LOGBELL_CHANNEL_DEV_URL: '' })).toEqual(SECRET);
  });
});
