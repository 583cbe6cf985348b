import { basename, dirname, extname, join } from 'node:path';
import { compressedEnding } from '../../common/compressed-files';
import { type FileIdentity, fileKey, type FileStat, statFile, linkChain, sameFile } from '../identity/file-id';
import { FolderChanges } from '../identity/folder-changes';
import { namesIn } from '../identity/folder-names';

/** A file that stands beside a log and may be an earlier part of it. */
export interface RotatedFile extends FileIdentity {
  readonly path: string;
  /** When the file came into being, ms since 1970 (statx(2) birth time; where there is none, when it was last written). */
  readonly bornAt: number;
}

/** Gives the names in a folder that begin like this. */
export type FindNames = (folder: string, prefix: string) => readonly string[];

/** Birth times come from a clock that ticks some ms behind (clock_gettime(2), CLOCK_REALTIME_COARSE) … */
const BIRTH_SLACK_MS = 20;
/** … and what stands in for them may come in whole seconds, or in two (sshfs, FAT). */
export const COARSE_SLACK_MS = 2_000;
/** What rotation puts behind a whole name: `app.log.1`, `app.log-20260101`, `app.log.old`. */
const BEHIND_NAME = /^[._-]?\d|^[._-]old$/;
/** What copies of a log are called, and what is put in its place in a moment. */
const COPY_ENDING = /^~$|^[._-](bak|backup|orig|save|copy|tmp|new)$/;
/** What rotation puts before the ending: `app.1.log`, `app-2026-01-01.log`; `app2.log` is another log. */
const BEFORE_ENDING = /^\.\d+\.|^[._-]\d{4}[._-]?\d{2}/;

/**
 * Files beside `path`, and beside what it leads to, that carry its name and a number or date, as rotation leaves them;
 * compressed ones are left out. Oldest first.
 */
export function rotatedFiles(path: string, namesBeginning: FindNames = findNames): RotatedFile[] {
  return oldestFirst(linkChain(path).flatMap((log) => rotatedFilesByName(log, namesBeginning)));
}

/** `rotatedSiblings`, and those of these files that stand beside what a link leads to, by whatever name: it may have led to them before. */
export function rotatedOrKnownFiles(
  path: string,
  known: readonly FileIdentity[],
  namesBeginning: FindNames = findNames,
): RotatedFile[] {
  const [, ...targets] = linkChain(path);
  const folders = Array.from(new Set(targets.map((target) => dirname(target))));
  const beside = folders.flatMap((folder) =>
    namesBeginning(folder, '').flatMap((name) => rotatedFileAt(join(folder, name))),
  );
  const ledTo = beside.filter((file) => known.some((position) => sameFile(file, position)));
  return oldestFirst([...rotatedFiles(path, namesBeginning), ...ledTo]);
}

function rotatedFilesByName(path: string, namesBeginning: FindNames): RotatedFile[] {
  const folder = dirname(path);
  const own = basename(path);
  return namesBeginning(folder, stemOf(own))
    .filter((name) => name !== own && compressedEnding(name) === null && isRotatedName(name, own))
    .flatMap((name) => rotatedFileAt(join(folder, name)));
}

function findNames(folder: string, prefix: string): string[] {
  return namesIn(folder).filter((name) => name.startsWith(prefix));
}

/** A name without its ending: what rotation leaves begins like it. */
function stemOf(name: string): string {
  return name.slice(0, name.length - extname(name).length);
}

/** Each file once. */
export function oldestFirst(siblings: readonly RotatedFile[]): RotatedFile[] {
  const once = new Map(siblings.map((file) => [fileKey(file), file] as const));
  return Array.from(once.values()).sort((one, other) => one.bornAt - other.bornAt || byAge(one.path, other.path));
}

/** For sorting, oldest first. Of `app.log.2` and `app.log.1` the former is older; dates tell it the other way round. */
export function byAge(one: string, other: string): number {
  const places = [one, other].map((path) => /\.(\d{1,3})$/.exec(path)?.[1]).map(Number);
  const [first = NaN, second = NaN] = places;
  return Number.isNaN(first - second) ? one.localeCompare(other) : second - first;
}

/** The paths of the logs that this one may be a copy or a rotated part of, by its name alone. */
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

/** Whether rotation of a log called `own` may have left a file of this name. */
export function isRotatedName(name: string, own: string): boolean {
  if (name.startsWith(own)) {
    return BEHIND_NAME.test(name.slice(own.length));
  }
  const stem = stemOf(own);
  return name.startsWith(stem) && BEFORE_ENDING.test(name.slice(stem.length));
}

/** Whether a file is called like a copy that somebody or some program made of the log called `own`; either may be a path. */
export function isCopyName(name: string, own: string): boolean {
  return name.startsWith(own) && COPY_ENDING.test(name.slice(own.length));
}

/** Whether a file, or a folder, may have come into being after a moment, ms since 1970. */
export function isBornSince({ bornAt }: Pick<RotatedFile, 'bornAt'>, since: number): boolean {
  return bornAt >= since - (bornAt % 1_000 === 0 ? COARSE_SLACK_MS : BIRTH_SLACK_MS);
}

/** The file at a path as one that may hold lines of a log; none when it is no file. */
export function rotatedFileAt(path: string): RotatedFile[] {
  const look = statFile(path);
  if ('missing' in look || look.kind !== 'file') {
    return [];
  }
  const { device, inode, born, modified } = look;
  // Not the change time: each rotation renames all older files too, and so changes it.
  const bornAt = Number((born === '0' ? modified : BigInt(born)) / 1_000_000n);
  return [{ path, device, inode, born, bornAt }];
}

/** What editors name the old file by when they leave the new one in its place (vim and emacs: "backup files"). */
const OF_EDITORS = ['~'];
/** What `sed -i.bak` and its like do; but programs, too, call their last log so when they begin a new one. */
const OF_ANYONE = ['.bak', '.orig'];

/**
 * Whether a file that stood at `path` stands beside it as a backup of the one there now, born at `born` (ns since 1970).
 * Under a name that is not for editors alone, only if the new file was made before the old one went.
 */
export function isBackup(former: FileStat, born: bigint, path: string): boolean {
  const endings = born <= former.changed ? [...OF_EDITORS, ...OF_ANYONE] : OF_EDITORS;
  const names = linkChain(path).flatMap((log) => endings.map((ending) => log + ending));
  return names.some((name) => {
    const look = statFile(name);
    return !('missing' in look) && sameFile(look, former);
  });
}

/** Tells whether names came or went beside a log, or beside what its path leads to, since it was last asked. */
export class DirectoryChangeCheck {
  readonly #path: string;
  readonly #now: () => number;
  #folders = new Map<string, FolderChanges>();

  /** `now` in ms since 1970. */
  constructor(path: string, now: () => number) {
    this.#path = path;
    this.#now = now;
  }

  /** True the first time, whenever something changed since the last time, and while that cannot be told. */
  haveChanged(): boolean {
    const paths = new Set(linkChain(this.#path).map((path) => dirname(path)));
    this.#folders = new Map(
      Array.from(paths, (path) => [path, this.#folders.get(path) ?? new FolderChanges(path, this.#now)] as const),
    );
    // All are asked: each remembers what it saw.
    return Array.from(this.#folders.values(), (folder) => folder.hasChanged()).includes(true);
  }
}
