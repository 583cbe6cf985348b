import type { CallHandlers } from './call-handlers';
import type { EngineHost } from './engine-host';
import { createLiveFeed } from './live-feed';
import type { SettingsWindow } from './settings-window';

/** Answers what the window asks about files' lines, and pushes those of the file it shows. */
export function liveCalls(
  engine: EngineHost,
  window: SettingsWindow,
): Pick<CallHandlers, 'files:encodings' | 'history:in-file' | 'live:open' | 'live:close'> {
  const live = createLiveFeed({
    read: (query) => engine.readLive(query),
    push: (news) => window.push('live:news', news),
    wanted: () => window.isOpen(),
  });
  return {
    'files:encodings': (path) => engine.previewEncodings(path),
    'history:in-file': ({ id }) => engine.lineInFile(id),
    'live:open': (request) => {
      live.open(request);
      return undefined;
    },
    'live:close': () => {
      live.close();
      return undefined;
    },
  };
}
