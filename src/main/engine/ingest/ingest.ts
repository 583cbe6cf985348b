import { readSync } from 'node:fs';
import type { AlertPipeline } from '../alert/alert-pipeline';
import { matchesInEntries } from '../alert/message/match-in-entry';
import type { MatchInFile } from '../alert/message/types';
import type { PipelineResult } from '../alert/pipeline-result';
import type { Clock } from '../common/clock';
import type { ProblemReporter } from '../common/problems';
import type { Ledger } from '../ledger/ledger';
import type { LedgerHealth } from '../ledger/ledger-health';
import type { FilePosition } from '../ledger/tables/file-positions';
import type { JournalPosition } from '../ledger/tables/journal-positions';
import type { CompiledRule } from '../match/compiled-rule';
import { Matcher } from '../match/matcher';
import type { ReadAhead } from '../match/read-ahead/coordinator';
import { PIECE_BYTES } from '../match/read-ahead/shared-state';
import type { ScanTables } from '../match/scanner/build-tables';
import { ScanMemory } from '../match/scanner/memory';
import type { Tally } from '../metrics/tally';
import type { EntryBatch } from '../watch/journal/entry-batch';
import type { EntrySink } from '../watch/journal/entry-sink';
import type { LineRun, LineSink, ReadAheadFile } from '../watch/reader/line-sink';
import { countLines } from '../watch/reader/lines';
import { IngestRun, type LineCounter } from './ingest-run';
import { PendingBatch } from './pending-batch';

/** Time that the ledger may lag behind reading, ms. */
const MAX_LAG_MS = 250;
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
