import { describe, expect, it } from 'vitest';
import { parseSettings } from '../../../../src/shared/settings/parse';
import type { Settings } from '../../../../src/shared/settings/schema';
import { exportSettings } from '../../../../src/shared/transfer/settings-export';
import { planImport, type ImportPlan } from '../../../../src/shared/transfer/settings-import';

function settings(more: object = {}): Settings {
  return parseSettings({
    sens: { serviceId: 'ncp:sms:kr:1:mine' },
    recipients: [
      { id: 'me', name: 'Me', number: '010-1234-5678' },
      { id: 'lead', name: 'Lead', number: '02-123-4567' },
    ],
    files: [{ id: 'app', path: '/var/log/app.log' }],
    rules: [
      { id: 'all', name: 'All', match: { text: 'ERROR' } },
      { id: 'led', name: 'Led', match: { text: 'WARN' }, recipients: ['lead'], files: ['app'] },
    ],
    ...more,
  }).settings;
}

const empty = parseSettings({}).settings;

/** Round trip through a file. */
function written(value: unknown): Record<string, unknown> {
  return JSON.parse(JSON.stringify(value)) as Record<string, unknown>;
}

function plan(input: unknown, current: Settings): ImportPlan {
  const planned = planImport(input, current);
  if (!planned.ok) {
    throw new Error(planned.error);
  }
  return planned.value;
}

describe('an export', () => {
  it('contains rules, files and recipients, and nothing of SENS', () => {
    const exported = written(exportSettings(settings(), true));
    expect(Object.keys(exported)).toEqual(['format', 'version', 'recipients', 'groups', 'channels', 'files', 'rules']);
    expect(JSON.stringify(exported)).not.toContain('ncp:sms');
  });

  it('has no number if none is wanted', () => {
    const text = JSON.stringify(exportSettings(settings(), false));
    expect(text).not.toMatch(/1234/);
    expect(text).toContain('"Lead"');
  });

  it('is imported unchanged', () => {
    const { changes, problems, notes, settings: after } = plan(written(exportSettings(settings(), true)), empty);
    expect([problems, notes]).toEqual([[], []]);
    expect(changes.map(({ change }) => change)).toEqual(['added', 'added', 'added', 'added', 'added']);
    const { recipients, files, rules } = settings();
    expect(after).toEqual({ ...empty, recipients, files, rules });
  });
});

describe('channels', () => {
  const more = {
    channels: [
      { id: 'chat', kind: 'slack', name: 'Chat' },
      { id: 'hook', kind: 'webhook', url: 'https://example.com/made-up', headers: { 'X-Team': 'made-up' } },
      { id: 'mail', kind: 'email', host: 'example.com', from: 'made-up@example.com', to: ['made-up@example.com'] },
    ],
    rules: [
      { id: 'both', match: { text: 'x' }, channels: ['chat', 'mail'] },
      { id: 'mailed', match: { text: 'y' }, recipients: [], channels: ['mail'] },
    ],
  };

  it('are exported and imported with the rules that name them', () => {
    const { settings: after, problems } = plan(written(exportSettings(settings(more), true)), empty);
    expect(problems).toEqual([]);
    expect(after.channels).toEqual(settings(more).channels);
    expect(after.rules).toEqual(settings(more).rules);
  });

  it('have no address in an export without numbers, and a rule without others is switched off', () => {
    const exported = exportSettings(settings(more), false);
    expect(JSON.stringify(exported)).not.toContain('made-up');
    const { settings: after, problems } = plan(written(exported), settings());
    expect(problems).toEqual([]);
    expect(after.channels.map(({ id }) => id)).toEqual(['chat', 'hook']);
    expect(after.rules.slice(-2)).toMatchObject([
      { id: 'both', enabled: true, channels: ['chat'] },
      { id: 'mailed', enabled: false },
    ]);
    expect(after.rules.at(-1)?.recipients).toBeUndefined();
  });

  it('that are here already may be named by imported rules', () => {
    const { rules } = written(exportSettings(settings(more), true));
    const planned = plan({ format: 'logbell-export', version: 1, rules }, settings(more));
    expect(planned.problems).toEqual([]);
    expect(planned.changes.map(({ list }) => list)).toEqual(['rules', 'rules']);
  });
});

