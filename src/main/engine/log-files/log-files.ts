import { type Stats, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { LeftOutFile } from '../../../shared/contract/dry-run';
import { fileSchema, type FileSource, type Rule, type Settings } from '../../../shared/settings/schema';
import { compressedEnding, GZIP_ENDING } from '../common/compressed-files';
import { errorCode } from '../common/error-code';
import { systemPath } from '../common/system-path';
import { expandPath, pathOnDisk } from '../watch/discovery/expand-path';
import { readPathPattern } from '../watch/discovery/glob/path-pattern';
import { WHOLE_WALK } from '../watch/discovery/walk';
import { byAge, isRotatedName } from '../watch/follow/rotated-files';
import { statFile } from '../watch/identity/file-id';
import { namesIn } from '../watch/identity/folder-names';
import type { OwnFiles } from '../watch/identity/own-files';
import type { WrittenBetween } from './timestamps';

/** A log in its parts: the files that rotation has left, and the one that is written. */
export interface RotatedLog {
  /** Oldest first. */
  readonly parts: readonly RotatedLogFile[];
  /** Whether the file that is written can be read. */
  readonly isThere: boolean;
  readonly leftOut: readonly LeftOutFile[];
}

/** A file of a log that is to be read. */
export interface RotatedLogFile {
  readonly path: string;
  /** Which file it was when the parts were chosen: rotation may rename it before it is read. */
  readonly device: number;
  readonly inode: number;
  readonly isGzip: boolean;
  /** Where reading begins: 0, or somewhere within a line, bytes. */
  readonly begin: number;
  /** Bytes on the disk that will be read. */
  readonly size: number;
  readonly between: WrittenBetween;
}

/** How far back is read: nothing that was written before `since` (ms since 1970), and the last bytes of each log. */
export interface PartLimits {
  readonly since: number | null;
  readonly bytes: number | null;
}

interface FileOnDisk {
  readonly path: string;
  readonly stats: Stats;
}

/** The files beside a log that are earlier parts of it, compressed ones among them, oldest first. */
function rotatedBefore(path: string): string[] {
  return filesBeside(path).map((file) => file.path);
}

/** Whether there are earlier parts of a log that were compressed. */
export function hasCompressedParts(path: string): boolean {
  return filesBeside(path).some((file) => compressedEnding(file.path) !== null);
}

/** The parts of a log that are to be read. */
export function rotatedLog(path: string, limits: PartLimits): RotatedLog {
  const current = fileAt(path);
  const beside = filesBeside(path);
  const unread = beside.filter((file) => !isReadable(file.path) && isWithin(file, limits.since));
  const readable = beside.filter((file) => isReadable(file.path));
  const files = 'why' in current ? readable : [...readable, current];
  return {
    parts: limited(files, limits),
    isThere: !('why' in current),
    leftOut: [
      ...unread.map((file) => ({ path: file.path, why: 'compression' }) as const),
      ...('why' in current && (current.why !== 'missing' || files.length === 0) ? [current] : []),
    ],
  };
}

/** From the newest back: what still lies within the limits. */
function limited(files: readonly FileOnDisk[], { since, bytes }: PartLimits): RotatedLogFile[] {
  let left = bytes ?? Infinity;
  const parts: RotatedLogFile[] = [];
  for (const [index, file] of Array.from(files.entries()).reverse()) {
    if (left <= 0 || !isWithin(file, since)) {
      break;
    }
    const isGzip = file.path.endsWith(GZIP_ENDING);
    const { size } = file.stats;
    // A compressed file has no end that could be read alone.
    const begin = isGzip ? 0 : placeBefore(size - left);
    const between = writtenBetween(file, files[index - 1]);
    const { dev: device, ino: inode } = file.stats;
    parts.unshift({ path: file.path, device, inode, isGzip, begin, size: size - begin, between });
    left -= size;
  }
  return parts;
}

/** A place from which the newline is seen that may stand right before `offset`, and at which a code unit begins. */
function placeBefore(offset: number): number {
  const before = offset - 2;
  return before > 0 ? before - (before % 2) : 0;
}

function isWithin({ stats }: FileOnDisk, since: number | null): boolean {
  return since === null || stats.mtimeMs >= since;
}

/** A file was begun when the one before it was ended; the first of all when it came into being, where that is known. */
function writtenBetween({ stats }: FileOnDisk, before: FileOnDisk | undefined): WrittenBetween {
  const to = stats.mtimeMs;
  const from = before ? before.stats.mtimeMs : stats.birthtimeMs > 0 ? stats.birthtimeMs : to;
  return { from: Math.min(from, to), to };
}

function filesBeside(path: string): FileOnDisk[] {
  const own = basename(path);
  return namesIn(dirname(path))
    .filter((name) => name !== own && isRotatedName(plainName(name), own))
    .map((name) => fileAt(join(dirname(path), name)))
    .filter((file): file is FileOnDisk => 'stats' in file)
    .sort((one, other) => one.stats.mtimeMs - other.stats.mtimeMs || byAge(plainName(one.path), plainName(other.path)));
}

/** A name without what compression puts behind it. */
function plainName(name: string): string {
  return name.slice(0, name.length - (compressedEnding(name)?.length ?? 0));
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

/** The code of the error for a file that Logbell writes itself. */
export const OWN_FILE = 'OWN_FILE';

/** The reason for leaving a file out when opening or reading it fails with this code: of the system (errno(3)), of zlib, or `OWN_FILE`. */
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
  const look = statFile(path);
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
  const earlier = new Set(logs.flatMap(({ path }) => rotatedBefore(path)));
  const own = logs.filter(({ path }) => !earlier.has(path));
  const tooMany = own.slice(MOST_LOGS).map(({ path }) => ({ path, why: 'too-many' }) as const);
  return { logs: own.slice(0, MOST_LOGS), leftOut: tooMany };
}
