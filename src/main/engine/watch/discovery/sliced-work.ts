/** Time that work runs before the event loop continues, ms. */
const SLICE_MS = 10;

/** Runs long work in slices of time: the first one at once, the others in later turns of the event loop. */
export class SlicedWork<Outcome> {
  /** Resolves with the outcome, or with null if the work was canceled. */
  readonly outcome: Promise<Outcome | null>;
  readonly #steps: Iterator<undefined, Outcome>;
  #resolve: (outcome: Outcome | null) => void = () => undefined;
  readonly #onDone: (outcome: Outcome, tookMs: number) => void;
  #turn: NodeJS.Immediate | null = null;
  #tookMs = 0;
  #isDone = false;

  /** Calls `done` before `over` resolves, within the constructor if one slice is enough; `tookMs`: time worked. */
  constructor(steps: Iterator<undefined, Outcome>, done: (outcome: Outcome, tookMs: number) => void = () => undefined) {
    this.#steps = steps;
    this.#onDone = done;
    this.outcome = new Promise((resolve) => {
      this.#resolve = resolve;
    });
    this.#run();
  }

  /** True once the work is done or canceled. */
  get isDone(): boolean {
    return this.#isDone;
  }

  /** Cancels the rest of the work. */
  cancel(): void {
    if (this.#turn) {
      clearImmediate(this.#turn);
      this.#steps.return?.();
    }
    this.#isDone = true;
    this.#resolve(null);
  }

  #run(): void {
    const startedAt = performance.now();
    let step = this.#steps.next();
    while (step.done !== true && performance.now() < startedAt + SLICE_MS) {
      step = this.#steps.next();
    }
    this.#tookMs += performance.now() - startedAt;
    this.#turn = null;
    if (step.done === true) {
      this.#isDone = true;
      this.#onDone(step.value, this.#tookMs);
      this.#resolve(step.value);
    } else {
      this.#turn = setImmediate(() => this.#run());
    }
  }
}

/** Runs the work in one go. */
export function runInOneGo<Outcome>(steps: Iterator<undefined, Outcome>): Outcome {
  for (;;) {
    const step = steps.next();
    if (step.done === true) {
      return step.value;
    }
  }
}
