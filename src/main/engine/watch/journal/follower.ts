import type { Clock } from '../../common/clock';
import { NamedTimers } from '../../common/named-timers';
import type { ProblemReporter } from '../../common/problems';
import type { LedgerHealth } from '../../ledger/ledger-health';
import type { JournalPositions } from '../../ledger/tables/journal-positions';
import { batchesOf } from './entry-batch';
import type { EntrySink } from './entry-sink';
import { EntryLines } from './entry-lines';
import { type JournalEntry, readEntry, withoutOwn } from './entry';
import { faultOfEnd, reasonOf } from './faults';
import type { JournalHealth } from './health';
import { type Journalctl, type JournalctlEnd, journalctlOutput, runJournalctl } from './journalctl';
import type { JournalPart } from './part';
import { followArguments, lastArguments } from './selection';

/** Delay before the first restart of journalctl, ms; doubled with each further one. */
const RESTART_MS = 100;
const MAX_RESTART_MS = 30_000;
/** Restarts after which the journal counts as failing. */
const MAX_FAILURES = 3;
/** Time after which a running journalctl counts as working, ms. */
const PROVEN_MS = 5_000;
/** Delay before matches of more output than one read takes are written, ms. */
const FLUSH_MS = 5;
/** Output after which more is likely to be waiting, bytes. */
const BUSY_BYTES = 32 * 1_024;
/** Delay before a postponed read, ms. */
const HOLD_MS = 5;
/** Most output read for the last entry, bytes. */
const ANSWER_BYTES = 64 * 1_024;

export interface JournalFollowerDeps {
  readonly positions: JournalPositions;
  readonly sink: EntrySink;
  readonly problems: ProblemReporter;
  readonly health: LedgerHealth;
  readonly clock: Clock;
  /** False while reading is postponed. */
  readonly mayRead: () => boolean;
  /** Called when the status may have changed. */
  readonly changed: () => void;
  /** Program to run instead of `journalctl`. */
  readonly journalctl?: string;
}

/** Dependencies that all parts of a selection share. */
export interface SharedByParts {
  readonly title: string;
  readonly health: JournalHealth;
  readonly maxLineBytes: number;
}

type Timer = 'restart' | 'hold' | 'flush' | 'proven';

/** Follows one part of the journal through a journalctl, which it restarts at the last committed cursor. */
export class JournalFollower {
  readonly #part: JournalPart;
  readonly #title: string;
  readonly #deps: JournalFollowerDeps;
  readonly #maxLineBytes: number;
  readonly #health: JournalHealth;
  readonly #timers: NamedTimers<Timer>;
  #run: Journalctl | null = null;
  #lines = new EntryLines();
  #chunks: Buffer[] = [];
  #turn: NodeJS.Immediate | null = null;
  /** Cursor that the first entry should have; null after that entry. */
  #resumeAt: string | null = null;
  /** True if the entry there may not be in this selection. */
  #isAdopted = false;
  /** Restarts in a row. */
  #failures = 0;
  #isBeginning = false;
  /** True once the position was lost: reading from the beginning would repeat alerts. */
  #isLost = false;
  #isStopped = false;

  constructor(part: JournalPart, { title, health, maxLineBytes }: SharedByParts, deps: JournalFollowerDeps) {
    this.#part = part;
    this.#title = title;
    this.#deps = deps;
    this.#timers = new NamedTimers(deps.clock);
    this.#maxLineBytes = maxLineBytes;
    this.#health = health;
  }

  get isFollowing(): boolean {
    return this.#run !== null;
  }

  /** Starts following; resolves once the position is known, or cannot be found out for now. */
  async start(): Promise<void> {
    await this.#begin();
  }

  /** Stops reading; what is not committed is read again by the next start. */
  stop(): void {
    this.#isStopped = true;
    this.#endRun();
    this.#timers.cancelAll();
  }

  /** Restarts now instead of after a delay. */
  checkNow(): void {
    if (this.#timers.isPending('restart')) {
      void this.#begin();
    }
  }

