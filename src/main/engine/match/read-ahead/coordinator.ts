import { Worker } from 'node:worker_threads';
import { sameFile } from '../../watch/identity/file-id';
import type { ReadAheadFile } from '../../watch/reader/line-sink';
import type { ScanTables } from '../scanner/build-tables';
import { PIECE_BYTES, ReadAheadState } from './shared-state';
import type { ReadAheadWorkerData } from './worker';

/** Smallest amount left to read that justifies a thread, bytes. */
const MIN_BYTES = 64 * 1_024 * 1_024;
/** A search that was not asked about for this long may be replaced by another, ms. */
const ABANDONED_AFTER_MS = 2_000;
/** Heap limits of the thread, whose buffers live outside the heap, MB. */
const RESOURCE_LIMITS = { maxYoungGenerationSizeMb: 1, maxOldGenerationSizeMb: 16 };

interface RunningSearch {
  readonly log: ReadAheadFile;
  readonly state: ReadAheadState;
  lastAskedAt: number;
}

/** Searches a long log ahead of the reader in a second thread, so that the reader can skip parts without a match. */
export class ReadAhead {
  readonly #workerFile: string;
  #running: RunningSearch | null = null;
  #isBroken = false;

  /** `workerFile`: the built worker.ts. */
  constructor(workerFile: string) {
    this.#workerFile = workerFile;
  }

  /**
   * Returns the end of the part after `offset` that has no match, bytes from the file's start; `offset` if unknown.
   * `tables` returns null if every line has to be decoded; `countsLines` is for `linesIn`.
   */
  skipTo(log: ReadAheadFile, offset: number, tables: () => ScanTables | null, countsLines: boolean): number {
    const running = this.#running;
    if (running && isSameRead(running.log, log)) {
      running.lastAskedAt = performance.now();
      return running.state.skipTo(offset);
    }
    if (log.size - offset >= MIN_BYTES && !this.#isBroken && this.#isFree(log)) {
      const scanTables = tables();
      if (scanTables) {
        this.#start(log, offset, scanTables, countsLines);
      }
    }
    return offset;
  }

  /** Number of line ends between two ends of pieces, bytes from the file's start, that `skipTo` has just passed. */
  linesIn(from: number, to: number): number {
    return this.#running?.state.linesIn(from / PIECE_BYTES, to / PIECE_BYTES) ?? 0;
  }

  /** Ends the search, since its literals are outdated. */
  end(): void {
    this.#running?.state.end();
    this.#running = null;
  }

  #isFree(log: ReadAheadFile): boolean {
    const running = this.#running;
    return !running || sameFile(running.log, log) || performance.now() - running.lastAskedAt > ABANDONED_AFTER_MS;
  }

  #start(log: ReadAheadFile, offset: number, tables: ScanTables, countsLines: boolean): void {
    this.end();
    const state = new ReadAheadState();
    state.skipTo(offset);
    const { fd, inode, changed, size, guessed: mustBeUtf8 } = log;
    // The open file itself, even if it was renamed meanwhile (proc(5), /proc/self/fd).
    const job = { path: `/proc/self/fd/${fd}`, inode, changed, size, tables, mustBeUtf8, countsLines };
    const workerData: ReadAheadWorkerData = { job, memory: state.memory };
    const worker = new Worker(this.#workerFile, { workerData, resourceLimits: RESOURCE_LIMITS });
    worker.unref();
    worker.on('error', () => {
      this.#isBroken = true;
      this.end();
    });
    this.#running = { log, state, lastAskedAt: performance.now() };
  }
}

/** True if a search of one holds for the other: the same unchanged file, read alike for the same config entries. */
function isSameRead(one: ReadAheadFile, other: ReadAheadFile): boolean {
  return (
    one.fd === other.fd &&
    one.changed === other.changed &&
    one.codec === other.codec &&
    one.guessed === other.guessed &&
    sameFile(one, other) &&
    one.fileIds.join('\n') === other.fileIds.join('\n')
  );
}
