import { useDebouncedValue } from '@mantine/hooks';
import { useEffect, useState } from 'react';
import type { HistoryEntry } from '../../../shared/history';
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
  readonly search: string;
  readonly attempt: number;
  /** Null when there was no answer. */
  readonly entries: readonly HistoryEntry[] | null;
  readonly more: boolean;
}

/** The newest entries, older ones page by page, or what a search finds. */
export function useHistory(typed: string): HistoryPages {
  const [search] = useDebouncedValue(typed.trim(), SEARCH_DELAY_MS);
  const [attempt, setAttempt] = useState(0);
  const [found, setFound] = useState<Found | null>(null);
  const [shown, setShown] = useState(PAGE);
  const [loadingOlder, setLoadingOlder] = useState(false);
  const actions = useActions();
  const { history } = useAppData();

  useEffect(() => {
    let wanted = true;
    void actions.history({ before: null, limit: PAGE, search }).then((answer) => {
      if (wanted) {
        const entries = answer.ok ? answer.value : null;
        setFound({ search, attempt, entries, more: entries?.length === PAGE });
      }
    });
    return () => {
      wanted = false;
    };
  }, [actions, search, attempt]);

  const current = found?.search === search && found.attempt === attempt ? found : null;
  const known = search === '' ? history : refreshed(current?.entries ?? [], history);
  const loadOlder = async (): Promise<boolean> => {
    setShown(shown + PAGE);
    if (shown + PAGE <= known.length || current?.more !== true) {
      return true;
    }
    setLoadingOlder(true);
    const answer = await actions.history({ before: known.at(-1)?.at ?? null, limit: PAGE, search });
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
    entries: search === '' ? known.slice(0, shown) : known,
    state: stateOf(search, current),
    more: (search === '' && shown < known.length) || current?.more === true,
    loadingOlder,
    loadOlder,
    retry: () => setAttempt(attempt + 1),
  };
}

/** Without a search there is always something to show: what the window knows already. */
function stateOf(search: string, current: Found | null): HistoryPages['state'] {
  if (search === '') {
    return 'ready';
  }
  if (current === null) {
    return 'searching';
  }
  return current.entries === null ? 'failed' : 'ready';
}
