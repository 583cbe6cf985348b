import { useEffect, useState } from 'react';
import { useActions } from '../../bridge/app-context';
import { NO_ROWS, withNews, type LiveRows } from './live-rows';

/** View state of a live tail. */
export interface LiveView {
  readonly shown: LiveRows;
  readonly paused: boolean;
  /** Number of rows received since the pause. */
  readonly waiting: number;
  readonly setPaused: (paused: boolean) => void;
}

/**
 * Follows the last lines and new lines of a file while the component is mounted. While paused, the view is frozen and
 * new rows are counted.
 */
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
