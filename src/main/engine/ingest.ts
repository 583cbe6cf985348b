import type { AlertDesk } from './alert/alert-pipeline';
import type { FoundInFile } from './alert/message/types';
import type { Decided } from './alert/pipeline-result';
import type { Clock } from './common/clock';
import { isDatabaseFault } from './common/error-code';
import type { ProblemBoard } from './common/problems';
import type { Ledger } from './ledger/ledger';
import type { LedgerHealth } from './ledger/ledger-health';
import type { FilePosition, LinePlace, ProvenFile } from './ledger/tables/file-positions';
import type { CompiledRule, LineMatch, MatchInBlock } from './match/compiled-rule';
import { BlockMatcher } from './match/matcher';
import type { SearchAhead } from './match/read-ahead/coordinator';
import { ScanMemory } from './match/scanner/memory';
import { fileKey } from './watch/identity/file-id';
import { provenFile } from './watch/identity/fingerprint';
import type { Intake, LogAhead } from './watch/reader/line-sink';
import { type Block, offsetInFile } from './watch/reader/lines';

/** How far the ledger may be behind the reading: time in ms, bytes (without those that another thread has searched), matches. */
const BEHIND_MS = 250;
const BEHIND_BYTES = 4 * 1_024 * 1_024;
const BEHIND_MATCHES = 1_000;
/** Delay before the next attempt after the ledger refused, ms: doubled each time. Every attempt matches all lines anew. */
const AGAIN_MS = 250;
const AGAIN_AT_MOST_MS = 5_000;
/** What is read at a time fits in it, bytes. */
const BUFFER_BYTES = 1_024 * 1_024;

/** What the intake is given. */
export interface LineIntakeParts {
  readonly ledger: Ledger;
  readonly desk: AlertDesk;
  readonly problems: ProblemBoard;
  readonly health: LedgerHealth;
  readonly clock: Clock;
  readonly rules: () => readonly CompiledRule[];
  /** Searches long logs ahead; null where only one thread reads. */
  readonly ahead: SearchAhead | null;
  /** Called with what was decided, once it is committed. */
  readonly tell: (decided: Decided) => void;
}

/** The file that lines were taken from; proven once all of them have been. */
interface TakenFile {
  proven: ProvenFile | null;
}

/** A match in lines that were taken: as small as can be, since a flood keeps many until they are written. */
class TakenMatch implements FoundInFile {
  readonly match: LineMatch;
  readonly #block: Pick<Block, 'path' | 'fileIds'>;
  readonly #offset: number;
  readonly #file: TakenFile;

  constructor(match: MatchInBlock, block: Block, file: TakenFile) {
    this.match = match;
    this.#block = block;
    this.#offset = offsetInFile(block, match.start);
    this.#file = file;
  }

  get path(): string {
    return this.#block.path;
  }

  get fileIds(): readonly string[] {
    return this.#block.fileIds;
  }

  get place(): LinePlace | undefined {
    const { proven } = this.#file;
    return proven ? { file: proven, offset: this.#offset } : undefined;
  }
}

/** What was taken and is not written yet. */
class Taken {
  /** The last position of each file. */
  readonly positions = new Map<string, FilePosition>();
  readonly found: FoundInFile[] = [];
  readonly takeBacks: (() => void)[] = [];
  bytes = 0;

  add(position: FilePosition, takeBack: () => void): void {
    this.positions.set(fileKey(position), position);
    this.takeBacks.push(takeBack);
  }

  get isFull(): boolean {
    return this.isFullWith(0, 0);
  }

  /** Whether it would be full with so many more bytes and matches. */
  isFullWith(bytes: number, matches: number): boolean {
    return this.bytes + bytes >= BEHIND_BYTES || this.found.length + matches >= BEHIND_MATCHES;
  }
}

/** Matches blocks, decides on what was found, and commits that together with the positions behind it. */
export class LineIntake implements Intake {
  readonly buffer: Buffer;
  readonly #parts: LineIntakeParts;
  #taken: Taken | null = null;
  #cancel: (() => void) | null = null;
  /** Refusals of the ledger in a row. */
  #refusals = 0;
  #cancelRest: (() => void) | null = null;
  #isEnding = false;
  readonly #memory = ScanMemory.create(BUFFER_BYTES);
  #matcher: BlockMatcher | null = null;

