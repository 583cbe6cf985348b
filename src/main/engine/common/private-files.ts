import { statSync, type Stats } from 'node:fs';
import { dirname } from 'node:path';
import { isSystemFault } from './error-code';
import type { Clock } from './clock';
import type { ProblemReporter } from './problems';
import { repeatEvery } from './repeat';

/** Time between two checks of the modes, ms. */
const LOOK_MS = 60_000;

/** A folder or file of Logbell that other users can change, or a file with keys that they can read. */
export interface LooseFile {
  readonly code: 'writable-by-others' | 'readable-by-others';
  readonly path: string;
  /** As chmod(1) takes it: `0777`. */
  readonly mode: string;
}

/** Paths that only their owner should use. */
export interface PrivatePaths {
  /** Files that Logbell writes itself; their folders are meant, too. */
  readonly ownFiles: readonly string[];
  /** The file with the keys. */
  readonly secretsFile?: string;
}

/** Keeps a problem for each of Logbell's folders and files that is open to other users. */
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

  /** Looks at all of them now, and again and again from now on. */
  look(): void {
    this.#check();
    this.#cancel?.();
    this.#cancel = repeatEvery(this.#clock, LOOK_MS, () => this.#check());
  }

  stop(): void {
    this.#cancel?.();
  }

  #check(): void {
    const loose = looseFiles(this.#paths);
    for (const code of ['writable-by-others', 'readable-by-others'] as const) {
      const found = loose.filter((file) => file.code === code);
      this.#problems.keepOnly(code, new Set(found.map(({ path }) => path)));
      found.forEach(({ path, mode }) => this.#problems.raise(code, path, { mode }));
    }
  }
}

/** The folders and files that are open to other users. */
export function looseFiles({ ownFiles, secretsFile }: PrivatePaths): LooseFile[] {
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

/** True if users other than the owner may write. A group with the owner's number is the owner's private one (Debian, "UPG"). */
export function canOthersWrite({ mode, uid, gid }: Pick<Stats, 'mode' | 'uid' | 'gid'>): boolean {
  return (mode & 0o002) !== 0 || ((mode & 0o020) !== 0 && gid !== uid);
}

function canOthersRead({ mode }: Pick<Stats, 'mode'>): boolean {
  return (mode & 0o004) !== 0;
}

/** Null for what is not there or cannot be looked at. */
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
