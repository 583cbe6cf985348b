import { accessSync, constants } from 'node:fs';
import type { FileSource } from '../../shared/settings';
import { settingsProblem, type SettingsProblem } from '../../shared/settings-problem';
import { settingsWarnings } from '../../shared/settings-warnings';
import type { ProblemCode } from '../../shared/status';
import { matchShare } from '../engine/dry-run/match-share';
import { expandPath, readPathPattern } from '../engine/watch/discovery';
import { lookAt } from '../engine/watch/file-identity';
import { engineConfig } from '../settings/engine-config';
import type { CliContext } from './cli-context';
import { faultSentence, warningSentence, type Output } from './event-writer';
import type { ExitCode } from './watch-command';

type Finding = { readonly problem: ProblemCode } | { readonly size: number } | { readonly missing: true };

/** Looks through settings and files, says what is wrong, and sends nothing. */
export function runCheck(context: CliContext, output: Output): ExitCode {
  const { problems, paths, translate, state } = context;
  problems.forEach((problem) => output.err(faultSentence(problem, paths.configFile, translate)));
  const bad = problems.length + state.settings.files.reduce((sum, file) => sum + checkSource(file, context, output), 0);
  if (bad > 0) {
    output.err(translate('cli.checkBad', { count: bad }));
    return 2;
  }
  const warnings = settingsWarnings(state.settings);
  [...warnings, ...matchingMost(context, new Set(warnings.map(({ path }) => path)))].forEach((problem) =>
    output.err(warningSentence(problem, paths.configFile, translate)),
  );
  const { files, rules, recipients } = state.settings;
  output.out(translate('cli.checkGood', { files: files.length, rules: rules.length, recipients: recipients.length }));
  output.out(translate('cli.checkPrices', state.settings.delivery.prices));
  return 0;
}

/** Rules that match nearly all of the last lines of their files; what has been warned of at these paths is not said again. */
function matchingMost({ state: { settings }, paths }: CliContext, warned: ReadonlySet<string>): SettingsProblem[] {
  const { ownFiles } = engineConfig({ settings, keys: null, practice: null, paths });
  return settings.rules.flatMap((rule, index) => {
    const path = ['rules', index, 'match'];
    if (rule.absence || warned.has(settingsProblem(path, 'matches-anything').path)) {
      return [];
    }
    const { lines, matches, nearlyAll } = matchShare(rule, settings, ownFiles);
    return nearlyAll ? [settingsProblem(path, 'matches-most', { lines: String(lines), matches: String(matches) })] : [];
  });
}

/** How many of a source's files cannot be watched as they are. */
function checkSource(source: FileSource, context: CliContext, output: Output): number {
  const paths = expandPath(source.path);
  if (paths.length === 0 && readPathPattern(source.path).isGlob) {
    sayProblem('no-files-match', source.path, context, output);
    return 1;
  }
  return paths.filter((path) => !checkFile(path, context, output)).length;
}

function checkFile(path: string, context: CliContext, output: Output): boolean {
  const finding = findingAt(path);
  if ('problem' in finding) {
    sayProblem(finding.problem, path, context, output);
    return false;
  }
  const key = 'missing' in finding ? 'cli.checkMissing' : 'cli.checkFile';
  output.out(context.translate(key, { path, size: 'size' in finding ? finding.size : 0 }));
  return true;
}

function sayProblem(code: ProblemCode, subject: string, { translate }: CliContext, output: Output): void {
  output.err(`${translate(`problem.${code}.title`, { subject })} ${translate(`problem.${code}.remedy`, { subject })}`);
}

function findingAt(path: string): Finding {
  const look = lookAt(path);
  if ('missing' in look) {
    return look.missing === 'ENOENT' ? { missing: true } : { problem: 'file-unreadable' };
  }
  if (look.kind !== 'file') {
    return { problem: look.kind === 'directory' ? 'file-directory' : 'file-special' };
  }
  try {
    accessSync(path, constants.R_OK);
    return { size: look.size };
  } catch {
    return { problem: 'file-unreadable' };
  }
}
