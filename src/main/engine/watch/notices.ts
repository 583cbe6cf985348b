import type { Clock } from '../clock';
import type { ProblemBoard } from '../problems';
import { foldersOf, type PathPattern } from './discovery';
import { FileNotices } from './file-notices';
import { FolderNotices, type FolderNoticesCalls } from './folder-notices';
import { Unnoticed } from './unnoticed';

/** How long a start waits for the first notices, ms. */
const LONGEST_WAIT_MS = 1_000;
/** How soon notices are asked for again after the system had none to give, ms. */
const ASK_AGAIN_MS = 300_000;

/** What the notices need and whom they tell. */
export interface NoticesParts extends Pick<FolderNoticesCalls, 'touched' | 'appeared'> {
  readonly clock: Clock;
  readonly problems: ProblemBoard;
  /** Have no notices at all. */
  readonly polling: boolean;
}

/** Asks the system to tell of changes, and knows of which files it does not. A notice only says that a look is worth it. */
export class Notices {
  readonly #parts: NoticesParts;
  readonly #unnoticed: Unnoticed;
  #patterns: readonly PathPattern[] = [];
  #ofFiles: FileNotices | null = null;
  #ofFolders: FolderNotices | null = null;
  #cancel: (() => void) | null = null;
  #closing: Promise<void> = Promise.resolve();

  constructor(parts: NoticesParts) {
    this.#parts = parts;
    this.#unnoticed = new Unnoticed(parts.polling);
  }

  /** Whether a file must be looked at because nobody tells of its changes. */
  isUnnoticed(path: string): boolean {
    return this.#unnoticed.has(path);
  }

  /** Asks for notices of what these patterns stand for, from now on. */
  ask(patterns: readonly PathPattern[]): void {
    this.#patterns = patterns;
    this.#unnoticed.forget();
    if (this.#parts.polling) {
      return;
    }
    const { touched, appeared, problems } = this.#parts;
    const limited = (path: string, reason: string): void => this.#limited(path, reason);
    const calls = { touched, appeared, limited };
    this.#ofFolders = new FolderNotices(calls);
    const paths = patterns.filter(({ isGlob }) => !isGlob).map(({ base }) => base);
    const ofFiles = new FileNotices(paths, calls);
    this.#ofFiles = ofFiles;
    this.refresh();
    void ofFiles.ready.then(() => {
      if (this.#ofFiles === ofFiles && !this.#unnoticed.anyLimited) {
        problems.clear('watch-limit', '');
      }
    });
  }

  /** Takes in the folders that have come to be, and lets go of those that went. */
  refresh(): void {
    this.#ofFolders?.watch(new Set(this.#patterns.filter(({ isGlob }) => isGlob).flatMap(foldersOf)));
  }

  /** A link's folder tells nothing of the file it leads to. */
  addLink(path: string): void {
    this.#ofFiles?.add(path);
  }

  /** Waits for the first notices, but not for long: until they come, looking finds what is new. */
  async come(): Promise<void> {
    let cancel = (): void => undefined;
    const enough = new Promise<void>((resolve) => {
      cancel = this.#parts.clock.after(LONGEST_WAIT_MS, resolve);
    });
    await Promise.race([this.#ofFiles?.ready, enough]);
    cancel();
  }

  /** Takes no more notices. */
  close(): Promise<void> {
    this.#cancel?.();
    this.#cancel = null;
    this.#ofFolders?.close();
    this.#ofFolders = null;
    const ofFiles = this.#ofFiles;
    this.#ofFiles = null;
    this.#closing = this.#closing.then(() => ofFiles?.close());
    return this.#closing;
  }

  #limited(path: string, reason: string): void {
    if (!this.#ofFolders) {
      return;
    }
    this.#unnoticed.addLimited(path);
    this.#parts.problems.raise('watch-limit', '', { reason });
    this.#cancel ??= this.#parts.clock.after(ASK_AGAIN_MS, () => void this.#askAgain());
  }

  async #askAgain(): Promise<void> {
    const patterns = this.#patterns;
    await this.close();
    this.ask(patterns);
  }
}
