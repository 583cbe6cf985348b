import type { HostProblem } from './engine-api';
import { ProblemDesk, type ProblemDeskParts } from './problem-desk';

/** Keeps the problems of the app that runs the engine in history. That app tells of them itself. */
export class HostProblems {
  readonly #desk: ProblemDesk;

  constructor({ clock, emit, records }: Omit<ProblemDeskParts, 'changed'>) {
    this.#desk = new ProblemDesk({
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
