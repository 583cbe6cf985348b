import { useDebouncedValue } from '@mantine/hooks';
import { useEffect, useMemo, useState } from 'react';
import type { HistoryEntry, HistoryFilter } from '../../../shared/history';
import { useActions, useAppData } from '../../bridge/app-context';
import { refreshed } from '../../bridge/app-state';

const PAGE = 50;
const SEARCH_DELAY_MS = 250;

/** A part of the history as it is painted: more is asked for only when wanted. */
export interface HistoryPages {
  readonly entries: readonly HistoryEntry[];
  readonly state: 'ready' | 'searching' | 'failed';
  readonly more: boolean;
  readonly loadingOlder: boolean;
  /** Shows the next entries; false when they could not be had. */
  readonly loadOlder: () => Promise<boolean>;
  readonly retry: () => void;
}

interface Found {
  readonly filter: HistoryFilter;
  readonly attempt: number;
  /** Null when there was no answer. */
  readonly entries: readonly HistoryEntry[] | null;
  readonly more: boolean;
}

/** The newest entries, older ones page by page, or what a search or filter finds. */
export function useHistory(typed: string, chosen: Omit<HistoryFilter, 'search'>): HistoryPages {
  const [search] = useDebouncedValue(typed.trim(), SEARCH_DELAY_MS);
  const { kind, ruleId, outcome } = chosen;
  const filter = useMemo(() => ({ search, kind, ruleId, outcome }), [search, kind, ruleId, outcome]);
  const whole = search === '' && kind === undefined && ruleId === undefined && outcome === undefined;
  const [attempt, setAttempt] = useState(0);
  const [found, setFound] = useState<Found | null>(null);
  const [shown, setShown] = useState(PAGE);
  const [loadingOlder, setLoadingOlder] = useState(false);
  const actions = useActions();
  const { history } = useAppData();

  useEffect(() => {
    let wanted = true;
    void actions.history({ ...filter, before: null, limit: PAGE }).then((answer) => {
      if (wanted) {
        const entries = answer.ok ? answer.value : null;
        setFound({ filter, attempt, entries, more: entries?.length === PAGE });
      }
    });
    return () => {
      wanted = false;
    };
  }, [actions, filter, attempt]);

  const current = found?.filter === filter && found.attempt === attempt ? found : null;
  const known = whole ? history : refreshed(current?.entries ?? [], history);
  const loadOlder = async (): Promise<boolean> => {
    setShown(shown + PAGE);
    if (shown + PAGE <= known.length || current?.more !== true) {
      return true;
    }
    setLoadingOlder(true);
    const answer = await actions.history({ ...filter, before: known.at(-1)?.at ?? null, limit: PAGE });
    setLoadingOlder(false);
    if (answer.ok) {
      setFound({
        ...current,
        entries: [...(current.entries ?? []), ...answer.value],
        more: answer.value.length === PAGE,
      });
    }
    return answer.ok;
  };
  return {
    entries: whole ? known.slice(0, shown) : known,
    state: stateOf(whole, current),
    more: (whole && shown < known.length) || current?.more === true,
    loadingOlder,
    loadOlder,
    retry: () => setAttempt(attempt + 1),
  };
}

/** Without a search or filter there is always something to show: what the window knows already. */
function stateOf(whole: boolean, current: Found | null): HistoryPages['state'] {
  if (whole) {
    return 'ready';
  }
  if (current === null) {
    return 'searching';
  }
  return current.entries === null ? 'failed' : 'ready';
}
