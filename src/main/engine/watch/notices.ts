import type { ProblemBoard } from '../common/problems';
import type { FileIdentity } from './file-identity';
import { FolderNotices, type FolderNoticesCalls } from './folder-notices';
import type { WantedNames } from './path-pattern';
import { Unnoticed } from './unnoticed';

/** What the notices need and whom they tell. */
export interface NoticesParts extends Omit<FolderNoticesCalls, 'limited'> {
  readonly problems: ProblemBoard;
  /** Have no notices at all. */
  readonly polling: boolean;
}

/** Asks the system to tell of changes, and knows of which files it does not. A notice only says that a look is worth it. */
export class Notices {
  readonly #problems: ProblemBoard;
  readonly #unnoticed: Unnoticed;
  readonly #folders: FolderNotices | null;
  /** Beyond a limit in the search that goes on, or since the last one. */
  #limited = new Set<string>();

  constructor({ problems, polling, ...calls }: NoticesParts) {
    this.#problems = problems;
    this.#unnoticed = new Unnoticed(polling);
    this.#folders = polling ? null : new FolderNotices({ ...calls, limited: (...what) => this.#limit(...what) });
  }

  /** Whether a file must be looked at because nobody tells of its changes. */
  isUnnoticed(path: string): boolean {
    return this.#unnoticed.has(path);
  }

  /** Whether notices are given of what happens in this folder. */
  knows(folder: string): boolean {
    return this.#folders?.knows(folder) ?? false;
  }

  /** A search enters all folders of interest from now on; what the system refused before is asked for again. */
  beginSearch(): void {
    this.#limited = new Set();
    this.#folders?.beginSearch();
  }

  /** Gives notices of these names in a folder, from now on. */
  enter(folder: string, identity: FileIdentity, wanted: WantedNames): void {
    this.#folders?.enter(folder, identity, wanted);
  }

  /** Lets go of the folders that the search did not enter. */
  endSearch(): void {
    this.#folders?.endSearch();
    this.#unnoticed.setLimited(this.#limited);
    if (this.#limited.size === 0) {
      this.#problems.clear('watch-limit', '');
    }
  }

  /** Gives no more notices. */
  close(): void {
    this.#folders?.close();
    this.#unnoticed.forget();
  }

  #limit(path: string, reason: string): void {
    this.#limited.add(path);
    this.#unnoticed.addLimited(path);
    this.#problems.raise('watch-limit', '', { reason });
  }
}
