import { Notification } from 'electron';
import type { Place } from '../../../shared/contract/ipc';
import type { AlertSummary, Problem } from '../../../shared/contract/status';
import { problemTitle } from '../../../shared/i18n/problem-text';
import type { Translate } from '../../../shared/i18n/translator';
import type { Log } from '../common/log';
import { notificationBody, plainLine } from '../common/plain-text';
import { arrive, type DueNotice, elapse, emptyMemory, type NoticeStep } from './grouping';

/** Time after which a notification is released, ms; servers need not report that one was closed. */
const RELEASE_MS = 600_000;

const TITLE_CHARACTERS = 80;
const BODY_CHARACTERS = 200;

export interface NotifierDeps {
  readonly icon: string;
  /** True if the person wants notifications. */
  readonly isWanted: () => boolean;
  readonly clicked: (place: Place) => void;
  readonly log: Log;
}

/** Shows desktop notifications, at most one per subject in 10 s. No fact is shown by a notification alone. */
export interface Notifier {
  show(notice: Notice): void;
}

/** Creates the notifier on the desktop's notification server. */
export function createNotifier(deps: NotifierDeps): Notifier {
  // An unreferenced notification is garbage collected, and its click handler with it.
  const held = new Set<Notification>();
  let memory = emptyMemory<Notice>();
  let timer: NodeJS.Timeout | null = null;

  const showDue = ({ notice, more }: DueNotice<Notice>): void => {
    if (!deps.isWanted()) {
      return;
    }
    if (!Notification.isSupported()) {
      deps.log.warn('notifier', 'not-supported', { subject: notice.subject });
      return;
    }
    const notification = new Notification({
      title: more > 0 ? notice.titleWithMore(more) : notice.title,
      body: notice.body,
      urgency: notice.urgency,
      icon: deps.icon,
      silent: notice.urgency !== 'critical',
    });
    const release = (): void => void held.delete(notification);
    held.add(notification);
    setTimeout(release, RELEASE_MS).unref();
    notification.on('click', () => deps.clicked(notice.page));
    notification.on('close', release);
    notification.on('failed', () => deps.log.warn('notifier', 'failed', { subject: notice.subject }));
    notification.show();
  };

  const apply = (step: NoticeStep<Notice>): void => {
    memory = step.memory;
    step.due.forEach(showDue);
    if (timer !== null) {
      clearTimeout(timer);
    }
    timer =
      step.wakeAt === null
        ? null
        : setTimeout(() => apply(elapse(memory, Date.now())), Math.max(step.wakeAt - Date.now(), 1));
  };

  return { show: (notice) => apply(arrive(memory, notice.subject, notice, Date.now())) };
}

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
  const values = { subject: problem.subject, ...problem.params };
  return {
    subject: `problem ${problem.code}`,
    title: plainLine(t('notification.problem', { problem: problemTitle(problem, t) }), TITLE_CHARACTERS),
    titleWithMore: (count) => t('notification.problems', { count }),
    body: notificationBody(plainLine(t(`problem.${problem.code}.remedy`, values), BODY_CHARACTERS)),
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
