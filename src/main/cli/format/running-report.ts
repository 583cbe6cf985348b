import { ageWords } from '../../../shared/i18n/duration-words';
import { problemValues } from '../../../shared/i18n/problem-text';
import { statusSentence } from '../../../shared/i18n/status-text';
import type { Translate } from '../../../shared/i18n/translator';
import type { Language } from '../../../shared/settings/schema';
import type { RunningStatus } from '../../control/running-status';
import { type Span, styled } from '../output/line';
import { type Row, tableLines } from './table';

/** Language and time for the words about running Logbells. */
export interface ReportContext {
  readonly t: Translate;
  readonly language: Language;
  /** Current time, ms since 1970. */
  readonly now: number;
}

type Reason = RunningStatus['health']['reasons'][number];

/** A reason with its sentence. */
interface ReasonObject extends Pick<Reason, 'code' | 'problem' | 'subject'> {
  readonly message: string;
}

/** Values of a problem that a Logbell does not tell others. */
const UNTOLD = { to: '…', detail: '…', sentence: '…', reason: '…' };

/** Table of running Logbells, for a terminal of this width. */
export function runningTable(
  running: readonly RunningStatus[],
  width: number,
  context: ReportContext,
): ReturnType<typeof tableLines> {
  const heading = (name: string): string => context.t(`cli.heading.${name}`);
  const columns = [
    { heading: heading('kind') },
    { heading: heading('serves') },
    { heading: heading('up'), align: 'right' },
    { heading: heading('files'), align: 'right' },
    { heading: heading('rules'), align: 'right' },
    { heading: heading('today'), align: 'right' },
    { heading: heading('status') },
  ] as const;
  return tableLines(
    columns,
    running.map((status) => rowOf(status, context)),
    width,
  );
}

function rowOf(status: RunningStatus, context: ReportContext): Row {
  const { t, now } = context;
  const { kind, files, rules, textsToday, since, settingsFolder, health } = status;
  return {
    cells: [
      styled(t(`cli.running.kind.${kind}`)),
      styled(servedBy(status, t)),
      styled(ageWords(now - since, t)),
      ...[files, rules, textsToday].map((amount) => styled(String(amount))),
    ],
    last: [
      stateSpan(status, context),
      ...health.reasons.map((reason) => styled(reasonWords(reason, t), 'red')),
      ...alertLines(status, context).map((line) => styled(line, 'dim')),
      styled(t('cli.running.settings', { folder: settingsFolder }), 'dim'),
    ],
  };
}

/** Lines about one running Logbell, for a pipe. */
export function runningLines(status: RunningStatus, context: ReportContext): readonly string[] {
  const { t, now } = context;
  const { kind, pid, since, files, rules, recipients, textsToday: texts, settingsFolder, health } = status;
  const values = {
    kind: t(`cli.running.kind.${kind}`),
    serves: servedBy(status, t),
    pid,
    age: ageWords(now - since, t),
    status: sentenceOf(status, context),
  };
  return [
    t('cli.running.line', values),
    `  ${t('cli.running.counts', { files, rules, recipients, texts })}`,
    ...health.reasons.map((reason) => `  ${reasonWords(reason, t)}`),
    ...alertLines(status, context).map((line) => `  ${line}`),
    `  ${t('cli.running.settings', { folder: settingsFolder })}`,
  ];
}

/** Sentences about the role, received alerts and Alertmanager; none for a Logbell that has to do with neither. */
function alertLines({ role, lastAlertAt = null, members = [] }: RunningStatus, { t, now }: ReportContext): string[] {
  const received =
    lastAlertAt === null
      ? t('cli.running.noAlert')
      : t('cli.running.lastAlert', { age: ageWords(now - lastAlertAt, t) });
  const reachable = members.filter((member) => member.reachable).length;
  return [
    ...(role === undefined || role === 'standalone' ? [] : [t(`cli.checkRole.${role}`)]),
    ...(role === 'receiver' ? [received] : []),
    ...(members.length === 0 ? [] : [t('cli.running.members', { reachable, count: members.length })]),
  ];
}

/** A running Logbell as `logbell status --json` prints it, with sentences. */
export function runningObject(status: RunningStatus, context: ReportContext): object {
  const reasons = reasonObjects(status, context.t);
  return { ...status, status: sentenceOf(status, context), health: { ok: status.health.ok, reasons } };
}

/** Reasons why a Logbell is unhealthy as `--json` prints them. */
export function reasonObjects({ health }: RunningStatus, t: Translate): readonly ReasonObject[] {
  return health.reasons.map((reason) => {
    const { code, problem, subject } = reason;
    return { code, problem, subject, message: reasonWords(reason, t) };
  });
}

/** The user, or the whole system. */
function servedBy({ serves, user }: RunningStatus, t: Translate): string {
  return serves === 'system' ? t('cli.running.system') : user;
}

function stateSpan(status: RunningStatus, context: ReportContext): Span {
  const sentence = sentenceOf(status, context);
  if (!status.health.ok) {
    return styled(sentence, 'red');
  }
  return styled(sentence, status.pausedUntil === null ? 'green' : 'yellow');
}

/** The sentence of the tray. */
export function sentenceOf(status: RunningStatus, context: ReportContext): string {
  const problems = status.health.reasons.filter(({ problem }) => problem !== null).length;
  return statusSentence({ ...status, problems, practice: status.mode === 'practice' }, context);
}

/** Title of the problem behind a reason, or the reason's own sentence; the bare code if this version has no words. */
function reasonWords({ code, problem, subject, params }: Reason, t: Translate): string {
  const key = problem === null ? `health.${code}` : `problem.${problem}.title`;
  const words = t(key, { ...UNTOLD, ...problemValues({ subject, params }) });
  return words === key ? (problem ?? code) : words;
}
