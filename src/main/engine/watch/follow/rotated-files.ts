import { basename, dirname, extname, join } from 'node:path';
import { compressedEnding } from '../../common/files/compressed-files';
import { type FileIdentity, fileKey, type FileStat, statFile, linkChain, sameFile } from '../identity/file-id';
import { FolderChanges } from '../identity/folder-changes';
import { namesIn } from '../identity/folder-names';

/** File beside a log that may be an earlier part of it. */
export interface RotatedFile extends FileIdentity {
  readonly path: string;
  /** Birth time (statx(2)), ms since 1970; the modification time where there is none. */
  readonly bornAt: number;
}

/** Finds the names in a folder that start with a prefix. */
export type FindNames = (folder: string, prefix: string) => readonly string[];

/** Tolerance for birth times, whose clock lags some ms (clock_gettime(2), CLOCK_REALTIME_COARSE). */
const BIRTH_SLACK_MS = 20;
/** Tolerance for modification times in their place, which may count in steps of one or two seconds (sshfs, FAT). */
export const COARSE_SLACK_MS = 2_000;
/** Suffixes that rotation adds to a name: `app.log.1`, `app.log-20260101`, `app.log.old`. */
const ROTATION_SUFFIX = /^[._-]?\d|^[._-]old$/;
/** Suffixes of copies of a log, and of files that are about to replace it. */
const COPY_SUFFIX = /^~$|^[._-](bak|backup|orig|save|copy|tmp|new)$/;
/** Parts that rotation puts before the extension: `app.1.log`, `app-2026-01-01.log`; `app2.log` is another log. */
const ROTATION_INFIX = /^\.\d+\.|^[._-]\d{4}[._-]?\d{2}/;
/** Suffix of the old file when an editor puts a new one in its place (vim and emacs: "backup files"). */
const EDITOR_SUFFIXES = ['~'];
/** Suffixes that `sed -i.bak` and the like use, but also programs when they start a new log. */
const COMMON_SUFFIXES = ['.bak', '.orig'];

/**
 * Finds the rotated files of a log, oldest first: files beside `path`, and beside the targets of a link, that have its
 * name with a number or date. Compressed files are left out.
 */
export function rotatedFiles(path: string, find: FindNames = findNames): RotatedFile[] {
  return oldestFirst(linkChain(path).flatMap((log) => rotatedFilesByName(log, find)));
}

/** Like `rotatedFiles`, plus known files of any name beside the targets of a link, which it may have led to before. */
export function rotatedOrKnownFiles(
  path: string,
  known: readonly FileIdentity[],
  find: FindNames = findNames,
): RotatedFile[] {
  const [, ...targets] = linkChain(path);
  const folders = Array.from(new Set(targets.map((target) => dirname(target))));
  const beside = folders.flatMap((folder) => find(folder, '').flatMap((name) => rotatedFileAt(join(folder, name))));
  const formerTargets = beside.filter((file) => known.some((position) => sameFile(file, position)));
  return oldestFirst([...rotatedFiles(path, find), ...formerTargets]);
}

function rotatedFilesByName(path: string, find: FindNames): RotatedFile[] {
  const folder = dirname(path);
  const own = basename(path);
  return find(folder, stemOf(own))
    .filter((name) => name !== own && compressedEnding(name) === null && isRotatedName(name, own))
    .flatMap((name) => rotatedFileAt(join(folder, name)));
}

function findNames(folder: string, prefix: string): string[] {
  return namesIn(folder).filter((name) => name.startsWith(prefix));
}

/** Name without its extension, with which all rotated names start. */
function stemOf(name: string): string {
  return name.slice(0, name.length - extname(name).length);
}

/** Removes duplicates and sorts by age. */
export function oldestFirst(siblings: readonly RotatedFile[]): RotatedFile[] {
  const once = new Map(siblings.map((file) => [fileKey(file), file] as const));
  return Array.from(once.values()).sort((one, other) => one.bornAt - other.bornAt || byAge(one.path, other.path));
}

