import type { Problem } from '../../../shared/contract/status';
import { ageWords } from '../../../shared/i18n/duration-words';
import { problemTitle } from '../../../shared/i18n/problem-text';
import type { Translate } from '../../../shared/i18n/translator';
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
}

/** Composes the message about problems that have begun or ended, by their titles, without phone numbers. */
export function problemMessage({ begun, ended }: ProblemReport, context: ProblemMessageContext): string {
  const { words, host } = context;
  const title = (problem: Problem): string => problemTitle(withoutNumber(problem, context), words);
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

/** Puts a name in place of the number of a text. */
function withoutNumber(problem: Problem, { recipientOf }: ProblemMessageContext): Problem {
  const { subject, params } = problem;
  return 'to' in params ? { ...problem, params: { ...params, to: recipientOf(subject) ?? '–' } } : problem;
}