  constructor(parts: LineIntakeParts) {
    this.#parts = parts;
    this.buffer = this.#memory?.buffer ?? Buffer.allocUnsafeSlow(BUFFER_BYTES);
  }

  get isResting(): boolean {
    return this.#cancelRest !== null;
  }

  take(blocks: Iterable<Block>, after: () => FilePosition, takeBack: () => void): boolean {
    if (this.isResting) {
      takeBack();
      return false;
    }
    const matcher = this.#matcherFor(this.#parts.rules());
    const taken = this.#begun();
    const found: FoundInFile[] = [];
    const file: TakenFile = { proven: null };
    let bytes = 0;
    for (const block of blocks) {
      const { matches, looksCp949 } = matcher.match(block);
      if (looksCp949) {
        this.#parts.problems.raise('looks-cp949', block.path);
      }
      for (const match of matches) {
        found.push(new TakenMatch(match, block, file));
      }
      bytes += block.bytes.length;
      if (taken.isFullWith(bytes, found.length)) {
        break;
      }
    }
    // Not before: what was found counts only together with the position behind it.
    const position = after();
    taken.add(position, takeBack);
    file.proven = provenFile(position);
    for (const one of found) {
      taken.found.push(one);
    }
    taken.bytes += bytes;
    return !taken.isFull || this.settle();
  }

  quietFrom(log: LogAhead, offset: number): number {
    const { ahead, rules } = this.#parts;
    const matcher = this.#matcherFor(rules());
    return ahead?.quietFrom(log, offset, () => matcher.tablesFor(log.fileIds, log.codec)) ?? offset;
  }

  keep(position: FilePosition, takeBack: () => void): boolean {
    if (this.isResting) {
      takeBack();
      return false;
    }
    this.#begun().add(position, takeBack);
    return true;
  }

  caughtUp(): boolean {
    return !this.#taken || this.#taken.found.length === 0 || this.settle();
  }

  settle(): boolean {
    const taken = this.#taken;
    if (!taken) {
      return !this.isResting;
    }
    this.#cancel?.();
    this.#cancel = null;
    this.#taken = null;
    let decided: Decided;
    try {
      decided = this.#commit(taken);
    } catch (error) {
      taken.takeBacks.reverse().forEach((takeBack) => takeBack());
      this.#parts.health.failed('lines', error);
      this.#rest();
      return false;
    }
    this.#refusals = 0;
    this.#parts.health.worked('lines');
    this.#tell(decided);
    return true;
  }

  /** Reports committed decisions: these are never given back, even if the ledger fails meanwhile. */
  #tell(decided: Decided): void {
    try {
      this.#parts.tell(decided);
    } catch (error) {
      if (!isDatabaseFault(error)) {
        throw error;
      }
      this.#parts.health.failed('lines', error);
    }
  }

  /** Ends the rests: reading is about to stop, and lines of deleted files have their last chance. */
  end(): void {
    this.#isEnding = true;
    this.#cancelRest?.();
    this.#cancelRest = null;
  }

  #rest(): void {
    if (this.#isEnding) {
      return;
    }
    const delayMs = Math.min(AGAIN_MS * 2 ** this.#refusals, AGAIN_AT_MOST_MS);
    this.#refusals += 1;
    const { clock, health } = this.#parts;
    this.#cancelRest = clock.after(delayMs, () => {
      this.#cancelRest = null;
      if (!health.mayTryAgain()) {
        this.#rest();
      }
    });
  }

  #matcherFor(rules: readonly CompiledRule[]): BlockMatcher {
    if (this.#matcher?.rules !== rules) {
      this.#parts.ahead?.end();
      this.#matcher = new BlockMatcher(rules, this.#memory);
    }
    return this.#matcher;
  }

  #begun(): Taken {
    this.#cancel ??= this.#parts.clock.after(BEHIND_MS, () => void this.settle());
    return (this.#taken ??= new Taken());
  }

  #commit({ positions, found }: Taken): Decided {
    const { ledger, clock, desk } = this.#parts;
    return ledger.commit(() => {
      const now = clock.now();
      positions.forEach((position) => ledger.positions.save(position, now));
      return desk.decideAll(found);
    });
  }
}
