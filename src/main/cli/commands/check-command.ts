import { accessSync, constants } from 'node:fs';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { alertsSources, fileSources, journalSources, logTitle } from '../../../shared/settings/log-source';
import type { FileSource, JournalSource } from '../../../shared/settings/schema';
import { settingsProblem, type SettingsProblem } from '../../../shared/settings/validation/problems';
import { settingsWarnings } from '../../../shared/settings/validation/warnings';
import type { ProblemCode } from '../../../shared/contract/status';
import { matchRate } from '../../engine/viewer/match-rate';
import { ledgerFile } from '../../engine/ledger/ledger';
import { missingAccess } from '../../engine/common/files/file-access';
import { readablePath, systemPath } from '../../engine/common/files/system-path';
import { expandPathUntil, type FoundPaths } from '../../engine/watch/discovery/expand-path';
import { statFile } from '../../engine/watch/identity/file-id';
import { inspectJournal } from '../../engine/watch/journal/faults';
import { OwnFiles } from '../../engine/watch/identity/own-files';
import { exposedFiles, type PrivatePaths } from '../../engine/common/files/private-files';
import { engineConfig } from '../../settings/engine-config';
import type { CliContext } from '../cli-context';
import { channelHost } from '../format/channel-host';
import { type CheckReport, jsonReport, plainReport } from '../format/check-report';
import { takeServiceRights } from '../service/service-account';
import { secretLines } from './keys/named-keys-command';
import type { Output } from '../output/terminal';
import type { ExitCode } from '../output/ending';

type Finding = { readonly problem: ProblemCode } | { readonly size: number } | { readonly missing: true };

/** Arguments of `logbell check`. */
interface CheckRun {
  readonly context: CliContext;
  readonly json: boolean;
  readonly output: Output;
  /** Resolves when the user asks to stop. */
  readonly stop: Promise<unknown>;
}

/** Checks settings and files and prints what is wrong, without sending anything. */
export async function runCheck({ context, json, output, stop }: CheckRun): Promise<ExitCode> {
  const { problems, state } = context;
  const { environment, paths } = context;
  const report = json ? jsonReport(context, output) : plainReport(context, output);
  const { findOthers } = await import('../../control/other-logbells');
  (await findOthers({ environment, paths })).forEach((other) => report.other(other));
  if (context.system) {
    takeServiceRights();
  }
  problems.forEach((problem) => report.fault(problem));
  const own = privatePaths(context);
  const ownFiles = new OwnFiles(own.ownFiles);
  let faults = problems.length + checkPrivate(own, report);
  for (const source of fileSources(state.settings.files)) {
    const found = (await isStopRequested(stop)) ? null : await expandPathUntil(source.path, stop);
    if (found === null) {
      return 1;
    }
    faults += checkSource(source, found, { ownFiles, report });
  }
  for (const source of journalSources(state.settings.files)) {
    if (await isStopRequested(stop)) {
      return 1;
    }
    faults += await checkJournal(source, report);
  }
  const { channels, receive } = state.settings;
  if (receive.listen !== '') {
    alertsSources(state.settings.files).forEach((source) => report.alerts(logTitle(source), receive.listen));
  }
  const known = context.secrets.channels.known(channels.map(({ id }) => id));
  report.tokens([...secretLines(context, 'receive'), ...secretLines(context, 'alertmanager')]);
  channels.forEach((channel) => report.channel(channel, channelHost(channel, known[channel.id])));
  if (faults > 0) {
    report.done(faults);
    return 2;
  }
  const warnings = settingsWarnings(state.settings);
  const broad = await rulesMatchingMost(context, { ownFiles, stop, warned: new Set(warnings.map(({ path }) => path)) });
  if (broad === null) {
    return 1;
  }
  [...warnings, ...broad].forEach((problem) => report.warning(problem));
  report.done(0);
  return 0;
}

interface MatchingCheck {
  readonly ownFiles: OwnFiles;
  /** Paths of settings with a warning already. */
  readonly warned: ReadonlySet<string>;
  readonly stop: Promise<unknown>;
}

