import type { DryRunLimits, DryRunProgress, DryRunResult, LeftOutFile } from '../../../shared/contract/dry-run';
import type { Rule, Settings } from '../../../shared/settings/schema';
import type { Clock } from '../common/clock';
import { readablePath } from '../common/files/system-path';
import { logAt, type RotatedLogFile, rotatedLog, logsOfRule, type RuleLog } from '../log-files/log-files';
import { markOf, truncateLine } from '../log-files/tail';
import { compileRules } from '../match/compiled-rule';
import { Matcher } from '../match/matcher';
import { firstLineTest, SlowPatterns } from '../match/regex/slow-patterns';
import { ScanMemory } from '../match/scanner/memory';
import { OwnFiles } from '../watch/identity/own-files';
import type { FollowedSelection } from '../watch/journal/selection';
import { entryRules } from '../watch/reader/multiline';
import { journalMatches, journalsOfRule } from './journal-matches';
import { logMatches, mergeByTime, ReadCounts, type TimedMatch } from './matches';
import { DryRunReport, problemCollector, runWarnings } from './report';
import { Simulator } from './simulator';

/** Input of a dry run: plain data that can be sent to a worker thread. */
export interface DryRunRequest {
  /** Validated settings; their rules are ignored. */
  readonly settings: Settings;
  /** The rule as edited; it counts as enabled. */
  readonly rule: Rule;
  /** Absolute path of one file to read instead of the rule's files. */
  readonly file: string | null;
  /** True to read the journal instead of the rule's files: its own selections, or else all entries. */
  readonly journal?: boolean;
  readonly limits: DryRunLimits;
  /** Files that Logbell writes itself. */
  readonly ownFiles: readonly string[];
  readonly hostName: string;
  /** ms since 1970. */
  readonly now: number;
}

/** Counts that end a dry run before the end of the files; more would tell nothing new. */
const DEFAULT_BOUNDS: DryRunBounds = { matches: 1_000_000, texts: 10_000 };
/** Shortest time between progress reports, ms. */
const PROGRESS_INTERVAL_MS = 100;
/** Size of the read buffer, bytes. */
const BUFFER_BYTES = 1_024 * 1_024;

/** Counts at which a dry run ends early. */
export interface DryRunBounds {
  readonly matches: number;
  /** Counted per recipient. */
  readonly texts: number;
}

/** A log and its files to read. */
interface ChosenLog {
  readonly log: RuleLog;
  readonly parts: readonly RotatedLogFile[];
  /** True if the file under the log's own name is readable. */
  readonly isCurrentReadable: boolean;
}

/**
 * Tries a rule on the existing lines of its files: the same reading, matching and deciding as when watching, with the
 * times of the lines as the clock. Writes and sends nothing.
 */
export async function dryRun(
  request: DryRunRequest,
  progress: (progress: DryRunProgress) => void,
  bounds = DEFAULT_BOUNDS,
): Promise<DryRunResult> {
  const { now, limits, hostName } = request;
  const ownFiles = new OwnFiles(request.ownFiles);
  const since = limits.sinceMs === null ? null : now - limits.sinceMs;
  const rule: Rule = { ...request.rule, enabled: true };
  if (request.file !== null) {
    delete rule.files;
  }
  const settings = { ...request.settings, rules: [rule] };
  const { chosen, leftOut } = chooseLogs({ ...request, rule, ownFiles }, { since, bytes: limits.bytes });
  const slow = new Set<string>();
  const count = new ReadCounts();
  const total = chosen.flatMap(({ parts }) => parts).reduce((sum, { size }) => sum + size, 0);
  const starts = chosen.flatMap(({ parts }) => parts.slice(0, 1)).map(({ between }) => between.from);
  const report = new DryRunReport(settings.policy.zone);
  const watchedSince = Math.max(since ?? -Infinity, Math.min(now, ...starts));
  const simulator = new Simulator({
    ...{ settings, hostName, watchedSince, files: fileStarts(chosen, watchedSince) },
    onAlert: (alert) => report.addAlert(alert),
    onOverdue: (decision) => report.addHeld(decision),
  });
  const isFull = (): boolean => report.matches >= bounds.matches || report.sent >= bounds.texts;
  let estimated = 0;
  const reportProgress = throttled(progress, count, total);
  const journals = request.file === null ? journalsOfRule(rule, settings, request.journal === true) : [];
  const seen = new Map<string, string>();
  const counts = ({ at, found }: TimedMatch): boolean => (since === null || at >= since) && isFirst(found, seen);
  const streams = matchStreams({ chosen, journals, since }, settings, { ownFiles, slow, count, reportProgress });
  for await (const each of mergeByTime(streams)) {
    if (counts(each)) {
      estimated += each.estimated ? 1 : 0;
      addDecided(each, simulator, report);
    }
    if (isFull()) {
      break;
    }
  }
  const isCutShort = isFull();
  simulator.end(isCutShort ? (report.all.span?.to ?? now) : now);
  progress({ done: total, total });
  const { files, lines, bytes } = count;
  const notRead = [...leftOut, ...count.leftOut].map(({ path, why }) => ({ path: readablePath(path), why }));
  const result = { files, lines, bytes, leftOut: notRead, ...report.all };
  return {
    ...result,
    warnings: runWarnings(result, { slow, forgotKeys: simulator.forgotKeys, isCutShort, estimated }),
  };
}

