import type { AppStatus } from '../contract/status';
import type { Language } from '../settings/schema';
import type { Translate } from './translator';

/** Language and time for sentences about the status. */
export interface StatusContext {
  readonly t: Translate;
  readonly language: Language;
  /** Current time, ms since 1970. */
  readonly now: number;
}

/** Sentence for the whole status, which the tray and the service manager show. */
export function statusSentence(status: AppStatus, context: StatusContext): string {
  const { t } = context;
  const values = {
    unconfigured: {},
    watching: { files: status.files.length },
    alert: { count: status.unseenAlerts },
    paused: { until: timeText(status.pausedUntil ?? context.now, context) },
    problem: { count: status.problems.length },
  };
  const line = t(`tray.status.${status.state}`, values[status.state]);
  return status.practice ? `${line} · ${t('tray.practice')}` : line;
}

/** Time of day, with the date if it is not today. */
export function timeText(at: number, { language, now }: StatusContext): string {
  const sameDay = new Date(at).toDateString() === new Date(now).toDateString();
  return new Intl.DateTimeFormat(language, {
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    ...(!sameDay && { month: 'numeric', day: 'numeric' }),
  }).format(at);
}
