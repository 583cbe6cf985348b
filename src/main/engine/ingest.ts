import type { AlertPipeline } from './alert/alert-pipeline';
import type { MatchInFile } from './alert/message/types';
import type { PipelineResult } from './alert/pipeline-result';
import type { Clock } from './common/clock';
import type { ProblemReporter } from './common/problems';
import type { Ledger } from './ledger/ledger';
import type { LedgerHealth } from './ledger/ledger-health';
import type { FilePosition, LinePlace, FingerprintedFile } from './ledger/tables/file-positions';
import type { CompiledRule, LineMatch, MatchInBlock } from './match/compiled-rule';
import { Matcher } from './match/matcher';
import type { ReadAhead } from './match/read-ahead/coordinator';
import { ScanMemory } from './match/scanner/memory';
import { fileKey } from './watch/identity/file-id';
import { fingerprintedFile } from './watch/identity/fingerprint';
import type { LineRun, LineSink, ReadAheadFile } from './watch/reader/line-sink';
import { type Block, offsetInFile } from './watch/reader/lines';

/**
 * How far the ledger may lag behind reading: time in ms, bytes (without those that another thread searched), matches.
 */
const BEHIND_MS = 250;
const BEHIND_BYTES = 4 * 1_024 * 1_024;
const BEHIND_MATCHES = 1_000;
/**
 * Delay before the next attempt after a failed write, ms; doubled each time, as every attempt matches all lines again.
 */
const AGAIN_MS = 250;
const AGAIN_AT_MOST_MS = 5_000;
/** Size of the read buffer, bytes. */
const BUFFER_BYTES = 1_024 * 1_024;

export interface IngestDeps {
  readonly ledger: Ledger;
  readonly desk: AlertPipeline;
  readonly problems: ProblemReporter;
  readonly health: LedgerHealth;
  readonly clock: Clock;
  readonly rules: () => readonly CompiledRule[];
  /** Searches long logs ahead of reading; null if only one thread reads. */
  readonly ahead: ReadAhead | null;
  /** Called with decisions, once they are committed. */
  readonly tell: (decided: PipelineResult) => void;
}

/** The file that lines of a run come from; `proven` is set once the run has ended. */
interface TakenFile {
  proven: FingerprintedFile | null;
}

/** A match in a pending run. It is as small as possible, since a flood keeps many until they are written. */
class TakenMatch implements MatchInFile {
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

/** Runs that are consumed, but not written yet. */
class PendingBatch {
  /** The last position of each file. */
  readonly positions = new Map<string, FilePosition>();
  readonly found: MatchInFile[] = [];
  readonly takeBacks: (() => void)[] = [];
  bytes = 0;

  add(position: FilePosition, takeBack: () => void): void {
    this.positions.set(fileKey(position), position);
    this.takeBacks.push(takeBack);
  }

  get isFull(): boolean {
    return this.isFullWith(0, 0);
  }

  /** True if it would be full with this many more bytes and matches. */
  isFullWith(bytes: number, matches: number): boolean {
    return this.bytes + bytes >= BEHIND_BYTES || this.found.length + matches >= BEHIND_MATCHES;
  }
}

interface IngestRunDeps {
  readonly matcher: Matcher;
  readonly taken: PendingBatch;
  readonly problems: ProblemReporter;
  readonly flush: () => boolean;
}

/** Blocks of one file, matched before their position is known; matches count only together with it. */
class IngestRun implements LineRun {
  readonly #deps: IngestRunDeps;
  readonly #found: MatchInFile[] = [];
  readonly #file: TakenFile = { proven: null };
  #bytes = 0;

  constructor(deps: IngestRunDeps) {
    this.#deps = deps;
  }

