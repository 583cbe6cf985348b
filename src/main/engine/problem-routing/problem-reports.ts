import type { Problem } from '../../../shared/contract/status';

/** Longest wait before a problem that comes and goes is reported again, ms. */
const MAX_WAIT_MS = 3_600_000;
/** Wait that is doubled if `after` is shorter, and shortest time between two messages, ms. */
const MIN_GAP_MS = 60_000;
/** Time without a report after which a problem counts as new, ms. */
const FORGET_MS = 86_400_000;

/** A problem that is open, was reported, or both. */
export interface TrackedProblem {
  readonly problem: Problem;
  /** Time since when it is gone, ms since 1970; null while it is open. */
  readonly goneSince: number | null;
  /** True if its begin was reported and its end was not. */
  readonly isReported: boolean;
  /** Number of times its begin was reported lately, and the last time, ms since 1970. */
  readonly times: number;
  readonly reportedAt: number;
}

/** Content of one message. */
export interface ProblemReport {
  readonly begun: readonly Problem[];
  readonly ended: readonly EndedProblem[];
}

/** A reported problem that has ended. */
interface EndedProblem {
  readonly problem: Problem;
  /** ms. */
  readonly lastedMs: number;
}

/**
 * Decides which problems are reported when. A problem is reported once it has lasted for `after`, and its end once it
 * has been gone for as long. Each further report within a day doubles that wait, to an hour at most, so that a problem
 * that comes and goes causes few messages; there is at most one message a minute.
 */
export class ProblemReports {
  readonly #tracked: Map<string, TrackedProblem>;
  #sentAt: number;

  /** `before`: what `reportedBefore()` returned in an earlier run. */
  constructor(before: readonly TrackedProblem[] = []) {
    this.#tracked = new Map(before.map((each) => [keyOf(each.problem), each]));
    this.#sentAt = Math.max(0, ...before.map(({ reportedAt }) => reportedAt));
  }

  /** Takes the open problems at `now` (ms since 1970); returns what is to be reported, null for nothing yet. */
  look(open: readonly Problem[], afterMs: number, now: number): ProblemReport | null {
    this.#update(open, now);
    const sinceLast = now - this.#sentAt;
    if (sinceLast >= 0 && sinceLast < MIN_GAP_MS) {
      return null;
    }
    const tracked = Array.from(this.#tracked.values());
    const begun = tracked.filter((each) => isDueToBegin(each, afterMs, now)).map(({ problem }) => problem);
    const ended = tracked.flatMap((each) => {
      const { problem, goneSince } = each;
      return isDueToEnd(each, afterMs, now) ? [{ problem, lastedMs: (goneSince ?? now) - problem.since }] : [];
    });
    return begun.length + ended.length === 0 ? null : { begun, ended };
  }

  /** Notes that a report of `look` was stored or sent. */
  reported({ begun, ended }: ProblemReport, now: number): void {
    this.#sentAt = now;
    for (const problem of begun) {
      this.#change(problem, (each) => ({ ...each, isReported: true, times: each.times + 1, reportedAt: now }));
    }
    for (const { problem } of ended) {
      this.#change(problem, (each) => ({ ...each, isReported: false }));
    }
  }

  /** Returns all problems that are open or were reported. */
  tracked(): readonly TrackedProblem[] {
    return Array.from(this.#tracked.values());
  }

  /** Returns what a later run has to know. */
  reportedBefore(): readonly TrackedProblem[] {
    return Array.from(this.#tracked.values()).filter(({ times }) => times > 0);
  }

  #change(problem: Problem, change: (tracked: TrackedProblem) => TrackedProblem): void {
    const known = this.#tracked.get(keyOf(problem));
    if (known) {
      this.#tracked.set(keyOf(problem), change(known));
    }
  }

  #update(open: readonly Problem[], now: number): void {
    for (const problem of open) {
      const known = this.#tracked.get(keyOf(problem));
      // A reported problem that is back before its end was reported has lasted all the time.
      const since = known?.isReported ? known.problem.since : problem.since;
      const { isReported, times, reportedAt } = known ?? { isReported: false, times: 0, reportedAt: 0 };
      this.#tracked.set(keyOf(problem), {
        problem: { ...problem, since },
        goneSince: null,
        isReported,
        times,
        reportedAt,
      });
    }
    const openKeys = new Set(open.map(keyOf));
    for (const [key, each] of Array.from(this.#tracked)) {
      if (openKeys.has(key)) {
        continue;
      }
      if (!each.isReported && (each.times === 0 || Math.abs(now - each.reportedAt) >= FORGET_MS)) {
        this.#tracked.delete(key);
      } else if (each.goneSince === null) {
        this.#tracked.set(key, { ...each, goneSince: now });
      }
    }
  }
}

function isDueToBegin(
  { problem, goneSince, isReported, times }: TrackedProblem,
  afterMs: number,
  now: number,
): boolean {
  return goneSince === null && !isReported && now - problem.since >= waitMs(afterMs, times);
}

function isDueToEnd({ goneSince, isReported, times }: TrackedProblem, afterMs: number, now: number): boolean {
  return goneSince !== null && isReported && now - goneSince >= waitMs(afterMs, times - 1);
}

function waitMs(afterMs: number, times: number): number {
  return times <= 0 ? afterMs : Math.min(Math.max(afterMs, MIN_GAP_MS) * 2 ** Math.min(times, 10), MAX_WAIT_MS);
}

function keyOf({ code, subject }: Problem): string {
  return `${code}\0${subject}`;
}
