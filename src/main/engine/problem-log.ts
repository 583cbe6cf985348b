import type { Problem, ProblemCode } from '../../shared/contract/status';
import type { Clock } from './common/clock';
import type { Emit } from './common/events';
import type { ProblemReporter, ProblemParams } from './common/problems';
import type { HostProblem } from './engine-api';
import type { ProblemTable } from './ledger/tables/problems';

/** What the desk is given. */
export interface ProblemLogDeps {
  readonly clock: Clock;
  readonly emit: Emit;
  /** Null while there is no usable ledger: problems are then told but not kept. */
  readonly records: ProblemTable | null;
  /** Called when the standing problems have changed. */
  readonly changed: () => void;
}

interface Standing {
  readonly problem: Problem;
  /** Its row in the ledger; null when it could not be written. */
  readonly row: number | null;
}

/** The problems that stand: each is told once, kept in history, and told again when it is over. */
export class ProblemLog implements ProblemReporter {
  readonly #deps: ProblemLogDeps;
  readonly #standing = new Map<string, Standing>();
  /** Rows whose end the ledger could not take, with its time and the last values. */
  readonly #unended = new Map<number, { readonly at: number; readonly params: ProblemParams }>();

  constructor(deps: ProblemLogDeps) {
    this.#deps = deps;
    this.#write((records) => records.clearLeftOver(deps.clock.now()));
  }

  raise(code: ProblemCode, subject: string, params: ProblemParams = {}): void {
    const key = keyOf(code, subject);
    const known = this.#standing.get(key);
    if (known && JSON.stringify(known.problem.params) === JSON.stringify(params)) {
      return;
    }
    const { clock, emit, changed } = this.#deps;
    const problem: Problem = { code, subject, params, since: known?.problem.since ?? clock.now() };
    const row = known ? known.row : this.#write((records) => records.add({ at: problem.since, code, subject, params }));
    this.#standing.set(key, { problem, row });
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
    const known = this.#standing.get(key);
    if (!known) {
      return;
    }
    this.#standing.delete(key);
    const { clock, emit, changed } = this.#deps;
    const { problem } = known;
    const { since: at, params } = problem;
    const clearedAt = clock.now();
    emit({ event: 'problem-cleared', problem });
    // What was wrong with the ledger itself may not have been written yet.
    const row = known.row ?? this.#write((records) => records.add({ at, code, subject, params }));
    if (row !== null) {
      this.#unended.set(row, { at: clearedAt, params });
      this.#writeEnds();
      emit({ event: 'history', entry: { kind: 'problem', id: row, at, code, subject, params, clearedAt } });
    }
    changed();
  }

  keepOnly(code: ProblemCode, subjects: ReadonlySet<string>): void {
    for (const { problem } of Array.from(this.#standing.values())) {
      if (problem.code === code && !subjects.has(problem.subject)) {
        this.clear(code, problem.subject);
      }
    }
  }

  standing(): readonly Problem[] {
    return Array.from(this.#standing.values(), ({ problem }) => problem);
  }

  #writeEnds(): void {
    this.#write((records) => {
      for (const [row, end] of this.#unended) {
        records.clear(row, end);
        this.#unended.delete(row);
      }
    });
  }

  /** A problem is told even when the ledger, whose trouble it may be about, cannot take it. */
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

/** Keeps the problems of the app that runs the engine in history. That app tells of them itself. */
export class HostProblems {
  readonly #desk: ProblemLog;

  constructor({ clock, emit, records }: Omit<ProblemLogDeps, 'changed'>) {
    this.#desk = new ProblemLog({
      ...{ clock, records, changed: () => undefined },
      emit: (event) => {
        if (event.event === 'history') {
          emit(event);
        }
      },
    });
  }

  /** Takes the problems as they are now: what is not among them any more is over. */
  keep(problems: readonly HostProblem[]): void {
    for (const { code, subject } of this.#desk.standing()) {
      if (!problems.some((one) => one.code === code && one.subject === subject)) {
        this.#desk.clear(code, subject);
      }
    }
    problems.forEach(({ code, subject, params }) => this.#desk.raise(code, subject, params));
  }
}

/** How long a restart after a crash is shown as a problem, ms. */
const RESTART_SHOWN_MS = 600_000;

/** What an engine has found at its start. */
export interface StartFacts {
  /** The path that a damaged ledger was set aside as; null when it was whole. */
  readonly setAside: string | null;
  /** Whether an earlier engine of this run has crashed. */
  readonly restarted: boolean;
}

/** Says what was found at the start; gives the way to cancel what is still to be said. */
export function noticeStart({ setAside, restarted }: StartFacts, problems: ProblemReporter, clock: Clock): () => void {
  if (setAside !== null) {
    problems.raise('ledger-set-aside', '', { file: setAside });
  }
  if (!restarted) {
    return () => undefined;
  }
  problems.raise('engine-restarted', '');
  return clock.after(RESTART_SHOWN_MS, () => problems.clear('engine-restarted', ''));
}
