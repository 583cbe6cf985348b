import { useDebouncedValue } from '@mantine/hooks';
import { useEffect, useMemo, useState } from 'react';
import type { HistoryEntry, HistoryFilter } from '../../../shared/contract/history';
import { useActions, useAppData } from '../../bridge/app-context';
import { isUnfiltered } from '../../bridge/app-store';
import { changedEntries, nextBefore, withChanges, withOlder } from './history-pages';

/** Number of entries per request: about as many as arrive unseen between two frames. */
const PAGE = 200;
const SEARCH_DELAY_MS = 250;

/** Loaded part of the history; more is loaded on demand. */
export interface HistoryPages {
  readonly entries: readonly HistoryEntry[];
  readonly state: 'ready' | 'searching' | 'failed';
  /** State of older entries: none left, some to load, loading, or failed to load. */
  readonly older: 'none' | 'some' | 'coming' | 'failed';
  readonly loadOlder: () => void;
  readonly retry: () => void;
}

interface LoadedHistory {
  readonly filter: HistoryFilter;
  readonly attempt: number;
  /** Null if there was no answer. */
  readonly entries: readonly HistoryEntry[] | null;
  readonly older: HistoryPages['older'];
  /** History of the window when `entries` was last updated. */
  readonly known: readonly HistoryEntry[];
}

/** Loads the newest entries, older ones page by page, or the results of a search or filter. */
export function useHistory(typed: string, chosen: Omit<HistoryFilter, 'search'>): HistoryPages {
  const [search] = useDebouncedValue(typed.trim(), SEARCH_DELAY_MS);
  const { kind, ruleId, outcome } = chosen;
  const filter = useMemo(() => ({ search, kind, ruleId, outcome }), [search, kind, ruleId, outcome]);
  const unfiltered = isUnfiltered(filter);
  const [attempt, setAttempt] = useState(0);
  const [found, setFound] = useState<LoadedHistory | null>(null);
  const actions = useActions();
  const { history } = useAppData();

  useEffect(() => {
    let isCurrent = true;
    void actions.history({ ...filter, before: null, limit: PAGE }).then((answer) => {
      if (isCurrent) {
        const entries = answer.ok ? answer.value : null;
        setFound({ filter, attempt, entries, older: entries?.length === PAGE ? 'some' : 'none', known: [] });
      }
    });
    return () => {
      isCurrent = false;
    };
  }, [actions, filter, attempt]);

  const current = found?.filter === filter && found.attempt === attempt ? found : null;
  if (current?.entries && current.known !== history) {
    const entries = withChanges(current.entries, changedEntries(current.known, history), unfiltered);
    setFound({ ...current, entries, known: history });
  }
  const loadOlder = async (): Promise<void> => {
    if (!current?.entries || current.older === 'coming') {
      return;
    }
    // Entries that arrive meanwhile are kept; an answer for another filter is dropped.
    const change = (apply: (now: LoadedHistory, entries: readonly HistoryEntry[]) => LoadedHistory): void =>
      setFound((now) =>
        now?.filter === filter && now.attempt === attempt && now.entries ? apply(now, now.entries) : now,
      );
    change((now) => ({ ...now, older: 'coming' }));
    const answer = await actions.history({ ...filter, before: nextBefore(current.entries), limit: PAGE });
    change((now, entries) => {
      if (!answer.ok) {
        return { ...now, older: 'failed' };
      }
      const joined = withOlder(entries, answer.value);
      const more = answer.value.length === PAGE && joined.length > entries.length;
      return { ...now, entries: joined, older: more ? 'some' : 'none' };
    });
  };
  return {
    entries: current?.entries ?? (unfiltered ? history : []),
    state: stateOf(unfiltered && history.length > 0, current),
    older: current?.older ?? 'none',
    loadOlder: () => void loadOlder(),
    retry: () => setAttempt(attempt + 1),
  };
}

/** State to show. Without a search or filter, the window's own history is ready at once. */
function stateOf(known: boolean, current: LoadedHistory | null): HistoryPages['state'] {
  if (known) {
    return 'ready';
  }
  if (current === null) {
    return 'searching';
  }
  return current.entries === null ? 'failed' : 'ready';
}
