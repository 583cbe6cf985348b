import type { LeftOutFile } from '../../../shared/contract/dry-run';
import { fileSchema, type FileSource, type Rule, type Settings } from '../../../shared/settings/schema';
import { expandPath, pathOnDisk } from '../watch/discovery/expand-path';
import { lookAt } from '../watch/identity/file-id';
import type { OwnFiles } from '../watch/identity/own-files';
import { readPathPattern } from '../watch/discovery/glob/path-pattern';
import { WHOLE_WALK } from '../watch/discovery/walk';
import { earlierFiles } from './log-parts';

/** A log that concerns a rule. */
export interface RuleLog {
  readonly path: string;
  /** How it is read: the first entry of the settings that names it. */
  readonly source: FileSource;
  /** All entries that name it. */
  readonly fileIds: readonly string[];
}

/** The logs of a rule, and those left out because there are too many. */
export interface RuleLogs {
  readonly logs: readonly RuleLog[];
  readonly leftOut: readonly LeftOutFile[];
}

/** Logs read in one dry run: each may hold a file open. */
const MOST_LOGS = 200;

/** The logs behind a rule's files; Logbell's own are left out. What is an earlier part of another log is no log of its own. */
export function logsOfRule(
  rule: Pick<Rule, 'files'>,
  settings: Settings,
  ownFiles: OwnFiles,
  limits = WHOLE_WALK,
): RuleLogs {
  const sources = settings.files.filter(({ id }) => !rule.files || rule.files.includes(id));
  const found = new Map<string, RuleLog>();
  for (const source of sources) {
    for (const path of expandPath(source.path, limits).paths) {
      const known = found.get(path);
      found.set(path, { path, source: known?.source ?? source, fileIds: [...(known?.fileIds ?? []), source.id] });
    }
  }
  return chosen(Array.from(found.values()).filter(({ path }) => !isOwn(path, ownFiles)));
}

function isOwn(path: string, ownFiles: OwnFiles): boolean {
  const look = lookAt(path);
  return !('missing' in look) && ownFiles.has(look);
}

/** One file as a log of a rule; read as the settings say where they name it. */
export function logAt(written: string, settings: Settings): RuleLog {
  const path = pathOnDisk(written);
  const known = settings.files.find((source) => readPathPattern(source.path).matches(path));
  const source = known ?? fileSchema.parse({ id: 'file', path });
  return { path, source, fileIds: [source.id] };
}

function chosen(logs: readonly RuleLog[]): RuleLogs {
  const earlier = new Set(logs.flatMap(({ path }) => earlierFiles(path)));
  const own = logs.filter(({ path }) => !earlier.has(path));
  const tooMany = own.slice(MOST_LOGS).map(({ path }) => ({ path, why: 'too-many' }) as const);
  return { logs: own.slice(0, MOST_LOGS), leftOut: tooMany };
}
