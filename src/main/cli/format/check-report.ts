import type { OtherLogbell } from '../../../shared/contract/other-logbell';
import type { ProblemCode } from '../../../shared/contract/status';
import { problemRemedy, problemTitle, problemWords } from '../../../shared/i18n/problem-text';
import type { Channel } from '../../../shared/settings/channels/channel-schema';
import { roleOf } from '../../../shared/settings/role';
import { channelTitle } from '../../../shared/settings/titles';
import type { SettingsProblem } from '../../../shared/settings/validation/problems';
import type { ProblemParams } from '../../engine/common/problems';
import type { CliContext } from '../cli-context';
import { labelled, printError } from '../output/messages';
import type { Output } from '../output/terminal';
import { sizeWords } from './amounts';
import { faultSentence, printFault } from './event-writer';

/** Prints the findings of `logbell check`. */
export interface CheckReport {
  /** Reports a fault of the settings. */
  fault(problem: SettingsProblem): void;
  /** Reports a warning about valid settings. */
  warning(problem: SettingsProblem): void;
  /** Reports a problem with a file or folder. */
  problem(code: ProblemCode, subject: string, params?: ProblemParams): void;
  /** Warns of something about a log that still can be read. */
  caution(code: ProblemCode, subject: string, params?: ProblemParams): void;
  /** Reports a log file that can be read, and its size; null if it does not exist yet. */
  file(path: string, size: number | null): void;
  /** Reports a Logbell with other settings, which runs beside this one. */
  other(other: OtherLogbell): void;
  /** Reports a selection of journal entries that can be read. */
  journal(title: string): void;
  /** Reports a selection of alerts, and where they are received. */
  alerts(title: string, listen: string): void;
  /** Reports a channel and the host it goes to; null if that is not known. */
  channel(channel: Channel, host: string | null): void;
  /** Reports the places of tokens, by sentences. */
  tokens(lines: readonly string[]): void;
  /** Reports the outcome, once. */
  done(problems: number): void;
}

/** Report of sentences: findings as they come, problems on standard error. */
export function plainReport(context: CliContext, output: Output): CheckReport {
  const { translate, paths, state, secrets, system } = context;
  if (system) {
    output.out(translate('cli.checkSystem', { folder: paths.configDir }));
  }
  const others: OtherLogbell[] = [];
  const writeOthers = (): void =>
    others.forEach(({ kind, settingsFolder: folder }) =>
      output.out(translate(`window.settings.alsoRuns.${kind}`, { folder })),
    );
  return {
    other: (other) => others.push(other),
    fault: (problem) => printFault(problem, paths.configFile, output, translate),
    warning: (problem) =>
      output.err(labelled('warning', faultSentence(problem, paths.configFile, translate), translate)),
    problem: (code, subject, params = {}) => {
      const problem = { code, subject, params };
      printError(output, translate, problemTitle(problem, translate), problemRemedy(problem, translate));
    },
    caution: (code, subject, params = {}) => {
      const sentence = problemWords({ code, subject, params }, translate);
      output.err(labelled('warning', sentence, translate));
    },
    channel: (channel, host) => {
      const [title, { kind }] = [channelTitle(channel), channel];
      output.out(
        host === null
          ? translate('cli.channelKeys.check.unknown', { title, kind })
          : translate('cli.channelKeys.check.host', { title, kind, host }),
      );
    },
    journal: (title) => output.out(translate('cli.checkJournal', { title })),
    alerts: (title, listen) => output.out(translate('cli.checkAlerts', { title, listen })),
    tokens: (lines) => lines.forEach((line) => output.out(line)),
    file: (path, size) =>
      output.out(
        size === null
          ? translate('cli.checkMissing', { path })
          : translate('cli.checkFile', { path, size: sizeWords(size, translate) }),
      ),
    done: (problems) => {
      if (problems > 0) {
        output.err(translate('cli.checkBad', { count: problems }));
        writeOthers();
        return;
      }
      const { files, rules, recipients, delivery } = state.settings;
      const counts = { files: files.length, rules: rules.length, recipients: recipients.length };
      output.out(translate('cli.checkGood', counts));
      output.out(translate(`cli.checkRole.${roleOf(state.settings)}`));
      output.out(translate('cli.checkPrices', delivery.prices));
      if (secrets.view().kept === 'credentials') {
        output.out(translate('cli.checkCredentials'));
      }
      writeOthers();
    },
  };
}

/** A finding in JSON, with the names of the `problem` event. */
interface Finding {
  readonly code: string;
  readonly subject: string;
  readonly message: string;
}

/** Report of one JSON object at the end. */
export function jsonReport({ translate, paths, state, secrets }: CliContext, output: Output): CheckReport {
  const problems: Finding[] = [];
  const warnings: Finding[] = [];
  const others: OtherLogbell[] = [];
  const channels: (Pick<Channel, 'id' | 'kind'> & { readonly host: string | null })[] = [];
  const finding = (problem: SettingsProblem): Finding => ({
    code: problem.code,
    subject: problem.path,
    message: faultSentence(problem, paths.configFile, translate),
  });
  return {
    other: (other) => others.push(other),
    fault: (problem) => problems.push(finding(problem)),
    warning: (problem) => warnings.push(finding(problem)),
    problem: (code, subject, params = {}) => {
      problems.push({ code, subject, message: problemWords({ code, subject, params }, translate) });
    },
    caution: (code, subject, params = {}) => {
      warnings.push({ code, subject, message: problemWords({ code, subject, params }, translate) });
    },
    channel: ({ id, kind }, host) => channels.push({ id, kind, host }),
    journal: () => undefined,
    alerts: () => undefined,
    tokens: () => undefined,
    file: () => undefined,
    done: () => {
      const { files, rules, recipients } = state.settings;
      const counts = { files: files.length, rules: rules.length, recipients: recipients.length };
      const { accessKey, secretKey, kept } = secrets.view();
      const keys = { accessKey, secretKey, kept };
      const role = roleOf(state.settings);
      output.json({ ok: problems.length === 0, role, ...counts, channels, keys, problems, warnings, others });
    },
  };
}
