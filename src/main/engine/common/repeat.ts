import type { Clock } from './clock';

/**
 * Runs `work` again and again, first after `delayMs`; returns the function that cancels it. Each delay begins when the
 * work is done, and a function is asked for it then.
 */
export function repeatEvery(clock: Clock, delayMs: number | (() => number), work: () => void): () => void {
  let isCancelled = false;
  let cancelNext = (): void => undefined;
  const wait = (): void => {
    cancelNext = clock.after(typeof delayMs === 'number' ? delayMs : delayMs(), () => {
      work();
      if (!isCancelled) {
        wait();
      }
    });
  };
  wait();
  return () => {
    isCancelled = true;
    cancelNext();
  };
}
