import { useEffect, useRef, useState } from 'react';
import type { DryRunLimits, DryRunProgress } from '../../../../shared/contract/dry-run';
import type { Rule } from '../../../../shared/settings/schema';
import { useActions } from '../../../bridge/app-context';
import type { DryRunAnswer } from '../../../bridge/dry-run';

/** State of the dry run of an edited rule. */
export interface DryRunView {
  /** Null while none runs. */
  readonly progress: DryRunProgress | null;
  /** Result of the last one. */
  readonly answer: DryRunAnswer | null;
  /** True if the rule has changed since the last start. */
  readonly stale: boolean;
  readonly start: (limits: DryRunLimits) => void;
  readonly cancel: () => void;
}

/** Runs the rule as it is edited now, on demand; unmounting cancels. */
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
