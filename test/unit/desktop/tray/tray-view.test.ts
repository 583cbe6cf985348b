import { describe, expect, it } from 'vitest';
import { trayView, type TrayRow } from '../../../../src/main/desktop/tray/tray-view';
import { translator } from '../../../../src/shared/i18n/translator';
import type { Language } from '../../../../src/shared/settings/schema';
import type { AppStatus } from '../../../../src/shared/contract/status';
import { statusWith } from '../../../support/app/desktop-status';

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
    [statusWith({ rules: 0 }), 'unconfigured', '아직 볼 파일이나 규칙이 없습니다'],
    [statusWith(), 'watching', '파일 1개 감시 중'],
    [statusWith({ unseenAlerts: 2 }), 'alert', '새 알림 2건'],
    [statusWith({ pausedUntil: NOW + 900_000 }), 'paused', '09:15까지 일시 중지'],
    [statusWith({ problems: [problem] }), 'problem', '문제 1건'],
  ] as const)('shows the icon and Korean text of each state', (status, icon, sentence) => {
    const shown = view(status);
    expect(shown.icon).toBe(icon);
    expect(shown.tooltip).toBe(`Logbell: ${sentence}`);
    expect(labels(shown.rows)[0]).toBe(sentence);
  });

  it('speaks English', () => {
    expect(labels(view(statusWith(), 'en').rows)).toEqual([
      'Watching files: 1',
      'No recent alerts',
      'Pause all alerts',
      'For 15 minutes',
      'For 1 hour',
      'Until tomorrow',
      'Open Logbell',
      'Send test SMS',
      'Quit',
    ]);
  });

  it('offers the practice phone in practice mode only', () => {
    expect(labels(view(statusWith({ practice: true })).rows)).toContain('연습용 휴대전화 열기');
    expect(labels(view(statusWith({ practice: false })).rows)).not.toContain('연습용 휴대전화 열기');
  });

  it('has the same texts in both languages, with all values filled in', () => {
    const status = statusWith({ problems: [problem, { ...problem, code: 'settings' }], recentAlerts: [alert] });
    const [korean, english] = [labels(view(status, 'ko').rows), labels(view(status, 'en').rows)];
    expect(english).toHaveLength(korean.length);
    expect([...korean, ...english].filter((label) => /tray\.|problem\./.test(label))).toEqual([]);
  });

  it('marks practice', () => {
    expect(view(statusWith({ practice: true })).tooltip).toContain('연습 모드');
  });

  it('offers to resume, with the end of the pause and the held matches', () => {
    const { rows } = view(statusWith({ pausedUntil: NOW + 86_400_000, heldByPause: 3 }));
    expect(labels(rows)).toContain('중지 중 보류한 알림 3건');
    const resume = rows.find((row) => row.kind === 'action' && row.action.do === 'resume');
    expect(resume).toMatchObject({ label: expect.stringMatching(/1\. 3\. 09:00/) as string });
    expect(labels(rows)).not.toContain('모든 알림 일시 중지');
  });

  it('offers to mute the rules that alerted lately, each once', () => {
    const recentAlerts = [alert, { ...alert, id: 2 }, { ...alert, id: 3, ruleId: 'web', rule: 'R&D' }];
    const { rows } = view(statusWith({ recentAlerts }), 'en');
    const menu = rows.find((row) => row.kind === 'menu' && row.label === 'Mute a rule');
    expect(menu).toMatchObject({
      rows: [
        {
          label: 'Disk',
          rows: [
            { label: 'For 30 minutes', action: { do: 'mute', ruleId: 'disk', length: '30m' } },
            { label: 'For 2 hours', action: { do: 'mute', ruleId: 'disk', length: '2h' } },
            { label: 'Until 8 in the morning', action: { do: 'mute', ruleId: 'disk', length: 'morning' } },
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
      label: '다시 알리기: Disk (09:30까지 멈춤, 보류 4건)',
      action: { do: 'unmute', ruleId: 'disk' },
    });
    expect(labels(rows)).not.toContain('규칙 하나의 알림 멈추기');
  });

  it('names the first problem and counts the others', () => {
    const { rows } = view(statusWith({ problems: [problem, { ...problem, code: 'sens-clock' }] }), 'en');
    expect(labels(rows)[1]).toMatch(/^⚠ .*key/i);
    expect(labels(rows)[2]).toBe('Other problems: 1');
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
    expect(labels(rows).slice(1, 8)).toEqual([
      'Open #7 Disk (3): disk full',
      'Acknowledge',
      'Show',
      'Acknowledged #6 Disk (3): disk full',
      'Show',
      'Open #5 Disk (3): disk full',
      'Acknowledge',
    ]);
    expect(labels(rows)).toContain('All incidents (4)…');
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
