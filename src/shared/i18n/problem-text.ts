import type { ProblemReportView } from '../contract/history';
import type { Problem } from '../contract/status';
import { messageMinute } from '../sms/template';
import { shownState } from './delivery-state';
import type { Translate } from './translator';

type ProblemFacts = Pick<Problem, 'code' | 'subject' | 'params'>;

/** Title of a problem, in one sentence (area `problem`). */
export function problemTitle(problem: ProblemFacts, t: Translate): string {
  return t(`problem.${problem.code}.title`, problemValues(problem));
}

/** Remedy of a problem, in one sentence or two (area `problem`). */
export function problemRemedy(problem: ProblemFacts, t: Translate): string {
  return t(`problem.${problem.code}.remedy`, problemValues(problem));
}

/** Title and remedy of a problem, in one paragraph; a Korean title may end with a value instead of a period. */
export function problemWords(problem: ProblemFacts, t: Translate): string {
  return `${problemTitle(problem, t).replace(/(?<!\.)$/, '.')} ${problemRemedy(problem, t)}`;
}

/** Values of a problem's sentences: the title of a rule or channel stands in place of its id. */
export function problemValues({ subject, params }: Pick<Problem, 'subject' | 'params'>): Problem['params'] {
  return { subject: params['title'] ?? subject, ...params };
}

/**
 * Sentence for a message that reported a problem or its end (area `problemReported`); `write` formats its time, by
 * default as in messages.
 */
export function problemReportSentence(
  report: ProblemReportView,
  t: Translate,
  write: (at: number) => string = messageMinute,
): string {
  const { about, recipient, channel, state, at } = report;
  const values = { channel: recipient === '' ? channel : recipient, time: write(at) };
  return state === 'delivered'
    ? t(`problemReported.${about}`, values)
    : t(`problemReported.${about}Open`, { ...values, state: t(`window.text.${shownState(report)}`) });
}
