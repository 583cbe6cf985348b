import { describe, expect, it } from 'vitest';
import { trayView, type TrayRow } from '../../../../src/main/desktop/tray/tray-view';
import { translator } from '../../../../src/shared/i18n/translator';
import type { Language } from '../../../../src/shared/settings/schema';
import type { AppStatus } from '../../../../src/shared/contract/status';
import { statusWith } from '../../../support/app/desktop-status';
import { en, ko } from '../../../support/text/strings';

const NOW = new Date(2026, 0, 2, 9, 0).getTime();

function view(status: AppStatus, language: Language = 'ko'): ReturnType<typeof trayView> {
  return trayView(status, { t: translator(language), language, now: NOW });
}

function labels(rows: readonly TrayRow[]): string[] {
  return rows.flatMap((row) => {
    if (row.kind === 'line') {
      return [];
    }
    return row.kind === 'menu' ? [row.label, ...labels(row.rows)] : [row.label];
  });
}

const problem = { code: 'no-keys', subject: '', params: {}, since: NOW } as const;
const alert = { id: 1, at: NOW - 60_000, ruleId: 'disk', rule: 'Disk', line: 'disk full' };

describe('the tray as a view of the status', () => {
  it.each([
    [statusWith({ rules: 0 }), 'unconfigured', ko('tray.status.unconfigured')],
    [statusWith(), 'watching', ko('tray.status.watching', { files: 1 })],
    [statusWith({ unseenAlerts: 2 }), 'alert', ko('tray.status.alert', { count: 2 })],
    [statusWith({ pausedUntil: NOW + 900_000 }), 'paused', ko('tray.status.paused', { until: '09:15' })],
    [statusWith({ problems: [problem] }), 'problem', ko('tray.status.problem', { count: 1 })],
  ] as const)('shows the icon and Korean text of each state', (status, icon, sentence) => {
    const shown = view(status);
    expect(shown.icon).toBe(icon);
    expect(shown.tooltip).toBe(ko('tray.tooltip', { status: sentence }));
    expect(labels(shown.rows)[0]).toBe(sentence);
  });

  it('speaks English', () => {
    expect(labels(view(statusWith(), 'en').rows)).toEqual([
      en('tray.status.watching', { files: 1 }),
      en('tray.noRecent'),
      en('tray.pause'),
      en('tray.pause15m'),
      en('tray.pause1h'),
      en('tray.pauseTomorrow'),
      en('tray.open'),
      en('tray.sendTest'),
      en('tray.quit'),
    ]);
  });

  it('offers the practice phone in practice mode only', () => {
    expect(labels(view(statusWith({ practice: true })).rows)).toContain(ko('tray.phone'));
    expect(labels(view(statusWith({ practice: false })).rows)).not.toContain(ko('tray.phone'));
  });

  it('has the same texts in both languages, with all values filled in', () => {
    const status = statusWith({ problems: [problem, { ...problem, code: 'settings' }], recentAlerts: [alert] });
    const [korean, english] = [labels(view(status, 'ko').rows), labels(view(status, 'en').rows)];
    expect(english).toHaveLength(korean.length);
    expect([...korean, ...english].filter((label) => /tray\.|problem\./.test(label))).toEqual([]);
  });

  it('names the channel of a problem as the window does', () => {
    const params = { title: 'Slack 당직' };
    const problems = [{ code: 'channel-unconfirmed', subject: 'slack-1', params, since: NOW }] as const;
    const shown = labels(view(statusWith({ problems })).rows);
    expect(shown).toContain(
      ko('tray.problem', { problem: ko('problem.channel-unconfirmed.title', { subject: 'Slack 당직' }) }),
    );
  });

  it('marks practice', () => {
    expect(view(statusWith({ practice: true })).tooltip).toContain(ko('tray.practice'));
  });

  it('offers to resume, with the end of the pause and the held matches', () => {
    const { rows } = view(statusWith({ pausedUntil: NOW + 86_400_000, heldByPause: 3 }));
    expect(labels(rows)).toContain(ko('tray.held', { count: 3 }));
    const resume = rows.find((row) => row.kind === 'action' && row.action.do === 'resume');
    expect(resume).toMatchObject({ label: ko('tray.resume', { until: '1. 3. 09:00' }) });
    expect(labels(rows)).not.toContain(ko('tray.pause'));
  });

  it('offers to mute the rules that alerted lately, each once', () => {
    const recentAlerts = [alert, { ...alert, id: 2 }, { ...alert, id: 3, ruleId: 'web', rule: 'R&D' }];
    const { rows } = view(statusWith({ recentAlerts }), 'en');
    const menu = rows.find((row) => row.kind === 'menu' && row.label === en('tray.mute'));
    expect(menu).toMatchObject({
      rows: [
        {
          label: 'Disk',
          rows: [
            { label: en('tray.mute30m'), action: { do: 'mute', ruleId: 'disk', length: '30m' } },
            { label: en('tray.mute2h'), action: { do: 'mute', ruleId: 'disk', length: '2h' } },
            { label: en('tray.muteMorning'), action: { do: 'mute', ruleId: 'disk', length: 'morning' } },
          ],
        },
        { label: 'R&&D' },
      ],
    });
  });

  it('offers to unmute a rule, with the end of the mute and the held matches', () => {
    const mutes = [{ rule: 'disk', title: 'Disk', until: NOW + 1_800_000, held: 4 }];
    const { rows } = view(statusWith({ recentAlerts: [alert], mutes }));
    expect(rows).toContainEqual({
      kind: 'action',
      label: ko('tray.unmute', { rule: 'Disk', until: '09:30', count: 4 }),
      action: { do: 'unmute', ruleId: 'disk' },
    });
    expect(labels(rows)).not.toContain(ko('tray.mute'));
  });

  it('names the first problem and counts the others', () => {
    const { rows } = view(statusWith({ problems: [problem, { ...problem, code: 'sens-clock' }] }), 'en');
    expect(labels(rows)[1]).toBe(en('tray.problem', { problem: en('problem.no-keys.title') }));
    expect(labels(rows)[2]).toBe(en('tray.moreProblems', { count: 1 }));
  });

  it('lists at most three open incidents, each to be acknowledged or shown, and a link to all', () => {
    const incident = { id: 7, ruleId: 'r', rule: 'Disk', key: '', state: 'open', openedAt: NOW, lastAt: NOW } as const;
    const known = { ...incident, count: 3, line: 'disk full', escalatedAt: null, changes: [] };
    const newest = [
      known,
      { ...known, id: 6, state: 'acknowledged' as const },
      { ...known, id: 5 },
      { ...known, id: 4 },
    ];
    const { rows } = view(statusWith({ incidents: { open: 3, acknowledged: 1, newest } }), 'en');
    const facts = { rule: 'Disk', count: 3, line: 'disk full' };
    expect(labels(rows).slice(1, 8)).toEqual([
      en('tray.incident', { ...facts, id: 7 }),
      en('tray.acknowledge'),
      en('tray.showIncident'),
      en('tray.incidentAcknowledged', { ...facts, id: 6 }),
      en('tray.showIncident'),
      en('tray.incident', { ...facts, id: 5 }),
      en('tray.acknowledge'),
    ]);
    expect(labels(rows)).toContain(en('tray.allIncidents', { count: 4 }));
    const menu = rows.find((row) => row.kind === 'menu');
    const actions = menu?.rows.flatMap((row) => (row.kind === 'action' ? [row.action] : []));
    expect(actions).toEqual([
      { do: 'acknowledge', incident: 7 },
      { do: 'incident', incident: 7 },
    ]);
  });

  it('lists at most five alerts, cut to one line, with every & doubled', () => {
    const line = `a & b\n\u001b[31m\u202e${'x'.repeat(200)}`;
    const recentAlerts = Array.from({ length: 8 }, (_, id) => ({ ...alert, id, rule: 'R&D', line }));
    const menu = view(statusWith({ recentAlerts })).rows.find((row) => row.kind === 'menu');
    const shown = menu?.kind === 'menu' ? labels(menu.rows) : [];
    expect(shown).toHaveLength(5);
    expect(shown[0]).toMatch(/^08:59 R&&D: a && b \[31m x+…$/);
    expect(shown[0]?.length).toBeLessThan(90);
  });
});
