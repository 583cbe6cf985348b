import { useEffect, useState } from 'react';
import { useActions } from '../../bridge/app-context';
import { NO_ROWS, withNews, type LiveRows } from './live-rows';

/** A live view as it is painted. */
export interface LiveView {
  readonly shown: LiveRows;
  readonly paused: boolean;
  /** Rows that came since the pause. */
  readonly waiting: number;
  readonly setPaused: (paused: boolean) => void;
}

/** The last lines of a file and those that come, for as long as the component stands. Paused, it stands still and counts. */
export function useLiveRows(fileId: string, path: string): LiveView {
  const actions = useActions();
  const [view, setView] = useState(NO_ROWS);
  const [frozen, setFrozen] = useState<LiveRows | null>(null);
  useEffect(
    () =>
      actions.watchLive(
        { fileId, path },
        (news) => setView((before) => withNews(before, news)),
        () => setView((before) => ({ ...before, state: 'lost' })),
      ),
    [actions, fileId, path],
  );
  return {
    shown: frozen ?? view,
    paused: frozen !== null,
    waiting: frozen === null ? 0 : view.next - frozen.next,
    setPaused: (paused) => setFrozen(paused ? view : null),
  };
}
