import { isDeepStrictEqual } from 'node:util';
import type { FileSource } from '../../../shared/settings/schema';
import type { ProblemCode } from '../../../shared/contract/status';
import type { ProblemBoard } from '../common/problems';
import { readablePath } from '../common/system-path';
import type { Obstacle } from './obstacle';
import { readPathPattern } from './path-pattern';

const OBSTACLE_PROBLEMS = {
  none: null,
  missing: null,
  'held-elsewhere': null,
  unreadable: 'file-unreadable',
  failing: 'file-failing',
  directory: 'file-directory',
  special: 'file-special',
  own: 'file-own',
} as const satisfies Record<Obstacle, ProblemCode | null>;

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
export function reportObstacle(problems: ProblemBoard, path: string, obstacle: Obstacle, reason = ''): void {
  const found = OBSTACLE_PROBLEMS[obstacle];
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
export function reportFolder(problems: ProblemBoard, folder: string, most: number | null): void {
  if (most === null) {
    problems.clear('folder-too-full', readablePath(folder));
  } else {
    problems.raise('folder-too-full', readablePath(folder), { maximum: most });
  }
}

/** Takes down what was wrong with a file that is not there any more. */
export function forgetFile(problems: ProblemBoard, path: string): void {
  FILE_PROBLEMS.forEach((code) => problems.clear(code, readablePath(path)));
}

/** Takes down what was wrong with files that are not watched any more, or in another way than before. */
export function forgetOldProblems(
  problems: ProblemBoard,
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
