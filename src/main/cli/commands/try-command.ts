import { hostname } from 'node:os';
import { resolve } from 'node:path';
import { DRY_RUN_SINCE_MS, parseSize, type DryRunLimits } from '../../../shared/contract/dry-run';
import { parseDuration } from '../../../shared/common/duration';
import { fail, ok, type Result } from '../../../shared/common/result';
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
  readonly size: string | undefined;
  /** Built from engine/dry-run/worker.ts. */
  readonly dryRunWorker: string;
  /** Resolves when the user asks to stop. */
  readonly stop: Promise<unknown>;
}

/** Prints what a rule would have done with the logs so far; sends and writes nothing. */
export async function runTry(run: TryRun): Promise<ExitCode> {
  const { context, json, output, status, stop } = run;
  const { translate } = context;
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
  const { id } = request.value.rule;
  const title = ruleTitle(request.value.rule);
  if (json) {
    output.json({ rule: id, title, ...outcome.value });
  } else {
    writeDryRun(outcome.value, title, output, translate);
  }
  return outcome.value.files === 0 ? 1 : 0;
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
