import { statSync, type Stats } from 'node:fs';
import { dirname } from 'node:path';
import { isSystemFault } from '../error-code';
import type { Clock } from '../clock';
import type { ProblemReporter } from '../problems';
import { repeatEvery } from '../repeat';

/** Interval between two checks, ms. */
const CHECK_MS = 60_000;

/** A folder or file of Logbell that other users can write, or a file with keys that they can read. */
export interface ExposedFile {
  readonly code: 'writable-by-others' | 'readable-by-others';
  readonly path: string;
  /** Octal, as for chmod(1): `0777`. */
  readonly mode: string;
}

/** Paths that only their owner should be able to access. */
export interface PrivatePaths {
  /** Files that Logbell writes; their folders are checked, too. */
  readonly ownFiles: readonly string[];
  /** The file with the keys. */
  readonly secretsFile?: string;
}

/** Raises a problem for each folder and file of Logbell that is open to other users. */
export class PrivateFiles {
  readonly #paths: PrivatePaths;
  readonly #problems: ProblemReporter;
  readonly #clock: Clock;
  #cancel: (() => void) | null = null;

  constructor(paths: PrivatePaths, problems: ProblemReporter, clock: Clock) {
    this.#paths = paths;
    this.#problems = problems;
    this.#clock = clock;
  }

  /** Checks all of them now and then periodically. */
  watch(): void {
    this.#check();
    this.#cancel?.();
    this.#cancel = repeatEvery(this.#clock, CHECK_MS, () => this.#check());
  }

  stop(): void {
    this.#cancel?.();
  }

  #check(): void {
    const exposed = exposedFiles(this.#paths);
    for (const code of ['writable-by-others', 'readable-by-others'] as const) {
      const found = exposed.filter((file) => file.code === code);
      this.#problems.keepOnly(code, new Set(found.map(({ path }) => path)));
      found.forEach(({ path, mode }) => this.#problems.raise(code, path, { mode }));
    }
  }
}

/** Finds the folders and files that are open to other users. */
export function exposedFiles({ ownFiles, secretsFile }: PrivatePaths): ExposedFile[] {
  const paths = new Set([...ownFiles.map((path) => dirname(path)), ...ownFiles]);
  return Array.from(paths).flatMap((path) => {
    const stats = statsOf(path);
    if (!stats) {
      return [];
    }
    const mode = `0${(stats.mode & 0o7777).toString(8).padStart(3, '0')}`;
    return [
      ...(canOthersWrite(stats) ? [{ code: 'writable-by-others', path, mode } as const] : []),
      ...(path === secretsFile && canOthersRead(stats) ? [{ code: 'readable-by-others', path, mode } as const] : []),
    ];
  });
}

/**
 * True if users other than the owner can write. A group with the number of the owner is private to the owner (Debian,
 * "UPG").
 */
export function canOthersWrite({ mode, uid, gid }: Pick<Stats, 'mode' | 'uid' | 'gid'>): boolean {
  return (mode & 0o002) !== 0 || ((mode & 0o020) !== 0 && gid !== uid);
}

function canOthersRead({ mode }: Pick<Stats, 'mode'>): boolean {
  return (mode & 0o004) !== 0;
}

/** Null if it does not exist or cannot be read. */
function statsOf(path: string): Stats | null {
  try {
    return statSync(path);
  } catch (error) {
    if (isSystemFault(error)) {
      return null;
    }
    throw error;
  }
}