function chooseLogs(
  {
    rule,
    settings,
    file,
    journal,
    ownFiles,
  }: Pick<DryRunRequest, 'rule' | 'settings' | 'file' | 'journal'> & OwnFilesDep,
  limits: { readonly since: number | null; readonly bytes: number | null },
): { readonly chosen: readonly ChosenLog[]; readonly leftOut: readonly LeftOutFile[] } {
  if (journal === true) {
    return { chosen: [], leftOut: [] };
  }
  const found = file === null ? logsOfRule(rule, settings, ownFiles) : { logs: [logAt(file, settings)], leftOut: [] };
  const all = found.logs.map((log) => ({ log, ...rotatedLog(log.path, limits) }));
  return { chosen: all, leftOut: [...found.leftOut, ...all.flatMap(({ leftOut }) => leftOut)] };
}

/** Start of each log whose current file is readable, by path; ms since 1970, not before `watchedSince`. */
function fileStarts(chosen: readonly ChosenLog[], watchedSince: number): ReadonlyMap<string, number> {
  const current = chosen.filter(({ isCurrentReadable }) => isCurrentReadable);
  return new Map(
    current.map(({ log, parts }) => [
      readablePath(log.path),
      Math.max(watchedSince, parts[0]?.between.from ?? watchedSince),
    ]),
  );
}

interface OwnFilesDep {
  readonly ownFiles: OwnFiles;
}

/** Clock without timers, so that slow patterns stay reported to the end of the run. */
const NO_TIMERS: Clock = { now: () => performance.now(), after: () => () => undefined };

interface StreamDeps extends OwnFilesDep {
  readonly slow: Set<string>;
  readonly count: ReadCounts;
  readonly reportProgress: () => void;
}

interface ChosenSources {
  readonly chosen: readonly ChosenLog[];
  readonly journals: readonly FollowedSelection[];
  /** ms since 1970. */
  readonly since: number | null;
}

function matchStreams(
  { chosen, journals, since }: ChosenSources,
  settings: Settings,
  { ownFiles, slow, count, reportProgress }: StreamDeps,
): AsyncGenerator<TimedMatch>[] {
  const problems = problemCollector(slow);
  const memory = ScanMemory.create(BUFFER_BYTES);
  const buffer = memory?.buffer ?? Buffer.allocUnsafeSlow(BUFFER_BYTES);
  const deps = { problems, clock: NO_TIMERS };
  const matcher = new Matcher(compileRules(settings.rules, new SlowPatterns(deps)), memory);
  const eventsOf = entryRules(firstLineTest(deps));
  const { maxLineLength: maxLineBytes } = settings.watch;
  const inJournals = journals.map((selection) => journalMatches({ selection, since, maxLineBytes, matcher, count }));
  const inFiles = chosen.map(({ log: { path, source, fileIds }, parts }) => {
    const as = {
      path: readablePath(path),
      source,
      fileIds,
      events: eventsOf(source),
      maxLineBytes,
    };
    return logMatches({ parts, ownFiles, as, matcher, buffer, count, progress: reportProgress });
  });
  return [...inFiles, ...inJournals];
}

/** False for a match in an entry that another selection had, too; `seen` is the one that had it by cursor. */
function isFirst({ entry, sharedBy }: TimedMatch['found'], seen: Map<string, string>): boolean {
  if (!entry || sharedBy === undefined) {
    return true;
  }
  const known = seen.get(entry.cursor) ?? sharedBy;
  seen.set(entry.cursor, known);
  return known === sharedBy;
}

function addDecided({ found, at, path }: TimedMatch, simulator: Simulator, report: DryRunReport): void {
  const { match } = found;
  const decided = simulator.decide(found, at);
  if (decided === null) {
    return;
  }
  const line = truncateLine(match.line);
  const place = markOf(line, match.found.matched);
  const marks = place.start < place.end ? [place] : [];
  report.addMatch({ ...decided, path: readablePath(path), line, cut: line.length < match.line.length, marks });
}

function throttled(progress: (progress: DryRunProgress) => void, count: ReadCounts, total: number): () => void {
  let reportedAt = -Infinity;
  return () => {
    const now = performance.now();
    if (now - reportedAt >= PROGRESS_INTERVAL_MS) {
      reportedAt = now;
      progress({ done: Math.min(count.diskBytes, total), total });
    }
  };
}
