import type { LogbellApi } from '../../preload/api';
import type { LiveNews, LiveRequest } from '../../shared/contract/ipc';

/**
 * Follows the lines of one file until the returned function is called. `lost` is called if the main process does not
 * answer.
 */
export type WatchLive = (
  file: Omit<LiveRequest, 'view'>,
  heard: (news: LiveNews) => void,
  lost: () => void,
) => () => void;

/** Binds live views to the bridge. Each has its own number, so that late news of an earlier view are ignored. */
export function createWatchLive(api: LogbellApi): WatchLive {
  let views = 0;
  return ({ fileId, path }, heard, lost) => {
    views += 1;
    const view = views;
    const stopListening = api.on('live:news', (news) => {
      if (news.view === view) {
        heard(news);
      }
    });
    api.call('live:open', { view, fileId, path }).catch(lost);
    return () => {
      stopListening();
      // A newer view has already replaced this one in the main process.
      if (view === views) {
        void api.call('live:close', undefined).catch(() => undefined);
      }
    };
  };
}
