import type { Translate } from '../../../../shared/i18n/translator';
import type { FallbackReason } from '../../../../shared/settings/channels/channel-kinds';
import { messageMinute } from '../../../../shared/sms/template';

/** Contents of alerts that one message shows. */
const CONTENTS_SHOWN = 5;

/** An alert that a message reports. */
export interface ReportedAlert {
  readonly reason: FallbackReason;
  readonly content: string;
  /** Time of the alert, ms since 1970. */
  readonly at: number;
}

/**
 * Composes the message about alerts of one rule, oldest first: why it comes this way, their number if there are
 * several, and the contents of the first few.
 */
export function fallbackMessage(alerts: readonly ReportedAlert[], words: Translate): string {
  const [first] = alerts;
  if (first === undefined) {
    return '';
  }
  const mayHaveArrived = first.reason !== 'unknown' && alerts.some(({ reason }) => reason === 'unknown');
  const shown = alerts.slice(0, CONTENTS_SHOWN);
  const more = alerts.length - shown.length;
  return [
    words(`fallback.${first.reason}`),
    ...(mayHaveArrived ? [words('fallback.someArrived')] : []),
    ...(alerts.length > 1 ? [words('fallback.alerts', { count: alerts.length, time: messageMinute(first.at) })] : []),
    ...shown.map(({ content }) => content),
    ...(more > 0 ? [words('fallback.more', { count: more })] : []),
  ].join('\n');
}

/** Matches of one rule that the budget has held. */
export interface OverBudget {
  readonly count: number;
  /** Content of the first one's text. */
  readonly content: string;
  /** Time of the first one, ms since 1970. */
  readonly firstAt: number;
}

/** Composes the message about matches that the budget has held. */
export function overBudgetMessage({ count, content, firstAt }: OverBudget, words: Translate): string {
  return [words('fallback.budget'), words('fallback.matches', { count, time: messageMinute(firstAt) }), content].join(
    '\n',
  );
}
