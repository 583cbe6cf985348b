import { statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { LeftOutFile } from '../../../shared/contract/dry-run';
import { fileSources } from '../../../shared/settings/log-source';
import { fileSchema } from '../../../shared/settings/log-schema';
import type { FileSource, Rule, Settings } from '../../../shared/settings/schema';
import { compressedEnding, GZIP_ENDING } from '../common/files/compressed-files';
import { errorCode } from '../common/error-code';
import { systemPath } from '../common/files/system-path';
import { expandPath, pathOnDisk } from '../watch/discovery/expand-path';
import { readPathPattern } from '../watch/discovery/glob/path-pattern';
import { WHOLE_WALK } from '../watch/discovery/walk';
import { isRotatedName } from '../watch/follow/rotated-files';
import { statFile } from '../watch/identity/file-id';
import { namesIn } from '../watch/identity/folder-names';
import type { OwnFiles } from '../watch/identity/own-files';
import { type FileOnDisk, oldestWrittenFirst, plainName } from './part-order';
import type { WrittenPeriod } from './timestamps';

/** A log as parts: its rotated files and the current one. */
export interface RotatedLog {
  /** Oldest first. */
  readonly parts: readonly RotatedLogFile[];
  /** True if the current file is readable. */
  readonly isCurrentReadable: boolean;
  readonly leftOut: readonly LeftOutFile[];
}

/** A file of a log to read. */
export interface RotatedLogFile {
  readonly path: string;
  /** Identity when the parts were chosen; rotation may rename the file before it is read. */
  readonly device: number;
  readonly inode: number;
  readonly isGzip: boolean;
  /** Start offset, bytes: 0 or somewhere within a line. */
  readonly begin: number;
  /** Bytes on disk to read. */
  readonly size: number;
  readonly between: WrittenPeriod;
}

/** Limits of how far back to read. */
export interface ReadLimits {
  /** Skips files last written before, ms since 1970. */
  readonly since: number | null;
  /** Number of last bytes of each log. */
  readonly bytes: number | null;
}

/** Lists the paths of a log's rotated files, including compressed ones. */
function rotatedPaths(path: string): string[] {
  return rotatedFiles(path).map((file) => file.path);
}

/** True if a rotated file of the log is compressed. */
export function hasCompressedParts(path: string): boolean {
  return rotatedFiles(path).some((file) => compressedEnding(file.path) !== null);
}

/** Lists the parts of a log within the limits. */
export function rotatedLog(path: string, limits: ReadLimits): RotatedLog {
  const current = fileAt(path);
  const beside = rotatedFiles(path);
  const unread = beside.filter((file) => !isReadable(file.path) && isWithin(file, limits.since));
  const readable = beside.filter((file) => isReadable(file.path));
  const files = [...oldestWrittenFirst(readable), ...('why' in current ? [] : [current])];
  return {
    parts: partsWithin(files, limits),
    isCurrentReadable: !('why' in current),
    leftOut: [
      ...unread.map((file) => ({ path: file.path, why: 'compression' }) as const),
      ...('why' in current && (current.why !== 'missing' || files.length === 0) ? [current] : []),
    ],
  };
}

/** Takes files from the newest back until a limit is reached. */
function partsWithin(files: readonly FileOnDisk[], { since, bytes }: ReadLimits): RotatedLogFile[] {
  let left = bytes ?? Infinity;
  const parts: RotatedLogFile[] = [];
  for (const [index, file] of Array.from(files.entries()).reverse()) {
    if (left <= 0 || !isWithin(file, since)) {
      break;
    }
    const isGzip = file.path.endsWith(GZIP_ENDING);
    const { size } = file.stats;
    // The end of a compressed file cannot be read alone.
    const begin = isGzip ? 0 : startBefore(size - left);
    const between = writtenBetween(files.slice(index), files[index - 1]);
    const { dev: device, ino: inode } = file.stats;
    parts.unshift({ path: file.path, device, inode, isGzip, begin, size: size - begin, between });
    left -= size;
  }
  return parts;
}

/** Offset at the start of a code unit from which a newline directly before `offset` is still read. */
function startBefore(offset: number): number {
  const before = offset - 2;
  return before > 0 ? before - (before % 2) : 0;
}

function isWithin({ stats }: FileOnDisk, since: number | null): boolean {
  return since === null || stats.mtimeMs >= since;
}

/**
 * Period of the lines of the first file: from the end of the previous file, or the file's birth if known, to the
 * earliest last change of this and the later files, as copying may have changed its own.
 */
function writtenBetween(files: readonly FileOnDisk[], before: FileOnDisk | undefined): WrittenPeriod {
  const to = Math.min(...files.map(({ stats }) => stats.mtimeMs));
  const born = files[0]?.stats.birthtimeMs ?? 0;
  const from = before ? before.stats.mtimeMs : born > 0 ? born : to;
  return { from: Math.min(from, to), to };
}

function rotatedFiles(path: string): FileOnDisk[] {
  const own = basename(path);
  return namesIn(dirname(path))
    .filter((name) => name !== own && isRotatedName(plainName(name), own))
    .map((name) => fileAt(join(dirname(path), name)))
    .filter((file): file is FileOnDisk => 'stats' in file);
}

function isReadable(path: string): boolean {
  const ending = compressedEnding(path);
  return ending === null || ending === GZIP_ENDING;
}

function fileAt(path: string): FileOnDisk | LeftOutFile {
  try {
    const stats = statSync(systemPath(path));
    return stats.isFile() ? { path, stats } : { path, why: 'special' };
  } catch (error) {
    return { path, why: leftOutWhy(errorCode(error)) };
  }
}

/** Error code for a file that Logbell writes itself. */
export const OWN_FILE = 'OWN_FILE';

/** Maps an error code of the system (errno(3)), of zlib or `OWN_FILE` to the reason for skipping a file. */
export function leftOutWhy(code: string): LeftOutFile['why'] {
  switch (code) {
    case 'ENOENT':
    case 'ENOTDIR':
      return 'missing';
    case 'EACCES':
    case 'EPERM':
      return 'denied';
    case OWN_FILE:
      return 'own';
    default:
      return code.startsWith('Z_') ? 'damaged' : 'failed';
  }
}

/** A log that a rule applies to. */
export interface RuleLog {
  readonly path: string;
  /** First config entry that matches it, which decides how it is read. */
  readonly source: FileSource;
  /** All config entries that match it. */
  readonly fileIds: readonly string[];
}

/** Logs of a rule; those beyond the maximum are left out. */
export interface RuleLogs {
  readonly logs: readonly RuleLog[];
  readonly leftOut: readonly LeftOutFile[];
}

/** Most logs in one dry run, each of which may hold a file open. */
const MAX_LOGS = 200;

/** Finds the logs of a rule's files, without Logbell's own logs and without rotated files of other logs. */
export function logsOfRule(
  rule: Pick<Rule, 'files'>,
  settings: Settings,
  ownFiles: OwnFiles,
  limits = WHOLE_WALK,
): RuleLogs {
  const sources = fileSources(settings.files).filter(({ id }) => !rule.files || rule.files.includes(id));
  const found = new Map<string, RuleLog>();
  for (const source of sources) {
    for (const path of expandPath(source.path, limits).paths) {
      const known = found.get(path);
      found.set(path, { path, source: known?.source ?? source, fileIds: [...(known?.fileIds ?? []), source.id] });
    }
  }
  return chooseLogs(Array.from(found.values()).filter(({ path }) => !isOwn(path, ownFiles)));
}

function isOwn(path: string, ownFiles: OwnFiles): boolean {
  const look = statFile(path);
  return !('missing' in look) && ownFiles.has(look);
}

/** Makes a rule log of one file, read as the config entry that matches it, if any, says. */
export function logAt(written: string, settings: Settings): RuleLog {
  const path = pathOnDisk(written);
  const known = fileSources(settings.files).find((source) => readPathPattern(source.path).matches(path));
  const source = known ?? fileSchema.parse({ id: 'file', path });
  return { path, source, fileIds: [source.id] };
}

function chooseLogs(logs: readonly RuleLog[]): RuleLogs {
  const rotated = new Set(logs.flatMap(({ path }) => rotatedPaths(path)));
  const current = logs.filter(({ path }) => !rotated.has(path));
  const tooMany = current.slice(MAX_LOGS).map(({ path }) => ({ path, why: 'too-many' }) as const);
  return { logs: current.slice(0, MAX_LOGS), leftOut: tooMany };
}
