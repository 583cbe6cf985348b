import { describe, expect, it } from 'vitest';
import { appPaths } from '../../../src/main/settings/config-dir';
import { engineConfig, keysProblems } from '../../../src/main/settings/engine-config';
import { parseSettings } from '../../../src/shared/settings/parse';
import { emptySettings, type SensSettings } from '../../../src/shared/settings/schema';
import { settingsProblem } from '../../../src/shared/settings/validation/problems';

const paths = appPaths({}, '/home/me');
const keys = { accessKey: 'access-key', secretKey: 'secret-key' };
const practice = { baseUrl: 'http://127.0.0.1:1', serviceId: 'ncp:sms:kr:1:practice', accessKey: 'a', secretKey: 's' };
const live = { mode: 'live', serviceId: 'ncp:sms:kr:1:logbell', from: '02-1234-5678' } as const;

function sensWith(changes: Partial<SensSettings>): SensSettings {
  return { ...emptySettings().sens, ...changes };
}

function accessOf(changes: Partial<SensSettings>, facts: { keys?: typeof keys; practice?: typeof practice }) {
  const settings = { ...emptySettings(), sens: sensWith(changes) };
  return engineConfig({ settings, keys: facts.keys ?? null, practice: facts.practice ?? null, paths }).access;
}

describe('the configuration of the engine', () => {
  it.each([
    { config: {}, unread: false },
    { config: { recipients: [] }, unread: false },
    { config: { recipients: [{ id: 'me', name: 'Me', number: '010-1234-5678' }], rules: [{}] }, unread: false },
    { config: { recipients: [{ id: 'me', name: 'Me', number: '010-12' }] }, unread: true },
    { config: { recipients: 'me' }, unread: true },
    { config: [], unread: true },
  ])('reports if there are unreadable recipients ($unread)', ({ config, unread }) => {
    const facts = { keys, practice, paths };
    expect(engineConfig({ ...parseSettings(config), ...facts }).recipientsUnread).toBe(unread);
  });

  it('uses the practice SENS in practice mode, with its own sender number', () => {
    expect(accessOf({ from: '02-9876-5432' }, { keys, practice })).toEqual({
      ...practice,
      from: '0212345678',
      contentType: 'COMM',
      practice: true,
    });
    expect(accessOf({}, { keys })).toBeNull();
  });

  it('takes the text type from the settings, in both modes', () => {
    expect(accessOf({ contentType: 'AD' }, { practice })?.contentType).toBe('AD');
    expect(accessOf({ ...live, contentType: 'AD' }, { keys })?.contentType).toBe('AD');
  });

  it('uses the SENS of the zone with the keys of the account in live mode', () => {
    expect(accessOf(live, { keys, practice })).toEqual({
      ...keys,
      baseUrl: 'https://sens.apigw.ntruss.com',
      serviceId: 'ncp:sms:kr:1:logbell',
      from: '0212345678',
      contentType: 'COMM',
      practice: false,
    });
  });

  it.each([
    [live, {}],
    [{ ...live, from: '' }, { keys }],
    [{ ...live, from: 'x' }, { keys }],
    [{ ...live, serviceId: '' }, { keys }],
    [{ ...live, zone: 'custom' }, { keys }],
  ] as const)('has no access while live mode is incomplete', (sens, facts) => {
    expect(accessOf(sens, facts)).toBeNull();
  });

  it('has the known secrets of the channels of the settings, and no others', () => {
    const { settings } = parseSettings({ channels: [{ id: 'ops', kind: 'slack' }] });
    const known = (ids: readonly string[]) => Object.fromEntries(ids.map((id) => [id, { url: `https://${id}` }]));
    expect(engineConfig({ settings, keys, channels: { known }, practice, paths }).channelSecrets).toEqual({
      ops: { url: 'https://ops' },
    });
    expect(engineConfig({ settings, keys, practice, paths }).channelSecrets).toEqual({});
  });

  it('never watches files that Logbell writes itself', () => {
    const { ownFiles, dataDir } = engineConfig({ settings: emptySettings(), keys, practice, paths });
    expect(ownFiles).toEqual(expect.arrayContaining([paths.logFile, paths.configFile, paths.secretsFile]));
    expect(dataDir).toBe(paths.dataDir);
  });
});

describe('the missing parts of live mode besides the settings', () => {
  const none = { keys: () => null, fault: () => null };

  it('are none in practice mode or with keys', () => {
    expect(keysProblems({ ...emptySettings(), sens: sensWith({}) }, none, {})).toEqual([]);
    expect(
      keysProblems(
        { ...emptySettings(), sens: sensWith(live) },
        { ...none, keys: () => keys },
        { 'X-NCP-auth-key': 'x' },
      ),
    ).toEqual([]);
  });

  it('are the keys, or keys that v2 accepts', () => {
    expect(keysProblems({ ...emptySettings(), sens: sensWith(live) }, none, {}).map(({ code }) => code)).toEqual([
      'no-keys',
    ]);
    const old = keysProblems({ ...emptySettings(), sens: sensWith(live) }, none, {
      'X-NCP-service-secret': 'x',
      'X-NCP-auth-key': 'x',
    });
    expect(old.map(({ code }) => code)).toEqual(['sens-v1', 'sens-v1']);
  });

  it('are none if no rule texts anyone', () => {
    const rules = [
      { id: 'a', match: { text: 'a' }, to: 'alertmanager' },
      { id: 'b', match: { text: 'b' }, recipients: [], channels: ['ops'] },
    ];
    const channels = [{ id: 'ops', kind: 'slack' }];
    const source = { sens: { mode: 'live' }, alertmanager: { urls: ['http://am1:9093'] }, channels, rules };
    const { settings, problems } = parseSettings(source);
    expect([problems, keysProblems(settings, none, {})]).toEqual([[], []]);
    const texting = parseSettings({ ...source, rules: [...rules, { id: 'c', match: { text: 'c' } }] });
    expect(texting.problems.map(({ code }) => code)).toEqual(['no-from', 'no-service-id', 'no-recipients']);
  });

  it('are the reason why their file cannot be read', () => {
    const fault = settingsProblem(['sens', 'keys'], 'keys-unreadable', { reason: 'EACCES' });
    expect(keysProblems({ ...emptySettings(), sens: sensWith(live) }, { ...none, fault: () => fault }, {})).toEqual([
      fault,
    ]);
  });
});
