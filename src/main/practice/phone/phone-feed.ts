import type { ServerResponse } from 'node:http';
import type { PhoneText } from '../../../shared/contract/practice-phone';
import type { MessageStore, PracticeMessage } from '../store/message-store';

/** Sends texts to open pages as they arrive. */
export interface PhoneFeed {
  /** Streams all texts, then each new one, over this response (WHATWG HTML, server-sent events). */
  open(response: ServerResponse): void;
}

/** Number of newest texts that a page shows. */
const MAX_TEXTS = 200;
/** Interval of checks for arrivals while a page is open. */
const POLL_MS = 200;
/** Largest backlog of a page; a slower one is disconnected, reconnects by itself and gets everything again. */
const MAX_UNREAD_BYTES = 1_000_000;

/** Creates a feed, idle while no page is open. */
export function createPhoneFeed(
  sent: () => MessageStore,
  asTexts: (messages: readonly PracticeMessage[]) => readonly PhoneText[],
): PhoneFeed {
  const pages = new Set<ServerResponse>();
  let arrived: readonly PracticeMessage[] = [];
  let polling: NodeJS.Timeout | undefined;

  const completed = (): PracticeMessage[] => {
    const store = sent();
    const latest = store.all().slice(-MAX_TEXTS);
    return latest.filter((message) => store.statusOf(message) === 'COMPLETED').sort(byArrival);
  };
  const poll = (): void => {
    const before = new Set(arrived);
    arrived = completed();
    const fresh = arrived.filter((message) => !before.has(message));
    if (fresh.length > 0) {
      const texts = asTexts(fresh);
      pages.forEach((page) => sendEvent(page, 'new', texts));
    }
  };
  return {
    open: (response) => {
      poll();
      pages.add(response);
      response.once('close', () => {
        pages.delete(response);
        if (pages.size === 0) {
          clearInterval(polling);
          polling = undefined;
        }
      });
      polling ??= setInterval(poll, POLL_MS);
      sendEvent(response, 'all', asTexts(arrived));
    },
  };
}

function byArrival(one: PracticeMessage, other: PracticeMessage): number {
  return one.completesAt - other.completesAt;
}

function sendEvent(page: ServerResponse, event: 'all' | 'new', texts: readonly PhoneText[]): void {
  if (page.writableLength > MAX_UNREAD_BYTES) {
    page.destroy();
    return;
  }
  page.write(`event: ${event}\ndata: ${JSON.stringify(texts)}\n\n`);
}