  async #begin(): Promise<void> {
    this.#timers.cancel('restart');
    if (this.#isStopped || this.#isBeginning || this.#run) {
      return;
    }
    this.#isBeginning = true;
    this.#beginAt(await this.#resumeCursor());
  }

  #beginAt(cursor: string | null): void {
    this.#isBeginning = false;
    if (this.#isStopped) {
      return;
    }
    if (cursor === null) {
      this.#restartLater();
    } else {
      this.#follow(cursor);
    }
    this.#deps.changed();
  }

  /** Finds the last committed cursor, after entries taken before; null if that is impossible for now. */
  async #resumeCursor(): Promise<string | null> {
    const { sink, health, positions } = this.#deps;
    const { key } = this.#part;
    if (!sink.flush()) {
      return null;
    }
    const known = health.read('lines', () => ({ position: positions.find(key) }), null);
    this.#isAdopted = known?.position?.isAdopted ?? false;
    return known && (known.position?.cursor ?? this.#firstCursor());
  }

  /** Finds the cursor to begin at and commits it; null if the journal cannot be read. */
  async #firstCursor(): Promise<string | null> {
    const { start, key, fileIds } = this.#part;
    const cursor = start === 'beginning' && !this.#isLost ? '' : await this.#lastCursor();
    if (cursor === null) {
      return null;
    }
    this.#health.noteVolatile();
    const { sink } = this.#deps;
    const isSaved = sink.takeEntries([], { selection: key, cursor, fileIds }, () => undefined) && sink.flush();
    return isSaved ? cursor : null;
  }

  /** Cursor of the newest entry; empty if there is none yet. */
  async #lastCursor(): Promise<string | null> {
    const last = await journalctlOutput(lastArguments(this.#part.journal), ANSWER_BYTES, this.#deps.journalctl);
    if (this.#isStopped) {
      return null;
    }
    const fault = faultOfEnd(last);
    if (last.code !== 0 && fault?.code !== 'journal-empty') {
      this.#failed(last);
      return null;
    }
    return readEntry(last.output.toString())?.cursor ?? '';
  }

  #follow(cursor: string): void {
    const run = runJournalctl(followArguments(this.#part.journal, cursor), this.#deps.journalctl);
    this.#run = run;
    this.#resumeAt = cursor === '' ? null : cursor;
    this.#lines = new EntryLines();
    this.#chunks = [];
    run.output?.on('data', (chunk: Buffer) => {
      if (this.#run === run) {
        this.#chunks.push(chunk);
        this.#turn ??= setImmediate(() => this.#readTurn());
      }
    });
    void run.ended.then((end) => this.#ended(run, end));
    this.#timers.after('proven', PROVEN_MS, () => this.#worked());
  }

  #readTurn(): void {
    this.#turn = null;
    const chunks = this.#chunks;
    this.#chunks = [];
    const bytes = chunks.reduce((sum, chunk) => sum + chunk.length, 0);
    const lines = chunks.flatMap((chunk) => this.#lines.push(chunk));
    if (this.#take(lines.flatMap((line) => readEntry(line) ?? []))) {
      this.#flushSoon(bytes >= BUSY_BYTES);
      this.#holdIfAsked();
    }
  }

  /** Passes entries on; false if they could not be written. */
  #take(read: readonly JournalEntry[]): boolean {
    const { key: selection, fileIds, isShared, isRest } = this.#part;
    const known = this.#withoutKnown(read);
    const entries = isRest ? known.filter(({ machine }) => machine === '') : known;
    const last = entries.at(-1);
    if (last === undefined) {
      return true;
    }
    if (this.#failures > 0 || this.#health.hasFaults) {
      this.#worked();
      this.#health.readEntries();
    }
    const sharedBy = isShared ? selection : undefined;
    const origin = { fileIds, path: this.#title, sharedBy, maxLineBytes: this.#maxLineBytes };
    const batches = batchesOf(withoutOwn(entries), origin);
    return this.#deps.sink.takeEntries(batches, { selection, cursor: last.cursor, fileIds }, () => this.#rewind());
  }

  /** Leaves out the entry that was processed last. If it is gone, others may be, too. */
  #withoutKnown(entries: readonly JournalEntry[]): readonly JournalEntry[] {
    const [first] = entries;
    const expected = this.#resumeAt;
    if (first === undefined || expected === null) {
      return entries;
    }
    this.#resumeAt = null;
    if (first.cursor === expected) {
      return entries.slice(1);
    }
    if (!this.#isAdopted) {
      this.#deps.problems.note('journal-gap', this.#title);
    }
    return entries;
  }

  #flushSoon(isBusy: boolean): void {
    if (isBusy) {
      this.#timers.after('flush', FLUSH_MS, () => void this.#deps.sink.flushMatches());
    } else if (this.#chunks.length === 0) {
      this.#timers.cancel('flush');
      this.#deps.sink.flushMatches();
    }
  }

  /** Pauses the pipe, and so journalctl, while the reader of the engine's events is behind. */
  #holdIfAsked(): void {
    const output = this.#run?.output;
    if (!output || this.#deps.mayRead()) {
      return;
    }
    output.pause();
    this.#timers.after('hold', HOLD_MS, () => {
      output.resume();
      this.#holdIfAsked();
    });
  }

  /** Reads again from the last committed cursor on, as entries could not be written. */
  #rewind(): void {
    if (!this.#isStopped) {
      this.#endRun();
      this.#timers.after('restart', RESTART_MS, () => void this.#begin());
    }
  }

  #ended(run: Journalctl, end: JournalctlEnd): void {
    if (this.#run !== run) {
      return;
    }
    if (this.#turn) {
      clearImmediate(this.#turn);
      this.#readTurn();
    }
    if (this.#run !== run) {
      return;
    }
    this.#endRun();
    if (end.errors.includes('Failed to seek to cursor')) {
      this.#forgetCursor();
    }
    this.#failed(end);
    this.#restartLater();
  }

  /** Continues with new entries, as journalctl does not know the cursor. */
  #forgetCursor(): void {
    const { positions, health, problems } = this.#deps;
    health.read('lines', () => positions.forget(this.#part.key), undefined);
    this.#isLost = true;
    problems.note('journal-gap', this.#title);
  }

  #failed(end: JournalctlEnd): void {
    this.#failures += 1;
    const fault = faultOfEnd(end, this.#part.journal.directory);
    if (fault) {
      this.#health.raise(fault);
    } else if (this.#failures >= MAX_FAILURES) {
      this.#health.raise({ code: 'journal-failing', params: { reason: reasonOf(end) } });
    }
  }

  #worked(): void {
    this.#failures = 0;
    this.#health.worked();
    this.#deps.changed();
  }

  #restartLater(): void {
    const delayMs = Math.min(RESTART_MS * 2 ** Math.max(0, this.#failures - 1), MAX_RESTART_MS);
    this.#timers.after('restart', delayMs, () => void this.#begin());
    this.#deps.changed();
  }

  #endRun(): void {
    const run = this.#run;
    this.#run = null;
    this.#timers.cancel('proven');
    this.#timers.cancel('hold');
    this.#chunks = [];
    if (this.#turn) {
      clearImmediate(this.#turn);
      this.#turn = null;
    }
    run?.stop();
    run?.output?.resume();
  }
}
