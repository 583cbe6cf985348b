import type { Translate } from '../../../shared/i18n/translator';
import type { SettingsProblem } from '../../../shared/settings/validation/problems';
import { problemRemedy, problemTitle, problemWords } from '../../../shared/i18n/problem-text';
import { settingsSentence } from '../../../shared/i18n/settings-problem-text';
import { decisionSentence, heldSentence, reasonSentence } from '../../../shared/i18n/decision-text';
import { messageMinute } from '../../../shared/sms/template';
import { type EngineEvent, isSilence, type SilenceEvent } from '../../engine/common/events';
import { faultParams, type LedgerFault } from '../../engine/ledger/file/database';
import { labelled, printError } from '../output/messages';
import { deliverySentence } from './delivery-words';
import type { Output } from '../output/terminal';

/** Settings that a running watch has taken up: numbers of its files and rules, and of rules with errors. */
interface ReloadedSettings {
  readonly files: number;
  readonly rules: number;
  readonly unusedRules: number;
}

/** Prints the events of a running watch. */
export interface EventWriter {
  event(event: EngineEvent): void;
  /** Prints a fault in the settings found while running. */
  settingsFault(problem: SettingsProblem, file: string): void;
  /** Prints a warning about valid settings that are hardly intended. */
  settingsWarning(problem: SettingsProblem, file: string): void;
  /** Prints that a fault or warning was corrected. */
  settingsCleared(problem: SettingsProblem, file: string): void;
  /** Prints that changed settings are in effect. */
  settingsReloaded(settings: ReloadedSettings): void;
  /** Prints the URL of the practice phone. */
  practice(url: string): void;
}

/** A match, or counted held matches. */
type MatchEvent = Extract<EngineEvent, { event: 'match' | 'held' }>;
type TextEvent = Extract<EngineEvent, { event: 'text' }>;

/** Writer of one JSON object per line on standard output, with the stable names of docs/reference/json-events.md. */
export function jsonWriter(output: Output, translate: Translate): EventWriter {
  const write = output.json;
  return {
    settingsFault: (problem, file) =>
      write(settingsObject('problem', problem, faultSentence(problem, file, translate))),
    settingsWarning: (problem, file) =>
      write(settingsObject('problem', problem, warningSentence(problem, file, translate))),
    settingsCleared: (problem, file) =>
      write(settingsObject('problem-cleared', problem, faultSentence(problem, file, translate))),
    settingsReloaded: (settings) => write({ event: 'reloaded', ...settings }),
    practice: (url) => write({ event: 'practice', url }),
    event: (event) => {
      if (isSilence(event)) {
        write(event);
        return;
      }
      switch (event.event) {
        case 'match':
        case 'held':
          write(matchObject(event));
          return;
        case 'text':
          write(textObject(event, translate));
          return;
        case 'problem':
        case 'problem-cleared':
          write(problemObject(event, translate));
          return;
        case 'status':
        case 'history':
          return;
        case 'started':
        case 'alert':
        case 'incident':
        case 'stopped':
          write(event);
      }
    },
  };
}

/** Writer of sentences: events on standard output, problems on standard error. */
export function plainWriter(output: Output, translate: Translate): EventWriter {
  return {
    settingsFault: (problem, file) => printFault(problem, file, output, translate),
    settingsWarning: (problem, file) =>
      output.err(labelled('warning', faultSentence(problem, file, translate), translate)),
    settingsCleared: (problem, file) =>
      output.out(labelled('resolved', faultSentence(problem, file, translate), translate)),
    settingsReloaded: ({ files, rules, unusedRules }) => {
      output.out(translate('cli.reloaded', { files, rules }));
      if (unusedRules > 0) {
        output.err(labelled('warning', translate('cli.unusedRules', { count: unusedRules }), translate));
      }
    },
    practice: (url) => output.out(translate('cli.phone', { url })),
    event: (event) => {
      if (isSilence(event)) {
        output.out(silenceSentence(event, translate));
        return;
      }
      switch (event.event) {
        case 'started':
          output.out(translate('cli.started', { files: event.files, rules: event.rules }));
          return;
        case 'match':
        case 'held':
          output.out(withTime(matchSentence(event, translate)));
          return;
        case 'text':
          output.out(withTime(textSentence(event, translate)));
          return;
        case 'problem': {
          const { problem } = event;
          printError(output, translate, problemTitle(problem, translate), problemRemedy(problem, translate));
          return;
        }
        case 'problem-cleared':
          output.out(labelled('resolved', problemTitle(event.problem, translate), translate));
          return;
        case 'incident':
          output.out(withTime(incidentWords(event, translate)));
          return;
        case 'stopped':
          output.out(translate('cli.stopped'));
          return;
        case 'alert':
        case 'status':
        case 'history':
      }
    },
  };
}

