import { readSync } from 'node:fs';
import type { AlertPipeline } from './alert/alert-pipeline';
import { matchesInEntries } from './alert/message/match-in-entry';
import type { MatchInFile } from './alert/message/types';
import type { PipelineResult } from './alert/pipeline-result';
import type { Clock } from './common/clock';
import type { ProblemReporter } from './common/problems';
import type { Ledger } from './ledger/ledger';
import type { LedgerHealth } from './ledger/ledger-health';
import type { FilePosition, LinePlace, FingerprintedFile } from './ledger/tables/file-positions';
import type { JournalPosition } from './ledger/tables/journal-positions';
import type { CompiledRule, LineMatch, MatchInBlock } from './match/compiled-rule';
import { Matcher } from './match/matcher';
import type { ReadAhead } from './match/read-ahead/coordinator';
import { PIECE_BYTES } from './match/read-ahead/shared-state';
import type { ScanTables } from './match/scanner/build-tables';
import { ScanMemory } from './match/scanner/memory';
import type { Tally } from './metrics/tally';
import { fileKey } from './watch/identity/file-id';
import { fingerprintedFile } from './watch/identity/fingerprint';
import type { EntryBatch } from './watch/journal/entry-batch';
import type { EntrySink } from './watch/journal/entry-sink';
import type { LineRun, LineSink, ReadAheadFile } from './watch/reader/line-sink';
import { type Block, countLines, offsetInFile } from './watch/reader/lines';

/**
 * Furthest that the ledger may lag behind reading: time in ms, bytes (less those searched by another thread), matches.
 */
const MAX_LAG_MS = 250;
const MAX_LAG_BYTES = 4 * 1_024 * 1_024;
const MAX_LAG_MATCHES = 1_000;
/**
 * Delay before the next attempt after a failed write, ms; doubled each time, as every attempt matches all lines again.
 */
const RETRY_MS = 250;
const MAX_RETRY_MS = 5_000;
/** Size of the read buffer, bytes. */
const BUFFER_BYTES = 1_024 * 1_024;

export interface IngestDeps {
  readonly ledger: Ledger;
  readonly pipeline: AlertPipeline;
  readonly problems: ProblemReporter;
  readonly health: LedgerHealth;
  readonly clock: Clock;
  readonly rules: () => readonly CompiledRule[];
  /** Searches long logs ahead of reading; null if only one thread reads. */
  readonly readAhead: ReadAhead | null;
  /** Counts what is read. */
  readonly tally: Tally;
  /** Called with decisions, once they are committed. */
  readonly publish: (decided: PipelineResult) => void;
}

/** The file that lines of a run come from; `proven` is set once the run has ended. */
interface RunFile {
  fingerprinted: FingerprintedFile | null;
}

/** A match in a pending run. It is as small as possible, since a flood keeps many until they are written. */
class PendingMatch implements MatchInFile {
  readonly match: LineMatch;
  readonly #block: Pick<Block, 'path' | 'fileIds'>;
  readonly #offset: number;
  readonly #file: RunFile;

  constructor(match: MatchInBlock, block: Block, file: RunFile) {
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
    const { fingerprinted } = this.#file;
    return fingerprinted ? { file: fingerprinted, offset: this.#offset } : undefined;
  }
}

/** Lines and bytes read for entries of the settings. */
interface ReadAmount {
  readonly fileIds: readonly string[];
  readonly lines: number;
  readonly bytes: number;
}

/** Runs that are consumed, but not written yet. */
class PendingBatch {
  /** The last position of each file. */
  readonly positions = new Map<string, FilePosition>();
  /** The last position of each selection of journal entries. */
  readonly cursors = new Map<string, JournalPosition>();
  readonly matches: MatchInFile[] = [];
  readonly rollbacks: (() => void)[] = [];
  /** Amounts to count once they are written; empty while metrics are off. */
  readonly amounts: ReadAmount[] = [];
  bytes = 0;

  add(position: FilePosition, rollback: () => void): void {
    this.positions.set(fileKey(position), position);
    this.rollbacks.push(rollback);
  }

  addEntries(position: JournalPosition, rollback: () => void): void {
    this.cursors.set(position.selection, position);
    this.rollbacks.push(rollback);
  }

  get isFull(): boolean {
    return this.isFullWith(0, 0);
  }

