import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Decision, ProblemReportView, Reason } from '../../shared/contract/history';
import type { Problem } from '../../shared/contract/status';
import { decisionSentence, heldSentence, reasonSentence } from '../../shared/i18n/decision-text';
import { durationWords } from '../../shared/i18n/duration-words';
import { problemReportSentence, problemValues } from '../../shared/i18n/problem-text';
import { regexFaultSentence, settingsSentence } from '../../shared/i18n/settings-problem-text';
import type { Translate } from '../../shared/i18n/translator';
import type { Channel } from '../../shared/settings/channels/channel-schema';
import type { RegexFault } from '../../shared/settings/patterns/regex-errors';
import { channelTitle } from '../../shared/settings/titles';
import type { SettingsProblem } from '../../shared/settings/validation/problems';
import { useSettings } from '../bridge/app-context';
import { inertText } from './inert-text';
import { type Formats, useFormats } from './times';

/** Sentences for codes, in the current language. */
export interface Sentences {
  readonly problemTitle: (problem: Pick<Problem, 'code' | 'subject' | 'params'>) => string;
  readonly problemRemedy: (problem: Pick<Problem, 'code' | 'subject' | 'params'>) => string;
  readonly problemReport: (report: ProblemReportView) => string;
  readonly settingsProblem: (problem: SettingsProblem) => string;
  /** Sentences for the fields of a form that have a problem. */
  readonly fieldErrors: (fields: Readonly<Record<string, SettingsProblem>>) => Record<string, string>;
  /** Reason why a regular expression cannot be used. */
  readonly regexFault: (fault: RegexFault) => string;
  readonly reason: (reason: Reason) => string;
  readonly decision: (decision: Decision) => string;
  /** Decision about held matches that were only counted. */
  readonly held: (decision: Decision) => string;
}

/** Sentences in the current language; components that use them follow a change of language. */
export function useSentences(): Sentences {
  const { t } = useTranslation();
  const formats = useFormats();
  const { channels } = useSettings();
  return useMemo(() => {
    const translate: Translate = (key, values) => t(key, { ...values });
    const settingsProblem: Sentences['settingsProblem'] = ({ code, params }) =>
      settingsSentence({ code, params: withLimits(params, t, formats) }, translate);
    return {
      problemTitle: (problem) => t(`problem.${problem.code}.title`, presentValues(problem, channels)),
      problemRemedy: (problem) => t(`problem.${problem.code}.remedy`, presentValues(problem, channels)),
      problemReport: (report) =>
        problemReportSentence({ ...report, recipient: inertText(report.recipient) }, translate, formats.clock),
      settingsProblem,
      fieldErrors: (fields) =>
        Object.fromEntries(Object.entries(fields).map(([name, problem]) => [name, settingsProblem(problem)])),
      regexFault: (fault) => regexFaultSentence(fault, translate),
      reason: (reason) => reasonSentence(reason, translate, formats.clock),
      decision: (decision) => decisionSentence(inertDecision(decision), translate, formats.clock),
      held: (decision) => heldSentence(inertDecision(decision), translate, formats.clock),
    };
  }, [t, formats, channels]);
}

/** Values of a problem, with the present title of a channel instead of its id. */
function presentValues(
  { code, subject, params }: Pick<Problem, 'code' | 'subject' | 'params'>,
  channels: readonly Channel[],
): Values {
  const channel = code.startsWith('channel-') ? channels.find(({ id }) => id === subject) : undefined;
  return inert(problemValues({ subject, params: channel ? { ...params, title: channelTitle(channel) } : params }));
}

type Values = Readonly<Record<string, string | number>>;

function inertDecision(decision: Decision): Decision {
  return { ...decision, params: inert(decision.params) };
}

/** Makes values such as paths, which anybody may have chosen, inert. */
function inert(values: Values): Values {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, typeof value === 'string' ? inertText(value) : value]),
  );
}

/** Formats limits that settings write as `7d` or `2000` as durations and numbers. */
function withLimits(values: Values, t: (key: string, values: Values) => string, formats: Formats): Values {
  const inWords = (['minimum', 'maximum'] as const).flatMap((name) => {
    const limit = String(values[name] ?? '');
    if (/^\d+$/.test(limit)) {
      return [[name, formats.count(Number(limit))] as const];
    }
    return /^\d+[a-z]+$/.test(limit) ? [[name, durationWords(limit, t)] as const] : [];
  });
  return { ...values, ...Object.fromEntries(inWords) };
}