/** Finds rules that match nearly all of the last lines of their files; null if the user asked to stop. */
async function rulesMatchingMost(
  { state: { settings } }: CliContext,
  { ownFiles, warned, stop }: MatchingCheck,
): Promise<SettingsProblem[] | null> {
  const found: SettingsProblem[] = [];
  for (const [index, rule] of settings.rules.entries()) {
    const path = ['rules', index, 'match'];
    if (rule.absence || warned.has(settingsProblem(path, 'matches-anything').path)) {
      continue;
    }
    if (await isStopRequested(stop)) {
      return null;
    }
    const { lines, matches, nearlyAll } = matchRate(rule, settings, ownFiles);
    const params = { lines: String(lines), matches: String(matches) };
    found.push(...(nearlyAll ? [settingsProblem(path, 'matches-most', params)] : []));
  }
  return found;
}

/** Lets signals be handled between short searches. */
function isStopRequested(stop: Promise<unknown>): Promise<boolean> {
  return Promise.race([stop.then(() => true), nextTurn(false)]);
}

interface CheckDeps {
  readonly ownFiles: OwnFiles;
  readonly report: CheckReport;
}

/** Files that Logbell writes itself, and the one with the keys. */
function privatePaths({ state: { settings }, paths }: CliContext): PrivatePaths {
  const { ownFiles, secretsFile, dataDir } = engineConfig({ settings, keys: null, practice: null, paths });
  return { ...(secretsFile === undefined ? {} : { secretsFile }), ownFiles: [...ownFiles, ledgerFile(dataDir)] };
}

/** Reports Logbell's folders and files that other users can access, and returns their number. */
function checkPrivate(paths: PrivatePaths, report: CheckReport): number {
  const loose = exposedFiles(paths);
  loose.forEach(({ code, path, mode }) => report.problem(code, path, { mode }));
  return loose.length;
}

/** Checks the files of an entry; returns the number of problems. */
function checkSource(source: FileSource, { paths, isWhole }: FoundPaths, deps: CheckDeps): number {
  const problems = [
    ...(paths.length === 0 && isWhole ? (['no-files-match'] as const) : []),
    ...(isWhole ? [] : (['glob-too-broad'] as const)),
  ];
  problems.forEach((code) => deps.report.problem(code, source.path));
  return problems.length + paths.filter((path) => !checkFile(path, deps)).length;
}

/** Checks an entry of the journal; returns the number of problems. */
async function checkJournal(source: JournalSource, report: CheckReport): Promise<number> {
  const title = logTitle(source);
  const found = await inspectJournal(source.journal);
  const problems = found.filter(({ code }) => code !== 'journal-volatile');
  problems.forEach(({ code, params }) => report.problem(code, title, params));
  if (problems.length === 0) {
    report.journal(title);
  }
  if (found.length > problems.length) {
    report.caution('journal-volatile', title);
  }
  return problems.length;
}

function checkFile(path: string, { ownFiles, report }: CheckDeps): boolean {
  const finding = findingAt(path, ownFiles);
  if ('problem' in finding) {
    const access = finding.problem === 'file-unreadable' ? missingAccess(path) : {};
    report.problem(finding.problem, readablePath(path), access);
    return false;
  }
  report.file(readablePath(path), 'size' in finding ? finding.size : null);
  return true;
}

function findingAt(path: string, ownFiles: OwnFiles): Finding {
  const stat = statFile(path);
  if ('missing' in stat) {
    return stat.missing === 'ENOENT' ? { missing: true } : { problem: 'file-unreadable' };
  }
  if (stat.kind !== 'file') {
    return { problem: stat.kind === 'directory' ? 'file-directory' : 'file-special' };
  }
  if (ownFiles.has(stat)) {
    return { problem: 'file-own' };
  }
  try {
    accessSync(systemPath(path), constants.R_OK);
    return { size: stat.size };
  } catch {
    return { problem: 'file-unreadable' };
  }
}
