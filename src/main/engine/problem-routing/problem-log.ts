import type { Problem, ProblemCode } from '../../../shared/contract/status';
import type { Clock } from '../common/clock';
import type { Emit } from '../common/events';
import type { ProblemReporter, ProblemParams } from '../common/problems';
import type { HostProblem } from '../engine-api';
import type { ProblemTable } from '../ledger/tables/problems';

/** Time that a restart after a crash is shown as a problem, ms. */
const RESTART_SHOWN_MS = 600_000;

export interface ProblemLogDeps {
  readonly clock: Clock;
  readonly emit: Emit;
  /** Null while there is no usable ledger: problems are then emitted but not stored. */
  readonly records: ProblemTable | null;
  /** Called when the open problems have changed. */
  readonly changed: () => void;
}

interface OpenProblem {
  readonly problem: Problem;
  /** Its row in the ledger; null if it could not be written. */
  readonly row: number | null;
}

/** Keeps the open problems: emits each once, stores it in the history, and emits its end. */
export class ProblemLog implements ProblemReporter {
  readonly #deps: ProblemLogDeps;
  readonly #open = new Map<string, OpenProblem>();
  /** Rows whose end could not be written, with its time and the last params. */
  readonly #pendingEnds = new Map<number, { readonly at: number; readonly params: ProblemParams }>();

  constructor(deps: ProblemLogDeps) {
    this.#deps = deps;
    this.#write((records) => records.clearLeftOver(deps.clock.now()));
  }

  raise(code: ProblemCode, subject: string, params: ProblemParams = {}): void {
    const key = keyOf(code, subject);
    const known = this.#open.get(key);
    if (known && JSON.stringify(known.problem.params) === JSON.stringify(params)) {
      return;
    }
    const { clock, emit, changed } = this.#deps;
    const problem: Problem = { code, subject, params, since: known?.problem.since ?? clock.now() };
    const row = known ? known.row : this.#write((records) => records.add({ at: problem.since, code, subject, params }));
    this.#open.set(key, { problem, row });
    if (!known) {
      emit({ event: 'problem', problem });
      if (row !== null) {
        const { since: at } = problem;
        emit({ event: 'history', entry: { kind: 'problem', id: row, at, code, subject, params, clearedAt: null } });
      }
    }
    changed();
  }

  note(code: ProblemCode, subject: string, params: ProblemParams = {}): void {
    const { clock, emit } = this.#deps;
    const at = clock.now();
    const id = this.#write((records) => {
      const row = records.add({ at, code, subject, params });
      records.clear(row, { at, params });
      return row;
    });
    emit({ event: 'problem', problem: { code, subject, params, since: at } });
    if (id !== null) {
      emit({ event: 'history', entry: { kind: 'problem', id, at, code, subject, params, clearedAt: at } });
    }
  }

  clear(code: ProblemCode, subject: string): void {
    const key = keyOf(code, subject);
    const known = this.#open.get(key);
    if (!known) {
      return;
    }
    this.#open.delete(key);
    const { clock, emit, changed } = this.#deps;
    const { problem } = known;
    const { since: at, params } = problem;
    const clearedAt = clock.now();
    emit({ event: 'problem-cleared', problem });
    this.#writeMissing();
    // A problem with the ledger itself may not have been written yet.
    const row = known.row ?? this.#write((records) => records.add({ at, code, subject, params }));
    if (row !== null) {
      this.#pendingEnds.set(row, { at: clearedAt, params });
      this.#writeEnds();
      const reports = this.#write((records) => records.reportsOf({ at, code, subject })) ?? {};
      emit({ event: 'history', entry: { kind: 'problem', id: row, at, code, subject, params, clearedAt, ...reports } });
    }
    changed();
  }

  keepOnly(code: ProblemCode, subjects: ReadonlySet<string>): void {
    for (const { problem } of Array.from(this.#open.values())) {
      if (problem.code === code && !subjects.has(problem.subject)) {
        this.clear(code, problem.subject);
      }
    }
  }

  standing(): readonly Problem[] {
    return Array.from(this.#open.values(), ({ problem }) => problem);
  }

  /** Writes open problems that could not be written when they began. */
  #writeMissing(): void {
    for (const [key, { problem, row: known }] of Array.from(this.#open)) {
      if (known !== null) {
        continue;
      }
      const { since: at, code, subject, params } = problem;
      const row = this.#write((records) => records.add({ at, code, subject, params }));
      if (row === null) {
        return;
      }
      this.#open.set(key, { problem, row });
      this.#deps.emit({
        event: 'history',
        entry: { kind: 'problem', id: row, at, code, subject, params, clearedAt: null },
      });
    }
  }

  #writeEnds(): void {
    this.#write((records) => {
      for (const [row, end] of this.#pendingEnds) {
        records.clear(row, end);
        this.#pendingEnds.delete(row);
      }
    });
  }

  /** Ignores faults: a problem is emitted even if the ledger, which it may concern, cannot be written. */
  #write<Outcome>(work: (records: ProblemTable) => Outcome): Outcome | null {
    if (!this.#deps.records) {
      return null;
    }
    try {
      return work(this.#deps.records);
    } catch {
      return null;
    }
  }
}

function keyOf(code: ProblemCode, subject: string): string {
  return `${code}\0${subject}`;
}

/** Stores the problems of the app around the engine in the history; that app shows them itself. */
export class HostProblems {
  readonly #log: ProblemLog;

  constructor({ clock, emit, records }: Omit<ProblemLogDeps, 'changed'>) {
    this.#log = new ProblemLog({
      ...{ clock, records, changed: () => undefined },
      emit: (event) => {
        if (event.event === 'history') {
          emit(event);
        }
      },
    });
  }

  /** The open problems. */
  standing(): readonly Problem[] {
    return this.#log.standing();
  }

  /** Replaces the open problems by these; those missing have ended. */
  replaceAll(problems: readonly HostProblem[]): void {
    for (const { code, subject } of this.#log.standing()) {
      if (!problems.some((one) => one.code === code && one.subject === subject)) {
        this.#log.clear(code, subject);
      }
    }
    problems.forEach(({ code, subject, params }) => this.#log.raise(code, subject, params));
  }
}

/** Findings of the engine's start. */
export interface StartFacts {
  /** The path that a damaged ledger was moved to; null if it was intact. */
  readonly setAside: string | null;
  /** True if an earlier engine of this run crashed. */
  readonly restarted: boolean;
}

/** Reports the findings; returns a function that cancels their timers. */
export function reportStart({ setAside, restarted }: StartFacts, problems: ProblemReporter, clock: Clock): () => void {
  if (setAside !== null) {
    problems.raise('ledger-set-aside', '', { file: setAside });
  }
  if (!restarted) {
    return () => undefined;
  }
  problems.raise('engine-restarted', '');
  return clock.after(RESTART_SHOWN_MS, () => problems.clear('engine-restarted', ''));
}
