import { describe, expect, it } from 'vitest';
import { appPaths } from '../../../src/main/settings/config-dir';

describe('the folders of Logbell', () => {
  it('are the XDG folders', () => {
    expect(appPaths({}, '/home/me')).toEqual({
      configDir: '/home/me/.config/logbell',
      configFile: '/home/me/.config/logbell/config.json',
      secretsFile: '/home/me/.config/logbell/secrets.json',
      windowFile: '/home/me/.config/logbell/window.json',
      dataDir: '/home/me/.local/share/logbell',
      sampleLog: '/home/me/.local/share/logbell/sample.log',
      logDir: '/home/me/.local/state/logbell',
      logFile: '/home/me/.local/state/logbell/logbell.log',
    });
    expect(appPaths({ XDG_DATA_HOME: '/data', XDG_CONFIG_HOME: 'relative' }, '/home/me')).toMatchObject({
      configDir: '/home/me/.config/logbell',
      dataDir: '/data/logbell',
    });
  });

  it('are one folder if that is configured', () => {
    expect(appPaths({ LOGBELL_CONFIG_DIR: '/a/b/', XDG_DATA_HOME: '/data' }, '/home/me')).toMatchObject({
      configDir: '/a/b',
      dataDir: '/a/b/data',
      logDir: '/a/b/logs',
    });
    expect(appPaths({ LOGBELL_CONFIG_DIR: '' }, '/home/me').configDir).toBe('/home/me/.config/logbell');
  });
});
