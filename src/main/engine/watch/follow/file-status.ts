import { isDeepStrictEqual } from 'node:util';
import type { Mutable } from '../../../../shared/common/mutable';
import type { EngineStatus, FileCount, FileStatus, ProblemCode } from '../../../../shared/contract/status';
import type { FileSource } from '../../../../shared/settings/schema';
import { missingAccess } from '../../common/files/file-access';
import type { ProblemReporter } from '../../common/problems';
import { readablePath } from '../../common/files/system-path';
import { readPathPattern } from '../discovery/glob/path-pattern';

/** Reason why a path is not being followed; `held-elsewhere` also while the file may be a copy in progress. */
export type UnreadableReason =
  'none' | 'missing' | 'unreadable' | 'failing' | 'directory' | 'special' | 'own' | 'held-elsewhere';

/** Reason for an error code (errno(3)) of a stat of the path. */
export function unreadableReasonOf(code: string): 'missing' | 'unreadable' | 'failing' {
  switch (code) {
    case 'ENOENT':
    case 'ENOTDIR':
      return 'missing';
    case 'EACCES':
    case 'EPERM':
      return 'unreadable';
    default:
      return 'failing';
  }
}

/** State that the status shows for a path that is not being followed. */
export function fileState(reason: UnreadableReason): FileStatus['state'] {
  switch (reason) {
    case 'none':
    case 'missing':
    case 'held-elsewhere':
      return 'waiting';
    case 'unreadable':
    case 'failing':
      return 'unreadable';
    case 'directory':
    case 'special':
    case 'own':
      return 'refused';
  }
}

/** Files listed for one entry of the settings: a glob may match thousands. */
const LISTED_PER_ENTRY = 100;

/** File that the status may list. */
export interface ListedFile {
  /** Entries of the settings that name it. */
  readonly fileIds: readonly string[];
  readonly state: FileStatus['state'];
  /** Describes the file for one of its entries. */
  readonly describe: (fileId: string) => FileStatus;
}

/** Lists files for the status: the first of each entry, those with problems before others, and the counts of all. */
export function listFiles(files: readonly ListedFile[]): Pick<EngineStatus, 'files' | 'fileCounts'> {
  const byEntry = new Map<string, ListedFile[]>();
  for (const file of files) {
    for (const fileId of file.fileIds) {
      const list = byEntry.get(fileId) ?? [];
      list.push(file);
      byEntry.set(fileId, list);
    }
  }
  return {
    files: Array.from(byEntry).flatMap(([fileId, list]) => selectListed(list).map(({ describe }) => describe(fileId))),
    fileCounts: Array.from(byEntry, ([fileId, list]) => countStates(fileId, list)),
  };
}

function selectListed(files: readonly ListedFile[]): readonly ListedFile[] {
  if (files.length <= LISTED_PER_ENTRY) {
    return files;
  }
  const faulty = files.filter(hasProblem).slice(0, LISTED_PER_ENTRY);
  const others = files.slice(0, LISTED_PER_ENTRY).filter((file) => !hasProblem(file));
  return [...faulty, ...others].slice(0, LISTED_PER_ENTRY);
}

function hasProblem({ state }: ListedFile): boolean {
  return state === 'unreadable' || state === 'refused';
}

function countStates(fileId: string, files: readonly ListedFile[]): FileCount {
  const count: Mutable<FileCount> = { fileId, following: 0, waiting: 0, unreadable: 0, refused: 0 };
  files.forEach(({ state }) => (count[state] += 1));
  return count;
}

const PROBLEM_CODES = {
  none: null,
  missing: null,
  'held-elsewhere': null,
  unreadable: 'file-unreadable',
  failing: 'file-failing',
  directory: 'file-directory',
  special: 'file-special',
  own: 'file-own',
} as const satisfies Record<UnreadableReason, ProblemCode | null>;

/** Problems whose subject is a path or glob of the settings, or a file that one matches. */
const FILE_PROBLEMS: ReadonlySet<ProblemCode> = new Set<ProblemCode>([
  'file-unreadable',
  'file-failing',
  'file-directory',
  'file-special',
  'file-own',
  'no-files-match',
  'too-many-files',
  'glob-too-broad',
  'folder-too-full',
  'looks-cp949',
  'file-first-line-slow',
]);

/** Raises the problem for this reason, or clears it if there is none. `systemError`: the system's error code. */
export function reportUnreadable(
  problems: ProblemReporter,
  path: string,
  reason: UnreadableReason,
  systemError = '',
): void {
  const found = PROBLEM_CODES[reason];
  const subject = readablePath(path);
  for (const code of ['file-unreadable', 'file-failing', 'file-directory', 'file-special', 'file-own'] as const) {
    if (code === found) {
      const access = code === 'file-unreadable' ? missingAccess(path) : {};
      problems.raise(code, subject, { ...access, ...(systemError === '' ? {} : { reason: systemError }) });
    } else {
      problems.clear(code, subject);
    }
  }
}

/** Raises the problem that a folder beside a log holds more than `most` names; clears it for null. */
export function reportFolder(problems: ProblemReporter, folder: string, most: number | null): void {
  if (most === null) {
    problems.clear('folder-too-full', readablePath(folder));
  } else {
    problems.raise('folder-too-full', readablePath(folder), { maximum: most });
  }
}

/** Clears the problems of a file that is gone. */
export function forgetFile(problems: ProblemReporter, path: string): void {
  FILE_PROBLEMS.forEach((code) => problems.clear(code, readablePath(path)));
}

/** Clears the problems of files that are no longer watched, or are watched in another way. */
export function forgetOldProblems(
  problems: ProblemReporter,
  before: readonly FileSource[],
  now: readonly FileSource[],
): void {
  const unchanged = now.filter((source) => before.some((old) => isDeepStrictEqual(old, source)));
  const patterns = unchanged.map(({ path }) => readPathPattern(path));
  const isCurrent = (subject: string): boolean =>
    unchanged.some(({ path }) => path === subject) || patterns.some((pattern) => pattern.matches(subject));
  for (const { code, subject } of problems.standing()) {
    if (FILE_PROBLEMS.has(code) && !isCurrent(subject)) {
      problems.clear(code, subject);
    }
  }
}
