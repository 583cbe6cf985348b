import type { Clock } from './common/clock';
import type { ProblemBoard } from './common/problems';

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
export function noticeStart({ setAside, restarted }: StartFacts, problems: ProblemBoard, clock: Clock): () => void {
  if (setAside !== null) {
    problems.raise('ledger-set-aside', '', { file: setAside });
  }
  if (!restarted) {
    return () => undefined;
  }
  problems.raise('engine-restarted', '');
  return clock.after(RESTART_SHOWN_MS, () => problems.clear('engine-restarted', ''));
}