describe('an import', () => {
  it('reports what it adds, replaces and keeps', () => {
    const current = settings({ rules: [{ id: 'all', name: 'All', match: { text: 'FATAL' } }] });
    const { changes, settings: after } = plan(written(exportSettings(settings(), true)), current);
    expect(changes.map(({ id, change }) => `${id} ${change}`)).toEqual([
      'me same',
      'lead same',
      'app same',
      'all replaced',
      'led added',
    ]);
    expect(after.rules).toEqual(settings().rules);
    expect(after.sens).toEqual(current.sens);
  });

  it('keeps existing numbers if it has none', () => {
    const current = settings({ rules: [] });
    const { notes, settings: after } = plan(written(exportSettings(settings(), false)), current);
    expect(notes).toEqual([]);
    expect(after.recipients).toEqual(current.recipients);
    expect(after.rules).toEqual(settings().rules);
  });

  it('disables a rule instead of texting others than it named', () => {
    const current = settings({ recipients: [{ id: 'me', number: '010-1234-5678' }], rules: [] });
    const { notes, problems, settings: after } = plan(written(exportSettings(settings(), false)), current);
    expect(problems).toEqual([]);
    expect(notes).toEqual([
      { code: 'no-number', title: 'Lead' },
      { code: 'switched-off', title: 'Led' },
    ]);
    expect(after.recipients.map(({ id }) => id)).toEqual(['me']);
    expect(after.rules).toMatchObject([
      { id: 'all', enabled: true },
      { id: 'led', enabled: false },
    ]);
    expect(after.rules[1]?.recipients).toBeUndefined();
  });

  it('removes people without a number from the escalation of a rule', () => {
    const next = (to: string[]): object => ({
      match: { text: 'x' },
      recipients: ['me'],
      escalate: { after: '15m', to },
    });
    const from = settings({
      rules: [
        { id: 'one', ...next(['lead']) },
        { id: 'both', ...next(['lead', 'me']) },
      ],
    });
    const current = settings({ recipients: [{ id: 'me', number: '010-1234-5678' }], rules: [] });
    const { problems, notes, settings: after } = plan(written(exportSettings(from, false)), current);
    expect([problems, notes]).toEqual([[], [{ code: 'no-number', title: 'Lead' }]]);
    expect(after.rules.map(({ escalate }) => escalate?.to)).toEqual([undefined, ['me']]);
  });

  it('reports two rules with the same name', () => {
    const current = settings({ rules: [{ id: 'mine', name: 'All', match: { text: 'x' } }] });
    const { notes, settings: after } = plan(written(exportSettings(settings(), true)), current);
    expect(notes).toEqual([{ code: 'same-name', title: 'All' }]);
    expect(after.rules).toHaveLength(3);
  });

  it('skips unknown parts, and reports their place', () => {
    const exported = written(exportSettings(settings(), true));
    const rules = exported['rules'] as object[];
    const input = { ...exported, extra: 1, rules: [{ ...rules[0], priority: true }, rules[1], 7] };
    const { problems, changes } = plan(input, empty);
    expect(problems.map(({ path, code }) => `${path} ${code}`)).toEqual([
      'extra unknown-field',
      'rules[0].priority unknown-field',
      'rules[2] wrong-type',
    ]);
    expect(changes.filter(({ list }) => list === 'rules').map(({ id }) => id)).toEqual(['led']);
  });

  it.each([
    [{ message: 'x'.repeat(5_000) }, 'rules[0].message too-long'],
    [{ threshold: { count: 3, within: '0s' } }, 'rules[0].threshold.within out-of-range'],
    [{ absence: { after: '3650d' } }, 'rules[0].absence.after out-of-range'],
    [{ key: 'user' }, 'rules[0].key unknown-group'],
    [{ match: { regex: '.*' } }, 'rules[0].match.regex matches-empty'],
  ])('reports the errors of a rule once, and accepts the others: %#', (wrong, problem) => {
    const exported = written(exportSettings(settings(), true));
    const [first, ...others] = exported['rules'] as object[];
    const { problems, settings: after } = plan({ ...exported, rules: [{ ...first, ...wrong }, ...others] }, empty);
    expect(problems.map(({ path, code }) => `${path} ${code}`)).toEqual([problem]);
    expect(after.rules.map(({ id }) => id)).toEqual(['led']);
  });

  it.each([
    ['not-an-export', null],
    ['not-an-export', [1]],
    ['not-an-export', { version: 1, rules: [] }],
    ['newer-version', { format: 'logbell-export', version: 99, rules: [] }],
  ])('is refused as %s: %#', (error, input) => {
    expect(planImport(input, empty)).toEqual({ ok: false, error });
  });
});
