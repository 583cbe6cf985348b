import type { Problem } from '../../../shared/contract/status';
import { ageWords } from '../../../shared/i18n/duration-words';
import { problemTitle } from '../../../shared/i18n/problem-text';
import type { Translate } from '../../../shared/i18n/translator';
import type { Outlet } from '../../../shared/settings/alertmanager/members';
import { channelTitle } from '../../../shared/settings/titles';
import { messageMinute } from '../../../shared/sms/template';
import type { ProblemReport } from './problem-reports';

/** Problems that one message names. */
const MOST_NAMED = 10;

export interface ProblemMessageContext {
  readonly words: Translate;
  /** Name of this machine. */
  readonly host: string;
  /** Name of the recipient of a problem's text, in place of the number; null if the problem is about no text. */
  readonly recipientOf: (subject: string) => string | null;
  /** All channels, whose titles stand in place of their ids. */
  readonly channels: readonly Pick<Outlet, 'id' | 'name'>[];
}

/** Composes the message about problems that have begun or ended, by their titles, without phone numbers. */
export function problemMessage({ begun, ended }: ProblemReport, context: ProblemMessageContext): string {
  const { words, host } = context;
  const title = (problem: Problem): string => problemTitle(withNames(problem, context), words);
  const lines = [
    ...begun.map((problem) =>
      words('problemReport.since', { title: title(problem), time: messageMinute(problem.since) }),
    ),
    ...ended.map(({ problem, lastedMs }) =>
      words('problemReport.solved', { title: title(problem), age: ageWords(lastedMs, words) }),
    ),
  ];
  const more = lines.length - MOST_NAMED;
  return [
    headline(begun.length, ended.length, host, words),
    ...lines.slice(0, MOST_NAMED),
    ...(more > 0 ? [words('fallback.more', { count: more })] : []),
  ].join('\n');
}

function headline(begun: number, ended: number, host: string, words: Translate): string {
  if (begun > 0 && ended > 0) {
    return words('problemReport.both', { host, count: begun, endings: ended });
  }
  return begun > 0
    ? words('problemReport.begun', { host, count: begun })
    : words('problemReport.ended', { host, count: ended });
}

/** Puts names in place of the number of a text and the id of a channel. */
function withNames(problem: Problem, { recipientOf, channels }: ProblemMessageContext): Problem {
  const { code, subject, params } = problem;
  const channel = code.startsWith('channel-') ? channels.find(({ id }) => id === subject) : undefined;
  return {
    ...problem,
    ...(channel !== undefined && { subject: channelTitle(channel) }),
    ...('to' in params && { params: { ...params, to: recipientOf(subject) ?? '–' } }),
  };
}
