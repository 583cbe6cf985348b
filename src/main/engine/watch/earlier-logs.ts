import type { FilePosition, Positions } from '../ledger/positions';
import { lookAt, sameFile, type FileIdentity } from './file-identity';
import type { LogOpener } from './log-opener';
import { beginsLike } from './open-file';
import type { OpenLog } from './open-log';
import { headHolds, PROOF_BYTES, proofHolds } from './proof';
import { rotatedSiblings, type Sibling } from './rotated-siblings';
import { positionAtStart } from './start-position';

/** Birth times come from a clock that ticks some ms behind (clock_gettime(2), CLOCK_REALTIME_COARSE). */
const BIRTH_SLACK_MS = 20;
const NS_A_MS = 1_000_000n;

/** What the search for earlier logs is given. */
export interface EarlierLogsParts {
  readonly path: string;
  readonly positions: Positions;
  readonly opener: LogOpener;
  /** Whether any follower has this file open. */
  readonly isHeld: (file: FileIdentity) => boolean;
}

/** Finds the files beside a path that hold lines of its log which were not taken yet. */
export class EarlierLogs {
  readonly #parts: EarlierLogsParts;

  constructor(parts: EarlierLogsParts) {
    this.#parts = parts;
  }

  /** Files that stood at the path for so short a time that they were never seen there, oldest first. */
  between(former: FilePosition, since: number): OpenLog[] {
    const recent = rotatedSiblings(this.#parts.path).filter(({ bornAt }) => bornAt >= since - BIRTH_SLACK_MS);
    return this.#unread(recent, [former]);
  }

  /** What a copy took of a log before it was truncated and could be read, and what came and went at the path since. */
  copiesOf(before: FilePosition): OpenLog[] {
    const siblings = rotatedSiblings(this.#parts.path);
    const copy = siblings.findIndex((sibling) => this.#isCopyWithMore(sibling, before));
    return copy < 0 ? [] : this.#unread(siblings.slice(copy), [before]);
  }

  /** After a restart: rotated files that were not read out, and those that came and went meanwhile; null when the log is where it was. */
  leftOver(): OpenLog[] | null {
    const { positions, path } = this.#parts;
    const present = lookAt(path);
    const known = positions.atPath(path);
    const left = known.filter((position) => 'missing' in present || !sameFile(present, position));
    if (left.length === 0) {
      return null;
    }
    const newest = Math.max(...left.map(({ born }) => Number(BigInt(born) / NS_A_MS)));
    const siblings = rotatedSiblings(path);
    const found = siblings.flatMap((sibling) => {
      const rest = left.find((position) => sameFile(sibling, position));
      if (rest) {
        return this.#isHeld(sibling) ? [] : this.#open(sibling, () => rest);
      }
      const mayBeNew = newest > 0 && sibling.bornAt > newest && !this.#isYoungCopy(sibling, siblings);
      return mayBeNew ? this.#unread([sibling], known) : [];
    });
    left.filter((position) => !this.#isHeld(position)).forEach((position) => positions.leave(position));
    return found;
  }

  #isHeld(file: FileIdentity): boolean {
    return this.#parts.isHeld(file);
  }

  #unread(siblings: readonly Sibling[], formers: readonly FilePosition[]): OpenLog[] {
    return siblings
      .filter((sibling) => !this.#isHeld(sibling) && this.#parts.positions.find(sibling) === null)
      .flatMap((sibling) => this.#open(sibling, (fd, size) => restIn(fd, size, formers)));
  }

  #open(sibling: Sibling, rest: (fd: number, size: number) => FilePosition | 'start' | null): OpenLog[] {
    const log = this.#parts.opener.openBeside(sibling, ({ fd, look }, begin) => {
      const position = rest(fd, look.size);
      return position === 'start' ? positionAtStart(begin) : position && { ...position, ...begin };
    });
    return log ? [log] : [];
  }

  /** Whether all of a file stands at the beginning of a log already read: a copy made when that was short. */
  #isYoungCopy(sibling: Sibling, siblings: readonly Sibling[]): boolean {
    const { opener, path, positions } = this.#parts;
    const read = siblings.filter((other) => other !== sibling && positions.find(other) !== null);
    let isCopy = false;
    opener.openBeside(sibling, (file) => {
      isCopy =
        file.look.size < PROOF_BYTES &&
        [path, ...read.map((other) => other.path)].some((other) => beginsLike(file, other));
      return null;
    });
    return isCopy;
  }

  #isCopyWithMore(sibling: Sibling, { offset, proof }: FilePosition): boolean {
    if (offset === 0 || this.#isHeld(sibling) || this.#parts.positions.find(sibling) !== null) {
      return false;
    }
    let more = false;
    this.#parts.opener.openBeside(sibling, ({ fd, look }) => {
      more = look.size > offset && proofHolds(fd, offset, proof);
      return null;
    });
    return more;
  }
}

/** Where the lines not yet taken begin in a file beside a log: behind what a copy has of it, or at its start. */
function restIn(fd: number, size: number, formers: readonly FilePosition[]): FilePosition | 'start' | null {
  const copied = formers.find(({ offset, proof }) => offset > 0 && size >= proof.headBytes && headHolds(fd, proof));
  if (!copied) {
    return 'start';
  }
  return size >= copied.offset && proofHolds(fd, copied.offset, copied.proof) ? copied : null;
}
