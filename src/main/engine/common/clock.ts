/** Time as the engine sees it; handed in, so that tests own it. */
export interface Clock {
  /** ms since 1970. */
  now(): number;
  /** Runs `task` once after `delayMs`; gives the way to cancel it. */
  after(delayMs: number, task: () => void): () => void;
}

/** The machine's clock. */
export const systemClock: Clock = {
  now: () => Date.now(),
  after: (delayMs, task) => {
    const timer = setTimeout(task, delayMs);
    return () => clearTimeout(timer);
  },
};
