import { useEffect, useRef, useState } from 'react';
import type { DryRunLimits, DryRunProgress } from '../../../../shared/contract/dry-run';
import type { Rule } from '../../../../shared/settings/schema';
import { useActions } from '../../../bridge/app-context';
import type { DryRunAnswer } from '../../../bridge/dry-run';

/** A dry run as it is painted. */
export interface DryRunView {
  /** Null while none is going on. */
  readonly progress: DryRunProgress | null;
  /** What came of the last one. */
  readonly answer: DryRunAnswer | null;
  /** Whether the rule has changed since the last one was started. */
  readonly stale: boolean;
  readonly start: (limits: DryRunLimits) => void;
  readonly cancel: () => void;
}

/** Tries the rule as it is edited now, when asked to; leaving the form cancels. */
export function useDryRun(rule: Rule): DryRunView {
  const actions = useActions();
  const running = useRef<(() => void) | null>(null);
  const [progress, setProgress] = useState<DryRunProgress | null>(null);
  const [answer, setAnswer] = useState<DryRunAnswer | null>(null);
  const [tried, setTried] = useState('');
  useEffect(() => () => running.current?.(), []);
  const written = JSON.stringify(rule);
  return {
    progress,
    answer,
    stale: answer !== null && tried !== written,
    start: (limits) => {
      setAnswer(null);
      setTried(written);
      setProgress({ done: 0, total: 0 });
      const run = actions.startDryRun(rule, limits, setProgress);
      running.current = run.cancel;
      void run.answer.then((given) => {
        running.current = null;
        setProgress(null);
        setAnswer(given);
      });
    },
    cancel: () => running.current?.(),
  };
}
