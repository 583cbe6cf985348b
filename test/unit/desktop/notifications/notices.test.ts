import { describe, expect, it } from 'vitest';
import {
  alertNotice,
  problemNotice,
  resumedNotice,
  testNotice,
} from '../../../../src/main/desktop/notifications/notices';
import { translator } from '../../../../src/shared/i18n/translator';
import { ko } from '../../../support/text/strings';

const t = translator('ko');
const alert = { id: 1, at: 0, ruleId: 'disk', rule: '디스크', line: '<b>가득 참</b> & \u001b[1mroot' };

describe('notices', () => {
  it('stay on the screen for an alert of an urgent rule, and are marked in practice mode', () => {
    const title = ko('notification.alert', { rule: '디스크' });
    expect(alertNotice(alert, { urgent: true, practice: false }, t)).toMatchObject({
      title,
      urgency: 'critical',
      page: 'history',
    });
    expect(alertNotice(alert, { urgent: false, practice: false }, t).urgency).toBe('normal');
    const practice = alertNotice(alert, { urgent: true, practice: true }, t);
    expect(practice).toMatchObject({ title: ko('notification.practice', { title }), urgency: 'normal' });
    expect(practice.titleWithMore(4)).toBe(
      ko('notification.practice', { title: ko('notification.more', { rule: '디스크', count: 4 }) }),
    );
  });

  it('name the incident of an alert and the number of reported matches, and lead to it', () => {
    const notice = alertNotice({ ...alert, incident: 12, count: 3 }, { urgent: false, practice: false }, t);
    const rule = ko('notification.incident', { rule: '디스크', id: 12 });
    expect(notice).toMatchObject({ title: ko('notification.counted', { rule, count: 3 }), page: 'incident:12' });
    expect(notice.titleWithMore(2)).toBe(ko('notification.more', { rule, count: 2 }));
  });

  it('contain no markup and no control characters', () => {
    expect(alertNotice(alert, { urgent: false, practice: false }, t).body).toBe('‹b›가득 참‹/b› ＆ [1mroot');
  });

  it('state what happened and what to do for a problem', () => {
    const notice = problemNotice({ code: 'no-keys', subject: '', params: {}, since: 0 }, t);
    expect(notice.title).toBe(ko('notification.problem', { problem: ko('problem.no-keys.title') }));
    expect(notice.body).toBe(ko('problem.no-keys.remedy'));
    expect(notice.urgency).toBe('normal');
  });

  it('name a channel as the window does', () => {
    const params = { detail: 'HTTP 410', title: 'Slack 당직' };
    const notice = problemNotice({ code: 'channel-refused', subject: 'slack-1', params, since: 0 }, t);
    expect(notice.title).toContain('Slack 당직');
    expect(notice.title).not.toContain('slack-1');
  });

  it('state the matches held by a pause, and the recipient of a test', () => {
    expect(resumedNotice(3, t).body).toBe(ko('notification.resumedHeld', { count: 3 }));
    expect(resumedNotice(0, t).body).toBe(ko('notification.resumedNone'));
    expect(testNotice(2, t).body).toBe(ko('notification.testSentBody', { count: 2 }));
    expect(testNotice(0, t).page).toBe('delivery');
  });
});
