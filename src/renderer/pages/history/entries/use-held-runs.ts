import { useCallback, useMemo, useState } from 'react';
import type { HistoryEntry } from '../../../../shared/contract/history';
import { entryKey } from '../../../bridge/app-store';
import { foldHeld, type HistoryRow, unfolded } from './held-runs';

/** Rows of a list, and a function that expands a run of held matches or folds it again. */
export interface HeldRuns {
  readonly rows: readonly HistoryRow[];
  readonly toggle: (row: HistoryRow) => void;
}

/** Folds runs of held matches until somebody expands them; without `fold`, every entry has its own row. */
export function useHeldRuns(entries: readonly HistoryEntry[], fold = true): HeldRuns {
  const [expanded, setExpanded] = useState<ReadonlySet<string>>(new Set());
  const rows = useMemo(() => (fold ? foldHeld(entries, expanded) : unfolded(entries)), [entries, expanded, fold]);
  const toggle = useCallback(({ entry, run, expanded: open }: HistoryRow) => {
    const keys = [entry, ...(run?.rest ?? [])].map(entryKey);
    setExpanded((now) => {
      const next = new Set(now);
      keys.forEach((key) => (open ? next.delete(key) : next.add(key)));
      return next;
    });
  }, []);
  return { rows, toggle };
}
