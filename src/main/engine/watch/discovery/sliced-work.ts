/** How long work goes on before others get their turn, ms. */
const SLICE_MS = 10;

/** Long work in small steps: at once for a slice of time, and then in later turns of the event loop, until it is done or called off. */
export class SlicedWork<Outcome> {
  /** Resolves once it is done, or with null when it was called off. */
  readonly over: Promise<Outcome | null>;
  readonly #steps: Iterator<undefined, Outcome>;
  #resolve: (outcome: Outcome | null) => void = () => undefined;
  readonly #done: (outcome: Outcome, tookMs: number) => void;
  #turn: NodeJS.Immediate | null = null;
  #tookMs = 0;
  #isOver = false;

  /**
   * `done` is called before the promise resolves, already within this call where one slice is enough; `tookMs`: the time it worked.
   */
  constructor(steps: Iterator<undefined, Outcome>, done: (outcome: Outcome, tookMs: number) => void = () => undefined) {
    this.#steps = steps;
    this.#done = done;
    this.over = new Promise((resolve) => {
      this.#resolve = resolve;
    });
    this.#run();
  }

  /** True once it is done or was called off. */
  get isOver(): boolean {
    return this.#isOver;
  }

  /** Calls off what is not done yet. */
  cancel(): void {
    if (this.#turn) {
      clearImmediate(this.#turn);
      this.#steps.return?.();
    }
    this.#isOver = true;
    this.#resolve(null);
  }

  #run(): void {
    const began = performance.now();
    let step = this.#steps.next();
    while (step.done !== true && performance.now() < began + SLICE_MS) {
      step = this.#steps.next();
    }
    this.#tookMs += performance.now() - began;
    this.#turn = null;
    if (step.done === true) {
      this.#isOver = true;
      this.#done(step.value, this.#tookMs);
      this.#resolve(step.value);
    } else {
      this.#turn = setImmediate(() => this.#run());
    }
  }
}

/** Does such work without a pause. */
export function atOnce<Outcome>(steps: Iterator<undefined, Outcome>): Outcome {
  for (;;) {
    const step = steps.next();
    if (step.done === true) {
      return step.value;
    }
  }
}