/** Compares names by age, oldest first: a higher number is older (`app.log.2`), a later date is newer. */
export function byAge(one: string, other: string): number {
  const places = [one, other].map((path) => /\.(\d{1,3})$/.exec(path)?.[1]).map(Number);
  const [first = NaN, second = NaN] = places;
  return Number.isNaN(first - second) ? one.localeCompare(other) : second - first;
}

/** Paths of the logs of which this file may be a copy or a rotated part, by its name alone. */
export function pathsBeforeRotation(path: string): string[] {
  const folder = dirname(path);
  const name = basename(path);
  const ending = extname(name);
  const stems = Array.from(name, (_letter, length) => name.slice(0, length)).slice(1);
  const names = new Set(stems.flatMap((stem) => [stem, `${stem}${ending}`]));
  return Array.from(names)
    .filter((own) => own !== name && (isRotatedName(name, own) || isCopyName(name, own)))
    .map((own) => join(folder, own));
}

/** Tells whether rotation of a log named `own` may have left a file of this name. */
export function isRotatedName(name: string, own: string): boolean {
  if (name.startsWith(own)) {
    return ROTATION_SUFFIX.test(name.slice(own.length));
  }
  const stem = stemOf(own);
  return name.startsWith(stem) && ROTATION_INFIX.test(name.slice(stem.length));
}

/** Tells whether a file is named like a copy that a person or program made of the log `own`; names or paths. */
export function isCopyName(name: string, own: string): boolean {
  return name.startsWith(own) && COPY_SUFFIX.test(name.slice(own.length));
}

/** Tells whether a file or folder may have been created since a time (ms since 1970). */
export function isBornSince({ bornAt }: Pick<RotatedFile, 'bornAt'>, since: number): boolean {
  return bornAt >= since - (bornAt % 1_000 === 0 ? COARSE_SLACK_MS : BIRTH_SLACK_MS);
}

/** Describes the file at a path; none if there is no regular file. */
export function rotatedFileAt(path: string): RotatedFile[] {
  const stat = statFile(path);
  if ('missing' in stat || stat.kind !== 'file') {
    return [];
  }
  const { device, inode, born, modified } = stat;
  // Not the change time: each rotation renames all older files too, and so changes it.
  const bornAt = Number((born === '0' ? modified : BigInt(born)) / 1_000_000n);
  return [{ path, device, inode, born, bornAt }];
}

/**
 * Tells whether a file that was at `path` is now a backup beside it. Suffixes that not only editors use count only if the
 * file now at `path` was created, at `born` (ns since 1970), before the old one was renamed.
 */
export function isBackup(former: FileStat, born: bigint, path: string): boolean {
  const suffixes = born <= former.changed ? [...EDITOR_SUFFIXES, ...COMMON_SUFFIXES] : EDITOR_SUFFIXES;
  const names = linkChain(path).flatMap((log) => suffixes.map((suffix) => log + suffix));
  return names.some((name) => {
    const stat = statFile(name);
    return !('missing' in stat) && sameFile(stat, former);
  });
}

/** Detects added and removed names beside a log and beside the targets of its link. */
export class DirectoryChangeCheck {
  readonly #path: string;
  readonly #now: () => number;
  #folders = new Map<string, FolderChanges>();

  /** `now` in ms since 1970. */
  constructor(path: string, now: () => number) {
    this.#path = path;
    this.#now = now;
  }

  /** True on the first call, if names changed since the last call, and if the system cannot tell. */
  haveChanged(): boolean {
    const paths = new Set(linkChain(this.#path).map((path) => dirname(path)));
    this.#folders = new Map(
      Array.from(paths, (path) => [path, this.#folders.get(path) ?? new FolderChanges(path, this.#now)] as const),
    );
    // No short circuit: each folder remembers its last state.
    return Array.from(this.#folders.values(), (folder) => folder.hasChanged()).includes(true);
  }
}