/** Prints why the ledger cannot be used. */
export function writeLedgerFault(writer: EventWriter, fault: LedgerFault): void {
  const { code } = fault;
  writer.event({ event: 'problem', problem: { code, subject: '', params: faultParams(fault), since: Date.now() } });
}

/** Sentence that says why the ledger cannot be used, and the remedy. */
export function ledgerSentence(fault: LedgerFault, translate: Translate): string {
  return problemWords({ code: fault.code, subject: '', params: faultParams(fault) }, translate);
}

/** Sentence of a settings fault, with its path. */
export function faultSentence(problem: SettingsProblem, file: string, translate: Translate): string {
  const sentence = settingsSentence(problem, translate);
  return problem.path === ''
    ? `${file}: ${sentence}`
    : translate('cli.settingsFault', { file, path: problem.path, sentence });
}

/** Prints a fault of the settings, and the command that fixes it, if there is one. */
export function printFault(problem: SettingsProblem, file: string, output: Output, translate: Translate): void {
  const fix = problem.code === 'no-keys' ? translate('cli.keys.next') : '';
  printError(output, translate, faultSentence(problem, file, translate), fix);
}

/** Sentence of a settings warning that begins with its label, with its path. */
function warningSentence(problem: SettingsProblem, file: string, translate: Translate): string {
  return translate('cli.warning', { sentence: faultSentence(problem, file, translate) });
}

function problemObject(
  { event, problem }: Extract<EngineEvent, { event: 'problem' | 'problem-cleared' }>,
  translate: Translate,
): object {
  const { code, subject } = problem;
  const title = problemTitle(problem, translate);
  const message = event === 'problem' ? `${title} ${problemRemedy(problem, translate)}` : title;
  return { event, code, subject, message };
}

function settingsObject(
  event: 'problem' | 'problem-cleared',
  { code, path }: SettingsProblem,
  message: string,
): object {
  return { event, code, subject: path, message };
}

function silenceSentence(event: SilenceEvent, translate: Translate): string {
  switch (event.event) {
    case 'paused':
      return translate('cli.paused', { until: messageMinute(event.until) });
    case 'resumed':
      return translate('cli.resumed', { count: event.held });
    case 'muted':
      return translate('cli.muted', { title: event.title, until: messageMinute(event.until) });
    case 'unmuted':
      return translate('cli.unmuted', { title: event.title, count: event.held });
  }
}

function matchObject(event: MatchEvent): object {
  const { rule, decision } = event;
  const { outcome, why } = decision;
  if (event.event === 'held') {
    const { title, count, from, to } = event;
    return { event: 'held', rule, title, why, count, from, to };
  }
  const { id, at, file, line, offset, unit } = event;
  return { event: 'match', rule, file, line, offset, unit, id, at, decision: outcome, why };
}

function textObject(event: TextEvent, translate: Translate): object {
  const { id, alert, to, channel, state, type, practice, reason, costWon } = event;
  const through = channel === undefined ? {} : { channel };
  const why = reason ? { reason: reasonSentence(reason, translate) } : {};
  return { event: 'text', id, alert, to, ...through, state, type, ...why, practice, costWon };
}

function matchSentence(event: MatchEvent, translate: Translate): string {
  const { rule, decision } = event;
  if (event.event === 'held') {
    const why = heldSentence(decision, translate);
    return translate('cli.heldMore', { rule, count: event.count, why });
  }
  const { file, line } = event;
  const why = decisionSentence(decision, translate);
  const key = decision.outcome === 'held' ? 'cli.held' : 'cli.match';
  return translate(key, { rule, file, line, why });
}

function textSentence(event: TextEvent, translate: Translate): string {
  const { content, reason } = event;
  const sentence = `${deliverySentence(event, translate)} · "${content}"`;
  return reason ? `${sentence} — ${reasonSentence(reason, translate)}` : sentence;
}

/** Words for a change of an incident, with its number and rule. */
export function incidentWords(
  { id, title, state }: Extract<EngineEvent, { event: 'incident' }>,
  translate: Translate,
): string {
  const keys = { open: 'incidentOpened', acknowledged: 'incidentAcknowledged', closed: 'incidentClosed' } as const;
  return translate(`cli.${keys[state]}`, { id, title });
}

function withTime(sentence: string): string {
  const now = new Date();
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${two(now.getHours())}:${two(now.getMinutes())}:${two(now.getSeconds())} ${sentence}`;
}