  match(block: Block): boolean {
    const { matcher, taken, problems } = this.#deps;
    const { matches, looksCp949 } = matcher.match(block);
    if (looksCp949) {
      problems.raise('looks-cp949', block.path);
    }
    for (const match of matches) {
      this.#found.push(new TakenMatch(match, block, this.#file));
    }
    this.#bytes += block.bytes.length;
    return !taken.isFullWith(this.#bytes, this.#found.length);
  }

  end(position: FilePosition, takeBack: () => void): boolean {
    const { taken, flush } = this.#deps;
    taken.add(position, takeBack);
    this.#file.proven = fingerprintedFile(position);
    for (const one of this.#found) {
      taken.found.push(one);
    }
    taken.bytes += this.#bytes;
    return !taken.isFull || flush();
  }
}

/** Matches blocks, decides on the matches, and commits them together with the positions after them. */
export class Ingest implements LineSink {
  readonly buffer: Buffer;
  readonly #deps: IngestDeps;
  #taken: PendingBatch | null = null;
  #cancel: (() => void) | null = null;
  /** Failed writes in a row. */
  #refusals = 0;
  #cancelRest: (() => void) | null = null;
  #isEnding = false;
  readonly #memory = ScanMemory.create(BUFFER_BYTES);
  #matcher: Matcher | null = null;

  constructor(deps: IngestDeps) {
    this.#deps = deps;
    this.buffer = this.#memory?.buffer ?? Buffer.allocUnsafeSlow(BUFFER_BYTES);
  }

  get isResting(): boolean {
    return this.#cancelRest !== null;
  }

  beginRun(): LineRun | null {
    if (this.isResting) {
      return null;
    }
    const matcher = this.#matcherFor(this.#deps.rules());
    const { problems } = this.#deps;
    return new IngestRun({ matcher, taken: this.#begun(), problems, flush: () => this.flush() });
  }

  skipTo(log: ReadAheadFile, offset: number): number {
    const { ahead, rules } = this.#deps;
    const matcher = this.#matcherFor(rules());
    return ahead?.quietFrom(log, offset, () => matcher.tablesFor(log.fileIds, log.codec)) ?? offset;
  }

  savePosition(position: FilePosition, takeBack: () => void): boolean {
    if (this.isResting) {
      takeBack();
      return false;
    }
    this.#begun().add(position, takeBack);
    return true;
  }

  flushMatches(): boolean {
    return !this.#taken || this.#taken.found.length === 0 || this.flush();
  }

  flush(): boolean {
    const taken = this.#taken;
    if (!taken) {
      return !this.isResting;
    }
    this.#cancel?.();
    this.#cancel = null;
    this.#taken = null;
    let decided: PipelineResult;
    try {
      decided = this.#commit(taken);
    } catch (error) {
      taken.takeBacks.reverse().forEach((takeBack) => takeBack());
      this.#deps.health.failed('lines', error);
      this.#rest();
      return false;
    }
    this.#refusals = 0;
    this.#deps.health.worked('lines');
    this.#tell(decided);
    return true;
  }

  /** Publishes committed decisions; these are never rolled back, even if the ledger fails meanwhile. */
  #tell(decided: PipelineResult): void {
    const { health, tell } = this.#deps;
    health.read('lines', () => tell(decided), undefined);
  }

  /** Ends the backoff: reading is about to stop, and lines of deleted files have their last chance. */
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
    const { clock, health } = this.#deps;
    this.#cancelRest = clock.after(delayMs, () => {
      this.#cancelRest = null;
      if (!health.mayTryAgain()) {
        this.#rest();
      }
    });
  }

  #matcherFor(rules: readonly CompiledRule[]): Matcher {
    if (this.#matcher?.rules !== rules) {
      this.#deps.ahead?.end();
      this.#matcher = new Matcher(rules, this.#memory);
    }
    return this.#matcher;
  }

  #begun(): PendingBatch {
    this.#cancel ??= this.#deps.clock.after(BEHIND_MS, () => void this.flush());
    return (this.#taken ??= new PendingBatch());
  }

  #commit({ positions, found }: PendingBatch): PipelineResult {
    const { ledger, clock, desk } = this.#deps;
    return ledger.commit(() => {
      const now = clock.now();
      positions.forEach((position) => ledger.positions.save(position, now));
      return desk.decideAll(found);
    });
  }
}
