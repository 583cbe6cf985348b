import { Worker } from 'node:worker_threads';
import { sameFile } from '../../watch/identity/file-id';
import type { ReadAheadFile } from '../../watch/reader/line-sink';
import type { ScanTables } from '../scanner/tables';
import { ReadAheadState } from './shared-state';
import type { ReadAheadWorkerData } from './worker';

/** A thread is worth its while for so much to read, bytes. */
const LEAST_BYTES = 64 * 1_024 * 1_024;
/** A search that nobody has asked about for so long makes room for another, ms. */
const FORGOTTEN_MS = 2_000;

/** What the thread needs beside what is read, MB. */
const SMALL = { maxYoungGenerationSizeMb: 1, maxOldGenerationSizeMb: 16 };

/** A search that goes on. */
interface Running {
  readonly log: ReadAheadFile;
  readonly board: ReadAheadState;
  askedAt: number;
}

/** Has a second thread search a long log ahead of its reading, so that parts that hold nothing need not be read. */
export class ReadAhead {
  readonly #workerFile: string;
  #running: Running | null = null;
  #isBroken = false;

  /** `workerFile`: the built worker.ts. */
  constructor(workerFile: string) {
    this.#workerFile = workerFile;
  }

  /**
   * How far from an offset of a log there is nothing to be found, bytes from its start; the offset where that is not known. `tables`
   * gives what is searched for, null when every line has to be looked at.
   */
  quietFrom(log: ReadAheadFile, offset: number, tables: () => ScanTables | null): number {
    const running = this.#running;
    if (running && isSame(running.log, log)) {
      running.askedAt = performance.now();
      return running.board.quietFrom(offset);
    }
    if (log.size - offset >= LEAST_BYTES && !this.#isBroken && this.#isFree(log)) {
      const searchedFor = tables();
      if (searchedFor) {
        this.#begin(log, offset, searchedFor);
      }
    }
    return offset;
  }

  /** Ends the search: what is searched for is not what is wanted any more. */
  end(): void {
    this.#running?.board.end();
    this.#running = null;
  }

  #isFree(log: ReadAheadFile): boolean {
    const running = this.#running;
    return !running || sameFile(running.log, log) || performance.now() - running.askedAt > FORGOTTEN_MS;
  }

  #begin(log: ReadAheadFile, offset: number, tables: ScanTables): void {
    this.end();
    const board = new ReadAheadState();
    board.quietFrom(offset);
    const { fd, inode, changed, size, guessed: mustBeUtf8 } = log;
    // The open file itself, whatever its name is by now (proc(5), /proc/self/fd).
    const job = { path: `/proc/self/fd/${fd}`, inode, changed, size, tables, mustBeUtf8 };
    const workerData: ReadAheadWorkerData = { job, board: board.memory };
    const worker = new Worker(this.#workerFile, { workerData, resourceLimits: SMALL });
    worker.unref();
    worker.on('error', () => {
      this.#isBroken = true;
      this.end();
    });
    this.#running = { log, board, askedAt: performance.now() };
  }
}

/** Whether what was searched of one holds for the other: the same file, unchanged, read in the same way for the same entries. */
function isSame(one: ReadAheadFile, other: ReadAheadFile): boolean {
  return (
    one.fd === other.fd &&
    one.changed === other.changed &&
    one.codec === other.codec &&
    one.guessed === other.guessed &&
    sameFile(one, other) &&
    one.fileIds.join('\n') === other.fileIds.join('\n')
  );
}
