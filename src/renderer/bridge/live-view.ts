import type { LogbellApi } from '../../preload/api';
import type { LiveNews, LiveRequest } from '../../shared/contract/ipc';

/** Watches the lines of one file; gives what ends it. `lost` is called when the main process does not answer. */
export type WatchLive = (
  file: Omit<LiveRequest, 'view'>,
  heard: (news: LiveNews) => void,
  lost: () => void,
) => () => void;

/** Binds live views to the bridge; each has a number of its own, so that late news of an earlier one are told apart. */
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
      // A newer view has taken its place in the main process already.
      if (view === views) {
        void api.call('live:close', undefined).catch(() => undefined);
      }
    };
  };
}
