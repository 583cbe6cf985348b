import { describe, expect, it } from 'vitest';
import { clusterMembers } from '../../../../src/shared/settings/alertmanager/members';
import { parseSettings } from '../../../../src/shared/settings/parse';
import { roleOf } from '../../../../src/shared/settings/role';
import { settingsWarnings } from '../../../../src/shared/settings/validation/warnings';

const RULE = { id: 'r', match: { text: 'x' }, to: 'alertmanager' };

function problemsOf(alertmanager: unknown, rule: object = RULE): string[] {
  return parseSettings({ alertmanager, rules: [rule] }).problems.map(({ path, code }) => `${path} ${code}`);
}

describe('an Alertmanager cluster', () => {
  it('has one member per address, with a prefix or not', () => {
    const urls = ['http://127.0.0.1:9093/', 'https://am.example.com/monitoring', 'http://[::1]:9093'];
    const { settings, problems } = parseSettings({ alertmanager: { urls }, rules: [RULE] });
    expect(problems).toEqual([]);
    expect(clusterMembers(settings).map(({ id, url }) => [id, url])).toEqual([
      ['alertmanager:127.0.0.1:9093', 'http://127.0.0.1:9093'],
      ['alertmanager:am.example.com/monitoring', 'https://am.example.com/monitoring'],
      ['alertmanager:[::1]:9093', 'http://[::1]:9093'],
    ]);
  });

  it.each([
    [{ urls: [] }, 'alertmanager.urls missing'],
    [{ urls: ['am:9093'] }, 'alertmanager.urls[0] bad-url'],
    [{ urls: ['ftp://am'] }, 'alertmanager.urls[0] bad-url'],
    [{ urls: ['http://me:pw@am:9093'] }, 'alertmanager.urls[0] bad-url'],
    [{ urls: ['http://am:9093?x=1'] }, 'alertmanager.urls[0] bad-url'],
    [{ urls: ['http://am:9093', 'http://AM:9093/'] }, 'alertmanager.urls[1] same-url'],
    [{ urls: ['http://am:9093'], labels: { 'a-b': 'x' } }, 'alertmanager.labels bad-label'],
    [{ urls: ['http://am:9093'], labels: { __x: 'x' } }, 'alertmanager.labels bad-label'],
    [{ urls: ['http://am:9093'], labels: { host: 'x' } }, 'alertmanager.labels.host own-label'],
    [{ urls: ['http://am:9093'], labels: { team: '' } }, 'alertmanager.labels.team missing'],
    [{ urls: ['http://am:9093'], labels: { team: 'a\nb' } }, 'alertmanager.labels.team bad-value'],
    [{ urls: ['http://am:9093'], url: 'x' }, 'alertmanager.url unknown-field'],
    [undefined, 'rules[0].to no-alertmanager'],
  ])('%j: %s', (alertmanager, problem) => {
    expect(problemsOf(alertmanager)).toEqual([problem]);
  });

  it('a rule goes there or nowhere', () => {
    expect(problemsOf({ urls: ['http://am:9093'] }, { ...RULE, to: 'pager' })).toEqual(['rules[0].to bad-choice']);
  });

  it.each([
    [['am'], 'rules[0].files[0] alerts-to-alertmanager'],
    [['app', 'am'], 'rules[0].files[1] alerts-to-alertmanager'],
    [undefined, 'rules[0].to alerts-to-alertmanager'],
  ])('refuses to hand received alerts back: files %j', (files, problem) => {
    const app = { id: 'app', path: '/var/log/app.log' };
    const found = parseSettings({
      alertmanager: { urls: ['http://am:9093'] },
      receive: { listen: '127.0.0.1:9095' },
      files: [...(files === undefined ? [] : [app]), { id: 'am', alerts: {} }],
      rules: [{ ...RULE, files }],
    });
    expect(found.problems.map(({ path, code }) => `${path} ${code}`)).toEqual([problem]);
    expect(found.settings.rules).toEqual([]);
    expect(found.problems[0]?.params).toEqual({ id: 'r' });
  });

  it('a rule for all logs goes there with the lines of files', () => {
    const files = [
      { id: 'app', path: '/var/log/app.log' },
      { id: 'am', alerts: {} },
    ];
    expect(parseSettings({ alertmanager: { urls: ['http://am:9093'] }, files, rules: [RULE] }).problems).toEqual([]);
  });

  it('warns of fields that have no effect, and of a token in clear', () => {
    const { settings, problems } = parseSettings({
      alertmanager: { urls: ['http://am:9093', 'http://127.0.0.1:9093', 'https://am2'], token: 'am' },
      recipients: [{ id: 'me', number: '010-1234-5678' }],
      rules: [{ ...RULE, recipients: ['me'], quiet: [{ from: '22:00', to: '07:00' }], wait: '10s' }],
    });
    expect(problems).toEqual([]);
    expect(settingsWarnings(settings).map(({ path, code }) => `${path} ${code}`)).toEqual([
      'alertmanager.urls[0] http-in-clear',
      'rules[0].recipients effect-barred',
      'rules[0].quiet effect-barred',
      'rules[0].wait effect-barred',
    ]);
  });
});

describe('the role of a machine', () => {
  it('is source with an enabled rule for Alertmanager, and receiver where alerts arrive', () => {
    const { rules } = parseSettings({ alertmanager: { urls: ['http://am:9093'] }, rules: [RULE] }).settings;
    const [nowhere, receive] = [{ listen: '' }, { listen: '127.0.0.1:9095' }];
    expect([
      roleOf({ rules: [], receive: nowhere }),
      roleOf({ rules: rules.map((rule) => ({ ...rule, enabled: false })), receive: nowhere }),
      roleOf({ rules, receive: nowhere }),
      roleOf({ rules: [], receive }),
      roleOf({ rules, receive }),
    ]).toEqual(['standalone', 'standalone', 'source', 'receiver', 'receiver']);
  });
});
