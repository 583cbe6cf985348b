import type { AppState } from '../contract/status';
import type { HealthReason } from '../contract/health';
import type { Language } from '../settings/schema';
import { problemTitle } from './problem-text';
import type { Translate } from './translator';

/** Language and time for sentences about the status. */
export interface StatusContext {
  readonly t: Translate;
  readonly language: Language;
  /** Current time, ms since 1970. */
  readonly now: number;
}

/** Facts that the status sentence names. */
export interface StatusSummary {
  readonly state: AppState;
  /** Number of files. */
  readonly files: number;
  readonly unseenAlerts: number;
  /** End of the pause, ms since 1970; null if not paused. */
  readonly pausedUntil: number | null;
  /** Number of problems. */
  readonly problems: number;
  readonly practice: boolean;
}

/** The status in one sentence, the same in tray, commands and service manager. */
export function statusSentence(status: StatusSummary, context: StatusContext): string {
  const { t } = context;
  const values = {
    unconfigured: {},
    watching: { files: status.files },
    alert: { count: status.unseenAlerts },
    paused: { until: timeText(status.pausedUntil ?? context.now, context) },
    problem: { count: status.problems },
  };
  const line = t(`tray.status.${status.state}`, values[status.state]);
  return status.practice ? `${line} · ${t('tray.practice')}` : line;
}

/** Sentence of a reason why a Logbell is unhealthy: the title of its problem, if it has one. */
export function reasonOfHealth({ code, problem }: HealthReason, t: Translate): string {
  return problem === null ? t(`health.${code}`) : problemTitle(problem, t);
}

/** Time of day, with the date if it is not today. */
export function timeText(at: number, { language, now }: Omit<StatusContext, 't'>): string {
  const sameDay = new Date(at).toDateString() === new Date(now).toDateString();
  return new Intl.DateTimeFormat(language, {
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    ...(!sameDay && { month: 'numeric', day: 'numeric' }),
  }).format(at);
}
