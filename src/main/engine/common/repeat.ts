import type { Clock } from './clock';

/**
 * Runs `work` repeatedly, first after `delayMs`; returns a function that cancels it. Each delay starts when the work is
 * done; a delay given as a function is read then.
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
