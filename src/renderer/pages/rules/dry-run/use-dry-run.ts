import { useEffect, useRef, useState } from 'react';
import type { DryRunLimits, DryRunProgress } from '../../../../shared/contract/dry-run';
import type { Rule } from '../../../../shared/settings/schema';
import { useActions } from '../../../bridge/app-context';
import type { DryRunAnswer } from '../../../bridge/subscriptions';

const DAY_MS = 86_400_000;

/** Parts of the logs that a dry run reads, in display order. */
export const DRY_RUN_RANGES = ['day', 'week', 'month', 'size', 'all'] as const;

export type DryRunRange = (typeof DRY_RUN_RANGES)[number];

const LIMITS: Readonly<Record<DryRunRange, DryRunLimits>> = {
  day: { sinceMs: DAY_MS, bytes: null },
  week: { sinceMs: 7 * DAY_MS, bytes: null },
  month: { sinceMs: 30 * DAY_MS, bytes: null },
  size: { sinceMs: null, bytes: 100_000_000 },
  all: { sinceMs: null, bytes: null },
};

/** State of the dry run of a rule. */
export interface DryRunView {
  readonly range: DryRunRange;
  readonly setRange: (range: DryRunRange) => void;
  /** Null while none runs. */
  readonly progress: DryRunProgress | null;
  /** Result of the last one. */
  readonly answer: DryRunAnswer | null;
  /** True if the rule has changed since the last start. */
  readonly stale: boolean;
  readonly start: () => void;
  readonly cancel: () => void;
}

/** Runs the rule as it is edited now, on demand; unmounting cancels. */
export function useDryRun(rule: Rule): DryRunView {
  const actions = useActions();
  const running = useRef<(() => void) | null>(null);
  const [range, setRange] = useState<DryRunRange>('week');
  const [progress, setProgress] = useState<DryRunProgress | null>(null);
  const [answer, setAnswer] = useState<DryRunAnswer | null>(null);
  const [tried, setTried] = useState('');
  useEffect(() => () => running.current?.(), []);
  const written = JSON.stringify(rule);
  return {
    range,
    setRange,
    progress,
    answer,
    stale: answer !== null && tried !== written,
    start: () => {
      setAnswer(null);
      setTried(written);
      setProgress({ done: 0, total: 0 });
      const run = actions.startDryRun(rule, LIMITS[range], setProgress);
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
