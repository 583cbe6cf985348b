import type { Place } from '../../../shared/contract/ipc/pushes';
import type { AlertSummary, Problem } from '../../../shared/contract/status';
import { problemRemedy, problemTitle } from '../../../shared/i18n/problem-text';
import type { Translate } from '../../../shared/i18n/translator';
import { notificationBody, plainLine } from '../common/plain-text';

const TITLE_CHARACTERS = 80;
const BODY_CHARACTERS = 200;

/** Desktop notification, ready to be shown. */
export interface Notice {
  /** Group key: notices of one subject are grouped. */
  readonly subject: string;
  readonly title: string;
  readonly body: string;
  /** `critical` stays on screen until closed and passes "do not disturb" (Desktop Notifications specification). */
  readonly urgency: 'low' | 'normal' | 'critical';
  /** Page that a click opens. */
  readonly page: Place;
  /** Title if others of the subject were held before this one. */
  readonly titleWithMore: (more: number) => string;
}

/** Facts about an alert's rule and mode that change its notice. */
export interface AlertKind {
  /** True if the rule is urgent: the notice stays until it is closed. */
  readonly urgent: boolean;
  readonly practice: boolean;
}

/** Notice of an alert: critical if its rule is urgent; in practice mode normal and marked as practice. */
export function alertNotice(alert: AlertSummary, { urgent, practice }: AlertKind, t: Translate): Notice {
  const { count = 1 } = alert;
  const name = plainLine(alert.rule, TITLE_CHARACTERS);
  const rule = alert.incident === undefined ? name : t('notification.incident', { rule: name, id: alert.incident });
  const marked = (title: string): string => (practice ? t('notification.practice', { title }) : title);
  return {
    subject: `rule ${alert.ruleId}`,
    title: marked(t(count > 1 ? 'notification.counted' : 'notification.alert', { rule, count })),
    titleWithMore: (more) => marked(t('notification.more', { rule, count: more })),
    body: notificationBody(plainLine(alert.line, BODY_CHARACTERS)),
    urgency: urgent && !practice ? 'critical' : 'normal',
    page: alert.incident === undefined ? 'history' : `incident:${alert.incident}`,
  };
}

/** Notice of a problem and its fix. */
export function problemNotice(problem: Problem, t: Translate): Notice {
  return {
    subject: `problem ${problem.code}`,
    title: plainLine(t('notification.problem', { problem: problemTitle(problem, t) }), TITLE_CHARACTERS),
    titleWithMore: (count) => t('notification.problems', { count }),
    body: notificationBody(plainLine(problemRemedy(problem, t), BODY_CHARACTERS)),
    urgency: 'normal',
    page: 'overview',
  };
}

/** Notice that a pause has ended, with the number of held alerts. */
export function resumedNotice(held: number, t: Translate): Notice {
  const body = held > 0 ? t('notification.resumedHeld', { count: held }) : t('notification.resumedNone');
  return plainNotice('resumed', t('notification.resumed'), body, 'history');
}

/** Notice that a rule is no longer muted, with the number of held alerts. */
export function unmutedNotice(ruleId: string, title: string, held: number, t: Translate): Notice {
  const body = held > 0 ? t('notification.resumedHeld', { count: held }) : t('notification.resumedNone');
  return plainNotice(`unmuted ${ruleId}`, t('notification.unmuted', { title }), body, 'history');
}

/** Notice after "send a test" in the tray: the number of recipients. */
export function testNotice(recipients: number, t: Translate): Notice {
  return recipients > 0
    ? plainNotice('test', t('notification.testSent'), t('notification.testSentBody', { count: recipients }), 'history')
    : plainNotice('test', t('notification.testNobody'), t('notification.testNobodyBody'), 'delivery');
}

/** Notice after a hidden start on a desktop that shows no tray icons. */
export function noTrayNotice(t: Translate): Notice {
  return plainNotice('no-tray', t('notification.noTray'), t('notification.noTrayBody'), 'overview');
}

function plainNotice(subject: string, title: string, body: string, page: Place): Notice {
  return { subject, title, body, page, urgency: 'normal', titleWithMore: () => title };
}
