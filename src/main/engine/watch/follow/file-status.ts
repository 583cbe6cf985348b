import { isDeepStrictEqual } from 'node:util';
import type { EngineStatus, FileCount, FileStatus, ProblemCode } from '../../../../shared/contract/status';
import type { FileSource } from '../../../../shared/settings/schema';
import type { ProblemReporter } from '../../common/problems';
import { readablePath } from '../../common/system-path';
import { readPathPattern } from '../discovery/glob/path-pattern';

/** Why a path is not being followed; `held-elsewhere` also while the file may be a copy in the making. */
export type UnreadableReason =
  'none' | 'missing' | 'unreadable' | 'failing' | 'directory' | 'special' | 'own' | 'held-elsewhere';

/** What stands in the way when the system gives this error (errno(3)) for a look at the path. */
export function unreadableReasonOf(reason: string): 'missing' | 'unreadable' | 'failing' {
  switch (reason) {
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

/** What the status says of a path that is not being followed. */
export function fileState(obstacle: UnreadableReason): FileStatus['state'] {
  switch (obstacle) {
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

/** Files listed for one entry of the settings: a glob may stand for thousands. */
const LISTED_PER_ENTRY = 100;

type Mutable<Type> = { -readonly [Name in keyof Type]: Type[Name] };

/** A file that may come to be listed. */
export interface ListedFile {
  /** The entries of the settings that name it. */
  readonly fileIds: readonly string[];
  readonly state: FileStatus['state'];
  /** All there is to say of it under one of the entries. */
  readonly describe: (fileId: string) => FileStatus;
}

/** What the status says of the files: the first of each entry, those in trouble before others, and the numbers of all. */
export function listFiles(files: readonly ListedFile[]): Pick<EngineStatus, 'files' | 'fileCounts'> {
  const ofEntry = new Map<string, ListedFile[]>();
  for (const file of files) {
    for (const fileId of file.fileIds) {
      const list = ofEntry.get(fileId) ?? [];
      list.push(file);
      ofEntry.set(fileId, list);
    }
  }
  return {
    files: Array.from(ofEntry).flatMap(([fileId, list]) => firstOf(list).map(({ describe }) => describe(fileId))),
    fileCounts: Array.from(ofEntry, ([fileId, list]) => countOf(fileId, list)),
  };
}

function firstOf(files: readonly ListedFile[]): readonly ListedFile[] {
  if (files.length <= LISTED_PER_ENTRY) {
    return files;
  }
  const troubled = files.filter(isInTrouble).slice(0, LISTED_PER_ENTRY);
  const well = files.slice(0, LISTED_PER_ENTRY).filter((file) => !isInTrouble(file));
  return [...troubled, ...well].slice(0, LISTED_PER_ENTRY);
}

function isInTrouble({ state }: ListedFile): boolean {
  return state === 'unreadable' || state === 'refused';
}

function countOf(fileId: string, files: readonly ListedFile[]): FileCount {
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

/** Problems whose subject is a path or glob of the settings, or a file that one stands for. */
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

/** Says what stands in the way of reading this file; that nothing does takes the problem down. `reason`: the system's word for it. */
export function reportUnreadable(
  problems: ProblemReporter,
  path: string,
  obstacle: UnreadableReason,
  reason = '',
): void {
  const found = PROBLEM_CODES[obstacle];
  const subject = readablePath(path);
  for (const code of ['file-unreadable', 'file-failing', 'file-directory', 'file-special', 'file-own'] as const) {
    if (code === found) {
      problems.raise(code, subject, reason === '' ? {} : { reason });
    } else {
      problems.clear(code, subject);
    }
  }
}

/** Says that a folder beside a log holds more names than are looked through (`most`), or not (null). */
export function reportFolder(problems: ProblemReporter, folder: string, most: number | null): void {
  if (most === null) {
    problems.clear('folder-too-full', readablePath(folder));
  } else {
    problems.raise('folder-too-full', readablePath(folder), { maximum: most });
  }
}

/** Takes down what was wrong with a file that is not there any more. */
export function forgetFile(problems: ProblemReporter, path: string): void {
  FILE_PROBLEMS.forEach((code) => problems.clear(code, readablePath(path)));
}

/** Takes down what was wrong with files that are not watched any more, or in another way than before. */
export function forgetOldProblems(
  problems: ProblemReporter,
  before: readonly FileSource[],
  now: readonly FileSource[],
): void {
  const unchanged = now.filter((source) => before.some((old) => isDeepStrictEqual(old, source)));
  const patterns = unchanged.map(({ path }) => readPathPattern(path));
  const stands = (subject: string): boolean =>
    unchanged.some(({ path }) => path === subject) || patterns.some((pattern) => pattern.matches(subject));
  for (const { code, subject } of problems.standing()) {
    if (FILE_PROBLEMS.has(code) && !stands(subject)) {
      problems.clear(code, subject);
    }
  }
}
