import type { DryRunLimits, DryRunProgress, DryRunResult, LeftOutFile } from '../../../shared/contract/dry-run';
import type { Rule, Settings } from '../../../shared/settings/schema';
import type { Clock } from '../common/clock';
import { readablePath } from '../common/system-path';
import { logAt, type RotatedLogFile, rotatedLog, logsOfRule, type RuleLog } from '../log-files/log-files';
import { placeOf, shownPart } from '../log-files/tail';
import { compileRules } from '../match/compiled-rule';
import { Matcher } from '../match/matcher';
import { firstLineTest, SlowPatterns } from '../match/regex/slow-patterns';
import { ScanMemory } from '../match/scanner/memory';
import { OwnFiles } from '../watch/identity/own-files';
import { entryRules } from '../watch/reader/multiline';
import { inOrder, logMatches, ReadingCount, type TimedMatch } from './matches';
import { DryRunReport, raisedOn, runWarnings } from './report';
import { Simulator } from './simulator';

/** What is to be tried. Plain data, so that it can cross to a worker thread. */
export interface DryRunRequest {
  /** Checked settings; other rules do not count. */
  readonly settings: Settings;
  /** The rule as it is edited; it counts as turned on. */
  readonly rule: Rule;
  /** One file (absolute path) in place of those of the rule. */
  readonly file: string | null;
  readonly limits: DryRunLimits;
  /** Files that Logbell writes itself. */
  readonly ownFiles: readonly string[];
  readonly hostName: string;
  /** ms since 1970. */
  readonly now: number;
}

/** What is decided on, and texted, at most: more says nothing new. */
const MOST: DryRunBounds = { matches: 1_000_000, texts: 10_000 };
/** How often progress is told, ms. */
const PROGRESS_EVERY_MS = 100;
/** What is read at a time fits in it, bytes. */
const BUFFER_BYTES = 1_024 * 1_024;

/** Where a dry run ends before the end of the files. */
export interface DryRunBounds {
  readonly matches: number;
  /** Each to one recipient. */
  readonly texts: number;
}

/** A log with the files that are read of it. */
interface ChosenLog {
  readonly log: RuleLog;
  readonly parts: readonly RotatedLogFile[];
  /** Whether it can be read under its own name. */
  readonly isThere: boolean;
}

/**
 * Tries a rule on the lines its files have by now: the same reading, matching and deciding as while watching, with the times of the
 * lines as the clock. Nothing is written or sent.
 */
export async function dryRun(
  request: DryRunRequest,
  progress: (progress: DryRunProgress) => void,
  most = MOST,
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
  const count = new ReadingCount();
  const total = chosen.flatMap(({ parts }) => parts).reduce((sum, { size }) => sum + size, 0);
  const begun = chosen.flatMap(({ parts }) => parts.slice(0, 1)).map(({ between }) => between.from);
  const account = new DryRunReport(settings.policy.zone);
  const begin = Math.max(since ?? -Infinity, Math.min(now, ...begun));
  const desk = new Simulator({
    ...{ settings, hostName, begin, files: filesBegun(chosen, begin) },
    alerted: (alert) => account.addAlert(alert),
    overdue: (decision) => account.addHeld(decision),
  });
  const isFull = (): boolean => account.matches >= most.matches || account.sent >= most.texts;
  let estimated = 0;
  const tell = paced(progress, count, total);
  for await (const each of inOrder(readings(chosen, settings, { ownFiles, slow, count, tell }))) {
    if (since === null || each.at >= since) {
      estimated += each.estimated ? 1 : 0;
      addDecided(each, desk, account);
    }
    if (isFull()) {
      break;
    }
  }
  const isCutShort = isFull();
  desk.end(isCutShort ? (account.all.span?.to ?? now) : now);
  progress({ done: total, total });
  const { files, lines, bytes } = count;
  const notRead = [...leftOut, ...count.leftOut].map(({ path, why }) => ({ path: readablePath(path), why }));
  const result = { files, lines, bytes, leftOut: notRead, ...account.all };
  return { ...result, warnings: runWarnings(result, { slow, forgot: desk.forgot, isCutShort, estimated }) };
}

function chooseLogs(
  { rule, settings, file, ownFiles }: Pick<DryRunRequest, 'rule' | 'settings' | 'file'> & ReadingOwn,
  limits: { readonly since: number | null; readonly bytes: number | null },
): { readonly chosen: readonly ChosenLog[]; readonly leftOut: readonly LeftOutFile[] } {
  const found = file === null ? logsOfRule(rule, settings, ownFiles) : { logs: [logAt(file, settings)], leftOut: [] };
  const all = found.logs.map((log) => ({ log, ...rotatedLog(log.path, limits) }));
  return { chosen: all, leftOut: [...found.leftOut, ...all.flatMap(({ leftOut }) => leftOut)] };
}

/** The logs that stand there now, and when each was begun, not before `begin`; ms since 1970. */
function filesBegun(chosen: readonly ChosenLog[], begin: number): ReadonlyMap<string, number> {
  const there = chosen.filter(({ isThere }) => isThere);
  return new Map(
    there.map(({ log, parts }) => [readablePath(log.path), Math.max(begin, parts[0]?.between.from ?? begin)]),
  );
}

interface ReadingOwn {
  readonly ownFiles: OwnFiles;
}

/** What was slow stays so to the end of the run. */
const NOTHING_LATER: Clock = { now: () => performance.now(), after: () => () => undefined };

interface ReadingDeps extends ReadingOwn {
  readonly slow: Set<string>;
  readonly count: ReadingCount;
  readonly tell: () => void;
}

function readings(
  chosen: readonly ChosenLog[],
  settings: Settings,
  { ownFiles, slow, count, tell }: ReadingDeps,
): AsyncGenerator<TimedMatch>[] {
  const board = raisedOn(slow);
  const memory = ScanMemory.create(BUFFER_BYTES);
  const buffer = memory?.buffer ?? Buffer.allocUnsafeSlow(BUFFER_BYTES);
  const told = { problems: board, clock: NOTHING_LATER };
  const matcher = new Matcher(compileRules(settings.rules, new SlowPatterns(told)), memory);
  const eventsOf = entryRules(firstLineTest(told));
  return chosen.map(({ log: { path, source, fileIds }, parts }) => {
    const as = {
      path: readablePath(path),
      source,
      fileIds,
      events: eventsOf(source),
      maxLineBytes: settings.watch.maxLineLength,
    };
    return logMatches({ parts, ownFiles, as, matcher, buffer, count, progress: tell });
  });
}

function addDecided({ found, at, path }: TimedMatch, desk: Simulator, account: DryRunReport): void {
  const { match } = found;
  const decided = desk.decide(found, at);
  if (decided === null) {
    return;
  }
  const line = shownPart(match.line);
  const place = placeOf(line, match.found.matched);
  const marks = place.start < place.end ? [place] : [];
  account.addMatch({ ...decided, path: readablePath(path), line, cut: line.length < match.line.length, marks });
}

function paced(progress: (progress: DryRunProgress) => void, count: ReadingCount, total: number): () => void {
  let toldAt = -Infinity;
  return () => {
    const now = performance.now();
    if (now - toldAt >= PROGRESS_EVERY_MS) {
      toldAt = now;
      progress({ done: Math.min(count.done, total), total });
    }
  };
}
