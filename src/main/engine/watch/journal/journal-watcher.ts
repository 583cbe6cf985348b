import { isDeepStrictEqual } from 'node:util';
import type { EngineStatus, FileStatus } from '../../../../shared/contract/status';
import type { JournalSource } from '../../../../shared/settings/schema';
import type { JournalFollowerDeps } from './follower';
import { earlierSelection, selectionOfPart } from './part';
import { distinctSelections, type FollowedSelection } from './selection';
import { SelectionFollower } from './selection-follower';

/** Longest wait of `apply` for the positions, ms. */
const FIRST_WAIT_MS = 1_000;
const NO_FILES = { following: 0, waiting: 0, unreadable: 0, refused: 0 };

/** Follows all selections of journal entries in the settings. */
export class JournalWatcher {
  readonly #deps: JournalFollowerDeps;
  #followers: readonly SelectionFollower[] = [];
  #maxLineBytes = 0;

  constructor(deps: JournalFollowerDeps) {
    this.#deps = deps;
  }

  /** Replaces the followed selections; those that stay the same are not interrupted. */
  async apply(sources: readonly JournalSource[], maxLineBytes: number): Promise<void> {
    const wanted = distinctSelections(sources);
    const isSameLimit = maxLineBytes === this.#maxLineBytes;
    const kept = this.#followers.filter(
      ({ selection }) => isSameLimit && wanted.some((one) => isDeepStrictEqual(one, selection)),
    );
    const ended = this.#followers.filter((follower) => !kept.includes(follower));
    if (ended.length > 0) {
      this.#deps.sink.flush();
      ended.forEach((follower) => follower.stop());
    }
    const added = wanted
      .filter((one) => !kept.some(({ selection }) => isDeepStrictEqual(one, selection)))
      .map((one) => new SelectionFollower(one, maxLineBytes, this.#deps));
    this.#maxLineBytes = maxLineBytes;
    this.#followers = [...kept, ...added];
    this.#deps.health.read('lines', () => this.#keepPositions(wanted), undefined);
    await this.#startAll(added);
  }

  /** Status of each entry of the settings. */
  status(): Pick<EngineStatus, 'files' | 'fileCounts'> {
    const files = this.#followers.flatMap(({ selection, title, state }) =>
      selection.fileIds.map((fileId): FileStatus => {
        return { fileId, path: title, state, position: 0, size: 0, polled: false, isJournal: true };
      }),
    );
    return { files, fileCounts: files.map(({ fileId, state }) => ({ fileId, ...NO_FILES, [state]: 1 })) };
  }

  /** Titles of these entries; true for those being read. */
  reading(ofEntry: (fileId: string) => boolean): ReadonlyMap<string, boolean> {
    const asked = this.#followers.filter(({ selection }) => selection.fileIds.some(ofEntry));
    return new Map(asked.map(({ title, state }) => [title, state === 'following']));
  }

  checkAll(): void {
    this.#followers.forEach((follower) => follower.checkNow());
  }

  stop(): void {
    this.#deps.sink.flush();
    this.#followers.forEach((follower) => follower.stop());
    this.#followers = [];
  }

  /** Lets changed selections continue where the earlier ones stopped, and forgets those. */
  #keepPositions(wanted: readonly FollowedSelection[]): void {
    const { positions } = this.#deps;
    const keys = new Set(wanted.map(({ key }) => key));
    const saved = positions.all().map((one) => ({ key: selectionOfPart(one.selection), fileIds: one.fileIds }));
    const left = saved.filter(({ key }) => !keys.has(key));
    const added = wanted.filter(({ key }) => !saved.some((one) => one.key === key));
    for (const selection of left.length > 0 ? added : []) {
      const earlier = earlierSelection(selection, left);
      if (earlier !== null) {
        positions.adopt(earlier, selection.key);
      }
    }
    positions.keepOnly((part) => keys.has(selectionOfPart(part)));
  }

  async #startAll(added: readonly SelectionFollower[]): Promise<void> {
    if (added.length === 0) {
      return;
    }
    let cancel: () => void = () => undefined;
    const enough = new Promise<void>((resolve) => {
      cancel = this.#deps.clock.after(FIRST_WAIT_MS, resolve);
    });
    await Promise.race([Promise.all(added.map((follower) => follower.start())), enough]);
    cancel();
  }
}
