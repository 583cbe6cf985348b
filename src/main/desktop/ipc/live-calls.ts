import type { LiveRequest } from '../../../shared/contract/ipc/calls';
import type { LiveNews } from '../../../shared/contract/ipc/pushes';
import type { LiveCursor, LiveQuery, LiveReading } from '../../../shared/contract/live-view';
import type { EngineClient } from '../engine/engine-client';
import type { SettingsWindow } from '../window/settings-window';
import type { CallHandlers } from './ipc';

/** Delay between two reads, ms. */
const POLL_MS = 400;

/** Handles calls about the lines of files and pushes new lines of the file in the live tail. */
export function liveCalls(
  engine: EngineClient,
  window: SettingsWindow,
): Pick<CallHandlers, 'files:encodings' | 'history:in-file' | 'live:open' | 'live:close'> {
  const live = createLiveFeed({
    read: (query) => engine.readLive(query),
    push: (news) => window.push('live:news', news),
    isWanted: () => window.isOpen(),
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

export interface LiveFeedDeps {
  readonly read: (query: LiveQuery) => Promise<LiveReading>;
  readonly push: (news: LiveNews) => void;
  /** False once there is no window to push to. */
  readonly isWanted: () => boolean;
}

/** Pushes the lines of one file while the window shows them. */
export interface LiveFeed {
  /** Starts with the last lines; closes the view that was open before. */
  open(request: LiveRequest): void;
  close(): void;
}

/** Creates the feed; it does nothing until a view is opened. */
export function createLiveFeed({ read, push, isWanted }: LiveFeedDeps): LiveFeed {
  let current: LiveRequest | null = null;
  let timer: NodeJS.Timeout | null = null;

  const close = (): void => {
    current = null;
    if (timer) {
      clearTimeout(timer);
    }
  };

  const poll = async (request: LiveRequest, after: LiveCursor | null, last: LiveReading | null): Promise<void> => {
    const { view, fileId, path } = request;
    // If the engine is restarting, the next read gets the answer.
    const reading = await read({ fileId, path, after }).catch(() => null);
    if (current !== request) {
      return;
    }
    if (!isWanted()) {
      close();
      return;
    }
    if (reading !== null && hasNews(reading, last)) {
      const { state, lines, rest, turn, skipped } = reading;
      push({ view, state, lines, rest, turn, skipped });
    }
    timer = setTimeout(() => void poll(request, reading?.cursor ?? after, reading ?? last), POLL_MS);
  };

  return {
    open: (request) => {
      close();
      current = request;
      void poll(request, null, null);
    },
    close,
  };
}

function hasNews(now: LiveReading, last: LiveReading | null): boolean {
  return now.lines.length > 0 || now.turn !== 'none' || now.rest !== last?.rest || now.state !== last.state;
}