  /** True if it would be full with this many more bytes and matches. */
  isFullWith(bytes: number, matches: number): boolean {
    return this.bytes + bytes >= MAX_LAG_BYTES || this.matches.length + matches >= MAX_LAG_MATCHES;
  }
}

interface IngestRunDeps {
  readonly matcher: Matcher;
  readonly pending: PendingBatch;
  readonly problems: ProblemReporter;
  readonly flush: () => boolean;
  /** Counts lines; null while metrics are off. */
  readonly lines: LineCounter | null;
}

interface LineCounter {
  readonly inBlock: (block: Block) => number;
  /** Line ends from `from` on and before `end`, the end of the bytes that were skipped. */
  readonly skipped: (log: ReadAheadFile, from: number, end: number) => number;
}

/** Blocks of one file, matched before their position is known; matches count only together with it. */
class IngestRun implements LineRun {
  readonly #deps: IngestRunDeps;
  readonly #matches: MatchInFile[] = [];
  readonly #file: RunFile = { fingerprinted: null };
  #bytes = 0;
  /** Bytes that another thread has searched. */
  #skipped = 0;
  #lines = 0;
  #fileIds: readonly string[] = [];

  constructor(deps: IngestRunDeps) {
    this.#deps = deps;
  }

  match(block: Block): boolean {
    const { matcher, pending, problems, lines } = this.#deps;
    const { matches, looksCp949 } = matcher.match(block);
    if (looksCp949) {
      problems.raise('looks-cp949', block.path);
    }
    for (const match of matches) {
      this.#matches.push(new PendingMatch(match, block, this.#file));
    }
    this.#bytes += block.bytes.length;
    this.#lines += lines?.inBlock(block) ?? 0;
    this.#fileIds = block.fileIds;
    return !pending.isFullWith(this.#bytes, this.#matches.length);
  }

  skip(log: ReadAheadFile, from: number, to: number, end: number): void {
    this.#lines += this.#deps.lines?.skipped(log, from, end) ?? 0;
    this.#skipped += to - from;
    this.#fileIds = log.fileIds;
  }

  end(position: FilePosition, rollback: () => void): boolean {
    const { pending, flush, lines } = this.#deps;
    pending.add(position, rollback);
    this.#file.fingerprinted = fingerprintedFile(position);
    for (const one of this.#matches) {
      pending.matches.push(one);
    }
    pending.bytes += this.#bytes;
    const bytes = this.#bytes + this.#skipped;
    if (lines !== null && bytes > 0) {
      pending.amounts.push({ fileIds: this.#fileIds, lines: this.#lines, bytes });
    }
    return !pending.isFull || flush();
  }
}

/** Matches blocks, decides on the matches, and commits them together with the positions after them. */
export class Ingest implements LineSink, EntrySink {
  readonly buffer: Buffer;
  readonly #deps: IngestDeps;
  #pending: PendingBatch | null = null;
  #cancel: (() => void) | null = null;
  /** Failed writes in a row. */
  #failures = 0;
  #cancelBackoff: (() => void) | null = null;
  #isEnding = false;
  readonly #memory = ScanMemory.create(BUFFER_BYTES);
  #matcher: Matcher | null = null;
  readonly #lineCounter: LineCounter = {
    inBlock: (block) => countLines(block, this.#memory),
    skipped: (log, from, end) => this.#skippedLines(log, from, end),
  };

  constructor(deps: IngestDeps) {
    this.#deps = deps;
    this.buffer = this.#memory?.buffer ?? Buffer.allocUnsafeSlow(BUFFER_BYTES);
  }

  /** Number of matches that are not written yet. */
  get pendingMatches(): number {
    return this.#pending?.matches.length ?? 0;
  }

  get isBackingOff(): boolean {
    return this.#cancelBackoff !== null;
  }

  beginRun(): LineRun | null {
    if (this.isBackingOff) {
      return null;
    }
    const matcher = this.#matcherFor(this.#deps.rules());
    const { problems, tally } = this.#deps;
    const lines = tally.isOn ? this.#lineCounter : null;
    return new IngestRun({ matcher, pending: this.#pendingBatch(), problems, flush: () => this.flush(), lines });
  }

  skipTo(log: ReadAheadFile, offset: number, most: number): number {
    const { readAhead, rules, tally } = this.#deps;
    const matcher = this.#matcherFor(rules());
    const tables = (): ScanTables | null => matcher.tablesFor(log.fileIds, log.codec);
    const end = readAhead?.skipTo(log, offset, tables, tally.isOn) ?? offset;
    return end - offset > most ? endOfPiece(offset + most - PIECE_BYTES) : end;
  }

  /** Counts the lines of skipped bytes, which end with a piece: those of the first piece by reading its rest. */
  #skippedLines({ fd }: ReadAheadFile, from: number, end: number): number {
    const whole = Math.min(end, endOfPiece(from));
    const rest = this.buffer.subarray(0, readSync(fd, this.buffer, 0, whole - from, from));
    return (this.#memory?.countNewlines(rest) ?? 0) + (this.#deps.readAhead?.linesIn(whole, end) ?? 0);
  }

  savePosition(position: FilePosition, rollback: () => void): boolean {
    if (this.isBackingOff) {
      rollback();
      return false;
    }
    this.#pendingBatch().add(position, rollback);
    return true;
  }

  takeEntries(batches: readonly EntryBatch[], position: JournalPosition, rollback: () => void): boolean {
    if (this.isBackingOff) {
      rollback();
      return false;
    }
    const matcher = this.#matcherFor(this.#deps.rules());
    const pending = this.#pendingBatch();
    pending.addEntries(position, rollback);
    for (const batch of batches) {
      for (const { found } of matchesInEntries(matcher, batch)) {
        pending.matches.push(found);
      }
      const { fileIds, bytes } = batch.block;
      pending.bytes += bytes.length;
      if (this.#deps.tally.isOn) {
        pending.amounts.push({ fileIds, lines: batch.entries.length, bytes: bytes.length });
      }
    }
    return !pending.isFull || this.flush();
  }

  flushMatches(): boolean {
    return !this.#pending || this.#pending.matches.length === 0 || this.flush();
  }

  flush(): boolean {
    const batch = this.#pending;
    if (!batch) {
      return !this.isBackingOff;
    }
    this.#cancel?.();
    this.#cancel = null;
    this.#pending = null;
    let decided: PipelineResult;
    try {
      decided = this.#commit(batch);
    } catch (error) {
      batch.rollbacks.reverse().forEach((rollback) => rollback());
      this.#deps.health.failed('lines', error);
      this.#backOff();
      return false;
    }
    this.#failures = 0;
    this.#deps.health.worked('lines');
    batch.amounts.forEach(({ fileIds, ...amount }) => this.#deps.tally.read(fileIds, amount));
    this.#publish(decided);
    return true;
  }

  /** Publishes committed decisions; these are never rolled back, even if the ledger fails meanwhile. */
  #publish(decided: PipelineResult): void {
    const { health, publish } = this.#deps;
    health.read('lines', () => publish(decided), undefined);
  }

  /** Ends the backoff: reading is about to stop, and lines of deleted files have their last chance. */
  endBackoff(): void {
    this.#isEnding = true;
    this.#cancelBackoff?.();
    this.#cancelBackoff = null;
  }

  #backOff(): void {
    if (this.#isEnding) {
      return;
    }
    const delayMs = Math.min(RETRY_MS * 2 ** this.#failures, MAX_RETRY_MS);
    this.#failures += 1;
    const { clock, health } = this.#deps;
    this.#cancelBackoff = clock.after(delayMs, () => {
      this.#cancelBackoff = null;
      if (!health.mayTryAgain()) {
        this.#backOff();
      }
    });
  }

  #matcherFor(rules: readonly CompiledRule[]): Matcher {
    if (this.#matcher?.rules !== rules) {
      this.#deps.readAhead?.end();
      this.#matcher = new Matcher(rules, this.#memory);
    }
    return this.#matcher;
  }

  #pendingBatch(): PendingBatch {
    this.#cancel ??= this.#deps.clock.after(MAX_LAG_MS, () => void this.flush());
    return (this.#pending ??= new PendingBatch());
  }

  #commit({ positions, cursors, matches }: PendingBatch): PipelineResult {
    const { ledger, clock, pipeline } = this.#deps;
    return ledger.commit(() => {
      const now = clock.now();
      positions.forEach((position) => ledger.positions.save(position, now));
      cursors.forEach((position) => ledger.journals.save(position, now));
      return pipeline.decideAll(matches.filter((match) => this.#isFirst(match)));
    });
  }

  /** False for a match in an entry that another selection had, too. */
  #isFirst({ match: { rule }, entry, sharedBy }: MatchInFile): boolean {
    const { sharedEntries } = this.#deps.ledger;
    return !entry || sharedBy === undefined || sharedEntries.isFirst(rule.rule.id, entry.cursor, sharedBy);
  }
}

/** End of the piece of the search ahead that an offset lies in, bytes from the file's start. */
function endOfPiece(offset: number): number {
  return (Math.floor(offset / PIECE_BYTES) + 1) * PIECE_BYTES;
}
