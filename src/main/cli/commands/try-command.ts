import { hostname } from 'node:os';
import { resolve } from 'node:path';
import { DRY_RUN_SINCE_MS, parseSize, type DryRunLimits, type DryRunResult } from '../../../shared/contract/dry-run';
import { parseDuration } from '../../../shared/common/duration';
import { fail, ok, type Result } from '../../../shared/common/result';
import type { Rule } from '../../../shared/settings/schema';
import { ruleTitle } from '../../../shared/settings/titles';
import type { DryRunRequest } from '../../engine/dry-run/dry-run';
import { startDryRun } from '../../engine/dry-run/start';
import { ledgerFile } from '../../engine/ledger/ledger';
import { ledgerFiles } from '../../engine/ledger/file/database';
import { engineConfig } from '../../settings/engine-config';
import type { CliContext } from '../cli-context';
import { chosenRule, type Refusal } from '../chosen-rule';
import { writeDryRun } from '../format/dry-run-writer';
import { printError } from '../output/messages';
import type { Output, StatusLine } from '../output/terminal';
import type { ExitCode } from '../output/ending';

/** Arguments of `logbell try`, as typed. */
interface TryRun {
  readonly context: CliContext;
  readonly json: boolean;
  readonly output: Output;
  /** Shows the progress; null if standard error is no terminal. */
  readonly status: StatusLine | null;
  /** Id or name of a rule. */
  readonly rule: string;
  readonly file: string | undefined;
  /** True to read the journal instead of the rule's files. */
  readonly journal: boolean;
  readonly since: string | undefined;
  /** File of alerts to try instead of logs; `-` for standard input. */
  readonly alerts?: string | undefined;
  readonly size: string | undefined;
  /** Built from engine/dry-run/worker.ts. */
  readonly dryRunWorker: string;
  /** Resolves when the user asks to stop. */
  readonly stop: Promise<unknown>;
}

/** Prints what a rule would have done with the logs so far; sends and writes nothing. */
export async function runTry(run: TryRun): Promise<ExitCode> {
  const { context, json, output, status, stop, alerts } = run;
  const { translate } = context;
  if (alerts !== undefined) {
    return tryAlerts(run, alerts);
  }
  const request = requestOf(run);
  if (!request.ok) {
    request.error.forEach(({ sentence, fix }) => printError(output, translate, sentence, fix));
    return 2;
  }
  const running = startDryRun({
    request: request.value,
    workerFile: run.dryRunWorker,
    progress: ({ done, total }) =>
      status?.show(translate('cli.tryProgress', { percent: total === 0 ? 100 : Math.floor((100 * done) / total) })),
  });
  void stop.then(() => running.cancel());
  const outcome = await running.result;
  status?.clear();
  if (!outcome.ok) {
    if (outcome.error === 'cancelled') {
      output.err(translate('cli.tryCancelled'));
      return 0;
    }
    printError(output, translate, translate('cli.tryFailed'), translate('cli.fix.tryFailed'));
    return 1;
  }
  write({ context, json, output }, request.value.rule, outcome.value);
  return outcome.value.files === 0 ? 1 : 0;
}

function write(
  { context, json, output }: Pick<TryRun, 'context' | 'json' | 'output'>,
  rule: Rule,
  result: DryRunResult,
): void {
  const title = ruleTitle(rule);
  if (json) {
    output.json({ rule: rule.id, title, ...result });
  } else {
    writeDryRun(result, title, output, context.translate);
  }
}

/** Prints what a rule would do with the alerts of a file. */
async function tryAlerts(run: TryRun, path: string): Promise<ExitCode> {
  const { context, output } = run;
  const { translate, state } = context;
  const rule = chosenRule(context, run.rule);
  if (!rule.ok) {
    rule.error.forEach(({ sentence, fix }) => printError(output, translate, sentence, fix));
    return 2;
  }
  const now = Date.now();
  const { readAlertsFile } = await import('../alerts-file');
  const read = await readAlertsFile(path, now);
  if (!read.ok) {
    const reason = 'fault' in read.error ? translate(`receive.${read.error.fault}`) : read.error.reason;
    printError(output, translate, translate('cli.badAlerts', { path, reason }), translate('cli.fix.badAlerts'));
    return 2;
  }
  const { dryRunAlerts } = await import('../../engine/dry-run/alerts-dry-run');
  const chosen = { settings: state.settings, rule: rule.value, hostName: hostname(), now };
  write(run, rule.value, dryRunAlerts({ ...chosen, ...read.value }));
  return 0;
}

function requestOf(run: TryRun): Result<DryRunRequest, readonly Refusal[]> {
  const { context, file, journal } = run;
  const { settings } = context.state;
  const { dataDir, ownFiles } = engineConfig({ settings, keys: null, practice: null, paths: context.paths });
  const rule = chosenRule(context, run.rule);
  const limits = limitsOf(run);
  if (!rule.ok) {
    return rule;
  }
  if (!limits.ok) {
    return limits;
  }
  if (journal && file !== undefined) {
    const { translate } = context;
    return fail([{ sentence: translate('cli.tryBoth'), fix: translate('cli.fix.tryBoth') }]);
  }
  return ok({
    settings,
    rule: rule.value,
    file: file === undefined ? null : resolve(file),
    journal,
    limits: limits.value,
    ownFiles: [...ownFiles, ...ledgerFiles(ledgerFile(dataDir))],
    hostName: hostname(),
    now: Date.now(),
  });
}

/** Limits of the dry run; by default a week of the rule's files, or all of a named file. */
function limitsOf({ context, file, since, size }: TryRun): Result<DryRunLimits, readonly Refusal[]> {
  const { translate } = context;
  const sinceMs = since === undefined ? null : parseDuration(since);
  const bytes = size === undefined ? null : parseSize(size);
  if (since !== undefined && (sinceMs === null || sinceMs === 0)) {
    return fail([{ sentence: translate('cli.badSince', { since }), fix: translate('cli.fix.badSince') }]);
  }
  if (size !== undefined && bytes === null) {
    return fail([{ sentence: translate('cli.badSize', { size }), fix: translate('cli.fix.badSize') }]);
  }
  const isUnlimited = file !== undefined || bytes !== null;
  return ok({ sinceMs: sinceMs ?? (isUnlimited ? null : DRY_RUN_SINCE_MS), bytes });
}
